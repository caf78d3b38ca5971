"""Rules that look beyond one row: at the day of the records, at other tables, at second columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.areas import authorities
from dashboard.areas.spelling import plain
from dashboard.records.issues import FAULT, ORIGIN, as_faults
from dashboard.records.keys import places
from dashboard.records.model import PARENTS, Records

GRADED = ("Full inspection",)
UNGRADED = ("Assurance visit", "Monitoring visit", "Focused visit")


@dataclass(frozen=True)
class Around:
    """What a row is compared with: the day and the areas of the records, and checked tables."""

    as_at: date | None = None
    vintage: str | None = None
    known: Records | None = None
    grace_days: int = 0


Rule = Callable[[pl.DataFrame, Around], pl.DataFrame]
"""Gives a fault for each row that breaks the rule, given the rows and what is around them."""


AT = {parent: f"at_{parent}" for links in PARENTS.values() for _, parent in links}
"""The column that says where in another table a row's key is found."""


def placed(name: str, rows: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Find each row's keys in the tables that they refer to, where those are known."""
    known = around.known or {}
    found = {
        AT[parent]: places(rows[column], known[parent][column])
        for column, parent in PARENTS.get(name, ())
        if parent in known
    }
    return rows.with_columns(**found)


def broken(name: str, rows: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Give the first fault of each row that breaks a rule of its table."""
    found = [rule(rows, around) for rule in RULES.get(name, ())]
    if not found:
        return pl.DataFrame(schema=FAULT)
    return pl.concat(found).unique(list(ORIGIN), keep="first", maintain_order=True)


def _fault(rows: pl.DataFrame, check: str, column: str, said: pl.Expr) -> pl.DataFrame:
    return rows.select(
        *ORIGIN,
        check=pl.lit(check),
        column=pl.lit(column),
        value=pl.col(column).cast(pl.String),
        fault=said,
    ).pipe(as_faults)


def not_after(column: str, planned: bool = False) -> Rule:
    """Refuse an event after the day of the records, unless it may be planned and was by then."""

    def rule(rows: pl.DataFrame, around: Around) -> pl.DataFrame:
        later = rows.filter(pl.col(column) > around.as_at) if around.as_at else rows.clear()
        if planned and around.as_at:
            later = later.filter((pl.col("recorded_on") <= around.as_at).fill_null(False).not_())
        said = pl.format(
            "{} {} is after the day of the records, {}",
            pl.lit(column),
            pl.col(column).cast(pl.String),
            pl.lit(str(around.as_at)),
        )
        return _fault(later, "date-future", column, said)

    return rule


def within_registration(rows: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Refuse a visit before its setting was registered, or after it closed."""
    settings = (around.known or {}).get("settings")
    if settings is None:
        return _fault(rows.clear(), "visit-outside-registration", "started_on", pl.lit(""))
    days = settings.select(opened="registered_on", closed="closed_on")
    grace = pl.duration(days=around.grace_days)
    near = rows.with_columns(
        days[name].gather(rows[AT["settings"]]).alias(name) for name in ("opened", "closed")
    )
    early = near.filter(pl.col("started_on") < pl.col("opened") - grace)
    late = near.filter(pl.col("started_on") > pl.col("closed") + grace)
    said = "started_on {} is {} its setting {} ({})"
    parts = [
        (early, "before", "was registered", "opened"),
        (late, "after", "closed", "closed"),
    ]
    return pl.concat(
        _fault(
            found,
            "visit-outside-registration",
            "started_on",
            pl.format(said, "started_on", pl.lit(side), pl.lit(event), day),
        )
        for found, side, event, day in parts
    )


def judged_as_its_type(rows: pl.DataFrame, _: Around) -> pl.DataFrame:
    """Refuse a judgement on a visit that has none, and an inspection without one."""
    if "judgement" not in rows.columns:
        return _fault(rows.clear(), "visit-graded", "visit_type", pl.lit(""))
    kind = pl.col("visit_type").cast(pl.String)
    graded = rows.filter(kind.is_in(UNGRADED), pl.col("judgement").is_not_null())
    bare = rows.filter(kind.is_in(GRADED), pl.col("judgement").is_null())
    said = pl.format('judgement "{}" stands on a visit that is not graded ({})', "judgement", kind)
    lacks = pl.format("judgement is blank on a visit that is graded ({})", kind)
    return pl.concat(
        [
            _fault(graded, "visit-graded", "judgement", said),
            _fault(bare, "visit-graded", "judgement", lacks),
        ]
    )


def named_as_its_code(rows: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Refuse an authority whose name or region is not the one that its code has."""
    there = [column for column in ("la_name", "region") if column in rows.columns]
    if not there or around.vintage is None:
        return _fault(rows.clear(), "area-disagrees", "la_code", pl.lit(""))
    own = authorities.authorities(around.vintage).select("la_code", "la_name", "region")
    known = rows.join(own, on="la_code", suffix="_own", maintain_order="left")
    found = []
    for column in there:
        said = known.filter(pl.col(column).is_not_null())
        texts = said[column].cast(pl.String)
        pairs = said.select(pl.Series("said", texts), own=f"{column}_own", code="la_code").unique()
        wrong = [(a, b, c) for a, b, c in pairs.rows() if not _agree(a, b, c, column, around)]
        odd = pl.DataFrame(wrong, schema=["said", "own", "code"], orient="row")
        disagree = said.with_columns(said=texts).join(
            odd.cast(pl.String), left_on=["said", "la_code"], right_on=["said", "code"]
        )
        sentence = pl.format(
            '{} "{}" is not that of {} ({})', pl.lit(column), "said", "la_code", f"{column}_own"
        )
        found.append(_fault(disagree, "area-disagrees", column, sentence))
    return pl.concat(found)


def _agree(said: str, own: str, code: str, column: str, around: Around) -> bool:
    if column == "la_name":
        return authorities.code_of(said, around.vintage or "") == code
    return plain(said) == plain(own)


RULES: dict[str, tuple[Rule, ...]] = {
    "local_authorities": (named_as_its_code,),
    "settings": (named_as_its_code,),
    "visits": (
        judged_as_its_type,
        not_after("started_on", planned=True),
        within_registration,
    ),
    "actions": (not_after("issued_on", planned=True),),
    "other_visits": (not_after("started_on", planned=True),),
}
"""The rules of each table, in the order in which a row's first fault is told."""
