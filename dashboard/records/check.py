"""Part the rows that can be used from those that cannot, with the reason in plain words.

Nothing is guessed and nothing is lost: rows read = rows kept + rows set aside, and that is
asserted here each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import dataframely as dy
import polars as pl

from dashboard.areas import authorities
from dashboard.records.model import PARENTS, TABLES, Records

ORIGIN = {"source_file": pl.String, "source_row": pl.UInt32}
"""Where a row was read: its file, and its row counted as a spreadsheet counts (header = 1)."""


class RecordsError(Exception):
    """Records that cannot be used as a whole: one sentence that says what, where and what to do."""


@dataclass(frozen=True)
class Checked:
    """One table, parted: rows kept, and rows set aside with their origin and reason."""

    name: str
    kept: pl.DataFrame
    set_aside: pl.DataFrame

    @property
    def read(self) -> int:
        """Count the rows read: those kept and those set aside."""
        return self.kept.height + self.set_aside.height


def check(
    name: str, rows: pl.DataFrame, known: Records | None = None, vintage: str | None = None
) -> Checked:
    """Check one table; `known` holds the tables its keys must be found in.

    `rows` has the table's columns (a column it lacks is taken as blank where blanks are allowed)
    and may carry `source_file` and `source_row`. A column of the wrong type is cast; a value that
    cannot be cast sets its row aside.
    """
    typed, unread = _read_text(name, _complete(name, rows))
    good, failure = _numbered(TABLES[name]).filter(typed, cast=True)
    refused = pl.concat([unread, _with_reasons(failure.details(), name).select(unread.columns)])
    orphans = _orphans(name, good, known or {}, vintage)
    kept = good.join(orphans.select(*ORIGIN), on=list(ORIGIN), how="anti", nulls_equal=True)
    columns = [*ORIGIN, "fault", *TABLES[name].column_names()]
    aside = pl.concat([refused.select(columns), orphans.select(columns)]).sort(*ORIGIN)
    if rows.height != kept.height + aside.height:
        raise AssertionError(
            f"{name}: {rows.height} rows read, {kept.height} + {aside.height} left"
        )
    return Checked(name, kept.drop(*ORIGIN).sort(TABLES[name].primary_key()), aside)


def check_all(tables: Records, vintage: str | None = None) -> dict[str, Checked]:
    """Check every table given, parents first, so that a key lost with its row is seen.

    A visit named by an action is looked for only where visits were given. With a vintage, an
    authority's code that is not of it is explained.
    """
    results: dict[str, Checked] = {}
    for name in TABLES:
        if name in tables:
            known = {parent: result.kept for parent, result in results.items()}
            results[name] = check(name, tables[name], known, vintage)
    return results


@cache
def _numbered(schema: type[dy.Schema]) -> type[dy.Schema]:
    class Numbered(schema):  # type: ignore[valid-type, misc]
        source_file = dy.String(nullable=True)
        source_row = dy.UInt32(nullable=True)

    return Numbered


def _complete(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Add the columns a source lacks, and number rows that come without an origin."""
    if "source_row" not in rows.columns:
        rows = rows.with_row_index("source_row", offset=2)
    if "source_file" not in rows.columns:
        rows = rows.with_columns(source_file=pl.lit(name))
    absent = [column for column in TABLES[name].column_names() if column not in rows.columns]
    needed = [c for c in absent if not TABLES[name].columns()[c].nullable]
    if needed:
        file = rows["source_file"][0] if rows.height else name
        raise RecordsError(
            f"{file} has no column {', '.join(needed)}. "
            + _nearest(needed[0], rows.columns)
            + "Add it, or name it in mapping.toml."
        )
    return rows.with_columns(pl.lit(None).alias(column) for column in absent)


def _read_text(name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read dates and truths that came as text; part off the rows whose text is neither."""
    text = {
        column: _PARSERS[type(wanted)](pl.col(column))
        for column, wanted in TABLES[name].columns().items()
        if type(wanted) in _PARSERS and rows.schema[column] == pl.String
    }
    fault = pl.coalesce(
        pl.lit(None, pl.String),
        *(
            pl.when(pl.col(column).is_not_null() & parsed.is_null()).then(
                _sentence(f"{column}|dtype", name)
            )
            for column, parsed in text.items()
        ),
    )
    marked = rows.with_columns(fault=fault)
    unread = marked.filter(pl.col("fault").is_not_null())
    columns = [*ORIGIN, "fault", *TABLES[name].column_names()]
    return (
        marked.filter(pl.col("fault").is_null()).drop("fault").with_columns(**text),
        unread.select(columns).with_columns(pl.col(columns[3:]).cast(pl.String)),
    )


_PARSERS: dict[type[dy.Column], Callable[[pl.Expr], pl.Expr]] = {
    dy.Date: lambda text: text.str.to_date("%Y-%m-%d", strict=False),
    dy.Bool: lambda text: text.str.to_lowercase().replace_strict(
        {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
    ),
}


def _nearest(column: str, columns: list[str]) -> str:
    near = get_close_matches(column, [c for c in columns if c not in ORIGIN], n=1, cutoff=0.6)
    return f'Its column "{near[0]}" may be meant. ' if near else ""


def _with_reasons(details: pl.DataFrame, name: str) -> pl.DataFrame:
    """Say for each refused row the first rule it broke, naming the value."""
    own = {*TABLES[name].column_names(), *ORIGIN}
    rules = [c for c in details.columns if c not in own and c.partition("|")[0] not in ORIGIN]
    fault = pl.coalesce(
        pl.when(pl.col(rule) == "invalid").then(_sentence(rule, name)) for rule in _ordered(rules)
    )
    return details.with_columns(
        pl.col(column).cast(pl.String) for column in TABLES[name].column_names()
    ).with_columns(fault=fault)


def _ordered(rules: list[str]) -> list[str]:
    """Put a wrong value before a blank it causes, and both before rules about the whole row."""
    weight = {"dtype": 0, "nullability": 1}
    return sorted(
        rules, key=lambda rule: weight.get(rule.partition("|")[2], 2 if "|" in rule else 3)
    )


def _sentence(rule: str, name: str) -> pl.Expr:
    column, _, kind = rule.partition("|")
    if not kind:
        return pl.lit(
            "its key is used by another row" if rule == "primary_key" else rule.replace("_", " ")
        )
    if kind == "nullability":
        return pl.lit(f"{column} is blank")
    value = pl.col(column).cast(pl.String)
    wanted = TABLES[name].columns()[column]
    if kind != "dtype":
        return pl.format('{} "{}" is not allowed', pl.lit(column), value)
    if isinstance(wanted, dy.Date):
        return pl.format('{} "{}" is not a date (yyyy-mm-dd)', pl.lit(column), value)
    kinds = {dy.Enum: "a known word", dy.Bool: "true or false"}
    what = kinds.get(type(wanted), "a number")
    return pl.format('{} "{}" is not {}', pl.lit(column), value, pl.lit(what))


def _orphans(name: str, rows: pl.DataFrame, known: Records, vintage: str | None) -> pl.DataFrame:
    """Find rows whose key is not in the table it refers to; a blank key refers to nothing."""
    lost = [rows.clear().with_columns(fault=pl.lit(None, pl.String))]
    for column, parent in PARENTS.get(name, ()):
        if parent in known:
            there = known[parent].select(column)
            missing = rows.filter(pl.col(column).is_not_null()).join(there, on=column, how="anti")
            lost.append(missing.with_columns(fault=_absent(missing, column, parent, vintage)))
    found = pl.concat(lost).unique(subset=list(ORIGIN), keep="first", maintain_order=True)
    return found.with_columns(pl.col(c).cast(pl.String) for c in TABLES[name].column_names())


def _absent(rows: pl.DataFrame, column: str, parent: str, vintage: str | None) -> pl.Expr:
    plain = pl.format('{} "{}" is not in {}', pl.lit(column), pl.col(column), pl.lit(parent))
    if column != "la_code" or vintage is None:
        return plain
    known = {code: authorities.why_not(code, vintage) for code in rows[column].unique()}
    return pl.col(column).replace_strict(known, default=plain, return_dtype=pl.String)
