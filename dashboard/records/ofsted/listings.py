"""List one by one what whoever looks after the records should see: cells, types, contradictions."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from dashboard.records.issues import ORIGIN, Issue
from dashboard.records.ofsted.footings import NOTE, TOTAL
from dashboard.records.ofsted.layouts import LISTING, MOVES, Table
from dashboard.records.ofsted.vocabulary import PROVISION_TYPES

NAMED = 10
"""Rows that are named of each cell left blank, and of each kind of row that is passed over."""
LONGEST = 60
"""Letters of a note that are quoted."""


def first_of(named: Sequence[object], sign: str = ", ") -> str:
    """List the first of some rows, and say how many more there are."""
    listed = sign.join(map(str, named[:NAMED]))
    return f"{listed} and {len(named) - NAMED:,} more" if len(named) > NAMED else listed


def of_columns(tables: Iterable[Table]) -> Iterator[Issue]:
    """Name the columns of each table that are not used."""
    for table in tables:
        if table.others:
            listed = ", ".join(f'"{" ".join(heading.split())}"' for heading in table.others)
            said = f"Columns that are not used: {listed}."
            yield Issue("heading-unknown", said, table.label, count=len(table.others))


def of_footings(tables: Iterable[Table]) -> Iterator[Issue]:
    """Name the totals and notes of each table. What is known by its place alone is not quoted."""
    for table in tables:
        for kind in (TOTAL, NOTE):
            rows = table.footings.filter(footing=kind)
            if rows.height:
                listed = first_of([_footing(*row) for row in rows.iter_rows()], "; ")
                said = f"No rows of the table but {kind}s: {listed}."
                row = rows["source_row"][0]
                yield Issue(f"row-{kind}", said, table.label, row, count=rows.height)


def _footing(row: int, _: str, first: str, plain: bool) -> str:
    short = first if len(first) <= LONGEST else f"{first[:LONGEST]}…"
    return f'row {row} "{short}"' if plain else f"row {row}"


def of_blanks(cells: pl.DataFrame) -> Iterator[Issue]:
    """Name each value that could not be read, with its rows: they are kept, the value is blank."""
    each = cells.group_by("source_file", "column", "value", "fault", maintain_order=True)
    for file, column, value, fault, rows in each.agg("source_row").iter_rows():
        where = f"{'row' if len(rows) == 1 else 'rows'} {first_of(rows)}"
        said = f"{fault}: left blank in {where}."
        yield Issue("cell-left-blank", said, file, rows[0], column, value, len(rows))


def of_types(rows: pl.DataFrame, tables: Iterable[Table]) -> Iterator[Issue]:
    """Name each type that is not heard of, as "another type: NAME", with how many there are."""
    used = rows.filter(pl.col("reason").is_null()).select(*ORIGIN)
    for table in tables:
        own = table.rows.join(used, on=[*ORIGIN], how="semi")
        for name, (_, count) in PROVISION_TYPES.others(own, "provision_type").items():
            said = (
                f"another type: {name}: {'1 row' if count == 1 else f'{count:,} rows'}, kept and "
                "counted in every total."
            )
            yield Issue("type-unheard", said, table.label, None, "provision_type", name, count)


def of_contradictions(rows: pl.DataFrame, settings: pl.DataFrame) -> Iterator[Issue]:
    """Name each setting that the register of the day lists and another file says has closed."""
    against = settings.filter("against").select("urn", "moved_on")
    used = rows.filter(pl.col("reason").is_null())
    moves = used.filter(kind=MOVES).with_columns(moved_on="left_on")
    listing = used.filter(pl.col("kind").is_in(LISTING)).unique("urn", keep="first")
    both = against.join(moves, on=["urn", "moved_on"]).unique("urn", maintain_order=True)
    both = both.join(listing.select("urn", *ORIGIN), on="urn", suffix="_listed")
    for row in both.iter_rows(named=True):
        said = (
            f"{row['urn']} is on the register of the day ({row['source_file_listed']} row "
            f"{row['source_row_listed']}), but here closed on {row['moved_on']}: the register "
            "counts."
        )
        where = {"row": row["source_row"], "column": "left", "value": str(row["moved_on"])}
        yield Issue("files-disagree", said, row["source_file"], **where)
