"""The tables of a release as rows: what is drawn, tabled and told."""

from collections.abc import Iterator

import polars as pl

from dashboard.disclosure.release import Given, Release, Shown, Table
from dashboard.measures.measure import AUTHORITY, REGION
from dashboard.measures.measure import ENGLAND as NATION
from dashboard.measures.selection import ENGLAND
from dashboard.wording import words

SCHEMA = {
    "level": pl.String,
    "code": pl.String,
    "name": pl.String,
    "measure": pl.String,
    "number": pl.Int64,
    "out_of": pl.Int64,
    "share": pl.Float64,
    "status": pl.String,
    "as_at": pl.String,
}
IN_FULL, ROUNDED, NOT_GIVEN = "in full", "rounded", "[x] not given"
ENOUGH = 10
"""A share is given from so many on."""


def table(release: Release, of: Table) -> pl.DataFrame:
    """Give the rows of a table in a fixed order: `SCHEMA`."""
    rows = _full(release, of) if of.is_full else _rounded(release, of)
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def every(release: Release) -> pl.DataFrame:
    """Give the rows of every table under one another, with the table that each is of."""
    parts = [
        table(release, of).with_columns(table=pl.lit(of.name)).select("table", *SCHEMA)
        for of in release.tables
    ]
    return pl.concat(parts)


def places(release: Release) -> list[tuple[str, str]]:
    """List England and the regions: level and name."""
    return [(NATION, ENGLAND), *((REGION, region) for region in release.regions)]


def _full(release: Release, of: Table) -> Iterator[tuple[object, ...]]:
    label = of.columns[0].label
    for level, code, name, n, total in release.coverage:
        share = n / total if total >= ENOUGH else None
        yield level, code, name, label, n, total, share, IN_FULL, release.name


def _rounded(release: Release, of: Table) -> Iterator[tuple[object, ...]]:
    for shown in of.columns:
        for level, place in places(release):
            n, total = (release.figures.get(name, {}).get(place) for name in _sides(shown))
            yield level, "", place, shown.label, *_figure(n, total, release.few)


def _sides(shown: Shown) -> tuple[str, str]:
    return (*shown.series, "", "")[0], (*shown.series, "")[1]


def _figure(n: Given | None, total: Given | None, few: int) -> tuple[object, ...]:
    if n is None:
        return None, None, None, NOT_GIVEN, ""
    below = total.value if total else None
    share = n.value / below if n.value and below and ENOUGH <= below >= n.value else None
    status = ROUNDED if n.value is not None else f"[c] fewer than {few}"
    return n.value, below, share, status, n.as_at.isoformat()


def said(row: dict[str, object]) -> str:
    """Write the figure of a row for people."""
    number, total, status = row["number"], row["out_of"], str(row["status"])
    if number is None:
        return status.partition(" ")[2]
    count = words.number(int(str(number)))
    if row["level"] == AUTHORITY or status == IN_FULL:
        return words.n_of_n(int(str(number)), int(str(total)))
    share = row["share"]
    return f"{count} ({words.percent(float(str(share)))})" if share is not None else count


def sentence(rows: pl.DataFrame, place: str) -> str:
    """Say what a table tells of a place: "London: actions issued, 15; actions ended, 5"."""
    own = rows.filter(pl.col("name") == place).iter_rows(named=True)
    parts = [f"{_lower(str(row['measure']))}, {said(row)}" for row in own]
    return f"{place}: {'; '.join(parts)}"


def _lower(label: str) -> str:
    return words.within(label)
