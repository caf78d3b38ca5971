"""Say in words what records reach, what not, and how to state it where they reach more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.records import words
from dashboard.records.reach import EVERYTHING, Reach, Span

CALLED = {
    "settings": "settings on the register",
    "not_yet_inspected": "settings that nobody has inspected yet",
    "registrations": "days on which settings joined",
    "closures": "days on which settings left",
    "places": "registered places",
    "sectors": "sectors",
    "judgements": "last judgements",
    "inspections": "days of the last full inspection",
    "visits": "visits",
    "letters": "letters and reports",
    "reasons": "reasons for visits",
    "reasons_behind": "what lay behind visits",
    "modes": "how visits were made",
    "outcomes": "outcomes of visits",
    "actions": "enforcement actions",
    "findings": "what letters say",
}
"""What to call each thing that records may tell of."""

EVERY_PROVIDER, OTHER_PROVIDERS = "every type of provider", "every other type of provider"
FEW = 4
"""So many types of provider are told in one; fewer are named."""
HOW = (
    "What is not told of is not known, and never counted as 0. Where the records reach more than "
    "their rows show, state it in a table reach.csv: table, setting_type (or * for every type), "
    "from and to."
)


@dataclass(frozen=True)
class Line:
    """One thing that records may tell of: which types from when to when, and which types not."""

    told: str
    of: str
    not_of: str
    stated: bool


def lines(reach: Reach) -> list[Line]:
    """Say of each thing what is reached; nothing where everything is."""
    if reach.spans == EVERYTHING.spans:
        return []
    return [_line(told, reach) for told in words.TOLD_OF]


def _line(told: str, reach: Reach) -> Line:
    kinds = _types(told, reach)
    spans = {kind: span for kind in kinds if (span := reach.of(told, kind))}
    without = [kind for kind in kinds if kind not in spans]
    of = "; ".join(_grouped(spans, kinds)) or "not known"
    beyond = ", ".join(without) if spans else "every type"
    return Line(told, of, beyond, told in reach.stated)


def _types(told: str, reach: Reach) -> list[str]:
    """List the types that a thing may be told of: types of later years only where there are any."""
    none = {kind for kind in words.LATER_TYPES if reach.of("settings", kind) is None}
    have_none = words.WITHOUT.get(told, ())
    return [kind for kind in words.SETTING_TYPES if kind not in none and kind not in have_none]


def _grouped(spans: dict[str, Span], every: Sequence[str]) -> Iterator[str]:
    for span in dict.fromkeys(spans.values()):
        kinds = [kind for kind, own in spans.items() if own == span]
        whose = "every type" if len(kinds) == len(every) else ", ".join(_short(kinds, spans, every))
        yield f"{whose}{_days(span)}"


def _short(kinds: list[str], told: Mapping[str, Span], every: Sequence[str]) -> list[str]:
    """Name types; those of providers in one, where all of which anything is told are among them."""
    providers = {kind for kind in told if kind != words.LOCAL_AUTHORITY}
    if len(providers) < FEW or not providers <= {*kinds}:
        return kinds
    others = {kind for kind in every if kind not in told} - {words.LOCAL_AUTHORITY}
    named = OTHER_PROVIDERS if others else EVERY_PROVIDER
    return [named, *(kind for kind in kinds if kind not in providers)]


def _days(span: Span) -> str:
    first = f" from {_day(span.first)}" if span.first else ""
    return f"{first} to {_day(span.last)}" if span.last else first


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
