"""The tables of a fixed shape that those outside are given: England and every Ofsted region."""

from collections.abc import Sequence
from html import escape

import polars as pl

from dashboard.figures import words
from dashboard.figures.downloads import Download, about
from dashboard.figures.results import Status
from dashboard.measures.disclosure import HIDDEN, HiddenError
from dashboard.measures.disclosure.declared import Declared
from dashboard.measures.selection import ENGLAND, Selection
from dashboard.settings import Settings
from dashboard.store import Store

COLUMNS = ("name", "label", "numerator", "denominator", "value", "status")
SHAPE = "all providers, England and the Ofsted regions"
MEANING = (
    "[c] means hidden: so few would tell of single settings, or could be used to work out another "
    "hidden figure."
)


def rows(store: Store, columns: Sequence[Declared]) -> pl.DataFrame:
    """Give a declared table, a row for each place and measure: see `COLUMNS`.

    What is hidden is blank, and its status says so. The filters of a reader do not move it.
    """
    return pl.concat(_of_measure(store, column).select(COLUMNS) for column in columns)


def label(column: Declared) -> str:
    """Name a measure, with the visits it is limited to."""
    limited = [words.BASIS.get(word, word) for _, word in column.limits]
    return ", ".join([column.measure.label, *map(str.lower, limited)])


def _of_measure(store: Store, column: Declared) -> pl.DataFrame:
    measure, limits = column.measure, dict(column.limits)
    places = [ENGLAND, *store.authorities["region"].cast(pl.String).unique(maintain_order=True)]
    store.prove(measure, Selection(), ["region"], **limits)
    if store.guard is None:
        raise ValueError("Tables for outside are made from a store of a mode, not from all of it.")
    try:
        england = store.guard.protect(measure, Selection(), (), limits)
        regions = store.guard.protect(measure, Selection(), ("region",), limits)
    except HiddenError:
        found = pl.DataFrame({"name": places}).with_columns(
            numerator=pl.lit(None, pl.Int64),
            denominator=pl.lit(None, pl.Int64),
            value=pl.lit(None, pl.Float64),
            hidden=pl.lit(True),
        )
    else:
        every = [england.with_columns(region=pl.lit(ENGLAND)), regions]
        parts = [part.with_columns(name=pl.col("region").cast(pl.String)) for part in every]
        found = pl.concat(parts, how="diagonal_relaxed")
        found = found if HIDDEN in found.columns else found.with_columns(hidden=pl.lit(False))
    grid = pl.DataFrame({"name": places}).join(found, on="name", how="left", maintain_order="left")
    known = measure.numerator.table in store.cube.tables
    counted = pl.col("numerator").fill_null(0) if known else pl.col("numerator")
    gone = pl.col(HIDDEN).fill_null(False)
    return grid.with_columns(
        label=pl.lit(label(column)),
        numerator=pl.when(~gone).then(counted),
    ).with_columns(status=_status(gone, measure.denominator is None))


def _status(gone: pl.Expr, is_count: bool) -> pl.Expr:
    """Say for each row which kind of figure it is."""
    kinds: dict[str, pl.Expr] = {
        Status.HIDDEN: gone,
        Status.UNKNOWN: pl.col("numerator").is_null(),
    }
    if not is_count:
        below = pl.col("denominator").fill_null(0)
        kinds["[z] nothing to count"] = below == 0
        kinds[Status.FEW] = below < Settings.percentage_from
    status = pl.lit(Status.SHOWN.value)
    for name, holds in reversed(kinds.items()):
        status = pl.when(holds).then(pl.lit(str(name))).otherwise(status)
    return status


def cell(row: dict) -> str:
    """Write a figure for people, or why there is none."""
    if row["numerator"] is None:
        return str(row["status"])
    if row["denominator"] is None:
        return words.number(row["numerator"])
    if not row["denominator"]:
        return "none"
    return words.n_of_n(row["numerator"], row["denominator"])


def finding(table: pl.DataFrame, area: str) -> str:
    """Say what a table shows of one place: "South East: because we had concerns, 42 of 105"."""
    own = table.filter(pl.col("name") == area).iter_rows(named=True)
    parts = [f"{row['label'].lower()}, {_said(row)}" for row in own]
    return f"{area}: {'; '.join(parts)}"


def _said(row: dict) -> str:
    return "hidden" if row["status"] == Status.HIDDEN.value else cell(row)


def hidden(table: pl.DataFrame) -> str:
    """Say how many figures of a table are hidden, and why."""
    count = table.filter(pl.col("status") == Status.HIDDEN.value).height
    if not count:
        return "No figure of this table is hidden."
    verb = "is" if count == 1 else "are"
    return f"{words.number(count)} of {words.number(table.height)} figures {verb} hidden. {MEANING}"


def html(table: pl.DataFrame, caption: str) -> str:
    """Write a table with a row for each place and a column for each measure."""
    labels = table["label"].unique(maintain_order=True)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in labels)
    body = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th>{_cells(group)}</tr>'
        for (name,), group in table.group_by("name", maintain_order=True)
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="plain numbers"><caption class="unseen">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Area</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        "</div>"
    )


def _cells(group: pl.DataFrame) -> str:
    return "".join(f"<td>{_cell(row)}</td>" for row in group.iter_rows(named=True))


def _cell(row: dict) -> str:
    if row["status"] == Status.HIDDEN.value:
        return '<span class="blank hidden">[c] hidden</span>'
    said = escape(cell(row))
    return f'<span class="blank">{said}</span>' if row["numerator"] is None else said


def file(table: pl.DataFrame, columns: Sequence[Declared], store: Store) -> Download:
    """Describe a table as a file, which says what is hidden in it and why."""
    facts = {"definition": " ".join(dict.fromkeys(column.measure.definition for column in columns))}
    facts |= about(store, Selection()) | {"hidden": hidden(table)}
    only = table.drop("denominator", "value") if _counts(columns) else table
    return Download(only, facts, columns[0].title, ENGLAND)


def _counts(columns: Sequence[Declared]) -> bool:
    return all(column.measure.denominator is None for column in columns)
