"""The road's figures once more, in plain Python over the records, for the tests to compare."""

from collections import Counter
from datetime import timedelta

from dashboard.measures import week_completeness
from dashboard.measures.forecast import forecast
from dashboard.records import words as w


def wanted(opened, selection):
    """Give a function that says whether a row of the register is one that the filters leave."""
    areas = {row["la_code"]: row for row in opened.authorities.to_dicts()}
    types = w.GROUPS.get(selection.setting_type, (selection.setting_type,))

    def is_wanted(row):
        area = areas[row["la_code"]]
        limits = (
            (selection.area, (row["la_code"], area["region"], area["statistical_region"])),
            (selection.sector, (row["sector"] or w.NOT_RECORDED,)),
            (selection.last_grade, (row["last_grade"] or w.NOT_RECORDED,)),
        )
        return row["setting_type"] in types and all(
            word is None or word in held for word, held in limits
        )

    return is_wanted


def on_the_register(opened, selection):
    """List the rows of the settings that are open on the day of the figures."""
    is_wanted = wanted(opened, selection)
    return [
        row
        for row in opened.records["settings"].iter_rows(named=True)
        if is_wanted(row)
        and (row["registered_on"] is None or row["registered_on"] <= opened.as_at)
        and (row["closed_on"] is None or row["closed_on"] > opened.as_at)
    ]


def start_of(opened, selection):
    return selection.since or opened.starts[-1].day


def first_visits(opened, selection, last):
    """Give the first visit of each open setting, from the start of the period to a last day."""
    scope = {row["urn"] for row in on_the_register(opened, selection)}
    first = {}
    for row in opened.records["visits"].sort("started_on").iter_rows(named=True):
        if row["urn"] in scope and start_of(opened, selection) <= row["started_on"] <= last:
            first.setdefault(row["urn"], row["started_on"])
    return scope, first


def monday(day):
    return day - timedelta(days=day.weekday())


def working_days(opened):
    return opened.records["calendar"].filter("working")["day"].sort().to_list()


def weeks_over(opened, selection, last, first):
    """Give Monday, first visits and working days of each working week that is over."""
    working = working_days(opened)
    in_week = Counter(monday(day) for day in working if day >= start_of(opened, selection))
    unfinished = {monday(day) for day in working if day > last}
    counts = Counter(monday(day) for day in first.values())
    return [(week, counts[week], in_week[week]) for week in sorted(set(in_week) - unfinished)]


def complete(opened, selection, weeks):
    """Leave the weeks of which no more visits are awaited."""
    awaited = set(week_completeness.unfinished(opened, selection))
    return [week for week in weeks if week[0] not in awaited]


def forecast_of(opened, selection, last, scope, first):
    """Forecast from the complete weeks up to a last day, and what is recorded after them."""
    weeks = complete(opened, selection, weeks_over(opened, selection, last, first))
    mondays, start = {week for week, _, _ in weeks}, start_of(opened, selection)
    counts, days = [n for _, n, _ in weeks], [length for _, _, length in weeks]
    since = sum(monday(day) not in mondays for day in working_days(opened) if start <= day <= last)
    known = sum(monday(day) not in mondays for day in first.values())
    return forecast(counts, days, len(scope), known, since)
