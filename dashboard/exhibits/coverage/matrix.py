"""Coverage by setting type and region: what it shows."""

import polars as pl

from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Exhibit, Matrix
from dashboard.measures import Selection, Status, Store, coverage_of_types, results
from dashboard.records import words as w
from dashboard.wording import spoken, words
from dashboard.wording.together import MOST, among, many_least, or_how_many


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every setting type in every region."""
    measure, rows = results.coverage_measure(selection), coverage_of_types.by_type(store, selection)
    columns = ["setting_type", "region", *N_OF_N]
    return Exhibit(
        "types",
        headline(rows, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type and region",
        (Matrix(rows, (w.ALL_HOMES, w.ALL_PROVIDERS)),),
        download(store, selection, measure, rows, columns, "visited by type"),
    )


def headline(rows: pl.DataFrame, selection: Selection) -> str:
    """Say which setting types are least visited, among those with enough to compare."""
    totals = rows.group_by("setting_type", maintain_order=True).first()
    every = totals.filter(~pl.col("setting_type").is_in([*w.GROUPS, w.LOCAL_AUTHORITY]))
    singles = results.comparable(every)
    if singles.height < 2:
        return _one_type(totals, words.opening(words.counted(selection)))
    least = singles.filter(pl.col("value") == pl.col("value").min())
    share = words.percent(least["value"][0])
    if least.height == singles.height:
        return f"All setting types with enough to compare are the same: {share} visited"
    nouns = [words.NOUNS[name] for name in least["setting_type"]]
    names = words.opening(or_how_many(nouns, "setting types", singles.height))
    if least.height > MOST:
        return many_least(names, share, every)
    if least.height > 1:
        return f"{names} are the least visited{among(every)}: {share}"
    figure = words.n_of_n(least["numerator"][0], least["denominator"][0])
    return f"{names} are the least visited type{among(every)}: {figure}"


def _one_type(totals: pl.DataFrame, thing: str) -> str:
    """Say how far one type is visited, or why several cannot be compared."""
    own = totals.filter(pl.col("setting_type") != w.LOCAL_AUTHORITY)
    totals = own if own.height else totals
    unknown = totals["status"].eq(Status.UNKNOWN.value).any()
    if unknown and totals["numerator"].null_count() == totals.height:
        return f"{thing}: how many are visited is not known"
    if totals.height > 1:
        return f"{thing}: too few of each type to compare"
    n, total = totals.select("numerator", "denominator").row(0)
    return f"{thing}: {spoken.visited(n, total)}" if total else f"{thing}: none in scope"
