"""The events on the road: dates of the programme, and the days on which nobody visits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dashboard.exhibits.common.columns import Columns
from dashboard.exhibits.download import Download, download
from dashboard.measures import Selection, Store, choice
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.road.outlook import shown_until
from dashboard.measures.road.track import Track
from dashboard.settings import monday, sunday
from dashboard.wording import words

AFTERWARDS = timedelta(weeks=5)
TITLE = "Events of the programme, bank holidays and closures"


@dataclass(frozen=True)
class Event:
    """Something that happens, from one day to another.

    `short` is its name on the pictures, where that is another; days without visits are shaded.
    """

    first: date
    last: date
    name: str
    short: str = ""
    is_without_visits: bool = False


def events(store: Store, tracks: tuple[Track, ...]) -> list[Event]:
    """List what happens, first to last: milestones, earliest dates, bank holidays and closures.

    Milestones begin with the first declared start, days without visits with the period; both go as
    far as the pictures of the tracks do.
    """
    dates = [track.target.earliest + AFTERWARDS for track in tracks if track.has_target]
    last = max([*dates, *map(shown_until, tracks)])
    begins = choice.first_day(tracks[0].selection, store)
    dated = [e for e in _milestones(store, tracks) if store.starts[0].day <= e.first <= last]
    runs = store.remembered(
        ("days off", begins, last), lambda asked: tuple(_days_off(asked, begins, last))
    )
    off = [each for each in runs if begins <= each.last]
    return sorted([*dated, *off], key=_order)


def headline(listed: Sequence[Event], store: Store) -> str:
    """Say how many events are to come, and which is the next."""
    dated = [each for each in listed if not each.is_without_visits]
    ahead = [each for each in dated if each.first > store.as_at]
    if not dated:
        return "No dated event of the programme lies in the days shown"
    if not ahead:
        return f"Every dated event of the programme lies before {words.day(store.as_at)}"
    return f"Next on the road, on {words.day(ahead[0].first)}: {words.within(ahead[0].name)}"


def table(listed: Sequence[Event]) -> pl.DataFrame:
    """Give the events as a table: first, last, name."""
    columns = ("first", "last", "name")
    rows = [{column: getattr(each, column) for column in columns} for each in listed]
    return pl.DataFrame(rows, schema=dict(zip(columns, (pl.Date, pl.Date, pl.String), strict=True)))


def file(listed: Sequence[Event], store: Store, selection: Selection) -> Download:
    """Describe the events as a file."""
    rows = table(listed)
    made = download(store, selection, COVERAGE, rows, rows.columns, "road events")
    return made.saying(measure="events", definition=TITLE)


def _when(each: Event) -> str:
    return words.day(each.first) if each.first == each.last else words.span(each.first, each.last)


COLUMNS: Columns = {
    "When": _when,
    "What happens": "name",
}


def _order(event: Event) -> tuple[date, str]:
    return event.first, event.name


def _milestones(store: Store, tracks: tuple[Track, ...]) -> Iterator[Event]:
    """Give the dated events of the records; the earliest dates come from the targets."""
    own = store.records["milestones"].filter(pl.col("covers").is_null())
    for day, name in own.select("day", "name").iter_rows():
        yield Event(day, day, name)
    for track in (each for each in tracks if each.has_target):
        day = track.target.earliest
        opens = words.opening(track.target.opens)
        yield Event(day, day, f"{opens}, at the earliest", f"{opens}, at earliest")


def _days_off(store: Store, first: date, last: date) -> Iterator[Event]:
    """Give each run of days off that is more than a weekend, with the calendar's own words.

    Runs are those of the weeks from a first to a last day.
    """
    inside = pl.col("day").is_between(monday(first), sunday(monday(last)))
    off = store.records["calendar"].filter(~pl.col("working"), inside).sort("day")
    apart = (pl.col("day").diff().dt.total_days() != 1).fill_null(True).cum_sum()
    for _, days in off.group_by(apart.alias("run"), maintain_order=True):
        named = days.filter(pl.col("reason").fill_null("closed") != "weekend")
        if not named.is_empty():
            reasons = named["reason"].fill_null("closed").unique(maintain_order=True).to_list()
            name = f"No visits: {words.listed(reasons)}"
            yield Event(named["day"][0], named["day"][-1], name, is_without_visits=True)
