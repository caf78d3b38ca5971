"""Part off rows that are no record of their own: totals, blanks, repeats, earlier versions."""

from dataclasses import dataclass

import polars as pl

from dashboard.records.issues import ORIGIN, as_faults, faults
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import VERSION
from dashboard.records.values.text import are_numbers

TOTAL = r"(?i)^\s*(grand\s+|sub-?\s?)?totals?:?\s*$"
NO_KEY = rf"^\s*$|{TOTAL}"
MOMENT = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$"


@dataclass(frozen=True)
class Parted:
    """Rows that are records, rows that are passed over, and rows that share a key."""

    rows: pl.DataFrame
    passed: pl.DataFrame
    shared: pl.DataFrame


def part_totals(name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part off rows of totals, and rows that are blank in every column of ours."""
    columns = [column for column in rows.columns if column not in ORIGIN]
    if not columns or not rows.height:
        return rows, faults([])
    key = TABLES[name].primary_key()[0]
    if _are_all_keys(rows[key]):
        return rows, faults([])
    said = rows.with_columns(pl.col(pl.Categorical).cast(pl.String))
    blank = pl.all_horizontal(_is_blank(said, column) for column in columns)
    texts = [column for column in columns if said.schema[column] == pl.String]
    total = pl.lit(False)
    if key in texts:
        named = pl.any_horizontal(pl.col(column).str.contains(TOTAL) for column in texts)
        total = pl.col(key).str.contains(TOTAL).fill_null(False) | (
            _is_blank(said, key) & named.fill_null(False)
        )
    signs = said.select(blank=blank, total=total & ~blank)
    marked = rows.hstack(signs)
    kept = marked.filter(~pl.col("blank"), ~pl.col("total")).drop("blank", "total")
    passed = [
        passed_over(marked.filter("blank"), "row-blank", "the row is blank"),
        passed_over(marked.filter("total"), "row-total", "the row is a total"),
    ]
    return kept, pl.concat(passed)


def _are_all_keys(keys: pl.Series) -> bool:
    """Say whether every row has a key that is no total: then no row is one, nor blank."""
    if keys.null_count():
        return False
    if keys.dtype.base_type() == pl.Categorical:
        keys = keys.unique().cast(pl.String)
    if keys.dtype != pl.String:
        return True
    return are_numbers(keys) or not keys.str.contains(NO_KEY).any()


def _is_blank(rows: pl.DataFrame, column: str) -> pl.Expr:
    value = pl.col(column)
    return (
        value.is_null() | (value.str.strip_chars() == "")
        if rows.schema[column] == pl.String
        else value.is_null()
    )


def part_duplicates(name: str, rows: pl.DataFrame, faulty: pl.DataFrame) -> Parted:
    """Part off all but one of rows that say the same, and of rows with one key all but the latest.

    A row that was not understood repeats nothing, but its key counts. Without a version, rows that
    share a key and differ are all set aside: which of them is right cannot be known. `rows` are
    in the order of their keys.
    """
    key = TABLES[name].primary_key()
    nothing = faults([])
    if not _any_share(rows, key):
        return Parted(rows, nothing, nothing)
    whole = pl.all_horizontal(pl.col(key).is_not_null())
    same = rows.filter(whole, pl.struct(key).is_duplicated())
    if not same.height:
        return Parted(rows, nothing, nothing)
    said = [c for c in same.columns if c in TABLES[name].column_names() or c == VERSION]
    marked = same.join(
        faulty.select(*ORIGIN).with_columns(bad=True), on=list(ORIGIN), how="left", nulls_equal=True
    ).with_columns(pl.col("bad").fill_null(False))
    sound = marked.filter(~pl.col("bad")).sort(*ORIGIN)
    again = sound.filter(~pl.struct(said).is_first_distinct())
    left = _without(marked, again)
    old = left.clear()
    if VERSION in rows.columns:
        left = left.with_columns(rank=ranks(left[VERSION]))
        latest = left.group_by(key).agg(
            newest=pl.col("rank").max(), unranked=pl.col("rank").null_count()
        )
        ranked = left.join(latest, on=key, maintain_order="left")
        old = ranked.filter(pl.col("unranked") == 0, pl.col("rank") < pl.col("newest"))
        old = old.select(left.columns)
        left = _without(left, old)
    shared = left.filter(pl.struct(key).is_duplicated())
    passed = [
        passed_over(again, "row-repeated", "the row says the same as another"),
        passed_over(old, "row-superseded", "there is a later version of the row"),
    ]
    gone = pl.concat([again.select(*ORIGIN), old.select(*ORIGIN)])
    return Parted(_without(rows, gone), pl.concat(passed), _sharing(shared, key))


def _any_share(rows: pl.DataFrame, key: list[str]) -> bool:
    """Say whether two rows share a key; rows are in the order of their keys."""
    same = pl.all_horizontal(pl.col(key) == pl.col(key).shift(1))
    return bool(rows.select(same.any()).item())


def ranks(versions: pl.Series) -> pl.Series:
    """Order versions: all numbers, or all moments as yyyy-mm-dd…; others have no order."""
    texts = versions.cast(pl.String)
    for kind in (pl.Int64(), pl.Float64()):
        numbers = texts.cast(kind, strict=False)
        if numbers.null_count() == texts.null_count():
            return numbers.rank("dense").cast(pl.Int64)
    ordered = texts.str.contains(MOMENT).fill_null(True).all()
    ranked = texts.rank("dense").cast(pl.Int64)
    return ranked if ordered else ranked.clear(len(texts))


def _without(rows: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    origin = list(ORIGIN)
    return rows.join(
        gone.select(origin), on=origin, how="anti", nulls_equal=True, maintain_order="left"
    )


def passed_over(rows: pl.DataFrame, check: str, said: str) -> pl.DataFrame:
    """Give rows as passed over for one reason."""
    blank = {"column": None, "value": None}
    return rows.select(
        *ORIGIN, check=pl.lit(check), **{k: pl.lit(v) for k, v in blank.items()}, fault=pl.lit(said)
    ).pipe(as_faults)


def _sharing(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Say of rows that share a key that they do."""
    return rows.select(
        *ORIGIN,
        check=pl.lit("key-shared"),
        column=pl.lit(", ".join(key)),
        value=pl.concat_str([pl.col(column).cast(pl.String) for column in key], separator=", "),
        fault=pl.lit("its key is used by another row"),
    ).pipe(as_faults)
