"""Make the committed files of this folder: figure tables, templates, column guide, bank holidays.

`python data/build.py --source DIR` also derives the figure tables from Ofsted's published files
in DIR. They hold counts only; no row describes one provider.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

import dataframely as dy
import polars as pl

from dashboard.areas.authorities import code_of
from dashboard.records import words
from dashboard.records.calendar import bank_holidays
from dashboard.records.model import TABLES

HERE = Path(__file__).parent
VINTAGE = "2020"
LAST = date(2021, 3, 31)
YEAR = date(2020, 4, 1)
FEW = 5
"""A type with fewer settings than this in a region is counted for England instead."""
TYPES = {name.lower(): name for name in words.SETTING_TYPES}
ENGLAND = "England"
BEGINS = date(2020, 9, 1)
LISTED = range(2000, 2061)
"""Years whose bank holidays are shipped; those of any other are worked out when asked for."""


def build(source: Path, out: Path) -> None:
    """Write the figure tables from a folder with the published files."""
    register = read_register(source / "register_2020_21_rebuilt.csv")
    opened = register.filter("open")
    tables = {
        "settings": counted(opened, "la_code", "setting_type"),
        "churn": churn(register),
        "sectors": counted(coarse(opened), "setting_type", "region", "sector"),
        "grades": counted(grouped(opened), "setting_type", "region", "last_grade"),
        "places": counted(residential(opened), "setting_type", "region", "places"),
        "registered": registered(register),
        "inspected": inspected(opened),
        "authority_judgements": judgements(source / "local_authority_judgements_2020-08-31.csv"),
    }
    named = evidenced(source / "local_authority_visits_evidenced.csv")
    tables["authority_visits"] = named.filter(pl.col("started_on") <= LAST)
    tables["authority_visits_later"] = visited_later(named, tables["authority_judgements"])
    for name, table in tables.items():
        table.write_csv(out / f"{name}.csv")


def read_register(path: Path) -> pl.DataFrame:
    """Read the rebuilt register: every provider on it at some time from 1 April 2020."""
    rows = pl.read_csv(path, infer_schema=False)
    codes = {name: code_of(name, VINTAGE) for name in rows["Local authority"].unique()}
    return rows.select(
        pl.col("Provision type").str.to_lowercase().replace_strict(TYPES).alias("setting_type"),
        pl.col("Ofsted region").alias("region"),
        pl.col("Local authority").replace_strict(codes).alias("la_code"),
        pl.col("Sector").alias("sector"),
        pl.col("Places").cast(pl.Int32).alias("places"),
        pl.col("latest_full_overall").fill_null(words.NOT_YET_INSPECTED).alias("last_grade"),
        _day("Registration date").alias("registered_on"),
        _day("Inspection date").alias("last_inspected_on"),
        _day("left_date").alias("left_on"),
        (pl.col("active_2021_03_31") == "True").alias("open"),
    ).filter(pl.col("left_on").is_null() | (pl.col("left_on") >= YEAR))


def _day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%d/%m/%Y")


def counted(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Count settings by some columns, in their order."""
    return rows.group_by(columns).agg(settings=pl.len()).sort(columns)


def coarse(rows: pl.DataFrame) -> pl.DataFrame:
    """Put the regions where a type has only a few settings together."""
    few = pl.len().over("setting_type", "region") < FEW
    return rows.with_columns(region=pl.when(few).then(pl.lit(ENGLAND)).otherwise("region"))


def grouped(rows: pl.DataFrame) -> pl.DataFrame:
    """Put all homes together by region, each other type for England; leave out a type of two."""
    home = pl.col("setting_type").is_in(words.HOMES)
    return rows.filter(pl.len().over("setting_type") >= FEW).with_columns(
        setting_type=pl.when(home).then(pl.lit(words.ALL_HOMES)).otherwise("setting_type"),
        region=pl.when(home).then("region").otherwise(pl.lit(ENGLAND)),
    )


def residential(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep places of children's homes by region, and of each other residential type for England."""
    common = pl.col("setting_type") == words.HOMES[0]
    return rows.filter(pl.col("setting_type").is_in(words.RESIDENTIAL)).with_columns(
        region=pl.when(common).then("region").otherwise(pl.lit(ENGLAND))
    )


def churn(rows: pl.DataFrame) -> pl.DataFrame:
    """Count settings that joined and left from 1 April 2020, by period, type and region.

    A period is a month; September starts on the 2nd, after the day the programme's base counts.
    """
    joined = rows.filter(pl.col("registered_on") >= YEAR).with_columns(
        event=pl.lit("joined"),
        period=pl.when(pl.col("registered_on") == BEGINS)
        .then(BEGINS)
        .when(pl.col("registered_on").dt.month_start() == BEGINS)
        .then(BEGINS + timedelta(days=1))
        .otherwise(pl.col("registered_on").dt.month_start()),
    )
    left = rows.filter(pl.col("left_on") >= YEAR).with_columns(
        event=pl.lit("left"), period=pl.col("left_on").dt.month_start()
    )
    return counted(pl.concat([joined, left]), "event", "period", "setting_type", "region")


def registered(rows: pl.DataFrame) -> pl.DataFrame:
    """Count settings registered before 1 April 2020 by type and first day of the year."""
    old = rows.filter(pl.col("registered_on") < YEAR)
    return counted(old.with_columns(year=pl.col("registered_on").dt.year()), "setting_type", "year")


def inspected(rows: pl.DataFrame) -> pl.DataFrame:
    """Count open settings by type and month of the last full inspection."""
    seen = rows.filter(
        pl.col("last_inspected_on").is_not_null(), pl.len().over("setting_type") >= FEW
    )
    return counted(
        seen.with_columns(month=pl.col("last_inspected_on").dt.month_start()),
        "setting_type",
        "month",
    )


def judgements(path: Path) -> pl.DataFrame:
    """Read each authority's standing judgement at 31 August 2020, by code."""
    rows = pl.read_csv(path, infer_schema=False)
    codes = {name: code_of(name.removesuffix(" Borough"), VINTAGE) for name in rows["la"]}
    return rows.select(
        pl.col("la").replace_strict(codes).alias("la_code"),
        pl.col("overall_effectiveness").fill_null(words.NOT_YET_INSPECTED).alias("last_grade"),
        pl.col("last_pub").str.to_date().alias("published_on"),
    ).sort("la_code")


def evidenced(path: Path) -> pl.DataFrame:
    """Read the authority visits that public sources name."""
    rows = pl.read_csv(path, infer_schema=False)
    codes = {name: code_of(name, VINTAGE) for name in rows["local_authority"]}
    stated = pl.col("visit_date_as_stated")
    action = pl.col("area_for_priority_action")
    monitoring = pl.col("visit_type").str.contains("Monitoring")
    return rows.select(
        pl.col("local_authority").replace_strict(codes).alias("la_code"),
        pl.when(monitoring)
        .then(pl.lit("Monitoring visit"))
        .otherwise(pl.lit("Focused visit"))
        .alias("visit_type"),
        stated.map_elements(first_day, pl.Date).alias("started_on"),
        stated.str.extract(r" to (\S+)$").str.to_date().alias("ended_on"),
        pl.col("letter_published").str.extract(r"(\S+)$").str.to_date().alias("published_on"),
        pl.when(~action.str.starts_with("Yes"))
        .then(0)
        .when(action.str.contains("(two", literal=True))
        .then(2)
        .otherwise(1)
        .alias("priority_actions"),
        stated.alias("date_as_stated"),
        "source",
    ).sort("started_on", "la_code")


def visited_later(named: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """List authorities named as visited by this programme after 31 March 2021, for the totals."""
    focused = named.filter(pl.col("started_on") > LAST, pl.col("visit_type") == "Focused visit")
    codes = judged.select("la_code", "last_grade")
    return focused.select("la_code").unique().join(codes, on="la_code", how="left").sort("la_code")


def first_day(stated: str) -> date:
    """Give the day stated; the first Tuesday of a stated month; of October where only a year is."""
    start = stated.split(" ")[0]
    if len(start) == len("2020-10-06"):
        return date.fromisoformat(start)
    month = date.fromisoformat(f"{start if len(start) == len('2020-10') else '2020-10'}-01")
    return month + timedelta(days=(1 - month.weekday()) % 7)


EXAMPLES = {
    "la_code": "E08000003",
    "la_name": "Manchester",
    "region": "North West",
    "statistical_region": "North West",
    "children": 120000,
    "urn": "EX100001",
    "places": 4,
    "visit_id": "V000001",
    "action_id": "A000001",
    "other_id": "O000001",
    "inspectorate": "Inspectorate of Probation",
    "counted": "Providers on the register",
    "since": None,
    "amount": 3402,
    "source": "Published statistics, table 1",
    "reason": "Prior judgement",
    "last_grade": "Requires improvement to be good",
    "registered_on": date(2019, 5, 13),
    "last_inspected_on": date(2019, 11, 19),
    "started_on": date(2020, 9, 15),
    "ended_on": date(2020, 9, 16),
    "published_on": date(2020, 10, 26),
    "issued_on": date(2020, 9, 18),
    "review_on": date(2020, 12, 11),
    "public_on": date(2020, 10, 26),
    "recorded_on": date(2020, 9, 21),
    "day": date(2020, 9, 15),
    "week": date(2020, 9, 14),
    "month": date(2020, 9, 1),
    "working": True,
    "name": "Visits begin",
    "text": "Staff recognise risks to children and act on them quickly.",
    "number": 1,
    "table": "visits",
    "from": date(2020, 9, 1),
    "inspector_days": 2.0,
}
BLANK = {("settings", "closed_on"), ("actions", "ended_on"), ("milestones", "target")} | {
    ("calendar", "reason"),
    ("milestones", "covers"),
    ("reach", "to"),
}


def template(name: str) -> pl.DataFrame:
    """Give a table's header and one row that keeps every rule."""
    columns = TABLES[name].columns()
    row = {c: None if (name, c) in BLANK else example(c, kind) for c, kind in columns.items()}
    return pl.DataFrame([row])


def example(column: str, kind: dy.Column) -> object:
    """Give a value that a column accepts."""
    if column in EXAMPLES:
        return EXAMPLES[column]
    if isinstance(kind, dy.Enum):
        return kind.categories[0]
    raise KeyError(column)


def guide() -> str:
    """Print the column guide: each table, its columns, what they hold and whether blank will do."""
    head = "# The ten tables\n\nMade from the classes that check the rows. Edit those instead.\n"
    return head + "".join(_section(name) for name in TABLES)


def _section(name: str) -> str:
    schema = TABLES[name]
    about = (schema.__doc__ or "").strip().splitlines()[0]
    head = f"\n## {name}\n\n{about}\n\n| column | holds | blank | what it is |\n|---|---|---|---|\n"
    key = schema.primary_key()
    return head + "".join(
        f"| `{column}`{' (key)' if column in key else ''} | {holds(kind)} "
        f"| {'yes' if kind.nullable else 'no'} | {kind.description or ''} |\n"
        for column, kind in schema.columns().items()
    )


def holds(kind: dy.Column) -> str:
    """Say what a column holds: its words, or the kind of value."""
    if isinstance(kind, dy.Enum):
        return "; ".join(kind.categories)
    names = {dy.Date: "date, yyyy-mm-dd", dy.Bool: "true or false", dy.String: "text"}
    plain = names.get(type(kind), "number" if isinstance(kind, dy.Float64) else "whole number")
    pattern = getattr(kind, "regex", None)
    return f"{plain} like `{pattern.replace('|', chr(92) + '|')}`" if pattern else plain


def write_shapes(out: Path) -> None:
    """Write what needs no source: the templates, the column guide and the bank holidays."""
    (out / "templates").mkdir(exist_ok=True)
    for name in TABLES:
        template(name).write_csv(out / "templates" / f"{name}.csv")
    (out / "columns.md").write_text(guide(), encoding="utf-8")
    pl.DataFrame({"day": bank_holidays(LISTED)}).write_csv(out / "bank_holidays.csv")


def main() -> None:
    """Write everything; the figure tables only where their source is given."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--source", type=Path, help="folder with the published files")
    arguments.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    options = arguments.parse_args()
    write_shapes(options.out)
    if options.source:
        (options.out / "figures").mkdir(exist_ok=True)
        build(options.source, options.out / "figures")


if __name__ == "__main__":
    main()
