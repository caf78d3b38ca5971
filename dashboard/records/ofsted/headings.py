"""Know a published heading: which of our columns it is, or that it is declared as not needed."""

import re

from dashboard.records.ofsted.event_headings import event_column

NOTES = re.compile(
    r"\s*(\[[^\]]*\]|\(notes? [^)]*\)|\((dd|mm)[/ -]?(dd|mm)[/ -]?yy(yy)?\)|[*†‡])+$",
    re.IGNORECASE,
)
"""What may follow a heading and is no part of it: a note, a star, the form of its dates."""
AS_AT = re.compile(r"\s*\(?\b(?:as )?at \d{1,2} \w+ \d{4}\)?$")
LATEST = tuple(
    f"{word} {what}"
    for word in ("latest", "most recent", "last")
    for what in ("full inspection", "inspection")
)
"""Begins a heading, or stands in the banner above it, where the table is a register."""
PREVIOUS = "previous"
"""Begins a heading, or the banner above it, of an inspection before the latest: never needed."""
LEFT = ("left", "resigned", "closed", "cancelled")
"""The columns of days of leaving: the first of the days counts."""
OVERALL = "overall experiences and progress of children and young people"

HEADINGS: dict[str, tuple[str, ...]] = {
    "urn": ("urn", "provider urn", "unique reference number", "unique reference number (urn)"),
    "provision_type": (
        "provision type",
        "provider type",
        "setting type",
        "type of provision",
        "type of provider",
        "type of setting",
    ),
    "authority": ("local authority", "local authority name", "la name"),
    "area_code": ("local authority area code", "local authority code", "la code", "ons code"),
    "region": ("ofsted region", "region"),
    "statistical_region": (
        "government office region",
        "government office region name",
        "statistical region",
    ),
    "sector": ("sector", "provider sector"),
    "places": (
        "places",
        "registered places",
        "number of places",
        "number of registered places",
        "maximum number of places",
    ),
    "status": ("registration status", "reg status", "provider status", "status"),
    "registered": (),
    "left": (),
    "resigned": (),
    "closed": (),
    "cancelled": (),
    "joiner": ("joiner status", "joiner"),
    "leaver": ("leaver status", "leaver"),
    "event_type": (
        "inspection event type",
        "event type",
        "event type group",
        "inspection/visit type",
        "inspection type",
        "visit type",
        "type of inspection",
    ),
    "event_date": (
        "inspection date",
        "inspection/visit date",
        "visit date",
        "event date",
        "inspection event date",
        "inspection start date",
        "date of inspection",
    ),
    "published": (
        "inspection publication date",
        "publication date",
        "report publication date",
        "date published",
        "date of publication",
        "published date",
    ),
    "number": ("inspection event number", "event number", "inspection number", "inspection id"),
    "judgement": (
        OVERALL,
        f"inspection {OVERALL}",
        "overall effectiveness",
        "inspection overall effectiveness",
        "overall effectiveness judgement",
        "overall judgement",
    ),
    "supported": ("supported accommodation outcome", "supported accommodation judgement"),
}
"""Our columns and the headings they have had; the first is the one that a reader is told.

Nothing else is ever taken from a grid. Days of coming and leaving are known by their words.
"""
SPOKEN = {
    "registered": "registration date",
    "left": "resigned/closed date",
    "resigned": "resigned date",
    "closed": "closed date",
    "cancelled": "cancelled date",
}
AROUND = frozenset(
    re.findall(
        r"\w+",
        "a and became effective first from of on or provider register registration setting that "
        "the was when which",
    )
)
"""Words that may stand around those that say what a date is of."""
LEAVING = {
    "resigned": ("resigned", "resignation"),
    "closed": ("closed", "closing", "closure"),
    "cancelled": ("cancelled", "cancellation", "canceled"),
    "left": ("left", "leaving", "leaver", "ceased", "deregistered", "deregistration"),
}
COMING = ("active", "registered", "registration")


def tidy(said: str) -> str:
    """Take from a heading its notes and stars, and the signs that stand in it for spaces."""
    return " ".join(NOTES.sub("", re.sub(r"[_.]+", " ", said).strip()).split())


def column_of(said: str) -> str | None:
    """Find our column for a tidy heading in lower case, whatever it says of the latest inspection.

    What it says of the day that it is as at is no part of it.
    """
    bare = re.sub(rf"^date of (?:the )?({'|'.join(LATEST)})$", r"\1 date", said)
    for latest in (*LATEST, "latest", "most recent"):
        bare = bare.removeprefix(f"{latest} ")
    forms = {AS_AT.sub("", said), AS_AT.sub("", bare)}
    if bare != said:
        forms.add(f"inspection {bare}")
    known = (ours for ours, headings in HEADINGS.items() if forms & set(headings))
    spoken = (ours for form in sorted(forms) if (ours := event_column(form)))
    return next(known, None) or next(spoken, None) or _day_of(AS_AT.sub("", said))


def written(column: str) -> str:
    """Give the heading of a column as a reader is told it."""
    if column == "moves":
        column = "joiner"
    said = SPOKEN.get(column) or HEADINGS[column][0]
    return said.upper() if column == "urn" else said.capitalize()


def is_latest(said: str) -> bool:
    """Say whether a heading or a banner speaks of the latest inspection."""
    return said.startswith(LATEST)


def _day_of(said: str) -> str | None:
    """Know the date of coming or leaving by its words, in whatever order they stand."""
    words = re.findall(r"[a-z]+", said)
    named = {ours for ours, forms in LEAVING.items() if {*words} & {*forms}}
    rest = {*words} - AROUND - {"date"} - {word for forms in LEAVING.values() for word in forms}
    is_dated = "date" in words or said.endswith(" on")
    if not is_dated or rest - set(COMING):
        return None
    if named:
        return next(iter(named)) if len(named) == 1 else "left"
    return "registered" if {*words} & {*COMING} else None
