"""Areas beside one another: their figures as dots on one scale, and coverage over time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import polars as pl

from dashboard.exhibits import download
from dashboard.exhibits.areas import comparators, inspection_load, peers, shares
from dashboard.exhibits.areas.peers import Kind, Peer
from dashboard.exhibits.common import arriving
from dashboard.exhibits.download import Download
from dashboard.exhibits.exhibit import Exhibit, Profile, ReachedBeside
from dashboard.measures import Selection, Store, choice, results, week_completeness, weekly
from dashboard.settings import Settings, sunday
from dashboard.wording import spoken, words
from dashboard.wording.withheld import sentence

FEW = Settings.percentage_from
HOW = (
    f"A dot is a share of settings or of visits; out of fewer than {FEW} there is none. Actions "
    "in force are out of the settings to which our powers apply. What visits found is not "
    "compared: areas differ in what was looked at and why."
)
COLUMNS = ("name", "place", "numerator", "denominator", "value", "status")
WEEKLY = ("place", "by", "numerator", "denominator", "value")
LAST = 4
"""So many complete weeks at the end are told of."""
NAMED = 3
"""So many places are named in a headline with their figures; of more, the ends."""


def profile(store: Store, selection: Selection) -> Exhibit | None:
    """Give the figures of the area chosen beside its region, similar areas and the whole."""
    is_shown = selection.area is not None and not selection.compare
    return _side_by_side(store, selection, "profile") if is_shown else None


def side_by_side(store: Store, selection: Selection) -> Exhibit | None:
    """Give the figures of the areas compared, where any are."""
    return _side_by_side(store, selection, "compared") if selection.compare else None


def _side_by_side(store: Store, selection: Selection, key: str) -> Exhibit:
    beside = peers.peers(store, selection)
    rows, shown, withheld = shares.every(store, selection, beside)
    if rows is None:
        raise withheld[0]
    first, *others = (share.measure for share in shown)
    untold = _untold(rows)
    drawn = rows.filter(~pl.col("name").is_in(untold))
    noun = words.opening(words.noun(selection))
    similar = comparators.HOW if any(peer.kind == "similar" for peer in beside) else ""
    return Exhibit(
        key,
        headline(rows, store, selection, beside),
        f"{noun} and visits to them, % of each, side by side, {words.period(selection, store)}",
        (Profile(drawn, _kinds(beside)),) if drawn.height else (),
        _of_all(
            download.download(store, selection, first, rows, COLUMNS, "side by side", *others),
            beside,
        ),
        tuple(filter(None, (HOW, similar, _said(untold), *map(sentence, withheld)))),
    )


def _untold(rows: pl.DataFrame) -> list[str]:
    """Name the figures that are known of no place: a line for each would be empty."""
    known = rows.group_by("name", maintain_order=True).agg(pl.col("numerator").count())
    return known.filter(numerator=0)["name"].cast(pl.String).to_list()


def _said(untold: Sequence[str]) -> str:
    named = words.listed([*map(words.within, untold)])
    return f"Not known of any of them: {named}." if untold else ""


def _of_all(file: Download, beside: Sequence[Peer]) -> Download:
    """Say of a file which places it holds."""
    held_in_it = words.listed([peer.name for peer in beside])
    return file.saying(filters=f"{file.facts['filters']}; of {held_in_it}")


def _kinds(beside: Sequence[Peer]) -> dict[str, Kind]:
    return {peer.name: peer.kind for peer in beside}


def headline(rows: pl.DataFrame, store: Store, selection: Selection, beside: Sequence[Peer]) -> str:
    """Say how much is visited in each place; of many areas, in which least and most."""
    names = {peer.name: _where(peer, store) for peer in beside}
    own = [peer.name for peer in beside if peer.kind == "area"]
    coverage = rows.filter(name=results.coverage_measure(selection).label)
    known = coverage.filter(pl.col("numerator").is_not_null(), pl.col("denominator") > 0)
    areas = known.filter(pl.col("place").is_in(own))
    noun = words.opening(words.counted(selection))
    if areas.is_empty():
        there = coverage.filter(pl.col("place").is_in(own))
        return _nothing_to_compare(there, selection, words.listed([names[name] for name in own]))
    others = known.filter(~pl.col("place").is_in(own))
    told, around = (
        [
            f"{spoken.of_them(n, total)} in {names[place]}"
            for n, total, place in part[["numerator", "denominator", "place"]].rows()
        ]
        for part in (_ends(areas) if areas.height > NAMED else areas, others)
    )
    said = f"from {' to '.join(told)}" if areas.height > NAMED else words.listed(told)
    beside_it = f"Around: {words.listed(around)}" if around else ""
    return ". ".join(filter(None, (f"{noun} visited: {said}", beside_it)))


def _nothing_to_compare(there: pl.DataFrame, selection: Selection, where: str) -> str:
    """Say that nothing is in scope in any of the areas, or that who was visited is not known."""
    if there.height and there["denominator"].eq_missing(0).all():
        return f"There are no {words.counted(selection)} in {where}"
    return f"How many {words.counted(selection)} were visited in {where} is not known"


def _ends(areas: pl.DataFrame) -> pl.DataFrame:
    """Leave the areas in which least and most is visited, of those with enough settings."""
    enough = results.comparable(areas)
    ordered = (enough if enough.height > 1 else areas).sort("value", "place")
    return pl.concat([ordered.head(1), ordered.tail(1)])


def _where(peer: Peer, store: Store) -> str:
    return f"{peer.name} together" if peer.kind == "similar" else words.place(peer.area, store)


def over_time(store: Store, selection: Selection) -> Exhibit | None:
    """Give the share that each of the areas compared reached by the end of each week."""
    if not selection.compare:
        return None
    beside = [p for p in peers.peers(store, selection) if p.kind in ("area", "whole")]
    rows = pl.concat([_reached(store, selection, peer) for peer in beside])
    last = rows.filter(pl.col("by") == pl.col("by").max())
    drawn = last.filter(pl.col("denominator") >= FEW, pl.col("value").is_not_null())["place"]
    measure = results.coverage_measure(selection)
    start, late = choice.first_day(selection, store), week_completeness.unfinished(store, selection)
    return Exhibit(
        "compared-weeks",
        _headline_of_weeks(rows, store, selection, beside),
        f"{words.opening(words.counted(selection))} visited by the end of each week, %, by area",
        (ReachedBeside(rows, _kinds(beside), drawn.to_list(), start, late),),
        _of_all(
            download.download(store, selection, measure, rows, WEEKLY, "visited by week, compared"),
            beside,
        ),
        tuple(filter(None, (_undrawn(drawn, beside), arriving.note(store, selection)))),
        source=("out of the settings in scope on the day of the figures",),
    )


def _reached(store: Store, selection: Selection, peer: Peer) -> pl.DataFrame:
    chosen = replace(selection, area=peer.area, compare=())
    return weekly.reached_by_week(store, chosen).select(
        pl.lit(peer.name).alias("place"), *WEEKLY[1:]
    )


def _undrawn(drawn: pl.Series, beside: Sequence[Peer]) -> str:
    """Name the areas that have no line."""
    without = [peer.name for peer in beside if peer.name not in set(drawn)]
    return f"Out of fewer than {FEW}, no line is drawn: {words.listed(without)}." if without else ""


def _headline_of_weeks(
    rows: pl.DataFrame, store: Store, selection: Selection, beside: Sequence[Peer]
) -> str:
    """Say how many were first visited in each place in the last complete weeks."""
    measure = results.coverage_measure(selection)
    weeks = week_completeness.complete(store, selection, measure)[-LAST:]
    if not weeks:
        return f"{arriving.NONE_COMPLETE}, so what each area reached lately is not told"
    told = rows.filter(pl.col("numerator").is_not_null())
    gains = []
    for peer in beside if len(beside) <= NAMED + 1 else (beside[0], beside[-1]):
        reached = told.filter(place=peer.name)
        then, now = (
            reached.filter(pl.col("by") <= day)["numerator"]
            for day in (weeks[0] - timedelta(days=1), sunday(weeks[-1]))
        )
        if now.len():
            new = now[-1] - (then[-1] if then.len() else 0)
            gains.append(f"{words.number(new)} in {_where(peer, store)}")
    if not gains:
        return "Coverage of these areas over time cannot be shown"
    noun, span = words.opening(words.counted(selection)), inspection_load.span(weeks)
    return f"{noun} first visited in {span}: {words.listed(gains)}"
