"""Counts every figure of the cube a second time, from the records themselves, in another way.

The cube adds up by week and stage; this filters the rows of each period and counts them. A check
of each count for the whole of England finds a row of the cube that is wrong, wherever it lies.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from dashboard.measures.counting import PUBLICATION_DAYS
from dashboard.measures.store import Store
from dashboard.measures.trust import Check, Column
from dashboard.records.model import empty

Counts = Mapping[Column, int]
SAID: Mapping[Column, str] = {
    ("open", "settings"): "Settings on the register",
    ("open", "places"): "Places on the register",
    ("sight", "settings"): "Settings by when anyone was last on site",
    ("sight", "places"): "Places by when anyone was last on site",
    ("then", "settings"): "Settings on the register",
    ("then", "places"): "Places on the register",
    ("joined", "settings"): "Settings that joined",
    ("joined", "places"): "Places that joined",
    ("left", "settings"): "Settings that left",
    ("left", "places"): "Places that left",
    ("reported", "settings"): "Settings visited with a published letter",
    ("reported", "places"): "Places in settings visited with a published letter",
    ("in_force", "actions"): "Actions in force",
    ("restricted", "settings"): "Settings with an action in force",
    ("reached", "settings"): "Settings visited",
    ("reached", "places"): "Places in settings visited",
    ("visits", "visits"): "Visits",
    ("visits", "published"): "Visits with a published letter",
    ("letters", "letters"): "Letters",
    ("letters", "days"): "Working days to publish, added up",
    ("letters", "in_time"): "Letters within the standard",
    ("waiting", "visits"): "Letters not yet published",
    ("waiting", "overdue"): "Letters waiting longer than the standard",
    ("findings", "visits"): "Mentions of a theme",
    ("actions", "actions"): "Actions issued",
    ("ended", "actions"): "Actions ended",
}


def checks(store: Store) -> Iterator[Check]:
    """Compare every count with the records: on the day, then since each declared start."""
    yield from _compared(store, _on_the_day(store), None)
    for start in reversed(store.starts):
        yield from _compared(store, _since(store, start.day), start.day)


def _compared(store: Store, counted: Counts, since: date | None) -> Iterator[Check]:
    when = f" since {since.day} {since:%B %Y}" if since else ""
    for (name, column), number in counted.items():
        if name in store.cube.tables:
            rows = store.cube.tables[name]
            if since:
                own = (
                    pl.col("since") == since
                    if "since" in rows.columns
                    else pl.col("stage") >= since
                )
                rows = rows.filter(own)
            sentence = f"{SAID[name, column]}{when} = counted again from the records"
            total = int(rows[column].sum() or 0)
            yield Check(sentence, total, number, frozenset({(name, column)}))


def _on_the_day(store: Store) -> Counts:
    """Count what holds on the day of the figures."""
    live = _on_register(store, store.as_at)
    counts = _both("open", live) | _both("sight", live)
    if "actions" in store.records:
        held = store.records["actions"].filter(
            pl.col("issued_on") <= store.as_at,
            pl.col("ended_on").is_null() | (pl.col("ended_on") > store.as_at),
        )
        counts["in_force", "actions"] = held.height
        counts["restricted", "settings"] = held["urn"].n_unique()
    return counts


def _since(store: Store, since: date) -> Counts:
    """Count what happened from a start to the day of the figures."""
    register = store.records["settings"]
    counts = _both("then", _on_register(store, since))
    for name, column in (("joined", "registered_on"), ("left", "closed_on")):
        moved = register.filter(pl.col(column) > since, pl.col(column) <= store.as_at)
        counts |= _both(name, moved)
    if "visits" in store.records:
        counts |= _visits(since, store)
    if "actions" in store.records:
        for name, column in (("actions", "issued_on"), ("ended", "ended_on")):
            within = pl.col(column).is_between(since, store.as_at)
            counts[name, "actions"] = store.records["actions"].filter(within).height
    return counts


def _visits(since: date, store: Store) -> Counts:
    """Count visits, the settings they reached, their letters and what those mention."""
    live = _is_open(store.as_at)
    within, out = pl.col("started_on").is_between(since, store.as_at), _is_out(store.as_at)
    visits = store.records["visits"]
    timed = _by_days(store).filter(within).with_columns(out=out, days=_days(out, store))
    letters, waiting = timed.filter("out"), timed.filter(~pl.col("out"))
    in_time = letters.filter(pl.col("days") <= PUBLICATION_DAYS)
    counts: dict[Column, int] = {
        **_both("reached", visited(store, since).filter(live)),
        **_both("reported", visited(store, since, with_letter=True).filter(live)),
        ("visits", "visits"): _sum(timed, "visits"),
        ("visits", "published"): _sum(letters, "visits"),
        ("letters", "letters"): _sum(letters, "visits"),
        ("letters", "days"): _sum(letters, pl.col("days").cast(pl.Int64) * pl.col("visits")),
        ("letters", "in_time"): _sum(in_time, "visits"),
        ("waiting", "visits"): _sum(waiting, "visits"),
        ("waiting", "overdue"): _sum(waiting.filter(pl.col("days") > PUBLICATION_DAYS), "visits"),
    }
    if "findings" in store.records:
        told = visits.filter(within, out)
        said = store.records["findings"].join(told, on="visit_id", how="semi")
        counts["findings", "visits"] = said.n_unique(["visit_id", "theme", "side"])
    return counts


def visited(store: Store, since: date, with_letter: bool = False) -> pl.DataFrame:
    """List the settings with a visit from a day to that of the figures, or one with its letter out.

    They are those whose last such visit began on the day or later.
    """
    last = "last_with_letter" if with_letter else "last"
    return _last_visits(store).filter(pl.col(last) >= since)


def _last_visits(store: Store) -> pl.DataFrame:
    """Add to each setting when its last visit began, of all and of those with their letter out.

    Grouped by their keys as they are: a second count must not lean on how the first finds them.
    """

    def found() -> pl.DataFrame:
        began = pl.when(pl.col("started_on") <= store.as_at).then("started_on")
        visits = store.records.get("visits", empty("visits")).lazy()
        dated = visits.select(
            "urn", last=began, last_with_letter=pl.when(_is_out(store.as_at)).then(began)
        )
        each = dated.group_by("urn").max().collect()
        return store.records["settings"].join(each, on="urn", how="left", maintain_order="left")

    return store.once("last visits", found)


def _is_out(day: date) -> pl.Expr:
    return pl.col("published_on").is_not_null() & (pl.col("published_on") <= day)


def _by_days(store: Store) -> pl.DataFrame:
    """Count the visits that have the same days: many more visits have no more days."""
    days = store.records["visits"].lazy().group_by("started_on", "ended_on", "published_on")
    return store.once("visits by days", lambda: days.agg(visits=pl.len()).collect())


def _sum(rows: pl.DataFrame, column: str | pl.Expr) -> int:
    what = pl.col(column) if isinstance(column, str) else column
    return int(rows.select(what.cast(pl.Int64).sum()).item())


def _days(out: pl.Expr, store: Store) -> pl.Expr:
    """Count the working days after a visit, up to its letter or to the day of the figures."""
    idle = store.records["calendar"].filter(~pl.col("working"))["day"].to_list()
    after = pl.coalesce("ended_on", "started_on") + pl.duration(days=1)
    until = pl.when(out).then("published_on").otherwise(pl.lit(store.as_at))
    every_day = (True,) * 7
    return pl.business_day_count(
        after, until + pl.duration(days=1), week_mask=every_day, holidays=idle
    )


def _both(name: str, settings: pl.DataFrame) -> dict[Column, int]:
    """Count settings and the places registered in them."""
    places = int(settings["places"].sum() or 0)
    return {(name, "settings"): settings.height, (name, "places"): places}


def _on_register(store: Store, day: date) -> pl.DataFrame:
    """Give the settings on the register on a day."""
    return store.records["settings"].filter(_is_open(day))


def _is_open(day: date) -> pl.Expr:
    opened, closed = pl.col("registered_on"), pl.col("closed_on")
    return (opened.is_null() | (opened <= day)) & (closed.is_null() | (closed > day))
