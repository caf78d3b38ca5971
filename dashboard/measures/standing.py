"""For which setting types and days the records tell what a measure needs.

Decided from what the records reach alone, never from a count: the same for every figure of a
choice, and remembered.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.measures.needs import Need, Needs, When
from dashboard.records import words
from dashboard.records.reach import Reach, Span
from dashboard.settings import monday

KNOWN, NOT_KNOWN = "known", "not known"


PARTLY = "partly known: "


@dataclass(frozen=True)
class Days:
    """The first and last day of a period, and the day of the figures."""

    first: date
    last: date
    as_at: date


@dataclass(frozen=True)
class Standing:
    """Which setting types a figure tells of, which it leaves out, and the status that says so."""

    known: tuple[str, ...]
    left_out: tuple[str, ...]
    status: str

    @property
    def is_known(self) -> bool:
        """Say whether there is a figure at all."""
        return bool(self.known)


def types_of(word: str | None, reach: Reach) -> tuple[str, ...]:
    """Give the setting types that a word stands for; every one without a word.

    A type that most records hold none of goes into a group only where it is told of.
    """
    listed = words.SETTING_TYPES if word is None else words.GROUPS.get(word)
    if listed is None:
        return (str(word),)
    none = {kind for kind in words.LATER_TYPES if reach.of("settings", kind) is None}
    return tuple(kind for kind in listed if kind not in none)


def standing(needs: Needs, reach: Reach, types: Sequence[str], days: Days) -> Standing:
    """Decide for some setting types which of them a figure with some needs is known of.

    Types to which no powers apply say nothing of actions, and those without places nothing of
    places, unless they alone are asked for.
    """
    apply = [kind for kind in types if not any(_has_none(kind, need) for need in needs)]
    notes = {kind: _notes(needs, reach, kind, days) for kind in apply or types}
    known = tuple(kind for kind, said in notes.items() if said is not None)
    left_out = tuple(kind for kind, said in notes.items() if said is None)
    if not known:
        return Standing(known, left_out, NOT_KNOWN)
    without = [f"without {', '.join(left_out)}"] if left_out else []
    parts = [*without, *_shared({kind: notes[kind] or () for kind in known})]
    return Standing(known, left_out, PARTLY + "; ".join(parts) if parts else KNOWN)


def _shared(notes: Mapping[str, Iterable[str]]) -> list[str]:
    """Say each note once, with the types that it is about unless they are all there are."""
    about: dict[str, list[str]] = {}
    for kind, said in notes.items():
        for note in said:
            about.setdefault(note, []).append(kind)
    return [
        note if len(kinds) == len(notes) else f"{note} ({', '.join(kinds)})"
        for note, kinds in about.items()
    ]


def _notes(needs: Needs, reach: Reach, kind: str, days: Days) -> tuple[str, ...] | None:
    """Say what is lacking for one setting type; None where there can be no figure."""
    found: list[str] = []
    for need in needs:
        if _has_none(kind, need):
            continue
        span = reach.of(need.told, kind)
        said = None if span is None else WITHIN[need.when](span, days)
        if said is None and not need.otherwise:
            return None
        found += [need.otherwise] if said is None else said
    return tuple(dict.fromkeys(found))


def _has_none(kind: str, need: Need) -> bool:
    return kind in words.WITHOUT.get(need.told, ())


def _on(day: Callable[[Days], date]) -> Callable[[Span, Days], list[str] | None]:
    def within(span: Span, days: Days) -> list[str] | None:
        return [] if _holds(span, day(days)) else None

    return within


def _holds(span: Span, day: date) -> bool:
    return (span.first is None or span.first <= day) and (span.last is None or day <= span.last)


def _over(span: Span, days: Days) -> list[str] | None:
    """Say which part of a period is told of; figures go by the week, so its first week counts."""
    if (span.first and span.first > days.last) or (span.last and span.last < days.first):
        return None
    late = span.first is not None and monday(span.first) > monday(days.first)
    early = span.last is not None and span.last < days.last
    return [f"from {_said(span.first)}"] * late + [f"to {_said(span.last)}"] * early


def _ever(span: Span, days: Days) -> list[str] | None:
    if not _holds(span, days.as_at):
        return None
    return [f"as told since {_said(span.first)}"] if span.first else []


WITHIN: Mapping[When, Callable[[Span, Days], list[str] | None]] = {
    When.DAY: _on(lambda days: days.as_at),
    When.START: _on(lambda days: days.first),
    When.PERIOD: _over,
    When.EVER: _ever,
}


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
