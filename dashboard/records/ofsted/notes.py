"""Say in words, with its count, each thing that reading the files had to put right or infer."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from dashboard.areas.vintages import days_of, vintage_on
from dashboard.records.ofsted.headings import written
from dashboard.records.ofsted.layouts import (
    AUTHORITY_EVENTS,
    EVENTS,
    MOVES,
    PLACES,
    REGISTER,
    Table,
)
from dashboard.records.ofsted.several import Sorted
from dashboard.records.ofsted.vocabulary import (
    CLOSED,
    EVENT_TYPES,
    JUDGEMENTS,
    PROVISION_TYPES,
    SECTORS,
    plain,
)

HOPED_FOR = {
    REGISTER: ("registered", "sector", "places", "status"),
    PLACES: ("registered", "sector", "status"),
    MOVES: ("registered", "sector", "places"),
    EVENTS: ("published", "number"),
}
"""Columns that most years have: where one is lacking, its blanks mean 'not known'."""
SPELT = {
    "provision_type": PROVISION_TYPES,
    "sector": SECTORS,
    "judgement": JUDGEMENTS,
    "event_type": EVENT_TYPES,
}


def of_table(table: Table) -> Iterator[str]:
    """Say which columns a table lacks, and which words it spells in two ways or of old."""
    for name in HOPED_FOR.get(table.kind, ()):
        if name not in table.columns:
            heading = written(name).lower()
            yield f"{table.label} has no {heading}: left blank, which means not known."
    for column, vocabulary in SPELT.items():
        for spelling, rows in vocabulary.variants(table.rows, column).items():
            yield from _counted(f'{table.label} also spells it "{spelling}"', rows, "row")
        for word, (ours, rows) in vocabulary.said(table.rows, column).items():
            said = f'{table.label}: {vocabulary.name} "{word}" is read as {ours}'
            yield from _counted(said, rows, "row")


def of_regions(rows: pl.DataFrame, authorities: pl.DataFrame) -> Iterator[str]:
    """Say how many rows name another region than their authority lies in."""
    lies_in = authorities.select("la_code", own=plain(pl.col("region").cast(pl.String)))
    other = rows.join(lies_in, on="la_code").filter(plain(pl.col("region")) != pl.col("own"))
    yield from _counted(
        "Ofsted region is not the one that the authority lies in; the authority's is used",
        other.height,
        "row",
    )


def of_vintage(vintage: str, as_at: date) -> Iterator[str]:
    """Say where the figures are not on the authorities of their day, and why."""
    if vintage != vintage_on(as_at):
        yield (
            f"The register names an authority that was split before {as_at}: all figures are on "
            f"the authorities {days_of(vintage)}. Give the register of the day for its own."
        )


def of_register(found: Sorted, as_at: date) -> Iterator[str]:
    """Say that a register, or what it says of judgements, ends long before the records' day."""
    ends, day = found.ends(as_at), _day(found.day)
    if ends.register:
        until = _day(ends.register)
        more = f", with who joined and left until {until}" * (ends.register > found.day)
        yield (
            f"The register is of {day}{more}: who joined or left since is not in these figures, or "
            f"in part, and what rests on the register is not known after {until}."
        )
    elif ends.judgements:
        yield (
            f"The register is of {day}, with who joined and left since: judgements are not known "
            "after that day."
        )
    if ends.authorities:
        day = _day(ends.authorities)
        yield f"The judgements of authorities are of {day}, and not known after that day."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def of_codes(codes: pl.DataFrame, vintage: str) -> Iterator[str]:
    """Say which authorities of another time are counted under the one that holds their area."""
    for name in codes.filter("mapped")["authority"].sort():
        yield (
            f"{name} is not one of the authorities of {vintage}: counted under the one that holds "
            "its area."
        )


def of_settings(rows: pl.DataFrame, settings: pl.DataFrame, day: date) -> Iterator[str]:
    """Say what was inferred of settings, from two tables or of what has closed by a day."""
    used = rows["reason"].null_count()
    yield from _counted("Taken together with another row", used - settings.height, "row")
    inferred = {
        "never": "On the register of places but not among inspected providers, so not yet "
        "inspected",
        "presumed": "Joined, and on no register of inspected providers: taken as not yet inspected",
        "undated": f"Closed by {day}, on a day that no file gives; counted as open until then",
        "dropped": f"Closed on {day} and not on that day's register; taken as closed on it",
        "back": "Not a leaver, but with an earlier closing date; the date is not used",
        "against": "Closed by another file, but on the register of the day; taken as open",
    }
    for column, said in inferred.items():
        yield from _counted(said, int(settings[column].sum()))
    later = int(rows["later"].sum())
    yield from _counted("Authority's judgement of a later day, which is not read", later, "row")
    dated = settings["left_on"].count()
    yield from _counted("A closing date is taken as the last day on the register", dated)


def of_events(rows: pl.DataFrame, settings: pl.DataFrame, brought: pl.DataFrame) -> Iterator[str]:
    """Say what was inferred of events, and which settings they brought along."""
    used = rows.filter(pl.col("reason").is_null())
    own = used.filter(~pl.col("whole"))["kind"].value_counts()
    kinds = dict(own.iter_rows())
    inferred = {
        "No whole event number; known by setting, day and type": kinds.get(EVENTS, 0),
        "Authority's event, which has no number; known by authority, day and type": kinds.get(
            AUTHORITY_EVENTS, 0
        ),
        "Event number shared with another setting; a visit to each": int(used["shared"].sum()),
        "Judgement of an event, which is not read: the latest that a register gives counts": int(
            used["judged"].sum()
        ),
    }
    for said, count in inferred.items():
        yield from _counted(said, count, "row")
    closed = brought["closed_on"].count()
    by_day = brought.filter("undated")["closed_on"].value_counts().sort("closed_on")
    for day, count in by_day.iter_rows():
        yield from _counted(f"Brought along by events; closed by {day}, the day not known", count)
    yield from _counted("Brought along by events; open by their account", brought.height - closed)
    open_still = settings.filter(pl.col("closed_on").is_null())["urn"]
    stale = used.filter(pl.col("status") == CLOSED, pl.col("urn").is_in(open_still.implode()))
    yield from _counted(
        "Open on the register, closed by the account of their events; taken as open",
        stale["urn"].n_unique(),
    )


def _counted(said: str, count: int, what: str = "setting") -> Iterator[str]:
    """Write a note with its count, if there is anything to note."""
    if count:
        yield f"{said}: {_number(count, what)}."


def _number(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
