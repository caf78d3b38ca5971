"""What the records do not reach is not known, for every measure: against plain Python."""

import csv
import io
import json
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from dashboard.cli import main
from dashboard.measures import Measure, Period, cube, needs, standing
from dashboard.measures.definitions import BY_NAME, MEASURES
from dashboard.measures.evaluation import evaluate
from dashboard.measures.narrowing import OF_VISITS
from dashboard.records import words
from dashboard.records.reach import EVERYTHING, Reach, Span, from_dict
from dashboard.records.reaching import reach_of
from dashboard.settings import monday
from tests.measures.test_measure import AREAS, CODES, DAY, STARTS, recorded, table

EXTRACTS = Path(__file__).parents[1] / "extract"
KINDS = ("Children's home", "Independent fostering agency", "Boarding school", "Local authority")
days = st.dates(date(2020, 3, 10), DAY)
EVERYWHERE = AREAS["la_code"].to_list()
ends = st.one_of(st.none(), days)
NUMBERS = ("numerator", "value")


@st.composite
def extracts(draw):
    """Draw a register of a few types, visits to some, actions, and now and then what is stated."""
    register = [
        {
            "urn": f"EX{number:06}",
            "setting_type": draw(st.sampled_from(KINDS)),
            "la_code": draw(st.sampled_from(CODES)),
            "registered_on": date(2015, 1, 1),
            "last_grade": draw(st.sampled_from([None, "Good"])),
        }
        for number in range(draw(st.integers(1, 6)))
    ]
    visits = [
        {
            "visit_id": str(number),
            "urn": draw(st.sampled_from(register))["urn"],
            "visit_type": "Assurance visit",
            "selection_basis": draw(st.sampled_from([None, words.OTHER])),
            "started_on": draw(days),
        }
        for number in range(draw(st.integers(0, 5)))
    ]
    actions = [
        {
            "action_id": str(number),
            "urn": draw(st.sampled_from(register))["urn"],
            "action_type": words.ACTION_TYPES[0],
            "issued_on": draw(days),
        }
        for number in range(draw(st.integers(0, 3)))
    ]
    keys = st.tuples(st.sampled_from(["visits", "actions"]), st.sampled_from(["*", *KINDS]))
    stated = []
    for told, kind in draw(st.lists(keys, max_size=3, unique=True)):
        first, last = draw(ends), draw(ends)
        if first and last and first > last:
            first, last = last, first
        stated.append({"table": told, "setting_type": kind, "from": first, "to": last})
    return register, visits, actions, stated


def span(told, kind, rows, day, register, stated):
    """Give the first and last day on which a type is told of, or None; the oracle's own rule."""
    for name in (kind, "*"):
        for row in stated:
            if row["table"] == told and row["setting_type"] == name:
                return row["from"], row["to"]
    types = {row["urn"]: row["setting_type"] for row in register}
    own = [row[day] for row in rows if types[row["urn"]] == kind]
    return (min(own), None) if own else None


def told(spans, first, last):
    """Say whether any day from a first to a last lies within a span."""
    if spans is None:
        return False
    begins, ends = spans
    return (begins is None or begins <= last) and (ends is None or ends >= first)


def expected(name, kinds, first, last, history):
    """Give the types that a figure tells of and its numerator, by plain Python."""
    register, visits, actions, stated = history
    types = {row["urn"]: row["setting_type"] for row in register}
    listed = set(types.values())
    of_visits = {k: span("visits", k, visits, "started_on", register, stated) for k in kinds}
    of_actions = {k: span("actions", k, actions, "issued_on", register, stated) for k in kinds}
    powers = [k for k in kinds if k not in words.INSPECTED_ONLY]
    bare = dict.fromkeys(kinds, not powers)
    of_powers = powers or kinds
    known = {
        "settings": {k for k in kinds if k in listed},
        "coverage": {k for k in kinds if k in listed and told(of_visits[k], first, last)},
        "visits": {k for k in kinds if told(of_visits[k], first, last)},
        "actions_issued": {k for k in of_powers if bare[k] or told(of_actions[k], first, last)},
        "actions_in_force": {k for k in of_powers if bare[k] or told(of_actions[k], DAY, DAY)},
    }[name]
    made = [v for v in visits if first <= v["started_on"] <= last and types[v["urn"]] in known]
    whole = known == set(of_powers) and "actions" in name
    began = [a for a in actions if types[a["urn"]] in (kinds if whole else known)]
    count = {
        "settings": sum(kind in known for kind in types.values()),
        "coverage": len({v["urn"] for v in made}),
        "visits": len(made),
        "actions_issued": sum(first <= a["issued_on"] <= last for a in began),
        "actions_in_force": sum(a["issued_on"] <= DAY for a in began),
    }[name]
    return known, count


NAMES = ("settings", "coverage", "visits", "actions_issued", "actions_in_force")


def told_by(history):
    """Give the records of a history, with what it states."""
    register, visits, actions, stated = history
    records = recorded(register, visits, (), actions)
    if stated:
        records["reach"] = table("reach", stated)
    return records


def agrees(history, since, last_week, name):
    records = told_by(history)
    made = cube.build(records, STARTS, DAY, reach=reach_of(records))
    answers(made, history, since, last_week, name)


def answers(made, history, since, last_week, name):
    """Ask a cube one question in every form, and hold each answer against plain Python."""
    period = Period(since, last_week)
    first, last = since, min(last_week + timedelta(days=6), DAY)
    asked = BY_NAME[name], made, period
    every = [kind for kind in words.SETTING_TYPES if kind not in words.LATER_TYPES]
    known, count = expected(name, every, first, last, history)
    row = evaluate(*asked).row(0, named=True)
    checked(row, known, count)
    asked_of = {k for k in every if "actions" not in name or k not in words.INSPECTED_ONLY}
    if known:
        assert all(kind in row["status"] for kind in asked_of - known)
    by_type = evaluate(*asked, ["setting_type"])
    for row in by_type.to_dicts():
        checked(row, *expected(name, [row["setting_type"]], first, last, history))
    assert asked_of - known <= set(by_type["setting_type"]), "what is not known has its row"
    if name in ("visits", "actions_issued", "coverage"):
        for row in evaluate(*asked, ["week"]).to_dicts():
            begins = max(row["week"], since)
            ends = min(row["week"] + timedelta(days=6), DAY)
            alive, _ = expected(name, every, begins, ends, history)
            assert bool(alive) == (row["numerator"] is not None), row


def checked(row, known, count):
    if not known:
        assert all(row[part] is None for part in NUMBERS), row
        assert row["status"] == standing.NOT_KNOWN
    else:
        assert row["numerator"] == count, (row, known)
        assert row["status"] != standing.NOT_KNOWN


questions = (st.sampled_from(STARTS), st.integers(0, 30), st.sampled_from(NAMES))


def last_week(since, weeks):
    return min(monday(since) + timedelta(weeks=weeks), monday(DAY))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(extracts(), *questions)
def test_no_figure_outside_the_reach_is_a_number(history, since, weeks, name):
    agrees(history, since, last_week(since, weeks), name)


def moved(history, number):
    """Move a history into an authority of its own, with keys of its own."""
    register, visits, actions, stated = history
    place = {"la_code": EVERYWHERE[number]}
    return (
        [row | place | {"urn": f"{row['urn']}-{number}"} for row in register],
        [
            row | {"urn": f"{row['urn']}-{number}", "visit_id": f"{row['visit_id']}-{number}"}
            for row in visits
        ],
        [
            row | {"urn": f"{row['urn']}-{number}", "action_id": f"{row['action_id']}-{number}"}
            for row in actions
        ],
        stated,
    )


def parted(together, history):
    """Give what a cube counts of one history among several, and what that reaches by itself."""
    records = told_by(history)
    own = pl.col("la_code") == history[0][0]["la_code"]
    tables = {name: rows.filter(own) for name, rows in together.tables.items()}
    return cube.Cube(DAY, together.starts, tables, reach_of(records))


def drawn(part, count):
    """Draw so many different histories, each with a question; other ones for each part.

    Without a seed of its own each part would be the same where CI is set.
    """
    found = []

    @seed(part)
    @settings(max_examples=count, phases=[Phase.generate], suppress_health_check=[*HealthCheck])
    @given(st.tuples(extracts(), *questions))
    def draw(one):
        found.append(one)

    draw()
    return found


PARTS, TOGETHER = 10, 100


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_no_figure_of_ten_thousand_extracts_outside_the_reach_is_a_number(part):
    found = drawn(part, 10_000 // PARTS)
    assert len(set(map(repr, found))) > 0.9 * 10_000 / PARTS, "they differ"
    for first in range(0, len(found), TOGETHER):
        all_agree(found[first : first + TOGETHER])


def all_agree(asked):
    """Hold histories and their questions against plain Python.

    Counting is dear and knows nothing of reach, so all are counted at once, each in an authority
    of its own; what it reaches, and what is asked of it, is its own.
    """
    histories = [moved(history, number) for number, (history, *_) in enumerate(asked)]
    rows = [[row for history in histories for row in history[table]] for table in range(3)]
    together = cube.build(recorded(rows[0], rows[1], (), rows[2]), STARTS, DAY)
    for history, (_, since, weeks, name) in zip(histories, asked, strict=True):
        answers(parted(together, history), history, since, last_week(since, weeks), name)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_is_not_known_where_nothing_is_told(measure):
    home = {"urn": "EX000001", "setting_type": KINDS[0], "la_code": CODES[0]}
    records = recorded([home], [], [], [])
    made = cube.build(records, STARTS, DAY, reach=Reach({}))
    period = Period(STARTS[0], monday(DAY))
    for by in ((), ("setting_type",), ("la_code",)):
        found = evaluate(measure, made, period, by)
        assert found.height
        if "setting_type" in by and measure.needs[0].told == "actions":
            found = found.filter(~pl.col("setting_type").is_in(words.INSPECTED_ONLY))
        assert found["numerator"].count() == found["value"].count() == 0
        assert set(found["status"]) == {standing.NOT_KNOWN}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_says_what_it_needs(measure):
    assert measure.needs
    counted = [count for count in (measure.numerator, measure.denominator) if count]
    if any(count.column == "places" for count in counted):
        assert "places" in {need.told for need in measure.needs}
    assert {need.told for need in measure.needs} <= set(words.TOLD_OF)
    told = {need.told for need in measure.needs} | {"not_yet_inspected"}
    if measure.denominator:
        out_of = measure.denominator
        below = {need.told for need in needs.BELOW[out_of.table, out_of.column]}
        assert below <= told, f"{measure.name} is out of {out_of.table}: it needs {below - told}"
    for column, word in chain.from_iterable(count.only for count in counted):
        limit = () if word == words.NOT_RECORDED else needs.LIMITED.get(column, ())
        more = {need.told for need in limit if not need.otherwise} - told
        assert more == set(), f"{measure.name} is limited by {column}: it needs {more}"


PLACED = [measure for measure in MEASURES if measure.unit == "places"]


@pytest.mark.parametrize("measure", PLACED, ids=lambda measure: measure.name)
def test_places_that_nobody_recorded_are_not_known_and_never_nought(measure):
    home, school, agency = (
        {"urn": f"EX00000{n}", "setting_type": kind, "la_code": CODES[0]}
        | {"registered_on": date(2015, 1, 1), "closed_on": STARTS[-1] if n == 3 else None}
        for n, kind in enumerate((KINDS[0], KINDS[2], KINDS[1]), 1)
    )
    visit = {"visit_id": "1", "urn": home["urn"], "visit_type": "Assurance visit"}
    visit |= {"started_on": DAY, "published_on": DAY}
    period = Period(STARTS[0], monday(DAY))

    def asked(*register, by=()):
        records = recorded([*register], [visit], [], [])
        made = cube.build(records, STARTS, DAY, reach=reach_of(records))
        return evaluate(measure, made, period, by).to_dicts()

    (blank,) = asked(home, school, agency)
    assert (blank["numerator"], blank["denominator"], blank["value"]) == (None, None, None)
    assert blank["status"] == standing.NOT_KNOWN
    (some,) = asked(home | {"places": 4}, school, agency)
    assert some["status"].startswith(standing.PARTLY)
    assert "Boarding school" in some["status"]
    assert "agency" not in some["status"], "agencies have no places to record"


def test_a_size_is_not_known_where_no_places_are():
    home = {"urn": "EX000001", "setting_type": KINDS[0], "la_code": CODES[0]}
    records = recorded([home], [], [], [])
    made = cube.build(records, STARTS, DAY, reach=reach_of(records))
    limited = {"size": "3 or 4 places"}
    found = evaluate(BY_NAME["settings"], made, Period(STARTS[0], monday(DAY)), where=limited)
    assert found["numerator"].to_list() == [None]


def limited_to(word, column, *register, measure="visits", **fields):
    """Count the visits to a home and, where there is one, to an authority, limited to one word."""
    visits = [
        {"visit_id": row["urn"], "urn": row["urn"], "visit_type": "Assurance visit"}
        | {"started_on": DAY, **(fields if row["setting_type"] == KINDS[3] else {})}
        for row in register
    ]
    records = recorded([*register], visits, [], [])
    made = cube.build(records, STARTS, DAY, reach=reach_of(records))
    asked = BY_NAME[measure], made, Period(STARTS[0], monday(DAY))
    return {
        kind: evaluate(*asked, where={column: word, "setting_type": kind}).row(0, named=True)
        for kind in (KINDS[0], KINDS[3])
    }


def of_kind(kind, **fields):
    return {"urn": kind[:4], "setting_type": kind, "la_code": CODES[0], **fields}


MAY_BE_BLANK = [each for each in OF_VISITS if each.column != "visit_type"]


@pytest.mark.parametrize("each", MAY_BE_BLANK, ids=lambda each: each.name)
def test_visits_chosen_by_what_none_of_them_tells_are_not_known_on_each_side_apart(each):
    home, authority = of_kind(KINDS[0]), of_kind(KINDS[3])
    first, other = each.choices[:2]
    alone = limited_to(first, each.column, home, authority)
    assert {row["status"] for row in alone.values()} == {standing.NOT_KNOWN}
    assert {row["numerator"] for row in alone.values()} == {None}
    told = {each.column: first}
    for word, count in ((first, 1), (other, 0)):
        found = limited_to(word, each.column, home, authority, **told)
        assert found[KINDS[3]]["numerator"] == count
        assert (found[KINDS[0]]["numerator"], found[KINDS[0]]["status"]) == (
            None,
            standing.NOT_KNOWN,
        )
    blank = limited_to(words.NOT_RECORDED, each.column, home, authority)
    assert [row["numerator"] for row in blank.values()] == [1, 1], "it is known that none is said"


@pytest.mark.parametrize(
    ("kind", "is_told"), [("Assurance visit", False), (words.FULL_INSPECTION, True)]
)
def test_a_full_inspection_alone_need_not_say_that_it_was_on_site(kind, is_told):
    home, school = of_kind(KINDS[0]), of_kind(KINDS[2])
    visit = {"started_on": DAY, "visit_type": "Assurance visit"}
    visits = [
        visit | {"visit_id": "1", "urn": home["urn"], "mode": "Remote"},
        visit | {"visit_id": "2", "urn": school["urn"], "visit_type": kind},
    ]
    reach = reach_of(recorded([home, school], visits, [], []))
    assert KINDS[0] in reach.kinds("modes")
    assert (KINDS[2] in reach.kinds("modes")) == is_told


def test_settings_of_a_sector_are_not_known_where_no_sector_is_recorded():
    home, authority = of_kind(KINDS[0]), of_kind(KINDS[3])
    blank = limited_to("Private", "sector", home, authority, measure="settings")
    assert (blank[KINDS[0]]["numerator"], blank[KINDS[0]]["status"]) == (None, standing.NOT_KNOWN)
    assert blank[KINDS[3]]["numerator"] == 0, "an authority is of no sector"
    told = limited_to("Private", "sector", home | {"sector": "Voluntary"}, measure="settings")
    assert (told[KINDS[0]]["numerator"], told[KINDS[0]]["status"]) == (0, standing.KNOWN)


def test_a_measure_that_does_not_say_what_it_needs_cannot_be_made():
    said = {
        name: getattr(MEASURES[0], name) for name in Measure.__dataclass_fields__ if name != "needs"
    }
    with pytest.raises(TypeError, match="needs"):
        Measure(**said)


def test_what_is_reached_survives_a_manifest():
    some = Reach({"visits": {KINDS[0]: Span(date(2021, 4, 7)), KINDS[1]: Span()}}, frozenset({"a"}))
    for reach in (some, EVERYTHING):
        assert from_dict(json.loads(json.dumps(reach.as_dict()))) == reach


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Give a function that builds an extract once and prints a measure of it, in a form."""
    base = tmp_path_factory.mktemp("reach")

    def asked(extract, day, name, *options, form="json", more=None):
        folder = base / f"{extract}{'_stated' * bool(more)}"
        root = str(folder / "snapshots")
        if not folder.exists():
            folder.mkdir()
            for path in (EXTRACTS / extract).iterdir():
                (folder / path.name).write_bytes(path.read_bytes())
            if more:
                (folder / "reach.csv").write_text(more, encoding="utf-8")
            run("build", str(folder), "--as-at", day, "--snapshots", root)
        said = run("measure", name, *options, "--snapshots", root, "--format", form)
        return json.loads(said) if form == "json" else said

    return asked


def run(*words):
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def figures(rows):
    return [(row["numerator"], row["denominator"], row["value"]) for row in rows]


MARCH = ("--from", "2020-09-01", "--as-at", "2021-03-31")
NO_TYPE = "--where", "setting_type=Independent fostering agency"


def test_a_day_before_the_first_that_is_told_of_is_not_known(ask):
    rows = ask("reach_zero", "2021-04-30", "coverage", *MARCH)
    assert figures(rows) == [(None, 1, None)]
    assert rows[0]["status"] == "not known"
    assert ask("reach_zero", "2021-04-30", "visits", *MARCH)[0]["value"] is None


def test_a_type_that_nothing_tells_of_is_not_known_and_named(ask):
    rows = ask("reach_onetype", "2021-04-30", "coverage", *NO_TYPE)
    assert figures(rows) == [(None, 1, None)]
    (whole,) = ask("reach_onetype", "2021-04-30", "coverage")
    assert (whole["numerator"], whole["denominator"]) == (1, 1)
    assert whole["status"].startswith("partly known: without")
    assert "Independent fostering agency" in whole["status"]


def test_a_type_that_the_extract_says_it_reaches_is_a_nought(ask):
    stated = "table,setting_type,from,to\nvisits,*,2020-09-01,\n"
    rows = ask("reach_onetype", "2021-04-30", "coverage", *NO_TYPE, more=stated)
    assert figures(rows) == [(0, 1, 0.0)]
    assert rows[0]["status"] == "known"


def test_a_second_extract_with_a_type_visited_late_is_told_of_from_then_on(ask):
    late = "reach_late", "2021-03-31"
    rows = {row["setting_type"]: row for row in ask(*late, "coverage", "--by", "setting_type")}
    assert rows["Boarding school"]["status"] == "partly known: from 16 March 2021"
    assert figures([rows["Boarding school"]]) == [(1, 1, 1.0)]
    assert rows["Residential family centre"]["status"] == "partly known: from 10 November 2020"
    assert figures([rows["Secure children's home"]]) == [(None, None, None)]
    before = ask(*late, "coverage", "--to", "2021-03-14", "--where", "setting_type=Boarding school")
    assert figures(before) == [(None, 1, None)]
    (in_force,) = ask(*late, "actions_in_force", "--where", "setting_type=All providers")
    assert in_force["numerator"] == 1
    assert "as told since 5 January 2021" in in_force["status"]


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_table_csv_and_json_say_not_known_for_every_measure_and_never_nought(ask, name):
    asked = "reach_zero", "2021-04-30", name, "--where", "setting_type=Voluntary adoption agency"
    (row,) = ask(*asked)
    assert row["numerator"] is row["value"] is None
    assert row["status"] == "not known"
    (printed,) = csv.DictReader(io.StringIO(ask(*asked, form="csv")))
    assert (printed["numerator"], printed["value"], printed["status"]) == ("", "", "not known")
    drawn = ask(*asked, form="table")
    assert "not known" in drawn and " 0 " not in drawn
