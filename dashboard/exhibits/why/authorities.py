"""The authorities visited, and what visits for each reason found."""

from dashboard.exhibits.common import areas_map, authority_visits, caveats, sample
from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Bars, Dots, Exhibit
from dashboard.exhibits.found import concern_rates, found_answer
from dashboard.exhibits.why import why_answer
from dashboard.exhibits.why.shares import period
from dashboard.measures import Selection, Store, authority_sample, choice, results, serious_concerns
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.records import words as w
from dashboard.wording import words


def not_told(store: Store, _selection: Selection) -> str:
    """Say what the records do not tell of authorities, if that is why it cannot be said of them."""
    untold = words.untold(Selection(setting_type=w.LOCAL_AUTHORITY), store)
    inadequate = "which of those last judged inadequate we have visited is not known"
    return f"{untold}, so {inadequate}." if untold else ""


COLUMNS = ("name", *N_OF_N)


def _has_reasons(counted: Store, selection: Selection) -> bool:
    return authority_sample.applies(counted, selection) and why_answer.recorded(counted)


def mapped(store: Store, selection: Selection) -> Exhibit | None:
    """Give every authority by its standing judgement and whether we went, on a map."""
    if not _has_reasons(store.as_counted, selection):
        return None
    themselves = authority_sample.themselves(selection)
    own, rows = authority_sample.own(selection), authority_visits.by_authority(store, selection)
    worst = themselves.changed("last_grade", authority_sample.INADEQUATE)
    regions = results.by_region(store, worst)
    title = (
        "Local authorities by standing judgement and whether visited, with those last judged "
        f"inadequate that were visited in each region, {choice.area_name(own.area, store)}"
    )
    columns = ("la_code", "la_name", "region", "last_grade", "visited", "sampled")
    asked = COVERAGE, rows, columns, "authorities by visit", authority_sample.SAMPLED
    return Exhibit(
        "why-areas",
        authority_visits.concern(rows, store, selection),
        title,
        (areas_map.judged(rows, regions, title, store, themselves),),
        download(store, own, *asked),
        (sample.standing(store, own),),
        period(store, own),
    )


def sampled(store: Store, selection: Selection) -> Exhibit | None:
    """Give the authorities from which the sample is drawn, and those sampled, by region.

    None where visits for another reason are chosen: none of these is a sampled one.
    """
    whole, is_asked = store.scope.label, selection.selection_basis in (None, w.SAMPLED)
    if not is_asked or not _has_reasons(store.as_counted, selection):
        return None
    rows, own = authority_sample.frame(store, selection), authority_sample.own(selection).anywhere()
    return Exhibit(
        "why-sampled",
        sample.sampled(rows, store, selection),
        "Local authorities sampled, % of those last judged good or outstanding, by region, all of "
        f"{whole}",
        (Bars(rows, "Region", "Sampled, out of", rows["value"][0], whole, chooses="area"),),
        download(store, own, authority_sample.SAMPLED, rows, COLUMNS, "authorities sampled"),
        source=period(store, own),
    )


def tiers(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many authorities of each standing judgement were visited."""
    if not authority_sample.applies(store.as_counted, selection):
        return None
    own, rows = authority_sample.own(selection), authority_sample.tiers(store, selection)
    line = store.ask(COVERAGE, own.anywhere())["value"][0]
    where = choice.area_name(own.area, store)
    return Exhibit(
        "why-tiers",
        sample.visited(rows),
        f"Local authorities visited, % of those in scope, by standing judgement, {where}",
        (Bars(rows, "Standing judgement", "Visited, out of", line, store.scope.label),),
        download(store, own, COVERAGE, rows, COLUMNS, "authorities by judgement"),
        (sample.unvisited(store, selection), sample.standing(store, own)),
        period(store, own),
    )


def outcomes(store: Store, selection: Selection) -> Exhibit | None:
    """Give what the visits for each reason found: side by side, never added together."""
    if not why_answer.has_reasons(store, selection):
        return None
    rows, caveat = serious_concerns.by_basis(store, selection), caveats.caveat(store, selection)
    letters = f"published letters of assurance visits to {words.whom(selection, store)}"
    if not found_answer.can_show(store, selection, rows):
        return None
    columns = ("name", *concern_rates.COLUMNS)
    made = download(store, selection, SERIOUS_CONCERNS, rows, columns, "found by reason")
    return Exhibit(
        "why-found",
        found_answer.headline(store, selection, rows),
        f"Serious concerns, % of {letters}, by reason for the visit",
        (Dots(rows, "Reason for the visit"),),
        made.saying(caveat=caveat),
        (caveat,),
        period(store, selection),
    )
