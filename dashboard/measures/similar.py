"""Which authorities are alike: the nearest in what is registered in them, never in what was found.

Four things count, each as much as the others: how many settings there are, how large the homes
are, the mix of setting types and the mix of sectors. All come from the register, so the answer
does not move with visits, findings or a reader's filters.
"""

from collections.abc import Mapping
from math import sqrt
from statistics import median

import numpy as np
import polars as pl

from dashboard.records import words

TYPES = {
    "homes": words.HOMES[:1],
    "other_homes": words.HOMES[1:],
    "fostering": ("Independent fostering agency",),
    "adoption": ("Voluntary adoption agency", "Adoption support agency"),
    "families": ("Residential family centre",),
    "education": (
        "Residential special school",
        "Boarding school",
        "Further education college with residential accommodation",
    ),
    "others": (
        "Residential holiday scheme for disabled children",
        "Secure training centre",
        *words.LATER_TYPES,
    ),
}
SECTORS = {
    "private": ("Private",),
    "council": ("Local Authority",),
    "voluntary": ("Voluntary",),
    "other_sectors": ("Health Authority", "Academy", words.NOT_RECORDED),
}
FAMILIES = {
    "number": ("number",),
    "size": ("size",),
    "types": tuple(TYPES),
    "sectors": tuple(SECTORS),
}
"""The columns of a profile, by the four things that each count the same."""
FAR = 2.0
"""So many times as far as is usual, the nearest authority is not much like one."""

PLAIN = (
    "how many settings there are, how many places their homes have, the mix of setting types and "
    "the mix of sectors"
)


def profiles(register: pl.DataFrame) -> pl.DataFrame:
    """Give each authority with a provider its profile, on scales that can be compared.

    `register` has la_code, setting_type, sector, settings and places (added up). Gives one row
    for each la_code, in order: every column is a distance from the mean in standard deviations (0
    where all are equal, or where there is no home to measure), divided so that the four families
    count the same.
    """
    providers = register.filter(pl.col("setting_type") != words.LOCAL_AUTHORITY)
    raw = providers.group_by("la_code").agg(
        number=pl.col("settings").sum().log1p(),
        size=_of_homes("places") / _of_homes("settings"),
        **{name: _share("setting_type", kinds) for name, kinds in TYPES.items()},
        **{name: _share("sector", kinds) for name, kinds in SECTORS.items()},
    )
    return raw.sort("la_code").select(
        "la_code",
        **{
            column: _standard(column) / sqrt(len(columns))
            for columns in FAMILIES.values()
            for column in columns
        },
    )


def nearest(profiles: pl.DataFrame, la_code: str, count: int) -> pl.DataFrame:
    """List the authorities nearest to one: la_code and distance, nearest first.

    Nothing for an authority without a provider. Of two at the same distance the lower code is
    first, so that the same register always gives the same list.
    """
    codes = profiles["la_code"].to_list()
    found: list[tuple[str, float]] = []
    if la_code in codes:
        places = profiles[profiles.columns[1:]].to_numpy()
        apart = np.sqrt(((places - places[codes.index(la_code)]) ** 2).sum(axis=1)).round(9)
        each = zip(codes, apart.tolist(), strict=True)
        others = ((code, distance) for code, distance in each if code != la_code)
        found = sorted(others, key=lambda other: (other[1], other[0]))[:count]
    return pl.DataFrame(found, schema={"la_code": pl.String, "distance": pl.Float64}, orient="row")


def distances(profiles: pl.DataFrame) -> dict[str, float]:
    """Give for every authority how far the nearest other one is; nothing where there is none."""
    places = profiles.drop("la_code").to_numpy()
    if len(places) < 2:
        return {}
    apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    return dict(zip(profiles["la_code"], apart.min(axis=1).round(9).tolist(), strict=True))


def times_as_far(distances: Mapping[str, float], la_code: str) -> float | None:
    """Say how many times as far as is usual (the median) the nearest is, from `FAR` times on."""
    usual = median(distances.values()) if distances else 0.0
    times = distances.get(la_code, 0.0) / usual if usual else 0.0
    return times if times >= FAR else None


def _of_homes(column: str) -> pl.Expr:
    """Add up a column over children's homes of all types; null where there are none."""
    homes = pl.col("setting_type").is_in(words.HOMES)
    return pl.when(homes.any()).then(pl.col(column).filter(homes).sum())


def _share(column: str, kinds: tuple[str, ...]) -> pl.Expr:
    """Give the share of an authority's settings whose column holds one of some words."""
    settings = pl.col("settings")
    return settings.filter(pl.col(column).is_in(kinds)).sum() / settings.sum()


def _standard(column: str) -> pl.Expr:
    """Put a column on a scale of standard deviations from its mean, blanks at the mean."""
    values = pl.col(column)
    spread = values.std(ddof=0)
    scaled = pl.when(spread > 1e-12).then((values - values.mean()) / spread)
    return scaled.fill_null(0.0)
