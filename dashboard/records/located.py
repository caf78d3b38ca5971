"""Put each row into an authority of the vintage: by code, number, name or alias, of any year."""

import re
from dataclasses import dataclass

import polars as pl

from dashboard.areas.naming import Found, NotFound, find
from dashboard.records.issues import ORIGIN, Issue, as_faults, no_faults

TABLES = ("settings", "other_visits")
COLUMN = "la_code"
CODE = re.compile(r"E\d{8}")
CHECKS = {
    "unknown": "area-unknown",
    "ambiguous": "area-ambiguous",
    "another vintage": "area-code-split",
}


@dataclass(frozen=True)
class Located:
    """Rows with the codes of the vintage; the faults of rows that name no one authority."""

    rows: pl.DataFrame
    faults: pl.DataFrame
    issues: tuple[Issue, ...] = ()


def locate(name: str, rows: pl.DataFrame, vintage: str | None) -> Located:
    """Give the rows of a table the codes of their authorities, saying what was put into a code.

    `rows` have their origin and their values as text. What names no one authority stays, with its
    fault.
    """
    if name not in TABLES or vintage is None:
        return Located(rows, no_faults())
    said = rows[COLUMN].drop_nulls().unique().sort().to_list()
    found = {text: find(text, vintage) for text in said}
    codes = {text: one.code for text, one in found.items() if isinstance(one, Found)}
    lost = {text: one for text, one in found.items() if isinstance(one, NotFound)}
    moved = [text for text, one in found.items() if isinstance(one, Found) and one.mapped]
    named = [text for text, code in codes.items() if text != code and text not in moved]
    issues = [_moved(rows.filter(pl.col(COLUMN) == text), text, codes[text]) for text in moved]
    if named:
        issues.append(_named(rows.filter(pl.col(COLUMN).is_in(named)), named[0], codes))
    return Located(
        rows.with_columns(pl.col(COLUMN).replace(codes)), _faults(rows, lost), tuple(issues)
    )


def _faults(rows: pl.DataFrame, lost: dict[str, NotFound]) -> pl.DataFrame:
    if not lost:
        return no_faults()
    whys = {text: one.said.removesuffix(".") for text, one in lost.items()}
    checks = {text: _check(text, one) for text, one in lost.items()}
    text = pl.col(COLUMN)
    return (
        rows.filter(text.is_in(list(lost)))
        .select(
            *ORIGIN,
            check=text.replace_strict(checks, default=None, return_dtype=pl.String),
            column=pl.lit(COLUMN),
            value=text,
            fault=text.replace_strict(whys, default=None, return_dtype=pl.String),
        )
        .pipe(as_faults)
    )


def _check(text: str, lost: NotFound) -> str:
    return "area-code-split" if CODE.fullmatch(text) else CHECKS.get(lost.why, "blank")


def _moved(rows: pl.DataFrame, text: str, code: str) -> Issue:
    count = "1 row" if rows.height == 1 else f"{rows.height:,} rows"
    are = "is" if rows.height == 1 else "are"
    said = f"{count} with the area code {text} {are} counted under {code}, its successor."
    if not text[-1:].isdigit():
        said = f"{count} of {text} {are} counted under {code}, in which it lies."
    return _issue("area-code-mapped", said, rows, text)


def _named(rows: pl.DataFrame, first: str, codes: dict[str, str]) -> Issue:
    of = "1 value" if rows.height == 1 else f"{rows.height:,} values"
    said = f'{COLUMN}: names and numbers are read as codes, "{first}" as {codes[first]} ({of}).'
    return _issue("area-named", said, rows.filter(pl.col(COLUMN) == first), first, rows.height)


def _issue(check: str, said: str, rows: pl.DataFrame, text: str, count: int = 0) -> Issue:
    file, row = rows["source_file"][0], rows["source_row"][0]
    return Issue(check, said, file, row, COLUMN, text, count or rows.height)
