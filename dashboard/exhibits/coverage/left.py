"""Who is left: authorities not been to, settings unseen longest, and settings never seen."""

from collections.abc import Sequence

from dashboard.exhibits import download
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.common.table import N_OF_N
from dashboard.exhibits.coverage import on_site_bands, unreached, unseen
from dashboard.exhibits.exhibit import Bars, Exhibit, Records, Words
from dashboard.measures import Selection, Store, choice, on_site_times, results, unseen_settings
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.filters import SETTINGS_UNIT
from dashboard.measures.unseen_settings import Listed
from dashboard.wording import words

REGIONS = ("Region", "Authorities", "Which")


def authorities(store: Store, selection: Selection) -> Exhibit:
    """List the authorities with settings in scope of which none has been visited."""
    rows, around = unreached.rows(store, selection), results.around(selection)
    measure = results.coverage_measure(selection)
    return Exhibit(
        "unreached",
        unreached.headline(store, selection),
        unreached.title(store, selection),
        (Words(unreached.text(rows, selection), REGIONS),) if rows.height else (),
        download.download(store, around, measure, rows, rows.columns, "not reached"),
        (unreached.note(store, selection),),
    )


def last_seen(store: Store, selection: Selection) -> Exhibit | None:
    """Give the settings by the time since anyone was on site, where that is known."""
    chosen = selection.changed("unit", SETTINGS_UNIT)
    rows, columns = on_site_times.bands(store, chosen), ["name", *N_OF_N]
    drawn, total = Bars(rows, "Last on site", "Of settings in scope"), rows["denominator"][0]
    if total and on_site_times.cannot_tell(rows, store, chosen):
        return None
    headline, title = (
        on_site_bands.headline(rows, store, chosen),
        on_site_bands.title(store, chosen),
    )
    return Exhibit(
        "last-seen",
        headline,
        title,
        (drawn,) if total else (),
        download.download(store, chosen, LAST_SEEN, rows, columns, "last seen"),
        (on_site_bands.note(store, chosen),),
    )


def longest(store: Store, selection: Selection) -> Exhibit | None:
    """List the settings unseen longest, of those whose last day is known; none where none is."""
    chosen = selection.changed("unit", SETTINGS_UNIT)
    if not unseen_settings.longest_ago(store, chosen).all_of:
        return None
    found, where = unseen_settings.longest_ago(store, chosen), choice.area_name(chosen.area, store)
    is_told = store.tells(VISITS, chosen)
    first = "unseen longest" if is_told else "with the oldest full inspection"
    title = f"{words.opening(words.noun(chosen))} in scope, those {first} first, {where}"
    listed = Records(*tabled(found.rows, unseen.OF_SEEN), counted=True, of=found.all_of)
    return _listed("unseen", unseen.longest(found, is_told), title, listed, found, (store, chosen))


def never(store: Store, selection: Selection) -> Exhibit | None:
    """List the settings with no visit on site on record, longest registered first.

    None where records cannot tell whether anyone was on site.
    """
    chosen = selection.changed("unit", SETTINGS_UNIT)
    if unseen.cannot_tell(store, chosen):
        return None
    found, where = unseen_settings.never(store, chosen), choice.area_name(chosen.area, store)
    title = f"{words.opening(words.noun(chosen))} with no visit on site on record, {where}"
    written = tabled(found.rows, unseen.of_never(store))
    listed = Records(*written, counted=True, of=found.all_of)
    said = unseen.never_seen(store, chosen)
    return _listed("never seen", said, title, listed, found, (store, chosen))


def _listed(
    name: str,
    headline: str,
    title: str,
    listed: Records,
    found: Listed,
    of: tuple[Store, Selection],
) -> Exhibit:
    """List settings by reference number, type and authority, never by name."""
    there = bool(listed.rows)
    charts: Sequence[Records] = [listed] if there else []
    notes = (unseen.TIERS,) if there else ()
    file = unseen.file(*of, found, name)
    return Exhibit(
        words.slug(name), headline, title, tuple(charts), file, notes, unseen.more(found)
    )
