"""A briefing for England, a region, an authority or a setting type, from what the pages show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import ceil

from dashboard.exhibits.areas import inspection_load
from dashboard.exhibits.common import caveats, week_headlines
from dashboard.exhibits.data import main_changes
from dashboard.exhibits.download import Offer
from dashboard.exhibits.enforcement import enforcement_answer
from dashboard.exhibits.found import found_answer
from dashboard.exhibits.road import sentences as road
from dashboard.exhibits.summary import next_items, summary_answer
from dashboard.exhibits.summary.tiles import tiles
from dashboard.exhibits.tile import Tile
from dashboard.files.briefing import Briefing
from dashboard.measures import choice, serious_concerns
from dashboard.measures import weekly as measures_weekly
from dashboard.measures.filter import MORE, Filter
from dashboard.measures.filters import FILTERS
from dashboard.measures.road.tracks import tracks
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError
from dashboard.packs.briefing_pictures import pictures
from dashboard.packs.filling import filled
from dashboard.packs.listings import is_moved, listings
from dashboard.settings import MARKING
from dashboard.wording import cells, filtered, withheld, words

Offers = Mapping[str, Mapping[str, Offer]]
"""For each page's address, what it offers by name."""

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "html": "text/html; charset=utf-8",
}
ROWS, LINE, LETTERS = 92, 1.3, 110
"""Two pages hold so many rows of tables below a head, figures and pictures; a line of other text
takes as much room as so many rows, and has so many letters."""

PAGES = ("summary", "coverage", "why", "found", "enforcement", "areas")


def taken(offers: Offers, store: Store, selection: Selection) -> dict[str, Offer]:
    """Choose the tables of a briefing, by what each is for, where the pages have them.

    Regions stand side by side, and an authority beside similar ones. What changed is told for what
    is chosen; the page that tells it is about all of England.
    """
    is_one = selection.is_authority
    wanted = {
        "weeks": ("summary", "weeks"),
        "beside": ("areas", "beside") if is_one else ("summary", "regions"),
        **({} if is_one else {"parts": ("areas", "beside")}),
        "map": ("summary", "areas"),
        "profile": ("areas", "profile"),
        "events": ("areas", "area-events"),
        "types": ("areas", "area-types"),
        "unseen": ("coverage", "unseen"),
        "never": ("coverage", "never-seen"),
        "seen": ("areas", "area-last-seen"),
        "actions": ("enforcement", "records"),
        "due": ("enforcement", "reviews"),
        "kinds": ("why", "why-kinds"),
        "letters": ("found", "letters"),
        "waiting": ("found", "letters-waiting"),
    }
    found = {
        use: offers[page][name]
        for use, (page, name) in wanted.items()
        if name in offers.get(page, {})
    }
    told = main_changes.offer(store, selection)
    return found | {"changed": told} if told else found


def briefing(store: Store, selection: Selection, chosen: Mapping[str, Offer]) -> Briefing:
    """Put a briefing together from its tables and the sentences of the pages."""
    day = words.day(store.as_at)
    visited = found_answer.total(store.as_counted, selection) != 0
    changed = chosen.get("changed")
    told = Briefing(
        title=f"Briefing: {_about(store, selection)}, {day}",
        standing=(
            MARKING,
            "Management information, not official statistics",
            f"Figures as at {day}",
            words.opening(words.source(store)),
        ),
        sentences=_sentences(store, selection, visited),
        figures=tuple(map(_figure, tiles(store, selection))),
        pictures=pictures(chosen, store, selection),
        ask=_ask(chosen, store, selection),
        listings=(),
        caveats=(
            *([withheld.in_words(caveats.caveat)(store, selection)] if visited else []),
            "Nobody is ranked: areas and providers differ in what was looked at and why.",
            "Coverage is out of the register on the day of the figures; a setting counts once.",
            *filter(None, [filtered.only_visits(selection)]),
        ),
        shown=_shown(store, selection),
        foot=f"Snapshot {store.name}; {MARKING}",
    )
    if changed and not is_moved(changed):
        told = replace(told, sentences=(*told.sentences, f"{words.opening(changed.headline)}."))
    area, room = choice.area_name(selection.area, store), _room(told)
    return filled(told, lambda more: listings(chosen, area, room + more))


def _room(told: Briefing) -> float:
    """Say how many rows the tables of two pages may have below what else they say."""
    return ROWS - LINE * _lines((*told.sentences, *told.ask, *told.caveats, told.filters))


def _lines(texts: Iterable[str]) -> int:
    return sum(ceil(len(text) / LETTERS) for text in texts)


def _figure(tile: Tile) -> tuple[str, str, str]:
    """Write a figure of the Summary with what it was in the last figures before."""
    label, value, under = cells.in_words((tile.label, tile.value, tile.under))
    return label, value, "; ".join(filter(None, [under, tile.change]))


def _about(store: Store, selection: Selection) -> str:
    area = choice.area_name(selection.area, store)
    plain = replace(Selection(), area=selection.area)
    same = words.noun(selection) == words.noun(plain)
    return area if same else f"{words.noun(selection)}, {area}"


def _shown(store: Store, selection: Selection) -> tuple[tuple[str, str], ...]:
    """Say the value of every filter in full, whether or not anybody chose it."""
    period = choice.days(selection, store)
    first, last = map(words.day, period)
    kind = "Ofsted" if selection.regions == 8 else "statistical"
    return (
        ("Shown", words.showing(selection, store)),
        ("Area", choice.area_name(selection.area, store)),
        ("Setting type", selection.setting_type),
        *(_said(each, selection) for each in FILTERS if each.place == MORE and each.every),
        ("Visits", f"{first} to {last}"),
        ("Counted in", selection.unit),
        ("Regions", f"{selection.regions} {kind} regions"),
        ("Snapshot", store.name),
    )


def _said(each: Filter, selection: Selection) -> tuple[str, str]:
    """Name a filter, and say what is chosen of it."""
    chosen = getattr(selection, each.name)
    return each.label, each.options.get(chosen, chosen or each.every)


def _sentences(store: Store, selection: Selection, visited: bool) -> tuple[str, ...]:
    """Say what the pages answer: coverage, pace, the road, findings, powers and load.

    Where there were no visits, of what they found there is nothing to say.
    """
    found = serious_concerns.by_basis
    asked: tuple[Callable[[], str], ...] = (
        lambda: summary_answer.answer(store, selection),
        lambda: week_headlines.weeks(
            measures_weekly.week_totals(store, selection), store, selection
        ),
        lambda: road.answer(tracks(store, selection), store),
        *([lambda: found_answer.answer(store, selection, found(store, selection))] * visited),
        lambda: enforcement_answer.answer(store, selection),
        lambda: _load(store, selection),
    )
    said = [withheld.in_words(say)() for say in asked]
    return tuple(dict.fromkeys(text if text.endswith(".") else f"{text}." for text in said))


def _ask(chosen: Mapping[str, Offer], store: Store, selection: Selection) -> tuple[str, ...]:
    """Say what has waited longest or stands out, which reviews are due, and who was never seen."""
    try:
        asked = [item.sentence for item in next_items.items(store, selection)]
    except WithheldError:
        asked = []
    there = [chosen[name] for name in ("due", "never") if name in chosen]
    return (*asked, *(f"{offer.headline}." for offer in there if offer.file.height))


def _load(store: Store, selection: Selection) -> str:
    rows = inspection_load.beside_others(store, selection)
    return inspection_load.headline(rows, store, selection)
