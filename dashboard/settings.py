"""The few numbers and places that a department may change, in one frozen value."""

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Find a folder that travels with the dashboard: inside the wheel, or in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@dataclass(frozen=True)
class Start:
    """A day from which visits may be counted, and why that day."""

    day: date
    label: str


@dataclass(frozen=True)
class Programme:
    """The visiting programme: its declared starts and the two dates for full inspections.

    First visits add up only from a declared start, so these are the only starts on offer.
    """

    starts: tuple[Start, ...] = (
        Start(date(2020, 3, 17), "routine inspections suspended"),
        Start(date(2020, 4, 1), "start of the reporting year"),
        Start(date(2020, 9, 1), "assurance visits begin"),
    )
    authorities_restart: date = date(2021, 1, 1)
    providers_restart: date = date(2021, 4, 1)
    covers_until: date = date(2021, 8, 31)


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between one installation and another."""

    snapshots: Path | None = field(default_factory=lambda: _folder("VISITS_SNAPSHOTS"))
    programme: Programme = Programme()
    mode: str = "internal"
    percentage_from: int = 10
    band_from: int = 5
    bands: tuple[float, ...] = (0.2, 0.4, 0.6)
    complete_from: float = 0.95
    usable_from: float = 0.5
    publication_days: int = 30
    """Working days from the end of a visit within which its letter should be out: an assumption,
    after what reports of inspections took before and after the pause."""


def _folder(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def starts_for(day: date, programme: Programme = Programme()) -> tuple[Start, ...]:
    """Give the starts on offer for records as at a day, first to last.

    The programme's own starts while it ran; afterwards the start of the reporting year (1 April
    to 31 March) that the day lies in, because older visits are not in a later year's files.
    """
    declared = tuple(start for start in programme.starts if start.day <= day)
    if declared and day <= programme.covers_until:
        return declared
    year = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return (Start(date(year, 4, 1), "start of the reporting year"),)


def monday(day: date) -> date:
    """Give the Monday that starts the week of a day."""
    return day - timedelta(days=day.weekday())
