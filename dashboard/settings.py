"""The few numbers and places that a department may change, in one frozen value."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

PACKAGE = Path(__file__).parent


class SettingError(ValueError):
    """A setting that cannot be used: one sentence that says which, why and what to write."""


def shipped(name: str) -> Path:
    """Find a folder that travels with the dashboard: inside the wheel, or in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@dataclass(frozen=True)
class Start:
    """A day from which visits may be counted, and why that day; on some, visits stopped."""

    day: date
    label: str
    visiting: bool = True


@dataclass(frozen=True)
class Programme:
    """The visiting programme and its declared starts.

    First visits add up only from a declared start, so these are the only starts on offer.
    """

    starts: tuple[Start, ...] = (
        Start(date(2020, 3, 17), "routine inspections suspended", visiting=False),
        Start(date(2020, 4, 1), "start of the reporting year"),
        Start(date(2020, 9, 1), "assurance visits begin"),
    )
    covers_until: date = date(2021, 8, 31)


@dataclass(frozen=True)
class Limits:
    """How unlike the last snapshot a refresh may be before it is stopped to be looked at.

    `set_aside` is a share of the rows read, and never stops `few_aside` rows or fewer. `fewer` and
    `more` are shares of the last snapshot's rows; tables that grow over a season may grow by
    `more_growing` and by `many` rows besides. Tables of fewer than `few` rows are let be. A column
    may be recorded in a share of the rows that is `blanker` less, and that share of its words may
    be other words (`drift`): three times what the weeks of a season did, and more.
    """

    set_aside: float = 0.02
    few_aside: int = 5
    fewer: float = 0.2
    more: float = 0.2
    more_growing: float = 1.0
    many: int = 500
    few: int = 100
    blanker: float = 0.2
    drift: float = 0.2


OPEN, SIGN_IN, PROXY = "open", "sign-in", "proxy"
ACCESS = {
    OPEN: "Open: whoever reaches this machine sees everything",
    SIGN_IN: "Readers sign in",
    PROXY: "A proxy lets readers in",
}
"""How readers may be known, and how it is said at the start."""

MODES = INTERNAL, SHARE, PUBLIC = "internal", "share", "public"
"""Who figures may be for, from those who may see all that is known to anybody."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between one installation and another.

    What the environment may say is read when one is made, and refused with a SettingError where
    it cannot be used; the rest can be asked of the class.
    """

    snapshots: Path | None = field(default_factory=lambda: snapshots_folder())
    programme: Programme = Programme()
    snapshots_kept: int = 30
    targets: Path | None = field(default_factory=lambda: _folder("VISITS_TARGETS"))
    """The file of the targets, where an installation has its own."""
    contact: str = field(default_factory=lambda: os.environ.get("VISITS_CONTACT", "").strip())
    """Where questions and feedback go: an address or a sentence, on every page and in files."""
    limits: Limits = Limits()
    mode: str = field(default_factory=lambda: mode_asked())
    """Who the figures are for: one of `MODES`."""
    releases: Path | None = field(default_factory=lambda: _folder("VISITS_RELEASES"))
    """The folder of releases: what share and public serve."""
    fewer_than: int = field(default_factory=lambda: _number("VISITS_FEWER_THAN", 5))
    """The smallest count that a release tells; under it reads "fewer than"."""
    audit_seconds: int = field(default_factory=lambda: _number("VISITS_AUDIT_SECONDS", 120))
    """How much CPU time the audit of all releases may take; what is not proved is not given."""
    access: str = field(default_factory=lambda: access_asked())
    """How readers are known: `ACCESS` says what each word means."""
    policy: Path | None = field(default_factory=lambda: _folder("VISITS_POLICY"))
    """The file that says which groups may see what."""
    provider: Path | None = field(default_factory=lambda: _folder("VISITS_SIGN_IN"))
    """The file with the secrets of the provider at which readers sign in."""
    cookie_secret: Path | None = field(default_factory=lambda: _folder("VISITS_COOKIE_SECRET"))
    """The file of the secret by which servers of one address sign cookies alike."""
    audit: Path | None = field(default_factory=lambda: _folder("VISITS_AUDIT"))
    """The folder of the log of who did what."""
    audit_key: Path | None = field(default_factory=lambda: _folder("VISITS_AUDIT_KEY"))
    """The file of that log's key, where it is not to lie beside the log."""
    log_lines: bool = field(
        default_factory=lambda: _word("VISITS_LOG", ("text", "json"), "text") == "json"
    )
    """Whether the server's log is one JSON object on each line."""
    metrics_port: int = field(default_factory=lambda: _number("VISITS_METRICS_PORT", 0))
    """The port of the server's own numbers; 0: they are not given."""
    metrics_address: str = field(
        default_factory=lambda: os.environ.get("VISITS_METRICS_ADDRESS", "").strip() or "127.0.0.1"
    )
    percentage_from: int = 10
    band_from: int = 5
    bands: tuple[float, ...] = (0.2, 0.4, 0.6)
    complete_from: float = 0.95
    usable_from: float = 0.5
    publication_days: int = 30
    """Working days from the end of a visit within which its letter should be out: an assumption,
    after what reports of inspections took before and after the pause."""
    visits_each: float = 2.0
    """Visits that an inspector makes in a week: assumed where inspector days are not recorded."""
    similar: int = 5
    """How many similar authorities an authority is compared with."""
    load_weeks: int = 6
    """Complete weeks over which visits to an area are added up as its inspection load."""
    busy_from: int = 3
    """Visits in one week from which the week is busy: an assumption, to be agreed."""
    database_seconds: int = field(default_factory=lambda: _number("VISITS_DATABASE_SECONDS", 60))
    """How long a database may take to connect, or to answer one query."""


MARKING = "Internal: official-sensitive, not for release"
"""How pages and files say who may see them."""


def stricter(one: str, other: str) -> str:
    """Give that of two modes which shows less; one that is not known shows least."""
    return max(one, other, key=lambda mode: MODES.index(mode) if mode in MODES else len(MODES))


def snapshots_folder() -> Path | None:
    """Give the folder of snapshots, if there is one: a run asks ten times, and for nothing else."""
    return _folder("VISITS_SNAPSHOTS")


def mode_asked() -> str:
    """Give who the figures are for: every request asks, and for nothing else."""
    return _word("VISITS_MODE", MODES, INTERNAL)


def access_asked() -> str:
    """Give how readers are known: every request asks, and for nothing else."""
    return _word("VISITS_ACCESS", ACCESS, OPEN)


def _word(variable: str, allowed: Collection[str], default: str) -> str:
    """Read a word from the environment, refusing one that is none of those allowed."""
    said = os.environ.get(variable, "").strip() or default
    if said not in allowed:
        raise SettingError(f'{variable} is "{said}". Use one of {", ".join(allowed)}.')
    return said


def _folder(variable: str) -> Path | None:
    return Path(named) if (named := os.environ.get(variable)) else None


def _number(variable: str, default: int) -> int:
    """Read a whole number above 0 from the environment, refusing anything else."""
    said = os.environ.get(variable, "").strip() or str(default)
    if said != str(default) and (not said.isdecimal() or not int(said)):
        raise SettingError(f'{variable} is "{said}". Use a whole number above 0.')
    return int(said)


def starts_for(day: date, programme: Programme = Programme()) -> tuple[Start, ...]:
    """Give the starts on offer for records as at a day, first to last.

    The programme's own starts while it ran, once one is a start of visiting; before and afterwards
    the start of the reporting year (1 April to 31 March) that the day lies in, because older
    visits are not in a later year's files.
    """
    declared = tuple(start for start in programme.starts if start.day <= day)
    if any(start.visiting for start in declared) and day <= programme.covers_until:
        return declared
    year = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return (Start(date(year, 4, 1), "start of the reporting year"),)


def monday(day: date) -> date:
    """Give the Monday that starts the week of a day."""
    return day - timedelta(days=day.weekday())


def sunday(monday: date) -> date:
    """Give the last day of a week."""
    return monday + timedelta(days=6)
