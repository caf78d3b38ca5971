"""Areas: the answer of the page, and the four figures at its head."""

from dashboard.exhibits.areas import authority_itself, inspection_load, last_on_site
from dashboard.exhibits.common import headlines, tiles
from dashboard.exhibits.common.tiles import Tile
from dashboard.exhibits.enforcement import powers
from dashboard.measures import area_load, authority_services, choice, enforcement_powers
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.inspection_load import per_ten
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.settings import sunday
from dashboard.wording import withheld, words
from dashboard.wording.elapsed import past_day

LAST_ON_SITE = "Last on site"
INVITATION = "Choose a region or an authority for its profile."


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question in a few sentences, or invite the reader to choose an area."""
    parts = [headlines.visited(store, selection), _before(store, selection)]
    parts.append(_actions(store, selection))
    if selection.is_authority:
        parts += [_own(store, selection), _load(store, selection)]
    if selection.area is None:
        parts.insert(0, INVITATION)
    return " ".join(dict.fromkeys(filter(None, parts)))


@withheld.in_words
def _before(store: Store, selection: Selection) -> str:
    """Say when settings of which none was visited were last seen, if before the period began."""
    last, first = last_on_site.latest(store, selection), choice.first_day(selection, store)
    known = last_on_site.is_known(store, selection)
    if selection.area is None or last is None or last >= first or not known:
        return ""
    seen = f"We were last on site on {words.day(last)}"
    return f"{seen}: before the period, which began on {words.day(first)}."


@withheld.in_words
def _actions(store: Store, selection: Selection) -> str:
    """Say how many actions are in force, where there can be any."""
    if not powers.can_show(store, selection):
        return ""
    count = enforcement_powers.count(store, selection, ACTIONS_IN_FORCE)
    return f"{words.many(count, 'actions are') if count else 'No action is'} in force."


@withheld.in_words
def _own(store: Store, selection: Selection) -> str:
    """Say when the authority itself was last visited, where the records can tell."""
    known = "visits" in store.records and authority_services.services(store, selection).height
    made = authority_services.visits(store, selection)
    return f"{authority_itself.headline(made, store, selection)}." if known else ""


@withheld.in_words
def _load(store: Store, selection: Selection) -> str:
    """Compare the inspection load with that of similar authorities."""
    verdict = inspection_load.comparison(inspection_load.beside_others(store, selection))
    return f"Inspection load: {verdict} similar authorities." if verdict else ""


@cached
def figures(store: Store, selection: Selection) -> list[Tile]:
    """Give the four figures at the head of the page, or why each is blank."""
    return [
        withheld.limited(tiles.visited(store, selection), selection, COVERAGE),
        _last_on_site(store, selection),
        _in_force(store, selection),
        _visits(store, selection),
    ]


@withheld.tile
def _last_on_site(store: Store, selection: Selection) -> Tile:
    label = LAST_ON_SITE
    last = last_on_site.latest(store, selection)
    if not last_on_site.is_known(store, selection):
        return label, "[x]", "whether anyone was on site is not in these records"
    if last is None:
        return label, "none", "no visit on site is on record"
    large = words.short_day(last) if last.year == store.as_at.year else f"{last:%b %Y}"
    by = last_on_site.going_by(store, selection)
    before = ", before the period" if last < choice.first_day(selection, store) else ""
    shown = label, large, f"{past_day(last, store.as_at)}{by}{before}"
    return withheld.limited(shown, selection, LAST_SEEN)


@withheld.tile
def _in_force(store: Store, selection: Selection) -> Tile:
    label = ACTIONS_IN_FORCE.label
    unknown = powers.blank(store, selection)
    if unknown:
        return label, *unknown
    count = enforcement_powers.count(store, selection, ACTIONS_IN_FORCE)
    settings = enforcement_powers.count(store, selection, SETTINGS_RESTRICTED)
    on = f"on {words.many(settings, 'settings')}" if count else "on no setting"
    shown = label, words.number(count), on
    return withheld.limited(shown, selection, ACTIONS_IN_FORCE)


@withheld.tile
def _visits(store: Store, selection: Selection) -> Tile:
    rows = _area_load(store, selection)
    weeks = area_load.complete_weeks(store, selection)
    if rows is None:
        return "Inspection load", "[x]", "no complete week of visits is in these records"
    visits, settings = rows
    label = f"All visits in {words.many(len(weeks), 'complete weeks')}"
    end, at = words.day(sunday(weeks[-1]), year=False), inspection_load.at_all(selection)
    shown = label, words.number(visits), f"to {end}{at}; {_per_ten(visits, settings, store)}"
    return withheld.limited(shown, selection)


def _per_ten(visits: int, settings: int, store: Store) -> str:
    """Say how many visits that is for every 10 providers, or why it cannot be said."""
    rate = per_ten(visits, settings)
    if rate is not None:
        return f"{inspection_load.rate(rate)} for every 10 providers"
    told = store.tells(SETTINGS, Selection())
    return "no providers" if told else "how many providers there are is not known"


def _area_load(store: Store, selection: Selection) -> tuple[int, int] | None:
    """Give the visits of the last complete weeks to the whole area, and its providers."""
    rows = inspection_load.beside_others(store, selection)
    if rows["visits"].null_count():
        return None
    part = rows.head(1) if selection.is_authority else rows
    return sum(part["visits"]), sum(part["settings"])
