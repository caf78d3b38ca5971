"""Say what Ofsted's files tell of: their days, and the settings open on the day of the figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records import words
from dashboard.records.intake import Intake
from dashboard.records.ofsted import series

BESIDE = {
    "setting_type": pl.String,
    "counted": pl.String,
    "published": pl.Int64,
    "here": pl.Int64,
}


def as_dict(taken: Intake, as_at: date, files: Sequence[Path] = ()) -> dict[str, Any]:
    """Give the files with their days, the settings open on a day by type and region, and totals.

    The totals are those that the files publish for the day, beside what is counted here.
    """
    tables = [
        {
            "file": told.file,
            "kind": told.kind,
            "title": told.title,
            "first_day": told.first_day and told.first_day.isoformat(),
            "last_day": told.last_day and told.last_day.isoformat(),
            "told_by": told.told_by,
        }
        for told in taken.files
    ]
    parts = {column: _counted(taken, as_at, column) for column in ("setting_type", "region")}
    against = beside_published(taken, as_at, files).to_dicts()
    return {"files": tables, "open": parts, "published": against}


def said(
    taken: Intake, as_at: date, files: Sequence[Path] = (), left: Sequence[Path] = ()
) -> Iterator[str]:
    """Say which days each file tells of, what is open by type and region, and whether totals agree.

    `left` are files beside them that hold no table of Ofsted's.
    """
    for path in left:
        yield f"{path.name} is not used: it holds no table that is known of Ofsted's."
    for told in taken.files:
        days = _days(told.first_day, told.last_day)
        yield f"{told.file}: {told.kind}, {days}{_by(told.told_by)}."
    for column in ("setting_type", "region"):
        counted = _counted(taken, as_at, column)
        listed = ", ".join(f"{name} {count:,}" for name, count in counted.items())
        total = sum(counted.values())
        of = "1 setting" if total == 1 else f"{total:,} settings"
        yield f"Open on {as_at}: {of}{f' ({listed})' * bool(total)}."
    yield _against(beside_published(taken, as_at, files), as_at)


def _against(totals: pl.DataFrame, as_at: date) -> str:
    """Say whether what is counted here is what the files publish, and where it is not."""
    if totals.is_empty():
        return f"The files publish no totals for {as_at}."
    apart = totals.filter(pl.col("published") != pl.col("here"))
    met = f"Of the {totals.height} totals that the files publish for {as_at}"
    if apart.is_empty():
        return f"{met}, all are met."
    named = "; ".join(
        f"{kind}: {published:,} {what} published, {here:,} here"
        for kind, what, published, here in apart.iter_rows()
    )
    return f"{met}, {apart.height} are not met. {named}."


def beside_published(taken: Intake, as_at: date, files: Sequence[Path]) -> pl.DataFrame:
    """Put the totals that files publish for a day beside what is counted here.

    One row for each: setting_type (a type or a group), counted (settings or places), published,
    here.
    """
    sheets = [sheet for path in files for sheet in series.sheets_of(path)]
    told = series.totals(sheets).filter(day=as_at).unique(["setting_type", "counted"], keep="first")
    live = _open(taken, as_at).with_columns(pl.col("setting_type").cast(pl.String))
    rows = [
        (kind, what, total, _total(live.filter(pl.col("setting_type").is_in(_types(kind))), what))
        for kind, what, total in told.select("setting_type", "counted", "total").iter_rows()
    ]
    return pl.DataFrame(rows, BESIDE, orient="row").sort("counted", "published", descending=True)


def _types(kind: str) -> list[str]:
    return list(words.GROUPS.get(kind, (kind,)))


def _total(settings: pl.DataFrame, what: str) -> int:
    return settings.height if what == series.SETTINGS else int(settings["places"].sum())


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "of no day that it tells"
    return f"of {first}" if first == last else f"of {first} to {last}"


def _by(told_by: str) -> str:
    return f", as its {told_by} {'say' if told_by.endswith('s') else 'says'}"


def _counted(taken: Intake, as_at: date, column: str) -> dict[str, int]:
    """Count the settings open on a day by type or by region, most first."""
    areas = taken.records["local_authorities"].select("la_code", "region")
    here = _open(taken, as_at).join(areas, on="la_code", how="left")
    counted = here[column].cast(pl.String).value_counts()
    return dict(counted.sort("count", column, descending=[True, False]).iter_rows())


def _open(taken: Intake, as_at: date) -> pl.DataFrame:
    return taken.records["settings"].filter(
        pl.col("registered_on").is_null() | (pl.col("registered_on") <= as_at),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > as_at),
    )
