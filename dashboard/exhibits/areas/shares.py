"""The figures of an area's profile: each a share of its settings or visits, never of findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.exhibits.areas.peers import Peer
from dashboard.measures import enforcement_powers, on_site_times, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.enforcement import SETTINGS_RESTRICTED
from dashboard.measures.definitions.letters import PUBLISHED
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.measure import Measure
from dashboard.measures.plain import by_word, columns, share_of
from dashboard.measures.questions import Question
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError
from dashboard.records import words as w

Counted = tuple[int | None, int | None]
"""n of N; None where the records do not tell."""


@dataclass(frozen=True)
class Share:
    """One figure: its name, the measure that it is of, how it is counted and what 0 and no N are.

    `count` gives the n of N of one area.
    """

    name: str
    measure: Measure
    count: Callable[[Store, Selection], Counted]
    zero: Status = Status.ZERO
    none: Status = Status.NOTHING


def offered(selection: Selection) -> tuple[Share, ...]:
    """List the figures for a choice; powers are left out where they apply to nobody."""
    coverage = results.coverage_measure(selection)
    shares = [
        Share(coverage.label, coverage, _asked(coverage), Status.UNVISITED, Status.NONE),
        Share("No visit on site on record", LAST_SEEN, _never, none=Status.NONE),
        Share("Visits prioritised on concerns", SHARE_PRIORITISED, _asked(SHARE_PRIORITISED)),
        Share(PUBLISHED.label, PUBLISHED, _asked(PUBLISHED)),
        Share(SETTINGS_RESTRICTED.label, SETTINGS_RESTRICTED, _restricted, none=Status.NONE),
    ]
    return tuple(shares if enforcement_powers.applies(selection) else shares[:-1])


def rows(store: Store, selection: Selection, share: Share, peers: Sequence[Peer]) -> pl.DataFrame:
    """Give one figure for every place: name, place, numerator, denominator, value, status.

    Raises WithheldError where the figure must be held back.
    """
    found = [_added_up(store, selection, share, peer) for peer in peers]
    names = pl.Series("name", [share.name] * len(peers), pl.String)
    places = pl.Series("place", [peer.name for peer in peers], pl.String)
    counted = columns([(n, total, share_of(n, total)) for n, total in found])
    told = [total is not None for _, total in found]
    return results.with_status(
        pl.DataFrame([names, places, *counted]), share.zero, share.none, told
    )


def every(
    store: Store, selection: Selection, peers: Sequence[Peer]
) -> tuple[pl.DataFrame | None, list[Share], list[WithheldError]]:
    """Give the rows of all figures that may be shown, which these are, and why others are not."""
    given, shown, held = [], [], []
    for share in offered(selection):
        try:
            given.append(rows(store, selection, share, peers))
            shown.append(share)
        except WithheldError as why:
            held.append(why)
    return pl.concat(given) if given else None, shown, held


def _added_up(store: Store, selection: Selection, share: Share, peer: Peer) -> Counted:
    """Add up the areas of a place; what is not known of one of them is not known of all."""
    parts = [_of(store, replace(selection, area=area, compare=()), share) for area in peer.areas]
    whole = [
        None if None in numbers else sum(n for n in numbers if n is not None)
        for numbers in zip(*parts, strict=True)
    ]
    return whole[0], whole[1]


def _of(store: Store, selection: Selection, share: Share) -> Counted:
    n, total = share.count(store, selection)
    if total == 0 and not store.tells(share.measure, selection.of(share.measure)):
        return None, None
    return n, total


def _asked(measure: Measure) -> Callable[[Store, Selection], Counted]:
    """Count what a measure gives by itself."""

    def count(store: Store, selection: Selection) -> Counted:
        n, total = _alone(store, selection, measure)
        return (0 if n is None and total == 0 else n), total

    return count


def _alone(store: Store, selection: Selection, measure: Measure) -> Counted:
    """Ask for one area; of authorities all at once, as the next choice asks for others of them.

    Forty questions of a new choice of an area are four: 12 ms of CPU, now 3.
    """
    if selection.is_authority and store.tells(measure, selection.of(measure)):
        store.was_asked(Question(measure, selection))
        return _each(store, selection.anywhere(), measure).get(selection.area, (0, 0))
    found = store.ask(measure, selection)
    return found["numerator"][0], found["denominator"][0]


@cached
def _each(store: Store, selection: Selection, measure: Measure) -> dict[str | None, Counted]:
    """Count in every authority."""
    return by_word(store.ask(measure, selection, ["la_code"]), "numerator", "denominator")


@cached
def _never(store: Store, selection: Selection) -> Counted:
    """Count the settings without a visit on site on record, where the records can tell."""
    bands = on_site_times.bands(store, selection)
    total = bands["denominator"][0]
    if total and on_site_times.cannot_tell(bands, store, selection):
        return None, total
    return bands["numerator"][-1], total


def _restricted(store: Store, selection: Selection) -> Counted:
    """Count the settings with an action in force, out of those to which powers apply."""
    inside = by_word(store.ask(SETTINGS, selection, ["setting_type"]), "numerator")
    total = sum(n or 0 for kind, (n,) in inside.items() if kind not in w.INSPECTED_ONLY)
    return _alone(store, selection, SETTINGS_RESTRICTED)[0], total
