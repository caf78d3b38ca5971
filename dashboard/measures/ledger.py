"""The way from rows read to rows counted: what goes in comes out, or is named.

Each row of the register, of the visits and of the actions is counted in the cube, lies outside of
what is counted, or could not be used: an orphan belongs to no setting (or authority) that there is.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from dashboard.measures.cube import Cube
from dashboard.measures.definitions import coverage, enforcement
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import Measure, Period
from dashboard.records.model import Records
from dashboard.settings import monday

EVENTS = {"visits": "started_on", "actions": "issued_on"}
MEASURES: Mapping[str, Measure] = {
    "settings": coverage.SETTINGS,
    "visits": coverage.VISITS,
    "actions": enforcement.ACTIONS_ISSUED,
}
"""What counts every row of a table that lies within what is counted."""


@dataclass(frozen=True)
class Line:
    """What became of the rows of one table, up to the figures.

    `counted` is the cube's own total. `outside` are rows that are right but not counted: settings
    that are not open on the day, events before the first start or after the day, and what was not
    recorded by a day that is looked back on. `brought` are settings that only a visit tells of,
    and `joined` further rows about one setting: published files have such.
    """

    table: str
    read: int
    counted: int
    outside: int
    orphans: int
    other: int
    passed_over: int
    joined: int = 0
    brought: int = 0

    @property
    def adds_up(self) -> bool:
        """Say whether every row is accounted for."""
        return self.came == self.went

    @property
    def came(self) -> int:
        """Add up what came in."""
        return self.read + self.brought

    @property
    def went(self) -> int:
        """Add up what became of it."""
        used = self.counted + self.outside + self.joined
        return used + self.orphans + self.other + self.passed_over

    def as_dict(self) -> dict[str, Any]:
        """Give every part by name."""
        return asdict(self)

    def __str__(self) -> str:
        """Say it as a sum, such as "visits: 9 read = 7 counted + 2 of no setting"."""
        of_settings = self.table == "settings"
        parts = {
            "counted": self.counted,
            "not open on the day" if of_settings else "outside the period": self.outside,
            "more about a setting": self.joined,
            "of no authority" if of_settings else "of no setting": self.orphans,
            "set aside for another fault": self.other,
            "passed over": self.passed_over,
        }
        listed = [f"{n:,} {what}" for what, n in parts.items() if n or what == "counted"]
        came = f"{self.read:,} read" + (f" + {self.brought:,} told by visits" * bool(self.brought))
        return f"{self.table}: {came} {'=' if self.adds_up else '≠'} {' + '.join(listed)}"


def ledger(
    records: Records, accounts: Mapping[str, Mapping[str, Any]], counted: Cube
) -> tuple[Line, ...]:
    """Give a line for each table whose rows are counted, where its records were supplied.

    The accounts of snapshots made before orphans were counted apart do not tell enough for one.
    """
    whole = Period(counted.starts[0], monday(counted.day))
    found = []
    for name, measure in MEASURES.items():
        account = accounts.get(name, {})
        if name in records and "orphans" in account and measure.numerator.table in counted.tables:
            rows, orphans = records[name], account["orphans"]
            within = rows.filter(_within(name, counted)).height
            found.append(
                Line(
                    name,
                    account["read"],
                    int(evaluate(measure, counted.whole, whole)["numerator"][0]),
                    rows.height - within + account.get("later", 0),
                    orphans,
                    account["set_aside"] - orphans,
                    account.get("passed_over", 0),
                    account.get("joined", 0),
                    account.get("brought", 0),
                )
            )
    return tuple(found)


def _within(name: str, counted: Cube) -> pl.Expr:
    """Say of each row whether it lies within what is counted; a blank day is open-ended."""
    if name != "settings":
        return pl.col(EVENTS[name]).is_between(counted.starts[0], counted.day)
    opened, closed = pl.col("registered_on"), pl.col("closed_on")
    return (opened.is_null() | (opened <= counted.day)) & (
        closed.is_null() | (closed > counted.day)
    )
