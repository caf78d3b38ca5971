"""What is chosen and what is not known, in the plain words that every page and file uses."""

from dashboard.measures import Selection, Store
from dashboard.measures.choice import area_name, days
from dashboard.measures.definitions.coverage import PLACES, SETTINGS, VISITS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.wording import limits
from dashboard.wording.dates import day as day
from dashboard.wording.dates import ends as ends
from dashboard.wording.dates import short_day as short_day
from dashboard.wording.dates import span as span
from dashboard.wording.dates import week_of as week_of
from dashboard.wording.lists import either as either
from dashboard.wording.lists import listed as listed
from dashboard.wording.lists import opening as opening
from dashboard.wording.lists import slug as slug
from dashboard.wording.lists import within as within
from dashboard.wording.nouns import NOUNS as NOUNS
from dashboard.wording.nouns import called as called
from dashboard.wording.nouns import for_count as for_count
from dashboard.wording.nouns import many as many
from dashboard.wording.numbers import NOT_TOLD as NOT_TOLD
from dashboard.wording.numbers import counts_and_share as counts_and_share
from dashboard.wording.numbers import every as every
from dashboard.wording.numbers import half_up as half_up
from dashboard.wording.numbers import n_of_n as n_of_n
from dashboard.wording.numbers import none_of as none_of
from dashboard.wording.numbers import number as number
from dashboard.wording.numbers import percent as percent
from dashboard.wording.numbers import percents as percents
from dashboard.wording.numbers import short_share as short_share
from dashboard.wording.numbers import whole as whole
from dashboard.wording.places import place as place
from dashboard.wording.places import short_name as short_name
from dashboard.wording.places import the_authority as the_authority
from dashboard.wording.places import the_region as the_region

BASIS = w.BASES
"""What to call each reason for a visit."""


def noun(selection: Selection, count: int = 0) -> str:
    """Say what the filters leave: "private children's homes last judged good"; of one, "home"."""
    kind = selection.setting_type
    odd = _of_another_sector(selection)
    used = [e for e in selection.narrowed_by if not (odd and e.name == "sector")]
    said = [(e.before, e.words.get(getattr(selection, e.name), "")) for e in used]
    first = [word for before, word in said if before and not _is_said(word, kind)]
    last = [word for before, word in said if not before]
    sector = "of another sector" if odd else ""
    ends = filter(None, [*last, sector, unrecorded(selection)])
    return " ".join([*first, called(kind, count), *ends])


def _of_another_sector(selection: Selection) -> bool:
    """Say whether settings of no sector but their own, as authorities, are asked for another."""
    sector, kind = selection.sector, selection.setting_type
    if sector in (None, w.NOT_RECORDED) or kind not in w.WITHOUT["sectors"]:
        return False
    return not _is_said(slug(sector), kind)


def _is_said(word: str, kind: str) -> bool:
    """Say whether the name of a setting type begins with a word: "local-authority-run"."""
    return kind.lower().startswith(word.removesuffix("-run").replace("-", " "))


def unrecorded(selection: Selection) -> str:
    """Say what is blank in the records of the settings that the filters keep."""
    filters = selection.narrowed_by
    blank = [e.label.lower() for e in filters if getattr(selection, e.name) == w.NOT_RECORDED]
    verb = "are" if len(blank) > 1 else "is"
    return f"whose {listed(blank)} {verb} not recorded" if blank else ""


def counted(selection: Selection, count: int = 0) -> str:
    """Say what is counted, of so many: the settings, or the places registered in them."""
    if selection.unit != PLACES_UNIT:
        return noun(selection, count)
    return f"{'place' if count == 1 else 'places'} in {noun(selection)}"


def whom(selection: Selection, store: Store) -> str:
    """Name the settings and the area that the filters leave, as a title does."""
    return f"{noun(selection)}, {area_name(selection.area, store)}"


def period(selection: Selection, store: Store) -> str:
    """Write the period of visits."""
    return span(*days(selection, store))


def whichever_is_chosen(selection: Selection, store: Store) -> tuple[str, ...]:
    """Say of what shows the whole whatever area is chosen that it does, where one is chosen."""
    return (f"all of {store.scope.label}",) if selection.area else ()


def showing(selection: Selection, store: Store) -> str:
    """Say every filter in words."""
    regions = "" if selection.regions == 8 else "; the 9 statistical regions"
    parts = [area_name(selection.area, store), counted(selection)]
    shown = f"{', '.join(parts)}, visits from {period(selection, store)}{regions}"
    return "; ".join([shown, *of_visits(selection)])


def of_visits(selection: Selection) -> list[str]:
    """Say which visits are left by the filters that limit visits only."""
    return [f"only {each.words[getattr(selection, each.name)]}" for each in selection.of_visits]


def only_counting(selection: Selection) -> str:
    """End a sentence with the visits that it counts, where filters leave some of them out."""
    only = of_visits(selection)
    return f", counting {listed(only)}" if only else ""


def narrowing(selection: Selection, store: Store) -> list[str]:
    """List what to try when nothing is left: each filter that narrows the choice, lifted."""
    named = {
        "all providers": selection.setting_type != w.ALL_PROVIDERS,
        **{each.every.lower(): True for each in selection.narrowed_by},
        f"all of {store.scope.label}": selection.area is not None,
        "all visits": bool(selection.of_visits),
    }
    return [name for name, narrowed in named.items() if narrowed]


def untold(selection: Selection, store: Store) -> str:
    """Say what of the settings chosen or of visits to them the records do not tell, if anything."""
    if not store.tells(SETTINGS, selection):
        if until := limits.register_ends(selection, store):
            return f"These records tell of {noun(selection)} up to {day(until)} only"
        return f"These records do not tell of {noun(selection)}"
    if blank := limits.untold(selection, store):
        return f"These records do not tell {listed(blank)}"
    if not store.tells(VISITS, selection):
        return f"These records do not tell of visits to {noun(selection)}"
    return ""


def untold_visits(selection: Selection, store: Store) -> str:
    """Say what of visits the records do not tell, if anything; a register they may lack."""
    if store.tells(VISITS, selection) and not limits.untold(selection, store):
        return ""
    return untold(selection, store)


def unknown_visits(selection: Selection, store: Store) -> str:
    """Say in a few words why visits are not known: all of them, those chosen, or who is visited."""
    blank = limits.untold(selection, store)
    if not blank and store.tells(VISITS, selection) and not store.tells(SETTINGS, selection):
        return unknown_settings(selection, store)
    what = listed(blank) or f"visits to {noun(selection)}"
    return f"{what} {'is' if len(blank) == 1 else 'are'} not known"


def unknown_settings(selection: Selection, store: Store) -> str:
    """Say in a few words that the settings chosen are not known, or until when they are."""
    until = limits.register_ends(selection, store)
    return f"{noun(selection)} are {f'known up to {day(until)} only' if until else 'not known'}"


def untold_places(selection: Selection) -> str:
    """Say that the records do not tell of the places of the settings chosen."""
    return f"These records do not tell of registered places in {noun(selection)}"


def nothing_left(selection: Selection, store: Store) -> str:
    """Say that no setting matches, and what to change."""
    if not store.tells(SETTINGS, selection):
        return f"{untold(selection, store)}."
    where = opening(place(selection.area, store))
    if selection.unit == PLACES_UNIT and not store.tells(PLACES, selection):
        return f"{untold_places(selection)}. Try settings instead."
    if selection.unit == PLACES_UNIT:
        return f"{where} has no registered places in {noun(selection)}. Try settings instead."
    narrowed = either(narrowing(selection.without_visits(), store))
    what_next = f"Try {narrowed}." if narrowed else "The register in these records is empty."
    if _of_another_sector(selection):
        whose = opening(called(selection.setting_type, 0))
        return f"{whose} have no sector but their own. {what_next}"
    return f"{where} has no {noun(selection)}. {what_next}"


def not_supplied(selection: Selection) -> str:
    """Say that the records do not tell of visits to the settings chosen."""
    said = f"These records do not tell of visits to {noun(selection)}"
    return f"{said}, so we cannot say who has been visited."


def source(store: Store) -> str:
    """Say where the records are from; invented ones say so."""
    if store.illustrative:
        return "illustrative records: real counts of settings; invented visits and actions"
    return f"{store.source} (snapshot {store.name})"


def more(left: int) -> tuple[str, ...]:
    """Say how many rows are left out of the table on the page, if any."""
    return (f"{many(left, 'more rows')} in the download",) if left > 0 else ()
