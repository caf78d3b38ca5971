"""Every measure against a slow and obvious second implementation, and the rules it must keep."""

from datetime import date, timedelta
from fractions import Fraction
from pkgutil import iter_modules

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.areas.authorities import authorities
from dashboard.measures import MeasureError, Period, cube, definitions, shape
from dashboard.measures.definitions import BY_NAME, MEASURES
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.evaluation import evaluate
from dashboard.records import words
from dashboard.records.model import TABLES, empty
from dashboard.settings import monday

STARTS = [date(2020, 3, 17), date(2020, 4, 1), date(2020, 9, 1)]
DAY = date(2020, 10, 19)
AREAS = authorities("2020").select("la_code", "la_name", "region", "statistical_region")
CODES = AREAS["la_code"].to_list()[:3] + AREAS["la_code"].to_list()[-2:]
days = st.dates(date(2020, 3, 10), date(2020, 10, 30))
inspections = st.dates(date(2018, 6, 1), date(2020, 10, 30))


def closings(registered):
    """Draw a day off the register, never before the first day on it, or none."""
    return st.one_of(st.none(), st.dates(registered or date(2020, 3, 10), date(2020, 11, 2)))


@st.composite
def registers(draw):
    size = draw(st.integers(0, 8))
    return [
        {
            "urn": f"EX{number:06}",
            "setting_type": draw(st.sampled_from(words.SETTING_TYPES[:4])),
            "la_code": draw(st.sampled_from(CODES)),
            "sector": draw(st.sampled_from([None, "Private", "Voluntary"])),
            "places": draw(st.one_of(st.none(), st.integers(0, 60))),
            "registered_on": (registered := draw(st.one_of(st.none(), days))),
            "closed_on": draw(closings(registered)),
            "last_grade": draw(st.sampled_from([None, "Good", "Not yet inspected"])),
            "last_inspected_on": draw(st.one_of(st.none(), inspections)),
        }
        for number in range(size)
    ]


@st.composite
def histories(draw):
    register = draw(registers())
    count = draw(st.integers(0, 14)) if register else 0
    visits = [
        {
            "visit_id": str(number),
            "urn": draw(st.sampled_from(register))["urn"],
            "visit_type": draw(st.sampled_from(["Assurance visit", "Full inspection"])),
            "selection_basis": draw(st.sampled_from([None, *words.SELECTION_BASES])),
            "started_on": draw(days),
            "published_on": draw(st.sampled_from([None, DAY, date(2020, 10, 30)])),
            "outcome": draw(st.sampled_from([None, *words.OUTCOMES])),
            "mode": draw(st.sampled_from([None, *words.MODES])),
        }
        for number in range(count)
    ]
    return register, visits


@st.composite
def consequences(draw):
    """Visits with letters and what they mention, and enforcement actions, for a register."""
    register, visits = draw(histories())
    mentions = [
        {
            "visit_id": visit["visit_id"],
            "number": number,
            "theme": draw(st.sampled_from(words.THEMES[:2])),
            "side": draw(st.sampled_from(words.SIDES)),
        }
        for visit in visits
        for number in range(1, draw(st.integers(1, 4)))
    ]
    later = st.dates(date(2020, 9, 1), date(2020, 12, 1))
    actions = [
        {
            "action_id": str(number),
            "urn": draw(st.sampled_from(register))["urn"],
            "action_type": draw(st.sampled_from(words.ACTION_TYPES[:2])),
            "issued_on": draw(days),
            "ended_on": draw(st.one_of(st.none(), later)),
        }
        for number in range(draw(st.integers(0, 6)) if register else 0)
    ]
    return register, visits, mentions, actions


def table(name, rows):
    blank = empty(name)
    return pl.DataFrame(rows, schema=blank.schema) if rows else blank


def calendar():
    run = [date(2020, 3, 1) + timedelta(days=n) for n in range(300)]
    return pl.DataFrame(
        {
            "day": run,
            "week": [monday(d) for d in run],
            "month": run,
            "working": [d.weekday() < 5 for d in run],
        }
    )


def recorded(register, visits, mentions=(), actions=()):
    return {
        "local_authorities": AREAS,
        "settings": table("settings", register),
        "visits": table("visits", visits),
        "findings": table("findings", list(mentions)),
        "actions": table("actions", list(actions)),
        "calendar": calendar(),
    }


def built(*history):
    return cube.build(recorded(*history), STARTS, DAY)


def in_period(visit, period):
    end = period.last_week + timedelta(days=6)
    return period.since <= visit["started_on"] <= min(end, DAY)


def working_days(first, last):
    """Count the working days after one day up to another, one day at a time."""
    run = (first + timedelta(days=n + 1) for n in range((last - first).days))
    return sum(day.weekday() < 5 for day in run)


def plain_visits(count, visits, mentions, period):
    """Choose the visits that a count is about, and what each of them adds."""
    chosen = [v for v in visits if in_period(v, period)]
    waited = [working_days(v["started_on"], DAY) for v in chosen]
    out = [v["published_on"] == DAY for v in chosen]
    said = [
        {(m["theme"], m["side"]) for m in mentions if m["visit_id"] == v["visit_id"]}
        for v in chosen
    ]
    amounts = {
        ("visits", "visits"): [1 for _ in chosen],
        ("visits", "published"): out,
        ("letters", "letters"): out,
        ("letters", "days"): [days * is_out for days, is_out in zip(waited, out, strict=True)],
        ("letters", "in_time"): [d <= 30 and o for d, o in zip(waited, out, strict=True)],
        ("waiting", "visits"): [not is_out for is_out in out],
        ("waiting", "overdue"): [d > 30 and not o for d, o in zip(waited, out, strict=True)],
        ("findings", "visits"): [len(s) * o for s, o in zip(said, out, strict=True)],
    }[count.table, count.column]
    kept = [
        all((v[column] or words.NOT_RECORDED) == word for column, word in count.only)
        for v in chosen
    ]
    return [(v["urn"], int(n)) for v, n, keep in zip(chosen, amounts, kept, strict=True) if keep]


def plain_actions(count, actions, period):
    """Choose the actions that a count is about."""
    dated = {"actions": "issued_on", "ended": "ended_on"}
    if count.table in dated:
        day = dated[count.table]
        return [
            (a["urn"], 1) for a in actions if a[day] and in_period({"started_on": a[day]}, period)
        ]
    held = [
        a["urn"] for a in actions if a["issued_on"] <= DAY and (a["ended_on"] or date.max) > DAY
    ]
    return [(urn, 1) for urn in (held if count.table == "in_force" else sorted(set(held)))]


def size_of(row):
    places = row["places"] or 0
    sizes = {name: fewest <= places <= most for name, (fewest, most) in words.SIZES.items()}
    return next((name for name, holds in sizes.items() if holds), words.NOT_RECORDED)


def seen_when(row, visits):
    """Find the band of a setting's last day on site, from its visits and its last inspection."""
    sure = ("On site", "Both")
    on_site = [
        v["started_on"]
        for v in visits
        if v["urn"] == row["urn"]
        and (v["mode"] in sure or (v["mode"], v["visit_type"]) == (None, "Full inspection"))
    ]
    last = max([d for d in (*on_site, row["last_inspected_on"]) if d and d <= DAY], default=None)
    if last is None:
        return words.NEVER_SEEN
    return next(name for name, most in words.SEEN.items() if (DAY - last).days <= most)


def plain_register(count, register, visits, period):
    """Choose the settings that a count is about, one at a time."""
    rows = []
    for row in register:
        first, end = row["registered_on"] or date.min, row["closed_on"] or date.max
        seen = [v for v in visits if v["urn"] == row["urn"] and in_period(v, period)]
        out = [v for v in seen if v["published_on"] == DAY]
        wanted = {
            "open": first <= DAY < end,
            "sight": first <= DAY < end,
            "reached": first <= DAY < end and seen,
            "reported": first <= DAY < end and out,
            "then": first <= period.since < end,
            "joined": period.since < first <= DAY,
            "left": period.since < end <= DAY,
        }
        kept = all(row[column] == word for column, word in count.only)
        rows += [row] if wanted[count.table] and kept else []
    return [(r["urn"], 1 if count.column == "settings" else r["places"] or 0) for r in rows]


def plain_count(count, history, period):
    """Count the slow way, one setting, one visit or one action at a time."""
    register, visits, mentions, actions = history
    own = {
        row["urn"]: row | {"size": size_of(row), "last_seen": seen_when(row, visits)}
        for row in register
    }
    if count.table in ("visits", "letters", "waiting", "findings"):
        found = plain_visits(count, visits, mentions, period)
    elif count.table in ("actions", "ended", "in_force", "restricted"):
        found = plain_actions(count, actions, period)
    else:
        found = plain_register(count, register, visits, period)
    return [(own[urn], amount) for urn, amount in found]


def plain_total(count, history, period, column, word, split=True):
    found = plain_count(count, history, period)
    return sum(n for row, n in found if not split or (row[column] or words.NOT_RECORDED) == word)


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    history=consequences(),
    since=st.sampled_from(STARTS),
    week=st.sampled_from([date(2020, 9, 7), date(2020, 10, 12), date(2020, 10, 19)]),
    column=st.sampled_from(shape.WHO),
)
def test_each_measure_agrees_with_plain_python(history, since, week, column):
    made, period = built(*history), Period(since, week)
    for measure in known(MEASURES, history, made):
        agrees_with_plain_python(measure, made, history, period, column)
    agrees_with_plain_python(LAST_SEEN, made, history, period, "last_seen")


def known(measures, history, made):
    """Leave out the measures that a register without such days cannot give, and only those."""
    dated = {
        day for row in history[0] for day in ("registered_on", "closed_on") if row[day] is not None
    }
    needed = {"joined": {"registered_on"}, "left": {"closed_on"}}
    needed["then"] = needed["joined"] | needed["left"]
    lost = {name for name, days in needed.items() if not days <= dated}
    assert made.tables.keys() == shape.KEYS.keys() - lost
    return [measure for measure in measures if measure.numerator.table not in lost]


def agrees_with_plain_python(measure, made, history, period, column):
    result = evaluate(measure, made, period, [column])
    for row in result.iter_rows(named=True):
        above = plain_total(measure.numerator, history, period, column, row[column])
        assert row["numerator"] == above, measure.name
        if measure.denominator is None:
            assert (row["denominator"], row["value"]) == (None, above)
            continue
        split = column in (*shape.KEYS[measure.denominator.table], *shape.AREAS)
        below = plain_total(measure.denominator, history, period, column, row[column], split)
        assert row["denominator"] == below, measure.name
        share = float(Fraction(above, below)) if below else None
        assert row["value"] == (share if share is None else pytest.approx(share))
    found = plain_count(measure.numerator, history, period)
    counted = {row[column] or words.NOT_RECORDED for row, amount in found if amount}
    groups = set(result[column].cast(pl.String))
    assert counted <= groups, "nothing that is counted is left out of the groups"


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(history=consequences(), since=st.sampled_from(STARTS), column=st.sampled_from(shape.WHO))
def test_parts_add_up_to_the_whole(history, since, column):
    made = built(*history)
    period = Period(since, monday(DAY))
    for measure in known(MEASURES, history, made):
        whole = evaluate(measure, made, period)
        parts = evaluate(measure, made, period, [column])
        assert parts["numerator"].sum() == whole["numerator"][0]
        if measure.denominator is not None:
            assert parts["denominator"].sum() == whole["denominator"][0]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(history=histories(), since=st.sampled_from(STARTS))
def test_first_visits_of_each_week_add_up_to_coverage(history, since):
    made = built(*history)
    period = Period(since, monday(DAY))
    weeks = evaluate(COVERAGE, made, period, ["week"])
    assert weeks["numerator"].sum() == evaluate(COVERAGE, made, period)["numerator"][0]


def home(urn, code=CODES[0], **more):
    return {"urn": urn, "setting_type": "Children's home", "la_code": code, **more}


def visit(number, urn, day, **more):
    return {
        "visit_id": str(number),
        "urn": urn,
        "visit_type": "Assurance visit",
        "started_on": day,
        **more,
    }


PERIOD = Period(date(2020, 9, 1), monday(DAY))


def test_add_up_first_and_divide_after():
    register = [home(f"EX{n:06}", CODES[0] if n < 1 else CODES[-1]) for n in range(5)]
    made = built(register, [visit(1, "EX000000", date(2020, 9, 7))])
    total = evaluate(COVERAGE, made, PERIOD).row(0)
    assert total == (1, 5, 0.2, "known"), "a mean of the two rates would be 0.5"


def test_an_area_without_visits_is_zero_and_one_without_settings_is_absent():
    result = evaluate(COVERAGE, built([home("EX000001")], []), PERIOD, ["la_code"])
    assert result.rows() == [(CODES[0], 0, 1, 0.0, "known")]


def test_a_visit_before_the_start_does_not_hide_a_later_one():
    early, late = date(2020, 4, 20), date(2020, 9, 14)
    made = built([home("EX000001")], [visit(1, "EX000001", early), visit(2, "EX000001", late)])
    weeks = evaluate(COVERAGE, made, PERIOD, ["week"])
    assert weeks.select("week", "numerator").rows() == [(date(2020, 9, 14), 1)]
    from_april = Period(date(2020, 4, 1), monday(DAY))
    assert evaluate(COVERAGE, made, from_april, ["week"])["week"].to_list() == [date(2020, 4, 20)]


def test_a_visit_on_the_monday_before_a_tuesday_start_does_not_count():
    made = built([home("EX000001")], [visit(1, "EX000001", date(2020, 8, 31))])
    assert evaluate(VISITS, made, PERIOD)["numerator"][0] == 0


def test_visits_to_a_setting_that_has_closed_still_count_as_visits_only():
    closed = home("EX000001", closed_on=date(2020, 10, 1))
    made = built([closed], [visit(1, "EX000001", date(2020, 9, 7))])
    assert evaluate(VISITS, made, PERIOD)["numerator"][0] == 1
    assert evaluate(COVERAGE, made, PERIOD)["denominator"][0] == 0


def test_no_visits_supplied_is_not_known_rather_than_zero():
    records = {
        "local_authorities": AREAS,
        "settings": table("settings", [home("EX000001")]),
        "calendar": calendar(),
    }
    made = cube.build(records, STARTS, DAY)
    for by in ([], ["la_code"], ["region"]):
        row = evaluate(COVERAGE, made, PERIOD, by).row(0, named=True)
        assert (row["numerator"], row["denominator"], row["value"]) == (None, 1, None)
    assert evaluate(SHARE_PRIORITISED, made, PERIOD).row(0) == (None, None, None, "not known")


def test_a_group_of_setting_types_may_stand_for_one():
    types = ["Children's home", "Secure children's home", "Boarding school"]
    register = [home(f"EX{n:06}") | {"setting_type": t} for n, t in enumerate(types)]
    where = {"setting_type": words.ALL_HOMES}
    assert evaluate(BY_NAME["settings"], built(register, []), PERIOD, (), where)["value"][0] == 2


def test_coverage_cannot_be_limited_by_why_we_went():
    with pytest.raises(
        MeasureError, match="coverage cannot be split or limited by selection_basis"
    ):
        evaluate(COVERAGE, built([], []), PERIOD, (), {"selection_basis": words.SAMPLED})


def test_every_measure_says_what_it_is():
    names = [measure.name for measure in MEASURES]
    assert {name for name in names if names.count(name) > 1} == set(), "two measures have one name"
    for measure in MEASURES:
        name, below = measure.name, measure.denominator is not None
        assert measure.definition.endswith("."), f"{name}: its definition is no sentence"
        assert measure.label and measure.above, f"{name}: it needs a label, and a word for n"
        assert bool(measure.below) == below, f"{name}: N needs a word, and only what has N has one"
        for part in filter(None, (measure.numerator, measure.denominator)):
            assert part.table in shape.COUNTS, f"{name}: the cube has no table {part.table}"
            counts = shape.COUNTS[part.table]
            assert part.column in counts, f"{name}: {part.table} counts {counts}, no {part.column}"
            for column, word in part.only:
                assert column in shape.KEYS[part.table], f"{name}: {part.table} has no key {column}"
                holds = [*shape.TYPES[column].categories]
                assert word in holds, f"{name}: {column} is never {word}, only one of {holds}"


def test_every_measure_of_reasons_outcomes_or_powers_is_sensitive():
    limits = {"selection_basis", "reason", "outcome", "theme", "side"}
    powers = {"actions", "ended", "in_force", "restricted"}
    for measure in MEASURES:
        parts = [*filter(None, (measure.numerator, measure.denominator))]
        told = limits & {column for part in parts for column, _ in part.only}
        told |= powers & {part.table for part in parts}
        assert measure.sensitive or not told, f"{measure.name}: it is sensitive, as it tells {told}"


def test_every_module_of_definitions_is_among_the_measures():
    modules = {module.name for module in iter_modules(definitions.__path__)}
    lost = modules - {module.__name__.rpartition(".")[2] for module in definitions.MODULES}
    assert lost == set(), "name it in MODULES (dashboard/measures/definitions/__init__.py)"
    assert set(TABLES) >= {"settings", "visits"}
