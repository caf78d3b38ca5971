"""Every authority as a dot on one line of coverage, the chosen one and its region marked."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.access.scope import ENGLAND
from dashboard.figures import charts, results, tables, theme, words
from dashboard.measures.selection import Selection
from dashboard.settings import Settings
from dashboard.store import Store

HEIGHT = 220
ENDS = "The sentence leaves out a quarter of the authorities, rounded down, at each end."
REGION = theme.CATEGORIES[1]


def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every authority of England, least visited first, those with none last."""
    found = results.by_authority(store, selection.anywhere())
    return found.sort("value", "la_name", nulls_last=True)


def drawn(authorities: pl.DataFrame) -> pl.DataFrame:
    """Keep the authorities with enough settings in scope for a dot."""
    enough = pl.col("settings") >= Settings.band_from
    return authorities.filter(enough, pl.col("value").is_not_null())


def region_of(authorities: pl.DataFrame, selection: Selection) -> str | None:
    """Name the region that is marked: the one chosen, or that of the authority chosen."""
    if not selection.is_authority:
        return selection.area
    own = authorities.filter(pl.col("la_code") == selection.area)["region"]
    return str(own[0]) if own.len() else None


def finding(authorities: pl.DataFrame, selection: Selection) -> str:
    """Say between which shares half of the authorities lie, and where the chosen one is."""
    enough = authorities.filter(
        pl.col("denominator") >= Settings.percentage_from, pl.col("value").is_not_null()
    )
    thing = words.counted(selection)
    unknown = authorities["status"].eq(results.Status.UNKNOWN.value).any()
    if unknown and authorities["numerator"].null_count() == authorities.height:
        return f"Authorities cannot be compared: how many {thing} are visited is not known"
    if not authorities["denominator"].sum():
        return f"No authority has {thing}"
    own = _own(authorities, selection)
    if enough.height < 4:
        return f"{own}Too few authorities have enough {thing} to compare"
    return f"{own}{_middle(enough['value'].sort().to_list())}"


def _middle(shares: Sequence[float]) -> str:
    """Say between which shares the middle half lies, and how many are within them.

    A quarter of the authorities, rounded down, is left out at each end.
    """
    left_out = len(shares) // 4
    first, last = shares[left_out], shares[-left_out - 1]
    low, high = words.percent(first), words.percent(last)
    if low == high:
        within, middle = sum(words.percent(share) == low for share in shares), low
    else:
        within, middle = sum(first <= share <= last for share in shares), f"{low} to {high}"
    many = "all" if within == len(shares) else f"{words.number(within)} of the"
    them = f"{words.number(len(shares))} authorities with 10 or more"
    return f"In {many} {them}, {middle} are visited"


def _own(authorities: pl.DataFrame, selection: Selection) -> str:
    if not selection.is_authority:
        return ""
    row = authorities.filter(pl.col("la_code") == selection.area).row(0, named=True)
    figure = tables.n_of_n(row)
    return f"{row['la_name']}: {figure}{' visited' if row['numerator'] is not None else ''}. "


def title(store: Store, selection: Selection) -> str:
    """Give the statistical title."""
    noun = words.opening(words.counted(selection))
    period, whole = words.period(selection, store), store.scope.label
    return f"{noun} visited, % of those in scope, each dot a local authority, {whole}, {period}"


def note(authorities: pl.DataFrame, selection: Selection) -> str:
    """Say which authorities have no dot, and what a hollow one is."""
    none = authorities.filter(pl.col("denominator") == 0).height
    few = authorities.filter(
        pl.col("denominator") > 0, pl.col("settings") < Settings.band_from
    ).height
    thing = words.noun(selection)
    lost = [
        f"{words.number(few)} with fewer than {Settings.band_from} {thing}" if few else "",
        f"{words.number(none)} with none" if none else "",
    ]
    absent = [part for part in lost if part]
    said = f"Not drawn: {words.listed(absent)}. All are in the table. " if absent else ""
    hollow = "A hollow dot has fewer than 10, too few for a percentage."
    return f"{said}{hollow} {ENDS}"


def figure(
    authorities: pl.DataFrame,
    england: float | None,
    selection: Selection,
    whole: str = ENGLAND,
) -> go.Figure:
    """Draw the strip: a dot for each authority, at a height that its code alone decides."""
    region = region_of(authorities, selection)
    own = pl.col("la_code") == (selection.area or "")
    marked = drawn(authorities).with_columns(
        own=own, inside=~own & (pl.col("region") == (region or ""))
    )
    name = "Other authorities" if region else "Authorities"
    groups = (
        (name, theme.REST, marked.filter(~pl.col("own"), ~pl.col("inside"))),
        (region or "", REGION, marked.filter("inside")),
        ("", theme.FOCUS, marked.filter("own")),
    )
    traces = [
        _dots(part, name or part["la_name"][0], colour)
        for name, colour, part in groups
        if part.height
    ]
    line = [] if england is None else [_line(england)]
    return charts.look(
        traces,
        height=HEIGHT,
        showlegend=len(traces) > 1,
        hovermode="closest",
        shapes=line,
        annotations=[] if england is None else [_label(england, whole)],
        margin={"t": 28},
        xaxis={"tickformat": ".0%", "range": _range(marked), "nticks": 6},
        yaxis={"visible": False, "range": [-0.15, 1.15]},
    )


def _range(shown: pl.DataFrame) -> list[float]:
    most = max(shown["value"], default=1.0)
    return [-0.02, min(1.0, max(most, 0.1)) + 0.02]


def _dots(part: pl.DataFrame, name: str, colour: str) -> dict[str, Any]:
    few = Settings.percentage_from
    part = part.sort(pl.col("denominator") < few, maintain_order=True)
    chosen = colour == theme.FOCUS
    return {
        "type": "scatter",
        "mode": "markers+text" if chosen else "markers",
        "name": name,
        "x": [round(value, 4) for value in part["value"]],
        "y": [jitter(code) for code in part["la_code"]],
        "text": [name] if chosen else None,
        "textposition": "top center",
        "hovertext": _said(part),
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "size": 13 if chosen else 9,
            "color": ["white" if n < few else colour for n in part["denominator"]],
            "line": {"width": 1.5, "color": theme.AXIS if colour == theme.REST else colour},
        },
    }


def _said(part: pl.DataFrame) -> Sequence[str]:
    return [f"{row['la_name']}: {tables.n_of_n(row)}" for row in part.iter_rows(named=True)]


def jitter(code: str) -> float:
    """Give the height of an authority's dot, between 0 and 1, from its code alone."""
    return round(int(code[1:]) * 0.6180339887 % 1, 3)


def _line(england: float) -> dict[str, Any]:
    ends = {"x0": england, "x1": england, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **ends, "line": {"color": theme.CATEGORIES[4], "dash": "dash"}}


def _label(england: float, whole: str) -> dict[str, Any]:
    said = f"{whole} {words.percent(england)}"
    place = {"x": england, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {"text": said, **place}


def table(authorities: pl.DataFrame, caption: str) -> str:
    """Offer every authority with its region and its figure, least visited first."""
    cells = [
        [row["la_name"], str(row["region"]), tables.n_of_n(row)]
        for row in authorities.iter_rows(named=True)
    ]
    headings = ["Authority", "Region", "Visited, out of"]
    return tables.below("Show as table", tables.plain(cells, headings, caption))
