"""Areas that an address asks for, one or some to compare: what is not known gives a notice."""

from collections.abc import Iterable, Mapping

from dashboard.areas import authorities
from dashboard.measures.choice import area_name
from dashboard.measures.filters import COMPARED
from dashboard.measures.selection import is_code
from dashboard.measures.store import Store
from dashboard.ui.notices import Notice
from dashboard.wording import words


def areas_compared(
    asked: str | None, regions: int, store: Store, notices: list[Notice]
) -> tuple[str, ...]:
    """Find the areas to compare, each once and in their order: no more than there may be."""
    named = () if asked is None else asked.split(",")
    out = "We left it out of the comparison."
    found = [area_asked(each, regions, store, notices, out) for each in named]
    areas = tuple(dict.fromkeys(area for area in found if area is not None))
    if len(areas) > COMPARED:
        left = words.listed([area_name(area, store) for area in areas[COMPARED:]])
        why = f"This link compares {len(areas)} areas, and {COMPARED} can be compared at most."
        notices.append(Notice(why, f"We left out {left}."))
    return areas[:COMPARED]


def area_asked(
    asked: str | None, regions: int, store: Store, notices: list[Notice], whole: str
) -> str | None:
    """Find a region by its slug or code, or an authority by its code, mapping an old one forward.

    `whole` says what is done without it.
    """
    if asked is None or asked.upper() == authorities.ENGLAND_CODE:
        return None
    code = asked.upper()
    there = _regions(store, "region" if regions == 8 else "statistical_region")
    found = there.get(words.slug(asked)) or _coded(code, there.values(), notices)
    if found is not None or not is_code(code):
        if found is None:
            why = f'This link has an area that we do not know ("{asked}").'
            notices.append(Notice(why, whole))
        return found
    if code in store.names:
        return code
    successor = authorities.map_code(code, store.vintage)
    if successor is not None and successor not in store.names:
        notices.append(Notice("This link has an area outside your access.", whole))
        return None
    notices.append(_moved(code, successor, whole, store))
    return successor


def _coded(code: str, regions: Iterable[str], notices: list[Notice]) -> str | None:
    """Find a region by its ONS code; one that is only a part of a region shows all of that."""
    found = authorities.region_coded(code, regions)
    if found is not None and found != authorities.REGION_CODES[code]:
        why = f"{authorities.REGION_CODES[code]} ({code}) is a part of {found}."
        notices.append(Notice(why, f"We have shown {found}."))
    return found


def _regions(store: Store, column: str) -> Mapping[str, str]:
    """Give the regions of a store by their slugs."""
    return store.once(
        f"slugs of {column}", lambda: {words.slug(r): r for r in store.authorities[column].unique()}
    )


def _moved(code: str, successor: str | None, whole: str, store: Store) -> Notice:
    """Say that an area has another code in these records, or is only a part of one, or is none."""
    if successor is None:
        return Notice(authorities.why_not(code, store.vintage), whole)
    shown = f"We have shown {area_name(successor, store)} ({successor})."
    if authorities.same_area(code, store.vintage):
        return Notice(f"This link uses an old area code ({code}).", shown, wider=False)
    return Notice(authorities.why_not(code, store.vintage), shown)
