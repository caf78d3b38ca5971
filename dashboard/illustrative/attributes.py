"""Who runs each invented setting, how many places it has and how it was last judged.

Sectors, places and judgements are counted by type and region only and dealt out by chance, so
that no row describes a real setting.
"""

from datetime import date, timedelta

import polars as pl

from dashboard.illustrative.chance import chances, ranked, shuffled, spread
from dashboard.illustrative.days import between, days
from dashboard.illustrative.published import hands, published
from dashboard.illustrative.register import providers
from dashboard.records import words

SUSPENDED = date(2020, 3, 17)
"""The day from which nothing was judged."""
ENGLAND = "England"
NEW = 250
"""By up to so many days may one setting overtake another in the queue for its first inspection."""
NEWLY = 120
"""Settings registered in so many days before the suspension are not overtaken."""
SETTLED = timedelta(days=45)
NOT_BEFORE = pl.lit(date(2020, 3, 12))
ADVERSE = ("Inadequate", "Requires improvement to be good")


def settings() -> pl.DataFrame:
    """Give every setting, authorities' own services among them, under invented numbers."""
    rows = providers()
    rows = _dealt("sectors", rows, "sector")
    rows = _dealt("places", rows, "places")
    rows = _inspected(_graded(rows))
    everyone = pl.concat([rows, _authorities()], how="diagonal")
    number = 100001 + shuffled("numbers", everyone.with_columns(all=pl.lit(1)), "all")
    return everyone.with_columns(urn="EX" + number.cast(pl.String)).sort("urn")


def _authorities() -> pl.DataFrame:
    """Give each authority's own services, with its real standing judgement."""
    return published("authority_judgements").select(
        "la_code",
        "last_grade",
        setting_type=pl.lit(words.LOCAL_AUTHORITY),
        sector=pl.lit("Local Authority"),
        last_inspected_on="published_on",
        among_many=pl.lit(False),
    )


def _dealt(table: str, rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Deal out a table of counts: exactly among open settings, by chance among those that left."""
    values = hands(table, column)
    celled = _cells(rows, values)
    number = shuffled(f"deal {column}", celled.with_columns(closed=_closed()), *CELL, "closed")
    guess = pl.Series(chances(f"guess {column}", rows.height)) * pl.col(column).list.len()
    turn = pl.when(_closed()).then(guess.floor().cast(pl.Int64)).otherwise(number)
    joined = celled.join(
        values, left_on=CELL, right_on=["setting_type", "region"], how="left", maintain_order="left"
    )
    return joined.with_columns(pl.col(column).list.get(turn)).drop(CELL)


CELL = ["cell_type", "cell"]


def _cells(rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Say which cell of a table each setting takes from: its region's, or England's."""
    known = table.select(pl.struct("setting_type", "region")).to_series().implode()
    home = pl.col("setting_type").is_in(words.HOMES)
    together = words.ALL_HOMES in table["setting_type"]
    kind = pl.when(home & together).then(pl.lit(words.ALL_HOMES)).otherwise("setting_type")
    named = rows.with_columns(cell_type=kind)
    own = pl.struct(pl.col("cell_type").alias("setting_type"), "region").is_in(known)
    return named.with_columns(cell=pl.when(own).then("region").otherwise(pl.lit(ENGLAND)))


def _closed() -> pl.Expr:
    return pl.col("closed_on").is_not_null()


def _graded(rows: pl.DataFrame) -> pl.DataFrame:
    """Deal out judgements: none yet to the newest, and adverse ones only to one of many.

    Where a cell has too few such settings the rest of its adverse judgements become Good.
    """
    counts = published("grades").pivot("last_grade", index=["setting_type", "region"])
    celled = _cells(rows, counts).join(
        counts.fill_null(0),
        left_on=CELL,
        right_on=["setting_type", "region"],
        how="left",
        maintain_order="left",
    )
    graded = celled.with_columns(closed=_closed(), **_queues(rows.height))
    for grade, queue in GRADED:
        graded = _take(graded, grade, queue)
    known = pl.col("Good").is_not_null()
    return graded.with_columns(
        last_grade=pl.when(known).then(pl.col("last_grade").fill_null("Good"))
    ).drop(*words.GRADES, *CELL, "closed", "newness", "chance")


GRADED = (
    (words.NOT_YET_INSPECTED, "newness"),
    ("Inadequate", "chance"),
    ("Requires improvement to be good", "chance"),
    ("Outstanding", "chance"),
)


def _queues(number: int) -> dict[str, pl.Expr | pl.Series]:
    """Give the orders in which settings take judgements: newest first, and by chance."""
    overtaken = pl.Series(spread("newness", number, 0, NEW))
    age = -(pl.col("registered_on") - SUSPENDED).dt.total_days()
    newness = pl.when(age > NEWLY).then(age + overtaken).otherwise(age)
    return {
        "newness": newness,
        "chance": pl.Series(chances("grades", number)),
        "last_grade": pl.lit(None, pl.String),
    }


def _take(rows: pl.DataFrame, grade: str, queue: str) -> pl.DataFrame:
    """Give a judgement to the first in the queue of each cell, as many as were counted."""
    free = pl.col("last_grade").is_null()
    may = free & pl.col("among_many") if grade in ADVERSE else free
    turn = rows.with_columns(may=may).with_columns(turn=ranked(queue, *CELL, "closed", "may"))
    share = pl.col("closed").sum().over(CELL) / (~pl.col("closed")).sum().over(CELL)
    number = pl.when("closed").then((pl.col(grade) * share).round()).otherwise(pl.col(grade))
    mine = pl.col("may") & (pl.col("turn") < number)
    return turn.with_columns(
        last_grade=pl.when(mine).then(pl.lit(grade)).otherwise("last_grade")
    ).drop("may", "turn")


def _inspected(rows: pl.DataFrame) -> pl.DataFrame:
    """Draw the day of the last full inspection of each setting that has a judgement."""
    months = hands("inspected", "month")
    which, within = chances("inspected", 2, rows.height)
    turn = (pl.Series(which) * pl.col("month").list.len()).floor().cast(pl.Int64)
    month = pl.col("month").list.get(turn).fill_null(SUSPENDED)
    open_since = pl.col("registered_on")
    settled = pl.min_horizontal(open_since + SETTLED, pl.max_horizontal(open_since, NOT_BEFORE))
    drawn = rows.join(months, on="setting_type", how="left", maintain_order="left").select(
        start=pl.max_horizontal(month, settled),
        end=pl.when(month >= settled)
        .then(pl.min_horizontal(month.dt.offset_by("28d"), SUSPENDED))
        .otherwise(SUSPENDED),
    )
    day = pl.Series(between(days(drawn["start"]), days(drawn["end"]), within))
    judged = pl.col("last_grade") != words.NOT_YET_INSPECTED
    return rows.with_columns(last_inspected_on=pl.when(judged).then(day))
