"""What we found is true: every figure is asked again, every range is worked out another way."""

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from scipy.stats import binomtest

from dashboard.exhibits.common import arriving
from dashboard.exhibits.exhibit import Dots
from dashboard.exhibits.found import (
    concern_headlines,
    concern_rates,
    found_answer,
    letter_times,
    letter_waits,
    visits,
)
from dashboard.exhibits.found import said as mentioned
from dashboard.measures import (
    letter_ages,
    letter_themes,
    opening,
    serious_concerns,
    stated_priorities,
    visit_mode_counts,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.found import MENTIONS, SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import (
    DAYS_TO_PUBLISH,
    IN_TIME,
    OVERDUE,
    PUBLISHED,
    WAITING,
)
from dashboard.measures.selection import Selection
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.render.html import dots
from dashboard.wording import words
from tests.counted import counts, directly

BANNED = re.compile(
    r"\b(None|nan|NaN|NA|null|worst|best|league|rank\w*|fail\w*|poor\w*|please|key|graded?)\b"
)
SPLITS = {
    "last_grade": serious_concerns.by_judgement,
    "setting_type": serious_concerns.by_type,
    "mode": serious_concerns.by_mode,
    "week": concern_rates.by_weeks,
}
YEAR = Selection(setting_type=w.ALL_HOMES, since=date(2020, 4, 1))
DRAWN = 40


def said(opened, selection):
    """Write every sentence of the page, by name."""
    rows = serious_concerns.by_basis(opened, selection)
    by_side = letter_themes.by_side(opened, selection)
    how = visit_mode_counts.by_mode(opened, selection)
    sentences = {
        "answer": found_answer.answer(opened, selection, rows),
        "stated": found_answer.stated(opened, selection, rows),
        "side by side": concern_headlines.side_by_side(rows),
        "unstated": concern_headlines.unstated(rows),
        "over time": concern_headlines.over_time(concern_rates.by_weeks(opened, selection)),
        "most": mentioned.most(by_side),
        "time taken": letter_times.time_taken(
            letter_times.by_region(opened, selection),
            letter_waits.letters(opened, selection).median,
        ),
        "oldest": letter_times.oldest(letter_ages.ages(opened, selection)),
    }
    sentences |= {
        "before": concern_headlines.by_judgement(
            serious_concerns.by_judgement(opened, selection),
            words.noun(selection.changed("last_grade", None)),
        ),
        "type": concern_headlines.by_type(serious_concerns.by_type(opened, selection)),
        "made": concern_headlines.by_mode(serious_concerns.by_mode(opened, selection)),
    }
    sentences |= {theme: mentioned.sides_of(theme, by_side) for theme in mentioned.THEMES}
    if visit_mode_counts.any_mode(how):
        sentences["mode"] = visits.sentence(how)
    tiles = (
        found_answer.figures(opened, selection, rows)
        if found_answer.total(opened, selection)
        else []
    )
    sentences |= {f"tile {place}": ": ".join(tile) for place, tile in enumerate(tiles)}
    return {name: sentence for name, sentence in sentences.items() if sentence}


def check_form(name, sentence):
    """One space between words, a capital or a number first, and no stray marks or blanks."""
    assert not BANNED.search(sentence), sentence
    assert sentence == " ".join(sentence.split()), sentence
    assert sentence[0].isupper() or sentence[0].isdigit(), sentence
    assert not re.search(r"[,;:(]$|\(\)| [.,;)]|\.\.|(?<!of )\b1 (visits|letters)\b", sentence), (
        sentence
    )
    assert sentence.endswith(".") == (name in ("answer", "unstated")), sentence


def check_row(row, n, total, visits):
    """A row holds the measure's figures and scipy's range, or says why it holds none."""
    assert row["denominator"] == total
    assert row["waiting"] == visits - total
    assert row["numerator"] in (n, None)
    half_is_out = "half" not in row["status"]
    assert half_is_out or total * 2 < visits
    if row["numerator"] is None or total < 10 or not half_is_out:
        assert (row["low"], row["high"]) == (None, None)
        assert row["status"] != "shown"
    else:
        expected = binomtest(n, total).proportion_ci(0.95, method="wilson")
        assert (row["low"], row["high"]) == pytest.approx(tuple(expected), abs=1e-9)
        assert row["value"] == pytest.approx(n / total)


def asked(opened, selection, basis):
    """Ask for serious concerns, letters published and visits made for one reason."""
    limits = {"selection_basis": basis}
    rows = directly(opened, SERIOUS_CONCERNS, selection, ["selection_basis"], **limits)
    made = directly(opened, PUBLISHED, selection, visit_type="Assurance visit", **limits)
    n, total = rows.select(pl.col("numerator", "denominator").sum()).row(0)
    assert total == (made["numerator"][0] or 0)
    return n, total, made["denominator"][0] or 0


@pytest.mark.parametrize("name", ["illustrated", "at_the_end"])
def test_every_rate_is_the_measures_own_with_the_range_of_another_implementation(
    request, random_selections, name
):
    opened = request.getfixturevalue(name)
    for selection in random_selections(opened, DRAWN):
        rows = serious_concerns.by_basis(opened, selection)
        for row in rows.iter_rows(named=True):
            check_row(row, *asked(opened, selection, row["selection_basis"]))
        for make in SPLITS.values():
            parts = make(opened, selection)
            for row in parts.iter_rows(named=True):
                visits = row["visits"]
                check_row(row, row["serious"], row["published"], visits)
            for basis in serious_concerns.SIDE_BY_SIDE:
                columns = ["serious", "published", "visits"]
                whole = parts.filter(pl.col("selection_basis") == basis)
                assert whole.select(pl.col(columns).sum()).row(0) == asked(opened, selection, basis)


@pytest.mark.parametrize("name", ["illustrated", "at_the_end"])
def test_every_sentence_is_well_formed_and_its_counts_are_the_measures_own(
    request, random_selections, name
):
    opened = request.getfixturevalue(name)
    for selection in random_selections(opened, DRAWN, seed=2):
        sentences = said(opened, selection)
        for title, sentence in sentences.items():
            check_form(title, sentence)
        own = {asked(opened, selection, basis)[:2] for basis in serious_concerns.BASES}
        in_stated = counts(sentences["stated"])
        assert set(in_stated) <= own, "no two reasons are added into one rate"
        waiting = directly(opened, WAITING, selection)["numerator"][0]
        if waiting and letter_ages.known(opened, selection):
            has = "has" if waiting == 1 else "have"
            expected = f"{words.number(waiting)} {has} no published letter yet."
            if waiting == directly(opened, VISITS, selection)["numerator"][0]:
                none = " has no published" if waiting == 1 else " has a published"
                expected = f"{none} letter yet."
                assert words.number(waiting) in sentences["answer"] or waiting == 1
            assert sentences["answer"].endswith(expected)


@pytest.mark.long
def test_every_sentence_is_well_formed_on_every_set_of_records(any_store, random_selections):
    chosen = [Selection(), Selection(setting_type=w.LOCAL_AUTHORITY)]
    for selection in [*chosen, *random_selections(any_store, 10)]:
        for title, sentence in said(any_store, selection).items():
            check_form(title, sentence)


def test_the_published_figures_come_back(at_the_end):
    rows = serious_concerns.by_basis(at_the_end, YEAR)
    assert counts(found_answer.answer(at_the_end, YEAR, rows))[0][0] == 104
    by_judgement = serious_concerns.by_judgement(at_the_end, YEAR)
    concern = by_judgement.filter(pl.col("selection_basis") == w.PRIORITISED)
    assert dict(concern.select("name", "numerator").iter_rows()) == dict(
        zip(w.GRADES, (1, 41, 36, 4, 22), strict=True)
    )
    assert concern_headlines.by_judgement(by_judgement, "children's homes") == (
        "42 of the 104 prioritised visits that found serious concerns were to children's homes "
        "last judged good or outstanding"
    )


def test_rows_keep_the_order_of_the_vocabulary_not_of_the_figures(at_the_end):
    rows = serious_concerns.by_judgement(at_the_end, YEAR)
    assert rows["name"].unique(maintain_order=True).to_list() == list(w.GRADES)
    assert letter_themes.by_side(at_the_end, YEAR)["name"].to_list() == list(w.THEMES)
    types = serious_concerns.by_type(at_the_end, Selection())["name"].unique(maintain_order=True)
    assert types.to_list() == [name for name in w.SETTING_TYPES if name in set(types)]


def test_no_visit_is_in_two_four_weeks_and_none_is_left_out(at_the_end):
    rows = concern_rates.by_weeks(at_the_end, YEAR)
    assert rows["name"][0] == "17 August to 13 September 2020"
    assert rows["name"][-1].endswith("31 March 2021")
    made = directly(at_the_end, PUBLISHED, YEAR, ["selection_basis"], visit_type="Assurance visit")
    chosen = made.filter(pl.col("selection_basis").is_in(serious_concerns.SIDE_BY_SIDE))
    assert rows["visits"].sum() == chosen["denominator"].sum()


def test_themes_are_counted_as_plain_python_counts_them(at_the_end):
    records = at_the_end.records
    homes = set(records["settings"].filter(pl.col("setting_type").is_in(w.HOMES))["urn"].to_list())
    letter = {
        row["visit_id"]
        for row in records["visits"].iter_rows(named=True)
        if row["urn"] in homes and row["published_on"] and row["started_on"] >= YEAR.since
    }
    mentions = {
        (row["theme"], row["side"], row["visit_id"])
        for row in records["findings"].iter_rows(named=True)
        if row["visit_id"] in letter
    }
    for row in letter_themes.by_side(at_the_end, YEAR).iter_rows(named=True):
        for column, side in letter_themes.SIDES.items():
            assert row[column] == sum(m[:2] == (row["name"], side) for m in mentions)


def test_a_theme_by_reason_adds_up_to_the_theme(illustrated):
    by_theme = letter_themes.by_side(illustrated, Selection())
    for theme in mentioned.THEMES:
        split = letter_themes.called_out(illustrated, Selection(), theme)
        whole = by_theme.row(by_predicate=pl.col("name") == theme, named=True)
        by_reason = split.select(pl.sum_horizontal(list(letter_themes.BASES))).to_series().to_list()
        assert by_reason == [whole[column] for column in letter_themes.SIDES]


def test_letters_are_the_measures_own(at_the_end, random_selections):
    for selection in random_selections(at_the_end, DRAWN, seed=3):
        row = letter_times.by_region(at_the_end, selection).row(0, named=True)
        ages = letter_ages.ages(at_the_end, selection)
        assert ages["waiting"].sum() == (directly(at_the_end, WAITING, selection).item(0, 0) or 0)
        if row["visits"] is None:
            assert not letter_ages.known(at_the_end, selection)
            continue
        pairs = {
            PUBLISHED: ("published", "visits"),
            DAYS_TO_PUBLISH: ("days", "letters"),
            IN_TIME: ("in_time", "letters"),
            OVERDUE: ("overdue", "waiting"),
        }
        for measure, columns in pairs.items():
            expected = directly(at_the_end, measure, selection).row(0)[:2]
            assert tuple(row[column] for column in columns) == tuple(n or 0 for n in expected)


def test_regions_add_up_to_england(at_the_end):
    rows = letter_times.by_region(at_the_end, Selection())
    england, regions = rows[0], rows[1:]
    assert regions.height == 8
    for column in letter_times.FIGURES:
        assert regions[column].sum() == england[column][0]


def test_modes_add_up_to_all_visits(at_the_end, random_selections):
    for selection in random_selections(at_the_end, DRAWN, seed=4):
        total = directly(at_the_end, VISITS, selection)["numerator"][0]
        assert visit_mode_counts.by_mode(at_the_end, selection)["numerator"].sum() == total


def test_weeks_by_mode_add_up_to_the_modes(at_the_end, random_selections):
    for selection in random_selections(at_the_end, DRAWN, seed=6):
        rows = visit_mode_counts.by_week(at_the_end, selection)
        whole = dict(
            visit_mode_counts.by_mode(at_the_end, selection).select("name", "numerator").iter_rows()
        )
        for column in rows.columns[1:]:
            assert rows[column].sum() == whole[visit_mode_counts.COLUMNS[column]], (
                selection,
                column,
            )


def test_the_sentence_on_restrictions_is_true_of_the_visits_themselves(illustrated):
    """Count visits of complete weeks from their rows: from 5 November on, and before."""
    homes = dict(illustrated.records["settings"].select("urn", "setting_type").iter_rows())
    made = {True: [], False: []}
    for urn, day, mode in illustrated.records["visits"].select("urn", "started_on", "mode").rows():
        if homes[urn] == w.LOCAL_AUTHORITY or not date(2020, 9, 7) <= day <= date(2020, 11, 22):
            continue
        if not date(2020, 11, 2) <= day <= date(2020, 11, 8):
            made[day > date(2020, 11, 8)].append(mode)
    there, without = (
        (modes.count("On site"), len(modes), f"({modes.count('On site') / len(modes):.0%})")
        for modes in (made[True], made[False])
    )
    whole = Selection(since=date(2020, 9, 1))
    rows = visit_mode_counts.by_week(illustrated, whole).filter(pl.col("week") >= date(2020, 9, 7))
    assert visits.under_restrictions(rows, illustrated, whole) == (
        f"{there[0]} of {there[1]} visits {there[2]} were wholly on site in the 2 whole weeks with "
        f"national restrictions; {without[0]} of {without[1]} {without[2]} in the 8 whole weeks "
        "without"
    )


def test_weeks_that_hold_no_restrictions_are_not_compared(illustrated):
    early = Selection(until=date(2020, 10, 4))
    rows = visit_mode_counts.by_week(illustrated, early)
    assert re.fullmatch(
        r"\d+ of \d+ visits \(\d+%\) were wholly on site in complete weeks",
        visits.under_restrictions(rows, illustrated, early),
    )
    assert visits.under_restrictions(rows[:0], illustrated, early) == arriving.NONE_COMPLETE


def test_priority_actions_of_authorities_are_those_the_measure_counts(
    at_the_end, random_selections
):
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    listed = stated_priorities.of_authorities(at_the_end, Selection())
    assert listed["la_name"].to_list() == ["Dudley", "Bournemouth, Christchurch and Poole"]
    assert listed["areas"].to_list() == [1, 2]
    for selection in [own, *random_selections(at_the_end, DRAWN, seed=5)]:
        chosen = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        counted = directly(at_the_end, MENTIONS, chosen, side="Priority action")["numerator"][0]
        assert stated_priorities.of_authorities(at_the_end, selection).height == counted


def test_no_provider_is_in_the_list_of_priority_actions(at_the_end):
    names = set(at_the_end.authorities["la_name"])
    assert set(stated_priorities.of_authorities(at_the_end, YEAR)["la_name"]) <= names


def test_too_few_have_no_percentage_and_no_dot(at_the_end):
    rows = concern_rates.by_weeks(at_the_end, YEAR)
    drawn = dots.table(Dots(rows, "Weeks", beside=True), "Caption")
    concern = rows.filter(pl.col("selection_basis") == w.PRIORITISED)
    most_out = pl.col("denominator") * 2 >= pl.col("visits")
    enough = concern.filter(pl.col("denominator") >= 10, most_out)
    assert drawn.count('<td class="range"><span class="whisker"') == enough.height
    assert 0 < enough.height < concern.height
    for n, total in (
        concern.filter(pl.col("denominator").is_between(1, 9))
        .select("numerator", "denominator")
        .iter_rows()
    ):
        assert f"{n} of {total} <small>too few" in drawn


def test_a_rate_waits_until_half_of_the_letters_are_out(illustrated):
    rows = concern_rates.by_weeks(illustrated, Selection())
    drawn = dots.table(Dots(rows, "Weeks", beside=True), "Caption")
    assert "6 of 13 <small>fewer than half of the letters published" in drawn
    assert drawn.count('<td class="range"><span class="whisker"') == 2
    assert concern_headlines.over_time(rows) == (
        "Serious concerns at 7% to 12% of prioritised visits in 2 of 4 spans of four weeks; in "
        "the other 2 too few letters are out to say"
    )


def test_dots_and_whiskers_stay_on_their_axis(at_the_end, random_selections):
    for selection in random_selections(at_the_end, DRAWN, seed=6):
        rows = serious_concerns.by_basis(at_the_end, selection)
        drawn = dots.table(Dots(rows, "Reason"), "Caption")
        for left, width in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", drawn):
            assert 0 <= float(left) <= float(left) + float(width) <= 100.1


HOME = {"setting_type": "Children's home", "la_code": "E10000016", "registered_on": "2019-01-01"}


def opened_with(folder, visits, findings=None):
    """Open records of one home for each visit; findings only where they are given."""
    records = folder / "records"
    records.mkdir()
    homes = [HOME | {"urn": f"EX{n:06}"} for n in range(len(visits))]
    usual = {
        "visit_type": "Assurance visit",
        "selection_basis": w.PRIORITISED,
        "started_on": "2020-09-14",
        "published_on": None,
        "outcome": None,
    }
    made = [
        usual | {"visit_id": f"V{n}", "urn": f"EX{n:06}"} | visit for n, visit in enumerate(visits)
    ]
    tables = {"settings": homes, "visits": made} | ({"findings": findings} if findings else {})
    for name, rows in tables.items():
        pl.DataFrame(rows, infer_schema_length=None).write_csv(records / f"{name}.csv")
    day = date(2020, 12, 7)
    publish(folder / "snapshots", from_folder(records, day), day)
    return opening.open_store(folder / "snapshots")


OUT = {"published_on": "2020-10-12"}
SERIOUS, NONE = OUT | {"outcome": w.SERIOUS_CONCERNS}, OUT | {"outcome": w.NO_SERIOUS_CONCERNS}


def test_letters_without_an_outcome_are_not_taken_for_no_concerns(tmp_path):
    opened = opened_with(tmp_path, [OUT] * 12)
    rows = serious_concerns.by_basis(opened, Selection())
    assert rows["numerator"].null_count() == rows.height
    answer = found_answer.answer(opened, Selection(), rows)
    assert answer == (
        "No outcome is recorded for the 12 assurance visits whose letter is published, so "
        "serious concerns cannot be counted. All 12 visits have a published letter."
    )


def test_the_answer_counts_by_hand(tmp_path):
    sampled = {"selection_basis": w.SAMPLED}
    visits = [SERIOUS] * 2 + [NONE] * 7 + [OUT] + [{}] * 3 + [NONE | sampled] * 4
    opened = opened_with(tmp_path, visits)
    rows = serious_concerns.by_basis(opened, Selection())
    assert found_answer.answer(opened, Selection(), rows) == (
        "Published letters state serious concerns at 2 of 10 prioritised assurance visits "
        "(20%, likely range 6 to 51%) and at 0 of 4 sampled assurance visits. Of 17 "
        "visits, 3 have no published letter yet."
    )
    assert concern_headlines.unstated(rows).startswith(
        "Of the published letters 1 has no outcome recorded, and counts as published"
    )


def test_days_of_publication_that_were_never_supplied_are_not_taken_for_waits(tmp_path):
    opened = opened_with(tmp_path, [{}] * 3)
    rows = serious_concerns.by_basis(opened, Selection())
    assert not letter_ages.known(opened, Selection())
    assert found_answer.answer(opened, Selection(), rows) == (
        "The day of publication is not in these records, so we cannot say which letters are out."
    )


def test_one_of_everything_is_singular(tmp_path):
    opened = opened_with(tmp_path, [SERIOUS])
    rows = serious_concerns.by_basis(opened, Selection())
    assert found_answer.answer(opened, Selection(), rows) == (
        "Published letters state serious concerns at the one prioritised assurance visit. "
        "The one visit has a published letter."
    )
    before = concern_headlines.by_judgement(
        serious_concerns.by_judgement(opened, Selection()), "providers"
    )
    assert before == (
        "The one prioritised visit that found serious concerns was not to one of the providers "
        "last judged good or outstanding"
    )
    assert concern_headlines.by_type(serious_concerns.by_type(opened, Selection())) == (
        "The one prioritised visit that found serious concerns was to a children's home"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            {"Good": 0, "Inadequate": 2},
            "Neither of the 2 prioritised visits that found serious concerns was to one of the "
            "homes",
        ),
        (
            {"Good": 2, "Inadequate": 0},
            "Both prioritised visits that found serious concerns were to homes",
        ),
        (
            {"Good": 1, "Inadequate": 2},
            "1 of the 3 prioritised visits that found serious concerns was to one of the homes",
        ),
        (
            {"Good": 0, "Inadequate": 3},
            "Not one of the 3 prioritised visits that found serious concerns was to one of the "
            "homes",
        ),
    ],
)
def test_few_visits_are_said_as_one_speaks(found, said):
    rows = pl.DataFrame(
        [(name, w.PRIORITISED, n, 5) for name, n in found.items()],
        schema=("name", "selection_basis", "numerator", "denominator"),
        orient="row",
    )
    whole = f"{said} last judged good or outstanding"
    assert concern_headlines.by_judgement(rows, "homes") == whole


def test_that_nothing_serious_is_stated_is_said_of_each_split_in_its_own_words():
    rows = pl.DataFrame(
        {"name": ["Good"], "selection_basis": [w.PRIORITISED], "numerator": [0], "denominator": [6]}
    )
    none = "No serious concerns stated at a prioritised visit"
    assert [
        concern_headlines.by_judgement(rows, "homes"),
        concern_headlines.by_type(rows),
        concern_headlines.by_mode(rows),
    ] == [
        f"{none}, whatever the judgement before",
        f"{none}, whatever the setting type",
        f"{none}, however the visit was made",
    ]


def test_a_letter_that_mentions_a_theme_twice_counts_once(tmp_path):
    told = {"visit_id": "V0", "theme": "Staffing", "side": letter_themes.WELL}
    opened = opened_with(tmp_path, [NONE, {}], [told | {"number": n} for n in (1, 2)])
    rows = letter_themes.by_side(opened, Selection())
    assert rows.filter(pl.col("name") == "Staffing")["going_well"].to_list() == [1]
    assert mentioned.most(rows) == "Most often going well: staffing (1 visit)"


def test_what_a_letter_states_is_not_told_before_it_is_published(at_the_end):
    assert stated_priorities.of_authorities(at_the_end, Selection()).height
    unpublished = at_the_end.records["visits"].with_columns(published_on=pl.lit(None, pl.Date))
    opened = replace(at_the_end, records={**at_the_end.records, "visits": unpublished})
    assert stated_priorities.of_authorities(opened, Selection()).is_empty()


def test_visits_chosen_by_how_they_were_made_are_not_compared_by_it(illustrated):
    assert visits.by_week(illustrated, Selection(visit_mode="Remote")) is None
    assert visits.by_week(illustrated, Selection()) is not None


def test_a_single_visit_is_said_in_words(illustrated):
    kent = Selection(area="E10000016")
    rows = visit_mode_counts.by_week(illustrated, kent)
    assert visits.under_restrictions(rows, illustrated, kent) == (
        "The one visit was wholly on site in the 2 whole weeks with national restrictions; all 20 "
        "in the 9 whole weeks without"
    )


def test_visits_of_which_no_mode_is_recorded_are_none_of_those_not_on_site(illustrated):
    kent = Selection(area="E10000016")
    rows = visit_mode_counts.by_week(illustrated, kent)
    each = {"on_site": 0, "remote": 1, "both": 0, "unknown": 1}
    made = rows.select("week", *(pl.lit(count).alias(name) for name, count in each.items()))
    assert visits.under_restrictions(made, illustrated, kent) == (
        "Neither of the 2 visits was wholly on site in the 2 whole weeks with national "
        "restrictions; none of the 9 in the 9 whole weeks without; how 11 others were made is not "
        "recorded"
    )
    untold = made.with_columns(remote=0)
    assert "There were no visits of which it is recorded" in visits.under_restrictions(
        untold, illustrated, kent
    )
