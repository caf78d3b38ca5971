"""What thirty weekly releases tell, as it was decided once: deciding takes minutes.

`python -m tests.disclosure.weekly` decides it anew and writes it. A line for each week has a mark
for each column that is declared: told of England, of Regions, of Both, or not (.).
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from dashboard import illustrative
from dashboard.disclosure.counts import counted
from dashboard.disclosure.deciding import decide, told
from dashboard.disclosure.declared import declared
from dashboard.disclosure.system import Day
from dashboard.measures.measure import ENGLAND, REGION
from dashboard.measures.opening import open_store
from tests.disclosure.attacking import COLUMNS, LONG

WEEKS = illustrative.mondays()[:30]
FILE = Path(__file__).with_suffix(".txt")
MARKS = {(): ".", (ENGLAND,): "E", (REGION,): "R", (ENGLAND, REGION): "B"}


@cache
def known(when):
    """Count what a release of a day rests on, once for all series."""
    store = open_store(None, when)
    every = counted(store, declared())
    return Day(when, store.starts[-1].day, 5, every.counts, {}, every.visited)


def decided(days):
    """Decide what a series of releases tells, one after another."""
    found = []
    for when in days:
        found.append(decide(COLUMNS, known(when), found, LONG))
    return found


def marks(day):
    """Say of each column whether a day tells it of England, of the regions or of both."""
    found = ""
    for column in COLUMNS:
        places = set.intersection(*(set(day.told.get(name, {})) for name in column.series))
        there = {ENGLAND: "England" in places, REGION: len(places) > 1}
        found += MARKS[tuple(level for level, is_told in there.items() if is_told)]
    return found


def recorded():
    """Read what each week was decided to tell."""
    lines = map(str.split, FILE.read_text(encoding="utf-8").splitlines())
    return dict(lines)


def as_recorded(columns, now, before, _seconds):
    """Decide as it was recorded, in place of `decide`."""
    levels = {mark: levels for levels, mark in MARKS.items()}
    marked = zip(columns, recorded()[now.as_at.isoformat()], strict=True)
    steps = [(column, level) for column, mark in marked for level in levels[mark]]
    return replace(now, told=told(steps, now, before))


if __name__ == "__main__":
    lines = [f"{day.as_at} {marks(day)}\n" for day in decided(WEEKS)]
    FILE.write_text("".join(lines), encoding="utf-8")
