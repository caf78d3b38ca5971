"""What invented reports say: one neutral sentence for each theme that a visit touches on.

Only a setting that is one of many in its area is told to improve; others are told what goes
well. Secure homes, secure training centres and authorities have no invented findings.
"""

import numpy as np
import polars as pl

from dashboard.illustrative.chance import chances
from dashboard.illustrative.published import assumed, one_each
from dashboard.illustrative.selection import SECURE
from dashboard.illustrative.visits import ASSURANCE
from dashboard.records import words

WELL, IMPROVE, PRIORITY = words.SIDES
IMPROVES = 0.3
IMPROVES_SERIOUS = 0.8
TWO = 0.4
"""The share of visits with serious concerns that have two themes for priority action, not one."""
APA = "An area for priority action was identified, as a public source states."


def findings(visits: pl.DataFrame) -> pl.DataFrame:
    """Make the findings of every visit: invented for providers, stated facts for authorities."""
    told = visits.filter(
        ~pl.col("setting_type").is_in([*SECURE, words.LOCAL_AUTHORITY]),
        pl.col("visit_type") == ASSURANCE,
    )
    return pl.concat([_invented(told), _stated(visits)]).sort("visit_id", "number")


def _stated(visits: pl.DataFrame) -> pl.DataFrame:
    """Give each area for priority action that a public source states of an authority's visit."""
    counted = visits.select("visit_id", "published_on", "priority_actions")
    return one_each(
        counted.filter(pl.col("priority_actions") > 0), "priority_actions"
    ).with_columns(
        number=pl.int_range(1, pl.len() + 1).over("visit_id"),
        theme=pl.lit("Help and protection"),
        side=pl.lit(PRIORITY),
        text=pl.lit(APA),
    )


def _invented(visits: pl.DataFrame) -> pl.DataFrame:
    """Let each visit touch on three to six themes, and give each a side and its sentence."""
    wordings = assumed("findings")
    themes = wordings.unique("theme", maintain_order=True)
    drawn = chances("themes", visits.height, themes.height) ** (1 / themes["weight"].to_numpy())
    order = np.argsort(-drawn, axis=1)
    many = 3 + np.floor(4 * chances("how many", visits.height)).astype(np.int64)
    visit, place = np.nonzero(np.arange(themes.height) < many[:, None])
    rows = visits[visit].with_columns(
        number=pl.Series(place + 1),
        theme=themes["theme"].gather(order[visit, place]),
        chance=pl.Series(chances("sides", visit.size)),
        priorities=pl.Series(1 + (chances("priorities", visits.height)[visit] < TWO)),
    )
    return (
        rows.with_columns(side=_side())
        .join(wordings.drop("weight"), on=["theme", "side"], how="left", maintain_order="left")
        .select("visit_id", "published_on", "number", "theme", "side", "text")
    )


def _side() -> pl.Expr:
    """Put what is most serious first; tell only one of many to improve."""
    serious = pl.col("serious")
    improves = pl.when(serious).then(IMPROVES_SERIOUS).otherwise(IMPROVES)
    return (
        pl.when(serious & (pl.col("number") <= pl.col("priorities")))
        .then(pl.lit(PRIORITY))
        .when(pl.col("among_many") & (pl.col("chance") < improves))
        .then(pl.lit(IMPROVE))
        .otherwise(pl.lit(WELL))
    )
