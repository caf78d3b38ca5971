"""The settings that a choice leaves and the visits of its period, found in plain Python."""

from datetime import timedelta

from dashboard.measures import choice, week_completeness
from dashboard.records import words as w


def settings_of(opened, selection):
    """Give the rows of the register, open or closed, that the filters leave."""
    regions = dict(opened.authorities.select("la_code", selection.region_column).iter_rows())
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    return [
        row | {"region": str(regions[row["la_code"]])}
        for row in opened.records["settings"].iter_rows(named=True)
        if selection.area in (None, row["la_code"], regions[row["la_code"]])
        and row["setting_type"] in wanted
        and selection.sector in (None, row["sector"] or w.NOT_RECORDED)
        and selection.last_grade in (None, row["last_grade"] or w.NOT_RECORDED)
    ]


def is_open(row, day):
    """Say whether a setting is on the register on a day."""
    starts_after = row["registered_on"] is not None and row["registered_on"] > day
    return not starts_after and (row["closed_on"] is None or row["closed_on"] > day)


def visits_of(opened, selection):
    """Give the visits of the period, to whatever setting."""
    first, last = choice.first_day(selection, opened), choice.last_day(selection, opened)
    visits = opened.records.get("visits")
    if visits is None:
        return None
    return [v for v in visits.iter_rows(named=True) if first <= v["started_on"] <= last]


def complete_weeks(opened, selection):
    """List the Mondays of the period whose week is over, before any that is not finished."""
    last = selection.until or opened.as_at
    first = selection.since or opened.starts[-1].day
    week, found = first - timedelta(days=first.weekday()), []
    awaited = set(week_completeness.unfinished(opened, selection))
    while week + timedelta(days=6) <= last and week not in awaited:
        found.append(week)
        week += timedelta(days=7)
    return found
