"""The reasons for visits by region, setting type and week, with the sentence for each."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.measures import Selection, Store, choice, results, week_completeness
from dashboard.measures.cached import cached
from dashboard.measures.definitions.why import SHARE_PRIORITISED, SHARES_OF_BASIS
from dashboard.measures.plain import BLANK, COUNTED, Schema, by_word
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import words
from dashboard.wording.together import together

FROM = Settings.percentage_from


@cached
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the reasons in England and in every region; first in the authority chosen, if any.

    Columns: name, selection_basis, reason, numerator, denominator (all visits of the row), value.
    """
    column, england = selection.region_column, selection.anywhere()
    regions = results.regions_of(store, column)
    found = {(row[0], row[4]): row[1:4] for row in _reasons(store, england, column)}
    each = [
        (region, n or 0, total or 0, value, *basis)
        for region in regions
        for basis in words.BASIS.items()
        for n, total, value in [found.get((region, basis[0]), BLANK)]
    ]
    own = choice.area_name(selection.area, store)
    here = _whole(store, selection, own) if selection.is_authority else []
    return _table([*here, *_whole(store, england, store.scope.label), *each])


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the reasons for every setting type with visits, and their total; authorities last.

    The columns are those of `by_region`; authorities' own visits are never added to providers'.
    """
    rows = _reasons(store, selection, "setting_type")
    if selection.setting_type in w.GROUPS:
        rows += _whole(store, selection, selection.setting_type)
    if selection.setting_type == w.ALL_PROVIDERS:
        own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        rows += _whole(store, own, w.LOCAL_AUTHORITY)
    return _table([row for row in rows if row[2]])


Row = tuple[str, int | None, int | None, float | None, str, str]
COLUMNS: Schema = {
    "name": pl.String,
    **COUNTED,
    **dict.fromkeys(("selection_basis", "reason"), pl.String),
}


def _table(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _reasons(store: Store, selection: Selection, by: str) -> list[Row]:
    """Give the four reasons for each group of a column."""
    return [
        (name, *counted, *basis)
        for measure, basis in zip(SHARES_OF_BASIS, words.BASIS.items(), strict=True)
        for name, counted in by_word(store.ask(measure, selection, [by]), *COUNTED).items()
    ]


def _whole(store: Store, selection: Selection, name: str) -> list[Row]:
    """Give the four reasons for all visits of a selection."""
    return [
        (name, *choice.only(store.ask(measure, selection)), *basis)
        for measure, basis in zip(SHARES_OF_BASIS, words.BASIS.items(), strict=True)
    ]


def regions(rows: pl.DataFrame, store: Store) -> str:
    """Say between which shares of prioritised visits the regions lie."""
    names = store.authorities.select("region", "statistical_region").cast(pl.String)
    known = {*names["region"], *names["statistical_region"]}
    each = rows.filter(pl.col("name").is_in(known))
    places = {name: words.place(name, store) for name in each["name"].unique()}
    return _spread(each, places, "in", "region")


def types(rows: pl.DataFrame) -> str:
    """Say between which shares of prioritised visits the setting types lie."""
    each = rows.filter(pl.col("name").is_in(w.SETTING_TYPES))
    places = {name: words.NOUNS[name] for name in each["name"].unique()}
    return _spread(each, places, "for", "setting type")


def _spread(rows: pl.DataFrame, places: dict[str, str], within: str, thing: str) -> str:
    """Name the lowest and the highest share of prioritised visits, of rows with enough visits."""
    each = rows.filter(pl.col("selection_basis") == w.PRIORITISED, pl.col("denominator") > 0)
    shown = each.filter(pl.col("denominator") >= FROM)
    if shown.height < 2:
        return f"Too few visits to compare {thing}s"
    left_out = each.height > shown.height
    among = f", among {thing}s with {FROM} visits or more" if left_out else ""
    low, *_, high = shown["value"].sort().to_list()
    if words.percent(low) == words.percent(high):
        same = "The same" if low == high else "About the same"
        share = f"{same} share of visits {within} each {thing} was prioritised"
        return f"{share}: {words.percent(low)}{among}"
    ends = (
        f"{words.percent(end)} {within} {_ends([places[n] for n in sorted(names)], thing)}"
        for end in (low, high)
        for names in [shown.filter(value=end)["name"].to_list()]
    )
    return f"The prioritised share of visits ranges from {' to '.join(ends)}{among}"


def _ends(places: list[str], thing: str) -> str:
    """Name one or two rows at an end of a range; count more."""
    return together(places) if len(places) < 3 else f"{len(places)} {thing}s"


@cached
def weeks(store: Store, selection: Selection) -> str:
    """Say how many visits of the last two complete weeks were prioritised."""
    full = week_completeness.complete(store, selection, SHARE_PRIORITISED)
    if not full:
        return arriving.NONE_COMPLETE
    rows = store.ask(SHARE_PRIORITISED, selection, ["week"])
    counts = {week: (n, total) for week, n, total, *_ in rows.iter_rows()}
    n, total = counts.get(full[-1], (0, 0))
    week = words.week_of(full[-1])
    if not total:
        return f"No visits in the {week}"
    made = f"{words.n_of_n(n, total)} visits in the {week} {'was' if n == 1 else 'were'}"
    if total == 1:
        made = f"The one visit in the {week} was{'' if n else ' not'}"
    said = f"{made} prioritised"
    if len(full) == 1:
        return said
    n, total = counts.get(full[-2], (0, 0))
    if total == 1:
        return f"{said}; the one the week before was{'' if n else ' not'}"
    return f"{said}; {words.n_of_n(n, total) if total else 'no visits'} the week before"
