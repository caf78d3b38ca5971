"""Records of as many visits as a test asks for, by chance that falls the same way each time."""

from datetime import date

import numpy as np
import polars as pl

from dashboard import illustrative
from dashboard.records import words as w

FIRST, DAYS, LAST = np.datetime64("2020-09-01"), 205, date(2021, 3, 31)
A_SETTING = 10
"""Visits to a setting, on average, where there are more visits than settings on the register."""
PART = 1_000_000
"""Visits that are made at once."""


def write(folder, count):
    """Write so many visits as CSV, and the settings that they were made to."""
    folder.mkdir(exist_ok=True)
    settings = register(count)
    settings.write_csv(folder / "settings.csv")
    chance = np.random.default_rng(3)
    with (folder / "visits.csv").open("wb") as file:
        for first in range(0, count, PART):
            part = visits(first, min(PART, count - first), settings["urn"], chance)
            part.write_csv(file, include_header=not first)
    return folder


def register(count):
    """Give the illustrative register as many times over as so many visits ask for."""
    own = illustrative.records(LAST)["settings"].with_columns(
        registered_on=pl.lit(None, pl.Date), closed_on=pl.lit(None, pl.Date)
    )
    times = max(count // A_SETTING // own.height, 1)
    number = pl.int_range(own.height * times) + 1_000_000
    return pl.concat([own] * times).with_columns(urn=number.cast(pl.String))


def visits(first, count, urns, chance):
    """Make visits on days, of kinds, for reasons and in ways that chance draws."""

    def any_of(known):
        return pl.Series(known).gather(chance.integers(0, len(known), count))

    began = FIRST + chance.integers(0, DAYS, count)
    ended = began + chance.integers(0, 4, count)
    out = pl.Series(ended + 25)
    return pl.DataFrame(
        {
            "visit_id": pl.Series(np.arange(first, first + count)).cast(pl.String),
            "urn": any_of(urns),
            "visit_type": any_of(w.VISIT_TYPES[:2]),
            "selection_basis": any_of(w.SELECTION_BASES),
            "started_on": pl.Series(began),
            "ended_on": pl.Series(ended),
            "published_on": pl.select(pl.when(out <= LAST).then(out)).to_series(),
            "mode": any_of(w.MODES),
        }
    )
