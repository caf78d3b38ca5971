"""Every figure and sentence of Why we went, asked again of the measures and of the visits."""

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.common import arriving, authority_visits, caveats, sample, tiles
from dashboard.exhibits.exhibit import Stack
from dashboard.exhibits.why import authorities, drivers, kinds, reasons, shares, why_answer
from dashboard.measures import Selection, authority_sample, visit_drivers
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED, SHARES_OF_BASIS
from dashboard.records import words as w
from dashboard.render import theme
from dashboard.render.html import stacks
from dashboard.settings import monday
from dashboard.wording import words
from tests import by_hand
from tests.counted import counts, directly

MACHINE = re.compile(r"\b(None|nan|NaN|null|worst|best|league|ranked)\b")
DRAWN = 40
KENT = "E10000016"


def by_reason(opened, selection):
    """Count the visits of each reason."""
    asked = directly(opened, VISITS, selection, ["selection_basis"])
    found = {str(basis): n for basis, n, *_ in asked.iter_rows()}
    return [found.get(basis, 0) for basis in words.BASIS]


def in_words(count, total):
    return words.percent(count / total) if total >= 10 else str(count)


def check_form(sentence, stop=False):
    assert not MACHINE.search(sentence), sentence
    assert sentence == " ".join(sentence.split())
    assert re.match(r"[A-Z0-9]", sentence), sentence
    assert not re.search(r"[,;:]$|\(\)| [.,;)]|\.\.", sentence), sentence
    assert sentence.endswith(".") == stop, sentence


def check_answer(opened, selection):
    said = why_answer.answer(opened, selection)
    check_form(said, stop=True)
    if "visits" not in opened.cube.tables:
        assert "do not tell of visits" in said
        return
    parts = by_reason(opened, selection)
    total = sum(parts)
    if selection.area and total:
        assert said.startswith(f"In {words.place(selection.area, opened)}, ")
    if not total:
        assert said.startswith("We made no visits to")
    elif max(parts) == total:
        alone = {1: "The only visit", 2: "[Bb]oth visits|[Nn]either of the 2"}
        usual = f"([Aa]ll|[Nn]one of the) {total:,}"
        assert re.search(alone.get(total, usual).replace("The only", "[Tt]he only"), said)
    else:
        first, *rest = [in_words(n, total) for n in parts]
        asked = f"{first} of {total:,} visits (was|were) prioritised"
        assert re.search(asked, said, re.IGNORECASE), said
        ends = ("sampled", "made for another reason", "ha(s|ve) no reason recorded")
        for n, share, end in zip(parts[1:], rest, ends, strict=True):
            assert bool(re.search(f"{share} {end}", said)) == bool(n), said


def check_range(opened, selection, column, sentence):
    """The ends of the range are the lowest and highest shares of rows with ten visits."""
    asked = directly(opened, SHARE_PRIORITISED, selection, [column])
    shown = asked.filter(pl.col("denominator") >= 10).sort("value")
    if shown.height < 2:
        assert sentence.startswith("Too few visits")
        return
    low, high = (words.percent(shown["value"][place]) for place in (0, -1))
    if low == high:
        assert "the same share" in sentence.lower()
        assert f": {low}" in sentence
    else:
        assert f"ranges from {low} " in sentence
        assert f" to {high} " in sentence
    assert ("10 visits or more" in sentence) == (shown.height < asked.height)


def check_week(opened, selection, sentence):
    found = re.match(
        r"([\d,]+) of ([\d,]+).* visits? in the week of (\d+ \w+) (was|were)", sentence
    )
    if one := re.match(r"The one visit in the week of (\d+ \w+) was (not )?prioritised", sentence):
        asked = directly(opened, SHARE_PRIORITISED, selection, ["week"])
        weeks = {words.day(week, False): (n, total) for week, n, total, *_ in asked.iter_rows()}
        assert weeks[one[1]] == (0 if one[2] else 1, 1)
        return
    if found is None:
        assert sentence.startswith((arriving.NONE_COMPLETE, "No visits in the week of"))
        return
    asked = directly(opened, SHARE_PRIORITISED, selection, ["week"])
    weeks = {words.day(week, False): (n, total) for week, n, total, *_ in asked.iter_rows()}
    assert counts(sentence)[0] == weeks[found[3]]
    assert words.day(by_hand.complete_weeks(opened, selection)[-1], False) == found[3]
    assert (found[4] == "was") == ("1" in (found[1], found[2]))


def check_behind(opened, selection, rows):
    for basis, parts in rows.group_by("selection_basis"):
        asked = directly(opened, VISITS, selection, selection_basis=basis[0])["numerator"][0]
        assert parts["numerator"].sum() == asked
        assert set(parts["denominator"]) == {asked}
    said = drivers.priorities(rows)
    check_form(said)
    for pair in counts(said):
        own = rows.filter(selection_basis=w.PRIORITISED).filter(pl.col("name") != w.NOT_RECORDED)
        assert pair == (own["numerator"].max(), own["denominator"][0])


def check_caveat(opened, selection):
    said = caveats.caveat(opened, selection)
    n, total, value, *_ = directly(opened, SHARE_PRIORITISED, selection).row(0)
    where = words.place(selection.area, opened)
    none = f"No visits to {words.noun(selection)} in {where} in the period."
    if not total:
        untold = f"These records do not tell of visits to {words.noun(selection)}."
        assert said in (none, untold)
        return
    assert said.startswith("Visits are not inspections and are not graded. ")
    assert ("Most were" in said) == (value is not None and value > 0.5)
    assert counts(said) in ([], [(n, total)])


def sampled_by_hand(opened, selection):
    """Count, from the rows themselves, the authorities in the frame and those sampled."""
    period = opened.period(selection.since, selection.until)
    authorities = opened.records["settings"].filter(
        pl.col("setting_type").cast(pl.String) == w.LOCAL_AUTHORITY,
        pl.col("last_grade").cast(pl.String).is_in(["Good", "Outstanding"]),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > opened.as_at),
    )
    visits = opened.records["visits"].filter(
        pl.col("selection_basis").cast(pl.String) == w.SAMPLED,
        pl.col("started_on").is_between(period.since, opened.as_at),
    )
    sampled = {
        urn
        for urn, day in visits.select("urn", "started_on").iter_rows()
        if monday(day) <= period.last_week
    }
    named = opened.authorities.select("la_code", area=pl.col(selection.region_column))
    rows = authorities.join(named, on="la_code")
    if authority_sample.own(selection).area:
        rows = rows.filter(pl.col("area").cast(pl.String) == authority_sample.own(selection).area)
    return sum(urn in sampled for urn in rows["urn"]), rows.height


def check_authorities(opened, selection):
    frame, tiers = (
        authority_sample.frame(opened, selection),
        authority_sample.tiers(opened, selection),
    )
    said, visited = sample.sampled(frame, opened, selection), sample.visited(tiers)
    check_form(said)
    check_form(visited)
    n, total = sampled_by_hand(opened, selection)
    assert counts(said) == ([(n, total)] if total else [])
    regions = frame.slice(1)
    assert tuple(frame.row(0)[1:3]) == (regions["numerator"].sum(), regions["denominator"].sum())
    asked = directly(opened, COVERAGE, authority_sample.own(selection)).row(0)[:3]
    assert (tiers["numerator"].sum(), tiers["denominator"].sum()) == asked[:2]
    assert set(counts(visited)) <= {row[1:3] for row in tiers.iter_rows()}


def check_all(opened, selection):
    check_answer(opened, selection)
    known = why_answer.recorded(opened)
    if known and why_answer.any_visit(opened, selection.anywhere()):
        said = reasons.regions(reasons.by_region(opened, selection), opened)
        check_form(said)
        check_range(opened, selection.anywhere(), selection.region_column, said)
    if known and why_answer.any_visit(opened, selection):
        types = reasons.types(reasons.by_type(opened, selection))
        check_form(types)
        if selection.setting_type != w.ALL_PROVIDERS:
            check_range(opened, selection, "setting_type", types)
        check_week(opened, selection, reasons.weeks(opened, selection))
        check_behind(opened, selection, visit_drivers.behind(opened, selection))
        check_caveat(opened, selection)
        if selection.selection_basis:
            (only,) = why_answer.tiles(opened, selection)
            assert only[1] == "[z]"
            assert only[2].startswith("only ")
        for tile in why_answer.tiles(opened, selection):
            assert all(tile)
            assert not MACHINE.search(" ".join(tile))
    if authority_sample.applies(opened, selection):
        check_authorities(opened, selection)


@pytest.mark.parametrize("records", ["illustrated", "at_the_end"])
def test_every_sentence_says_what_the_measures_say(records, request, random_selections):
    opened = request.getfixturevalue(records)
    for selection in [Selection(), *random_selections(opened, DRAWN)]:
        check_all(opened, selection)


def test_every_sentence_is_true_at_the_edges(edge, random_selections):
    for selection in [Selection(), *random_selections(edge, 12)]:
        check_all(edge, selection)


def test_the_four_reasons_of_every_row_add_up_to_its_visits(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, DRAWN)]:
        for rows in (
            reasons.by_region(illustrated, selection),
            reasons.by_type(illustrated, selection),
        ):
            for _, parts in rows.group_by("name"):
                assert parts["selection_basis"].to_list() == list(words.BASIS)
                assert parts["denominator"].n_unique() == 1
                assert parts["numerator"].sum() == parts["denominator"][0]


def test_regions_and_types_add_up_to_the_whole_and_authorities_stay_apart(illustrated):
    whole = [directly(illustrated, m, Selection())["numerator"][0] for m in SHARES_OF_BASIS]
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    for rows, names in (
        (reasons.by_region(illustrated, Selection()), ("England",)),
        (reasons.by_type(illustrated, Selection()), (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)),
    ):
        parts = rows.filter(~pl.col("name").is_in(names))
        sums = parts.group_by("selection_basis", maintain_order=True).agg(pl.col("numerator").sum())
        assert sums["numerator"].to_list() == whole
    theirs = rows.filter(name=w.LOCAL_AUTHORITY)
    assert theirs["numerator"].to_list() == by_reason(illustrated, own)


def test_an_authority_is_shown_before_england_with_its_own_visits(illustrated):
    chosen = Selection(area=KENT)
    rows = reasons.by_region(illustrated, chosen)
    assert rows["name"].unique(maintain_order=True)[:2].to_list() == ["Kent", "England"]
    assert rows.filter(name="Kent")["numerator"].to_list() == by_reason(illustrated, chosen)


def ranged(*rows):
    return pl.DataFrame(
        [(name, w.PRIORITISED, n, total, n / total) for name, n, total in rows],
        schema=["name", "selection_basis", "numerator", "denominator", "value"],
        orient="row",
    )


def test_rows_that_tie_at_an_end_are_named_or_counted():
    one, two, three, four = w.PROVIDERS[3:7]
    two_tie = reasons.types(ranged((one, 1, 10), (two, 1, 10), (three, 5, 10)))
    tied = words.listed([words.NOUNS[name] for name in sorted((one, two))])
    assert two_tie == (
        f"The prioritised share of visits ranges from 10% for {tied} to 50% for "
        f"{words.NOUNS[three]}"
    )
    many = reasons.types(ranged((one, 0, 10), (two, 0, 10), (three, 0, 10), (four, 5, 10)))
    assert "ranges from 0% for 3 setting types to 50% for" in many


def test_rows_that_are_all_equal_or_nearly_say_so(illustrated):
    equal = reasons.regions(ranged(("London", 5, 10), ("North West", 10, 20)), illustrated)
    assert equal == "The same share of visits in each region was prioritised: 50%"
    nearly = reasons.regions(ranged(("London", 501, 1000), ("North West", 10, 20)), illustrated)
    assert nearly.startswith("About the same share of visits in each region")


def test_a_row_with_few_visits_sets_no_end_of_the_range(illustrated):
    said = reasons.regions(
        ranged(("London", 0, 9), ("North West", 10, 20), ("South West", 12, 20)), illustrated
    )
    assert "from 50% in the North West to 60% in the South West, among regions with 10" in said


def visit(number, row, **more):
    return {
        "visit_id": f"V{number}",
        "urn": row["urn"],
        "visit_type": "Focused visit",
        "selection_basis": None,
        "started_on": "2020-09-14",
    } | more


def authority(number, code, grade):
    return {
        "urn": f"EX{number:06}",
        "setting_type": w.LOCAL_AUTHORITY,
        "la_code": code,
        "sector": "Local Authority",
        "places": None,
        "registered_on": "2019-01-01",
        "last_grade": grade,
    }


def test_an_authority_sampled_twice_counts_once_and_one_outside_the_frame_not_at_all(open_records):
    register = [
        authority(1, KENT, "Good"),
        authority(2, "E10000014", "Outstanding"),
        authority(3, "E10000011", "Inadequate"),
    ]
    opened = open_records(
        register,
        [visit(n, register[place], selection_basis=w.SAMPLED) for n, place in enumerate((0, 0, 2))],
    )
    chosen = Selection(setting_type=w.LOCAL_AUTHORITY)
    frame = authority_sample.frame(opened, chosen)
    assert frame.row(0)[:3] == ("England", 1, 2)
    assert sample.sampled(frame, opened, chosen).startswith("1 of 2 local authorities in England")
    assert authority_sample.tiers(opened, chosen).select(
        "name", "numerator", "denominator"
    ).rows() == [
        ("Inadequate", 1, 1),
        ("Good or outstanding", 1, 2),
    ]


def test_records_without_any_reason_are_told_from_a_choice_without_one(open_records):
    register = [authority(1, KENT, "Good"), authority(2, "E10000014", "Good")]
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    none = open_records(register, [visit(1, register[0])])
    assert not why_answer.recorded(none)
    assert why_answer.answer(none, own) == (
        "Why each visit was made is not in these records: 1 visit, none with a reason."
    )
    some = open_records(
        register, [visit(1, register[0]), visit(2, register[1], selection_basis=w.OTHER)]
    )
    assert why_answer.recorded(some)
    assert why_answer.answer(some, replace(own, area=KENT)) == (
        "In Kent, the only visit has no reason recorded."
    )
    assert why_answer.answer(some, own) == (
        "0 of 2 visits were prioritised, 1 made for another reason and 1 has no reason recorded."
    )


def test_a_drawn_row_fills_its_bar_and_a_small_row_has_counts_alone(illustrated):
    drawn = stacks.reasons(Stack(reasons.by_type(illustrated, Selection()), "Type", ()), "Caption")
    rows = re.findall(r"<tr role=\"row\">.*?</tr>", drawn.partition("<tbody")[2])
    assert rows
    for row in rows:
        visits = int(re.search(r">([\d,]+)<span class=\"after\">", row)[1].replace(",", ""))
        widths = [float(width) for width in re.findall(r"width:([\d.]+)%", row)]
        if visits < 10:
            assert "%" not in row
            assert "too few to show shares" in row
        else:
            assert sum(widths) == pytest.approx(100, abs=0.1)
            labels = re.findall(r"width:([\d.]+)%[^>]*>(<b>)?", row)
            assert all(bool(label) == (float(width) >= 8) for width, label in labels)


def test_every_reason_has_its_own_colour_and_pattern():
    assert len({colour for colour, _ in theme.BASIS.values()}) == 4
    assert {pattern for _, pattern in theme.BASIS.values()} == set(stacks.PATTERNS)


def test_names_from_records_are_escaped():
    rows = pl.DataFrame(
        [("<b>&", basis, 5, 20, 0.25) for basis in words.BASIS],
        schema=["name", "selection_basis", "numerator", "denominator", "value"],
        orient="row",
    )
    drawn = stacks.reasons(Stack(rows, "<u>", ()), "<i>")
    assert "<i>" not in drawn
    assert "<u>" not in drawn
    assert "&lt;b&gt;&amp;" in drawn


def test_inadequate_authorities_without_a_visit_are_named(illustrated, edges):
    """The names come from the records: authorities, their judgement, and the days of visits."""
    settings = illustrated.records["settings"].filter(
        pl.col("setting_type") == w.LOCAL_AUTHORITY, pl.col("last_grade") == "Inadequate"
    )
    visits = illustrated.records["visits"]
    seen = visits.filter(pl.col("started_on").is_between(date(2020, 9, 1), date(2020, 12, 7)))
    left = settings.filter(~pl.col("urn").is_in(seen["urn"].to_list()))
    names = illustrated.authorities.filter(pl.col("la_code").is_in(left["la_code"].to_list()))
    said = sample.unvisited(illustrated, Selection())
    assert (
        said == f"Last judged inadequate and not yet visited: {'; '.join(names['la_name'].sort())}."
    )
    assert names.height > 3
    assert sample.unvisited(edges["one visit"], Selection()) == (
        "No authority is last judged inadequate."
    )


def test_what_lay_behind_every_prioritised_visit_is_said_of_all():
    columns = ("selection_basis", "name", "numerator", "denominator")
    one = pl.DataFrame([(w.PRIORITISED, "Follow-up", 12, 12)], schema=columns, orient="row")
    assert drivers.priorities(one) == "All 12 prioritised visits had follow-up behind them"


def test_what_was_sampled_of_chosen_visits_says_which(illustrated):
    remote = Selection(visit_mode="Remote")
    rows = authority_sample.frame(illustrated, remote)
    assert sample.sampled(rows, illustrated, remote) == (
        "Not one of the 75 local authorities in England last judged good or outstanding has been "
        "sampled, counting only remote visits"
    )


def test_visits_chosen_by_their_reason_have_no_share_of_it(illustrated):
    chosen = Selection(selection_basis=w.PRIORITISED)
    alone = ("[z]", "only prioritised visits are shown")
    assert why_answer.tiles(illustrated, chosen) == [("Prioritised", *alone)]
    assert tiles.prioritised(illustrated, chosen)[1:] == alone
    assert shares.regions(illustrated, chosen) is None
    assert shares.types(illustrated, chosen) is None
    assert authorities.sampled(illustrated, chosen) is None
    assert authorities.sampled(illustrated, Selection(selection_basis=w.SAMPLED)) is not None
    assert re.match(r"\d+ visits in the week of ", shares.weeks(illustrated, chosen).headline)


@pytest.mark.parametrize(
    ("visited", "said"),
    [
        (
            [1, 0, 0],
            "2 of 3 | are not yet visited",
        ),
        (
            [1, 1, 0],
            "1 of 3 | is not yet visited",
        ),
        ([1, 1, 1], "All 3 | have been visited"),
        ([1, 1], "Both | have been visited"),
        ([0], "The one local authority in England last judged inadequate is not yet visited"),
        ([], "No local authority in England is last judged inadequate"),
    ],
)
def test_the_map_says_where_concern_is_greatest_and_we_did_not_go(illustrated, visited, said):
    rows = pl.DataFrame(
        {"last_grade": ["Inadequate"] * len(visited), "visited": visited},
        schema={"last_grade": pl.String, "visited": pl.Int64},
    )
    assert authority_visits.concern(rows, illustrated, Selection()) == said.replace(
        " | ", " local authorities in England last judged inadequate "
    )


def test_where_no_visit_has_a_reason_the_kinds_of_visit_are_shown(illustrated, monkeypatch):
    assert kinds.exhibit(illustrated, Selection()) is None
    monkeypatch.setattr(why_answer, "recorded", lambda _: False)
    asked = directly(illustrated, VISITS, Selection(), ["visit_type"])
    counted = {str(kind): n for kind, n, *_ in asked.iter_rows()}
    made = kinds.exhibit(illustrated, Selection())
    assert dict(made.rows.select("name", "numerator").iter_rows()) == counted
    assert made.rows["numerator"].is_sorted(descending=True)
    assert made.rows["denominator"].unique().to_list() == [sum(counted.values())]
    check_form(made.headline)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (("Full inspection", 90, 120), "90 of 120 (75%) visits were full inspections"),
        (("Interim inspection", 1, 2), "1 of 2 visits was an interim inspection"),
        ((w.NOT_RECORDED, 3, 5), "3 of 5 visits were of a kind that is not recorded"),
    ],
)
def test_the_kind_that_was_made_most_is_said(most, said):
    assert kinds.headline(*most) == said
