"""Enforcement: every count is the measure's own, every wait is worked out twice, no blank is 0."""

import re
from datetime import date, timedelta
from statistics import median

import polars as pl
import pytest

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.enforcement import (
    actions,
    counted,
    enforcement_answer,
    in_force,
    listed,
    pathway,
    powers,
)
from dashboard.exhibits.enforcement.listed import records
from dashboard.exhibits.exhibit import Columns, Counts
from dashboard.exhibits.tile import Tile
from dashboard.measures import (
    action_counts,
    actions_in_force,
    choice,
    concern_pathways,
    enforcement_powers,
    opening,
)
from dashboard.measures import pathway as steps_of
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.selection import Selection
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.render import html
from dashboard.render.html import columns, counts, tiles
from dashboard.wording import words

DAY = date(2020, 12, 7)
KENT, LEEDS = "E10000016", "E08000035"
ACTION_COLUMNS = ("action_id", "urn", "action_type", "issued_on", "review_on", "ended_on")
DAYS_OF_STORES = ["2020-09-07", "2020-12-07", "2021-03-31"]


def home(number, code=KENT, setting_type="Children's home"):
    return {
        "urn": f"EX{number:06}",
        "setting_type": setting_type,
        "la_code": code,
        "sector": "Private",
        "places": 4,
        "registered_on": "2019-01-01",
        "last_grade": "Good",
    }


def action(number, urn, issued, review="", ended="", kind="Compliance notice"):
    return dict(zip(ACTION_COLUMNS, (f"A{number}", urn, kind, issued, review, ended), strict=True))


HOMES = [home(1), home(2), home(3, LEEDS), home(4, LEEDS, "Residential family centre")]
ACTED = [
    action(1, "EX000001", "2020-11-30", "2020-12-01"),
    action(2, "EX000001", "2020-12-07", "2020-12-21", kind="Prosecution"),
    action(3, "EX000002", "2020-08-31", "2020-12-07", "2020-12-08"),
    action(4, "EX000003", "2020-10-01", "", "2020-12-07"),
    action(5, "EX000004", "2020-11-30", "2020-12-22", kind="Restriction of accommodation"),
]


@pytest.fixture(scope="module")
def with_actions(tmp_path_factory, write_records):
    """Give a function that opens a register, its actions and its visits, if there are any."""

    def opened(settings, rows, visits=()):
        folder = write_records(tmp_path_factory.mktemp("records"), settings)
        table = pl.DataFrame(rows, schema=dict.fromkeys(ACTION_COLUMNS, pl.String))
        table.write_csv(folder / "actions.csv")
        with (folder / "mapping.toml").open("a") as mapping:
            mapping.write("[actions]\nmay_be_empty = true\n")
        if visits:
            pl.DataFrame(visits).write_csv(folder / "visits.csv")
        root = tmp_path_factory.mktemp("snapshots")
        publish(root, from_folder(folder, DAY), DAY)
        return opening.open_store(root)

    return opened


@pytest.fixture(scope="module")
def acted(with_actions):
    """Open five actions on four settings, at the edges of every date."""
    return with_actions(HOMES, ACTED)


@pytest.fixture(scope="module", params=DAYS_OF_STORES)
def illustrative(request):
    return opening.make_illustrative(date.fromisoformat(request.param))


def asked(opened, selection, measure):
    return opened.ask(measure, selection)["numerator"][0] or 0


def settings_by_hand(opened, selection):
    """Find the settings that a choice leaves, in plain Python."""
    regions = dict(opened.authorities.select("la_code", selection.region_column).iter_rows())
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    found = {}
    for row in opened.records["settings"].iter_rows(named=True):
        places = (None, row["la_code"], regions[row["la_code"]])
        sector = row["sector"] or w.NOT_RECORDED
        grade = row["last_grade"] or w.NOT_RECORDED
        if (
            selection.area in places
            and row["setting_type"] in wanted
            and selection.sector in (None, sector)
            and selection.last_grade in (None, grade)
        ):
            found[row["urn"]] = row
    return found


def choices(opened, random_selections, seed):
    return [Selection(), *random_selections(opened, 40, seed)]


def test_the_actions_listed_are_those_that_the_measures_count(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 2):
        rows = actions_in_force.listed(illustrative, selection)
        assert rows.height == asked(illustrative, selection, ACTIONS_IN_FORCE)
        assert rows["urn"].n_unique() == asked(illustrative, selection, SETTINGS_RESTRICTED)
        settings = settings_by_hand(illustrative, selection)
        on_the_day = sorted(
            (illustrative.as_at - row["issued_on"]).days
            for row in illustrative.records["actions"].iter_rows(named=True)
            if row["urn"] in settings
            and row["issued_on"] <= illustrative.as_at
            and (row["ended_on"] is None or row["ended_on"] > illustrative.as_at)
        )
        assert rows["days_open"].to_list() == on_the_day[::-1]


def test_every_breakdown_adds_up_to_the_measure(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 3):
        kinds = action_counts.by_kind(illustrative, selection)
        weeks = action_counts.by_week(illustrative, selection)
        types = action_counts.by_type(illustrative, selection)
        regions = action_counts.by_region(illustrative, selection)
        for measure in action_counts.BY_KIND:
            total = asked(illustrative, selection, measure)
            assert kinds[measure.name].sum() == 2 * total == 2 * kinds[measure.name][-1]
        for measure in action_counts.BY_WEEK:
            assert weeks[measure.name].sum() == asked(illustrative, selection, measure)
        for measure in action_counts.BY_PLACE:
            total = asked(illustrative, selection, measure)
            single = types.filter(~pl.col("name").is_in(actions.TOTALS))
            assert single[measure.name].sum() == total
            whole = asked(illustrative, selection.anywhere(), measure)
            assert regions[measure.name].sum() == 2 * whole


def test_the_answer_says_what_the_measures_say(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 4):
        said = enforcement_answer.answer(illustrative, selection)
        assert re.match(r"[A-Z0-9].*\.$", said)
        if not powers.can_show(illustrative, selection):
            assert not any(character == "0" for character in said.split("20")[0])
            continue
        settings = asked(illustrative, selection, SETTINGS_RESTRICTED)
        issued = asked(illustrative, selection, ACTIONS_ISSUED)
        now, _, then = said.partition(". ")
        figure = rf"\b{settings:,} settings? ha(s|ve) an action" if settings else "no setting has"
        assert re.search(figure, now, re.IGNORECASE)
        assert then.startswith(f"{issued:,} action" if issued else "No actions were")
        assert words.period(selection, illustrative) in then
        if settings:
            longest = actions_in_force.listed(illustrative, selection)["days_open"].max()
            assert f"in force {longest:,} day" in now
        if selection.area:
            assert words.place(selection.area, illustrative) in now


def test_the_answer_reads_like_this(illustrated, acted):
    assert enforcement_answer.answer(illustrated, Selection()) == (
        "80 settings have an action in force on 7 December 2020; the longest has been in force "
        "138 days. 83 actions were issued from 1 September to 7 December 2020."
    )
    private = Selection(area=LEEDS, setting_type="Residential family centre", sector="Private")
    assert enforcement_answer.answer(acted, private) == (
        "In Leeds, among private residential family centres, 1 setting has an action in force on "
        "7 December 2020; it has been in force 7 days. 1 action was issued from 1 September to "
        "7 December 2020."
    )
    assert enforcement_answer.answer(
        acted, Selection(setting_type="Children's home", area=LEEDS)
    ) == (
        "In Leeds, among children's homes, no setting has an action in force on 7 December 2020. "
        "1 action was issued from 1 September to 7 December 2020."
    )


def test_the_first_and_the_last_day_count_as_they_should(acted):
    listed = actions_in_force.listed(acted, Selection())
    assert listed["days_open"].to_list() == [98, 7, 7, 0]
    assert listed["urn"].to_list() == ["EX000002", "EX000001", "EX000004", "EX000001"]
    assert listed["authority"].to_list() == ["Kent", "Kent", "Leeds", "Kent"]
    assert asked(acted, Selection(), ACTIONS_ISSUED) == 4
    assert asked(acted, Selection(), ACTIONS_ENDED) == 1


def test_the_tiles_count_reviews_from_the_day_to_the_fourteenth_after(acted):
    figures = {
        label: (value, under)
        for label, value, under in enforcement_answer.tiles(acted, Selection())
    }
    assert figures == {
        "Settings with an action in force": ("3", "4 actions; the longest in force 98 days"),
        "Actions issued": ("4", "from 1 September to 7 December 2020"),
        "Actions ended": ("1", "in the same period, whenever issued"),
        "Reviews due by 21 December": ("2", "of 4 in force with a review date; 1 already past"),
    }
    texts = tabled(actions_in_force.listed(acted, Selection()), in_force.columns(acted))[0]
    assert [row[5] for row in texts] == [
        "7 December 2020",
        "1 December 2020 (past)",
        "22 December 2020",
        "21 December 2020",
    ]


def test_reviews_due_are_listed_soonest_first_with_those_past(acted, illustrated):
    until = enforcement_answer.review_until(acted)
    assert until == date(2020, 12, 21)
    rows = actions_in_force.due(actions_in_force.listed(acted, Selection()), until)
    assert rows["review_on"].to_list() == [date(2020, 12, d) for d in (1, 7, 21)]
    assert in_force.headline_due(rows, until, acted.as_at) == (
        "3 actions in force are due for review by 21 December 2020, 1 of them already past"
    )
    assert in_force.headline_due(rows[1:2], until, acted.as_at) == (
        "1 action in force is due for review by 21 December 2020"
    )
    assert in_force.headline_due(rows[:0], until, acted.as_at) == (
        "No review is due by 21 December 2020"
    )
    listed = actions_in_force.listed(illustrated, Selection())
    dated = listed["review_on"].drop_nulls().sort().to_list()
    shown = actions_in_force.due(listed, until)["review_on"].to_list()
    assert shown == [day for day in dated if day <= until]


def test_a_setting_with_more_than_one_action_is_named_once(acted, illustrated):
    rows = actions_in_force.several(actions_in_force.listed(acted, Selection()))
    assert rows.rows() == [
        ("EX000001", "Children's home", "Kent", 2, "Compliance notice; Prosecution", 7)
    ]
    assert in_force.headline_several(rows) == "1 setting has more than one action in force"
    none = actions_in_force.several(actions_in_force.listed(illustrated, Selection()))
    assert in_force.headline_several(none) == "No setting has more than one action in force"


def test_the_findings_read_like_this(acted, illustrated):
    kinds = action_counts.by_kind(acted, Selection())
    said = actions.headline_kinds(kinds)
    assert said == "The most common in force are compliance notices: 2 of 4"
    one = action_counts.by_kind(acted, Selection(setting_type="Residential family centre"))
    said = actions.headline_kinds(one)
    assert said == "The one action in force is a restriction of accommodation"
    assert actions.headline_kinds(action_counts.by_kind(illustrated, Selection())) == (
        "The most common in force are compliance notices: 38 of 80 (48%)"
    )
    weeks = action_counts.by_week(acted, Selection())
    assert actions.headline_weeks(weeks, acted, Selection()) == (
        "No actions were issued or ended in the week of 19 October"
    )
    assert actions.headline_regions(action_counts.by_region(acted, Selection())) == (
        "4 actions are in force in England, in 2 of 8 regions"
    )
    assert actions.headline_types(action_counts.by_type(acted, Selection())) == (
        "The actions in force are on children's homes (3) and residential family centres (1)"
    )
    listed = actions_in_force.listed(acted, Selection())
    assert in_force.headline(listed) == "4 actions are in force, for 0 to 98 days"


def test_kinds_that_are_equal_are_all_named(with_actions):
    rows = [action(1, "EX000001", "2020-12-01"), action(2, "EX000002", "2020-12-01")]
    alike = with_actions(HOMES, rows)
    said = actions.headline_kinds(action_counts.by_kind(alike, Selection()))
    assert said == "Both actions in force are compliance notices"
    assert in_force.headline(actions_in_force.listed(alike, Selection())) == (
        "2 actions are in force, all for 6 days"
    )
    rows[1]["action_type"] = "Emergency court order"
    tied = with_actions(HOMES, rows)
    assert actions.headline_kinds(action_counts.by_kind(tied, Selection())) == (
        "In force are one compliance notice and one emergency court order"
    )
    alone = with_actions(HOMES, rows[1:])
    said = actions.headline_kinds(action_counts.by_kind(alone, Selection()))
    assert said == "The one action in force is an emergency court order"


def test_regions_keep_their_own_order_and_show_all_of_england(illustrated):
    rows = action_counts.by_region(illustrated, Selection())
    assert rows["name"].to_list() == [*sorted(rows["name"][:-1]), "England"]
    assert rows.equals(action_counts.by_region(illustrated, Selection(area="North West")))
    assert action_counts.by_region(illustrated, Selection(regions=9)).height == 10


def test_types_that_are_only_inspected_are_not_applicable_and_never_zero(illustrated):
    rows = action_counts.by_type(illustrated, Selection())
    apart = rows.filter(pl.col("name").is_in(enforcement_powers.INSPECTED_ONLY))
    assert apart["name"].sort().to_list() == sorted(enforcement_powers.INSPECTED_ONLY)
    assert apart[ACTIONS_IN_FORCE.name].null_count() == apart.height
    assert set(apart["status"]) == {"[z] not applicable"}
    rest = rows.filter(~pl.col("name").is_in(enforcement_powers.INSPECTED_ONLY))
    assert rest[ACTIONS_IN_FORCE.name].null_count() == 0
    labels = actions.labels(action_counts.BY_PLACE)
    drawn = counts.bars(Counts(rows, labels, "Type", actions.TOTALS), "Types")
    assert drawn.count("[z] not applicable") == 2 * apart.height


@pytest.mark.parametrize("kind", enforcement_powers.INSPECTED_ONLY)
def test_the_powers_do_not_apply_to_what_is_only_inspected(kind, illustrated):
    chosen = Selection(setting_type=kind, area=KENT)
    assert enforcement_answer.answer(illustrated, chosen) == (
        f"Enforcement powers do not apply to {words.NOUNS[kind]}: they are inspected but not "
        "registered."
    )
    figures = enforcement_answer.tiles(illustrated, chosen)
    assert {(value, under) for _, value, under in figures} == {("[z]", "not applicable")}


def test_records_of_an_action_that_cannot_be_are_owned_up_to(with_actions):
    school = home(9, KENT, "Boarding school")
    odd = with_actions([*HOMES, school], [action(1, school["urn"], "2020-11-30")])
    said = enforcement_answer.answer(odd, Selection(setting_type="Boarding school"))
    assert said.endswith("These records hold one action against them: it should be checked.")
    rows = action_counts.by_type(odd, Selection()).filter(name="Boarding school")
    assert rows[ACTIONS_IN_FORCE.name].to_list() == [1]


def test_records_without_actions_say_so_and_who_can_add_them(edge):
    if enforcement_powers.recorded(edge):
        pytest.fail("the edges have no actions")
    said = enforcement_answer.answer(edge, Selection())
    assert "do not hold enforcement" in said
    *_, (_, mark, why) = enforcement_answer.tiles(edge, Selection())
    assert (mark, why) == powers.NOT_RECORDED
    (note,) = listed.needed(edge, Selection()).notes
    assert "can be added by whoever prepares these records" in note and "_" not in note
    shown = [Tile(*each) for each in enforcement_answer.tiles(edge, Selection())]
    assert "Not known: " in tiles.drawn(shown)


def test_no_action_at_all_is_none_and_not_unknown(with_actions):
    quiet, chosen = with_actions(HOMES, []), Selection()
    assert powers.can_show(quiet, chosen)
    assert enforcement_answer.answer(quiet, chosen) == (
        "No setting has an action in force on 7 December 2020. No actions were issued from "
        "1 September to 7 December 2020."
    )
    weeks = action_counts.by_week(quiet, chosen)
    assert not action_counts.is_drawn(weeks)
    said = actions.headline_weeks(weeks, quiet, chosen)
    assert said == "No action was issued or ended in the period"
    assert in_force.headline(actions_in_force.listed(quiet, chosen)) == "No action is in force"
    assert actions.headline_regions(action_counts.by_region(quiet, chosen)).startswith("No action")
    assert actions.headline_types(action_counts.by_type(quiet, chosen)).startswith("No action")
    assert actions.headline_kinds(action_counts.by_kind(quiet, chosen)) == (
        "No action of any kind is in force"
    )


def test_that_nothing_is_in_force_is_said_once_in_each_part(with_actions, illustrated):
    over = [action(1, "EX000001", "2020-10-01") | {"ended_on": "2020-11-02"}]
    quiet, scilly = with_actions(HOMES, over), Selection(area="E06000053")
    agencies = Selection(setting_type="Independent fostering agency")
    for opened, chosen in ((quiet, Selection()), (illustrated, scilly), (illustrated, agencies)):
        assert enforcement_answer.answer(opened, chosen).count("no setting has") <= 1
        assert listed.reviews(opened, chosen).headline == "No review is due by 21 December 2020"
        assert listed.several(opened, chosen) is None
        assert counted.types(opened, chosen) is None
        assert listed.records(opened, chosen).headline == "No action is in force"
    assert counted.regions(quiet, Selection()) is None
    assert counted.kinds(quiet, Selection()).headline == (
        "1 action was issued and 1 ended in the period; none is in force"
    )
    assert counted.regions(illustrated, scilly).headline.startswith("80 actions are in force in ")


def test_the_map_around_one_authority_says_that_it_is_of_england(illustrated):
    said = counted.authorities(illustrated, Selection(area="E10000016")).headline
    assert said == "Actions are in force in 47 of 150 authorities of England"
    region = counted.authorities(illustrated, Selection(area="North West")).headline
    assert region == "Actions are in force in 8 of 23 authorities"


def test_a_choice_that_leaves_no_setting_says_what_to_try(acted):
    nowhere = Selection(setting_type="Secure children's home", unit=PLACES_UNIT)
    assert not powers.can_show(acted, nowhere)
    assert enforcement_answer.answer(acted, nowhere) == (
        "England has no secure children's homes. Try all providers."
    )


def test_only_a_hundred_actions_are_shown_and_the_rest_are_counted(with_actions):
    homes = [home(n) for n in range(102)]
    many = with_actions(homes, [action(n, f"EX{n:06}", "2020-11-30") for n in range(102)])
    listed = actions_in_force.listed(many, Selection())
    [drawn] = records(many, Selection()).charts
    assert len(drawn.rows) == 100
    assert 'data-of="102"' in html.drawn(drawn, "Actions")
    assert in_force.more(listed) == ("2 more rows in the download",)
    assert in_force.more(listed.head(101)) == ("1 more row in the download",)
    assert in_force.more(listed.head(100)) == ()
    file = of_settings(many, Selection(), [ACTIONS_IN_FORCE], listed, "actions in force")
    assert file.table.height == 102
    assert file.facts["measure"] == "actions_in_force"


def test_names_and_places_are_never_in_the_records_listed(illustrated):
    assert actions_in_force.LISTED[:3] == ("urn", "setting_type", "authority")
    assert not {"name", "address", "postcode"} & set(
        actions_in_force.listed(illustrated, Selection()).columns
    )


def followed_by_hand(opened, selection):
    """Follow each visit that found serious concerns, in plain Python."""
    settings = settings_by_hand(opened, selection)
    visits = opened.records["visits"].to_dicts()
    acts = [a for a in opened.records["actions"].to_dicts() if a["issued_on"] <= opened.as_at]
    first, last = choice.first_day(selection, opened), choice.last_day(selection, opened)
    for visit in visits:
        if (
            visit["urn"] not in settings
            or visit["outcome"] != w.SERIOUS_CONCERNS
            or visit["visit_type"] != "Assurance visit"
            or visit["published_on"] is None
            or not first <= visit["started_on"] <= last
        ):
            continue
        over = visit["ended_on"] or visit["started_on"]
        again = [v["started_on"] for v in visits if v["urn"] == visit["urn"]]
        again = min((d for d in again if over < d <= opened.as_at), default=None)
        own = sorted(
            (a["issued_on"], a["action_id"], a["ended_on"])
            for a in acts
            if a["urn"] == visit["urn"]
        )
        acted = next((a for a in own if a[0] >= visit["started_on"]), None)
        later = next((a for a in own if again and a[0] >= again), None)
        ended = acted[2] if acted and acted[2] and acted[2] <= opened.as_at else None
        yield {
            "to_letter": (visit["published_on"] - over).days,
            "to_revisit": (again - over).days if again else None,
            "to_action": (acted[0] - visit["started_on"]).days if acted else None,
            "revisit_to_action": (later[0] - again).days if later else None,
            "in_force": (ended - acted[0]).days if ended else None,
            "so_far": (opened.as_at - over).days if not (again or acted) else None,
        }


def test_the_pathway_is_what_plain_python_finds(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 5)[:25]:
        visits = concern_pathways.followed(illustrative, selection)
        assert visits.height == asked(illustrative, selection, SERIOUS_CONCERNS)
        by_hand = list(followed_by_hand(illustrative, selection))
        assert visits.height == len(by_hand)
        rows = steps_of.steps(visits)
        for step, row in zip(steps_of.STEPS, rows.iter_rows(named=True), strict=True):
            waits = [visit[step.wait] for visit in by_hand if visit[step.wait] is not None]
            assert row["numerator"] == len(waits), step.name
            assert row["median_days"] == (median(waits) if waits else None)
            assert row["shortest_days"] == min(waits, default=None)
            assert row["longest_days"] == max(waits, default=None)
            assert row["numerator"] <= row["denominator"] <= visits.height


def concern(number, urn, started, ended, published, outcome=w.SERIOUS_CONCERNS):
    return {
        "visit_id": f"V{number}",
        "urn": urn,
        "visit_type": "Assurance visit",
        "selection_basis": w.PRIORITISED,
        "started_on": started,
        "ended_on": ended,
        "published_on": published,
        "outcome": outcome,
    }


def test_the_pathway_waits_can_be_worked_out_by_hand(with_actions):
    visits = [
        concern(1, "EX000001", "2020-09-14", "2020-09-16", "2020-10-16"),
        concern(2, "EX000001", "2020-10-26", "2020-10-26", "2020-11-26", w.NO_SERIOUS_CONCERNS),
        concern(3, "EX000002", "2020-11-02", "2020-11-03", "2020-12-01"),
        concern(4, "EX000003", "2020-11-02", "2020-11-03", ""),
    ]
    acts = [
        action(1, "EX000001", "2020-09-13", ended="2020-09-20"),
        action(2, "EX000001", "2020-09-14", ended="2020-10-14"),
        action(3, "EX000001", "2020-10-27"),
    ]
    opened = with_actions(HOMES, acts, visits)
    followed = concern_pathways.followed(opened, Selection())
    assert followed["visit_id"].to_list() == ["V1", "V3"]
    assert steps_of.steps(followed).select(pl.exclude("wait_counted")).rows() == [
        ("Serious concerns in the letter", 2, 2, 29.0, 28, 30),
        ("Re-visited", 1, 2, 40.0, 40, 40),
        ("Action issued", 1, 2, 0.0, 0, 0),
        ("Action after the re-visit", 1, 1, 1.0, 1, 1),
        ("The first action has ended", 1, 1, 30.0, 30, 30),
        ("Neither so far", 1, 2, 34.0, 34, 34),
    ]
    assert pathway.headline(followed, opened) == (
        "Serious concerns on 2 visits: a re-visit followed 1 and an action 1"
    )
    one = concern_pathways.followed(
        opened, Selection(until=date(2020, 9, 20), since=date(2020, 9, 1))
    )
    assert pathway.headline(one, opened) == (
        "Serious concerns on 1 visit, followed by a re-visit and an action"
    )
    alone = pathway.headline(followed.filter(visit_id="V3"), opened)
    assert alone == "Serious concerns on 1 visit, with no re-visit or action so far"
    written = pathway.text(steps_of.steps(followed))
    assert written[1] == ("Re-visited", 0.5, ("1 of 2", "40 days", "40", "visit to re-visit"))


def test_without_visits_the_pathway_is_not_known(acted):
    visits = concern_pathways.followed(acted, Selection())
    assert visits.is_empty()
    assert pathway.headline(visits, acted) == (
        "No visits are in these records, so what followed them is not known"
    )


def test_columns_and_bars_are_drawn_on_one_scale():
    day = date(2020, 9, 7)
    weeks = pl.DataFrame(
        {"week": [day, day + timedelta(days=7)], "issued": [4, 2], "ended": [0, 1]}
    )
    drawn = columns.weeks(Columns(weeks, {"issued": "Issued", "ended": "Ended"}), "By week")
    heights = re.findall(r'style="height:([\d.]+)%"', drawn)
    assert heights == ["100.0", "50.0", "0.0", "25.0"]
    assert drawn.count("<td>") == 4
    rows = pl.DataFrame({"name": ["<b>", "Total"], "issued": [4, 9], "ended": [None, 8]})
    shown = Counts(rows, {"issued": "Issued", "ended": "Ended"}, "Kind", ("Total",))
    table = counts.bars(shown, "All")
    assert "&lt;b&gt;" in table
    assert re.findall(r"width:([\d.]+)%", table) == ["100.0", "0.0", "0.0"]
    assert "[z] not applicable" in table
