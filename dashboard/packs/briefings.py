"""A briefing for England, a region, an authority or a setting type, from what the pages show."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from dashboard.figures import (
    concerns,
    drawings,
    enforcement,
    findings,
    found,
    held,
    results,
    tables,
    tiles,
    words,
)
from dashboard.figures.areas import load, places
from dashboard.figures.downloads import Offer
from dashboard.figures.road import sentences as road
from dashboard.figures.road.tracks import tracks
from dashboard.files.briefing import Briefing, Listing, Picture
from dashboard.measures.selection import Selection
from dashboard.settings import Settings
from dashboard.store import Store

Offers = Mapping[str, Mapping[str, Offer]]
"""For each page's address, what it offers by name."""

PAGES = ("summary", "coverage", "enforcement", "areas")
LONGEST = 6
"""So many open actions are listed; the workbook beside the briefing has all of them."""


def taken(offers: Offers) -> dict[str, Offer]:
    """Choose the tables of a briefing, by what each is for, where the pages have them."""
    wanted = {
        "weeks": ("summary", "weeks"),
        "regions": ("summary", "regions"),
        "types": ("coverage", "types"),
        "actions": ("enforcement", "records"),
        "unseen": ("areas", "area-last-seen"),
    }
    return {
        use: offers[page][name]
        for use, (page, name) in wanted.items()
        if name in offers.get(page, {})
    }


def briefing(store: Store, selection: Selection, chosen: Mapping[str, Offer]) -> Briefing:
    """Put a briefing together from its tables and the sentences of the pages."""
    day = words.day(store.as_at)
    return Briefing(
        title=f"Briefing: {_about(store, selection)}, {day}",
        standing=(
            f"{Settings().mode.capitalize()}",
            "Management information, not official statistics",
            f"Figures as at {day}",
            words.opening(words.source(store)),
        ),
        sentences=_sentences(store, selection),
        figures=tuple(tiles.summary(store, selection)),
        pictures=_pictures(chosen),
        listings=_listings(store, selection, chosen),
        caveats=(
            held.in_words(findings.caveat)(store, selection),
            "Nobody is ranked: areas and providers differ in what was looked at and why.",
            "Coverage is out of the register on the day of the figures; a setting counts once.",
            f"Filters: {words.showing(selection, store)}; sector: {selection.sector or 'all'}; "
            f"prior judgement: {selection.last_grade or 'all'}; counted in {selection.unit}; "
            f"{selection.regions} regions.",
        ),
        foot=f"Snapshot {store.name}; {Settings().mode}",
    )


def _about(store: Store, selection: Selection) -> str:
    area = words.area_name(selection.area, store)
    plain = replace(Selection(), area=selection.area)
    same = words.noun(selection) == words.noun(plain)
    return area if same else f"{words.noun(selection)}, {area}"


def _sentences(store: Store, selection: Selection) -> tuple[str, ...]:
    """Say what the pages answer: coverage, pace, the road, findings, powers and load."""
    asked: tuple[Callable[[], str], ...] = (
        lambda: findings.summary(store, selection),
        lambda: findings.weeks(results.week_totals(store, selection), store, selection),
        lambda: road.answer(tracks(store, selection), store),
        lambda: found.answer(store, selection, concerns.by_basis(store, selection)),
        lambda: enforcement.answer(store, selection),
        lambda: _load(store, selection),
    )
    said = [held.in_words(say)() for say in asked]
    return tuple(text if text.endswith(".") else f"{text}." for text in said)


def _load(store: Store, selection: Selection) -> str:
    rows = load.rows(store, selection, places.beside(store, selection))
    return load.finding(rows, store, selection)


def _pictures(chosen: Mapping[str, Offer]) -> tuple[Picture, ...]:
    """Draw the visits of each week and the share visited in each region, unless held back."""
    drawn = []
    weeks, regions = chosen.get("weeks"), chosen.get("regions")
    if weeks is not None and weeks.file.table["numerator"].sum():
        drawn.append(Picture(weeks.finding, weeks.title, drawings.columns(weeks.file.table)))
    if regions is None:
        return tuple(drawn)
    rows = regions.file.table
    told = [tables.n_of_n(row) for row in rows.iter_rows(named=True)]
    bars = drawings.bars(rows["name"].to_list(), rows["value"].to_list(), told)
    return (*drawn, Picture(regions.finding, regions.title, bars))


def _listings(
    store: Store, selection: Selection, chosen: Mapping[str, Offer]
) -> tuple[Listing, ...]:
    found = []
    types, area = chosen.get("types"), words.area_name(selection.area, store)
    if types is not None:
        whole = types.file.table.filter(pl.col("region") == area).drop("region")
        found.append(_listing(types, whole))
    if "unseen" in chosen:
        found.append(_listing(chosen["unseen"], chosen["unseen"].file.table))
    actions = chosen.get("actions")
    if actions is not None and actions.file.table.height:
        found.append(_listing(actions, actions.file.table.head(LONGEST)))
    return tuple(found)


def _listing(offer: Offer, rows: pl.DataFrame) -> Listing:
    headings, cells = tables.readable(rows)
    more = offer.file.table.height - rows.height if "region" not in offer.file.table.columns else 0
    rest = f" ({words.number(more)} more in the workbook)" if more else ""
    return Listing(
        words.opening(offer.finding),
        f"{offer.title}{rest}",
        tuple(headings),
        tuple(tuple(row) for row in cells),
    )
