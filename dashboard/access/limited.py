"""Records as a scope leaves them: what lies outside is not hidden later, it is not there."""

from datetime import date
from functools import reduce
from operator import or_

import polars as pl

from dashboard.access.scope import Limit, Scope
from dashboard.records.model import Records

OF_THE_LETTER = "outcome"
"""The column of a visit that only its letter tells."""
PARENTS = {
    "visits": ("settings", "urn"),
    "actions": ("settings", "urn"),
    "findings": ("visits", "visit_id"),
    "other_visits": ("local_authorities", "la_code"),
}
"""For each table that follows another, that table and the key that they share."""
OF_NOWHERE = ("calendar", "milestones")
"""The tables that tell of no place and no setting."""


def limited(records: Records, scope: Scope) -> Records:
    """Leave of the records what a scope lets be seen.

    With the first limit of place or type, totals that were agreed for England are left out, and
    rows that were set aside, of which nobody knows where they belong.
    """
    left = dict(records) if scope.everywhere else _within(records, scope)
    return left if scope.public is None else _as_public(left, scope.public)


def _within(records: Records, scope: Scope) -> dict[str, pl.DataFrame]:
    areas = records["local_authorities"]
    region = areas.select("la_code", region=pl.col("region").cast(pl.String))
    settings = records["settings"]
    placed = settings.join(region, on="la_code", how="left", validate="m:1")
    inside = reduce(or_, (_inside(limit) for limit in scope.limits))
    mine = placed.filter(inside.fill_null(False)).select(settings.columns)
    there = areas.filter(pl.col("region").cast(pl.String).is_in(scope.regions))
    left = {"local_authorities": there, "settings": mine}
    for name, (parent, key) in PARENTS.items():
        if name in records and parent in left:
            left[name] = records[name].join(left[parent].select(key), on=key, how="semi")
    return left | {name: records[name] for name in OF_NOWHERE if name in records}


def _inside(limit: Limit) -> pl.Expr:
    within = pl.lit(True)
    for column, words in (("region", limit.regions), ("setting_type", limit.setting_types)):
        if words is not None:
            within &= pl.col(column).cast(pl.String).is_in(words)
    return within


def _as_public(records: Records, day: date) -> dict[str, pl.DataFrame]:
    """Leave out what letters say before they are published, and actions before they are public.

    Where no action says when it is public, nothing is known of actions, as if none were supplied.
    """
    left = dict(records)
    if "visits" in left:
        out = (pl.col("published_on") <= day).fill_null(False)
        published = left["visits"].filter(out).select("visit_id")
        left["visits"] = left["visits"].with_columns(pl.when(out).then(pl.col(OF_THE_LETTER)))
        if "findings" in left:
            left["findings"] = left["findings"].join(published, on="visit_id", how="semi")
    actions = left.pop("actions", None)
    if actions is not None and "public_on" in actions.columns and actions["public_on"].count():
        left["actions"] = actions.filter((pl.col("public_on") <= day).fill_null(False))
    return left
