"""Part the rows that can be used from those that cannot, with the reason in plain words.

Nothing is guessed and nothing is lost: rows read = rows kept + rows set aside + rows passed over
because they are no record of their own (blanks, totals, repeats), and that is asserted each time.
"""

from collections.abc import Mapping as Named
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.areas import authorities
from dashboard.records import duplicates, rules
from dashboard.records.issues import ORIGIN, Issue, as_faults, no_faults, rejected
from dashboard.records.issues import RecordsError as RecordsError
from dashboard.records.keys import in_order
from dashboard.records.later import known_on, said_of_later
from dashboard.records.located import locate
from dashboard.records.model import PARENTS, TABLES, Records
from dashboard.records.schema_rules import passing, with_reasons
from dashboard.records.sources.headings import Extract, nearest
from dashboard.records.sources.mapping import Mapping, Mappings
from dashboard.records.values import settle


@dataclass(frozen=True)
class Checked:
    """One table, parted: rows kept; rows set aside, as they were read, with origin and fault.

    `passed` has the rows that are no record of their own, `issues` what was repaired or is odd.
    """

    name: str
    kept: pl.DataFrame
    set_aside: pl.DataFrame
    passed: pl.DataFrame
    issues: tuple[Issue, ...] = ()

    @property
    def read(self) -> int:
        """Count the rows read: those kept, set aside and passed over."""
        return self.kept.height + self.set_aside.height + self.passed.height


def check(
    name: str, rows: pl.DataFrame, known: Records | None = None, vintage: str | None = None
) -> Checked:
    """Check one table under our headings; `known` holds the tables its keys must be found in.

    `rows` has the table's columns (a column it lacks is taken as blank where blanks are allowed)
    and may carry `source_file` and `source_row`. A column of the wrong type is read as text; a
    value that cannot be read sets its row aside.
    """
    extract = Extract(_numbered(name, rows), no_faults(), no_faults(), (), native_dates=True)
    return check_extract(name, extract, Mapping(), rules.Around(None, vintage, known))


def check_all(
    tables: Named[str, pl.DataFrame | Extract],
    vintage: str | None = None,
    mappings: Mappings | None = None,
    as_at: date | None = None,
) -> dict[str, Checked]:
    """Check every table given, parents first, so that a key lost with its row is seen.

    A visit named by an action is looked for only where visits were given. With a vintage, an
    authority's code that is not of it is explained; with a day, no event may be later.
    """
    results: dict[str, Checked] = {}
    for name in TABLES:
        if name in tables:
            known = {parent: result.kept for parent, result in results.items()}
            mapping = (mappings or {}).get(name, Mapping())
            around = rules.Around(as_at, vintage, known, mapping.grace_days)
            given = tables[name]
            if isinstance(given, Extract):
                results[name] = check_extract(name, given, mapping, around)
            else:
                results[name] = check(name, given, known, vintage)
    return results


def check_extract(name: str, extract: Extract, mapping: Mapping, around: rules.Around) -> Checked:
    """Check what was read of one table."""
    whole = _complete(name, extract.rows)
    rows, no_records = duplicates.part_totals(name, whole)
    read = settle(name, rows, mapping, extract.native_dates, extract.day_zero)
    key = TABLES[name].primary_key()
    located = locate(name, read.rows, around.vintage)
    faulty = pl.concat([read.faults, located.faults])
    parted = duplicates.part_duplicates(name, in_order(located.rows, key), faulty)
    found = [extract.refused, faulty, parted.shared]
    sound = rules.placed(name, _without(parted.rows, found), around)
    good, failure = passing(name, sound)
    found.append(with_reasons(failure.details(), name))
    found.append(_orphans(name, _without(sound, found[-1:]), around))
    found.append(rules.broken(name, _without(sound, found), around))
    aside = _aside(name, whole, pl.concat(found))
    kept = _without(good, [aside])
    later = said_of_later(name, kept, around.as_at) if around.as_at else ()
    kept = kept.drop(*ORIGIN)
    result = Checked(
        name,
        known_on(name, kept, around.as_at) if around.as_at else kept,
        aside,
        pl.concat([extract.passed, no_records, parted.passed]).sort(*ORIGIN),
        (*extract.issues, *read.issues, *located.issues, *later),
    )
    if result.read != extract.read:
        raise AssertionError(f"{name}: {extract.read} rows read, {result.read} accounted for")
    return result


def _aside(name: str, rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Give each row that cannot be used its first fault, and what it said, as text."""
    if not found.height:
        rows = rows.clear()
    first = found.unique(list(ORIGIN), keep="first", maintain_order=True)
    own = rows.join(first.select(*ORIGIN), on=list(ORIGIN), how="semi", nulls_equal=True)
    said = own.select(*ORIGIN, *(pl.col(c).cast(pl.String) for c in TABLES[name].column_names()))
    return first.join(said, on=list(ORIGIN), how="left", nulls_equal=True).sort(*ORIGIN)


def _without(rows: pl.DataFrame, found: list[pl.DataFrame]) -> pl.DataFrame:
    gone = pl.concat([frame.select(*ORIGIN) for frame in found])
    if not gone.height:
        return rows
    return rows.join(
        gone.unique(), on=list(ORIGIN), how="anti", nulls_equal=True, maintain_order="left"
    )


def _numbered(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Give each row an origin where rows come without one."""
    if "source_row" not in rows.columns:
        rows = rows.with_row_index("source_row", offset=2)
    if "source_file" not in rows.columns:
        rows = rows.with_columns(source_file=pl.lit(name))
    return rows.select(*ORIGIN, pl.exclude(*ORIGIN))


def _complete(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Add the columns a source lacks, where they may be blank."""
    absent = [column for column in TABLES[name].column_names() if column not in rows.columns]
    needed = [c for c in absent if not TABLES[name].columns()[c].nullable]
    if needed:
        file = rows["source_file"][0] if rows.height else name
        said = f"{file} has no column {', '.join(needed)}. {nearest(needed[0], rows.columns)}"
        raise rejected("heading-missing", said, file, column=needed[0])
    return rows.with_columns(pl.lit(None).alias(column) for column in absent)


def _orphans(name: str, rows: pl.DataFrame, around: rules.Around) -> pl.DataFrame:
    """Find rows whose key is not in the table it refers to; a blank key refers to nothing."""
    lost = [no_faults()]
    for column, parent in PARENTS.get(name, ()):
        if around.known and parent in around.known:
            missing = rows.filter(pl.col(column).is_not_null(), pl.col(rules.AT[parent]).is_null())
            is_area = column == "la_code" and around.vintage is not None
            lost.append(
                missing.select(
                    *ORIGIN,
                    check=pl.lit("area-code-split" if is_area else "key-unknown"),
                    column=pl.lit(column),
                    value=pl.col(column),
                    fault=_absent(missing, column, parent, around.vintage),
                ).pipe(as_faults)
            )
    return pl.concat(lost)


def _absent(rows: pl.DataFrame, column: str, parent: str, vintage: str | None) -> pl.Expr:
    plain = pl.format('{} "{}" is not in {}', pl.lit(column), pl.col(column), pl.lit(parent))
    if column != "la_code" or vintage is None:
        return plain
    known = {code: authorities.why_not(code, vintage) for code in rows[column].unique()}
    return pl.col(column).replace_strict(known, default=plain, return_dtype=pl.String)
