"""What the card beside a map tells of an authority besides its figure: counts, and the last day."""

from typing import Any

import polars as pl

from dashboard.exhibits.areas import last_on_site
from dashboard.measures import enforcement_powers, record_counts, results
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError

FACTS = {"Actions in force": ACTIONS_IN_FORCE, "Letters awaited": WAITING}
OF_ACTIONS = {
    "Settings with an action in force": SETTINGS_RESTRICTED,
    "Issued in the period": ACTIONS_ISSUED,
    "Ended in the period": ACTIONS_ENDED,
}
OF_VISITS = {"Visits to the authority itself": VISITS}
POWERS = (ACTIONS_IN_FORCE, *OF_ACTIONS.values())


def facts(
    measures: dict[str, Measure], store: Store, selection: Selection
) -> dict[str, dict[str, int]]:
    """Count what else is told of each authority: what applies, is known and passes its checks."""
    told, chosen = {}, results.around(selection)
    for name, measure in measures.items():
        applies = measure not in POWERS or enforcement_powers.applies(chosen)
        if not applies or not store.tells(measure, chosen):
            continue
        try:
            found = store.ask(measure, chosen, ["la_code"])
        except WithheldError:
            continue
        some = found.filter(pl.col("numerator") > 0)
        told[name] = dict(some.select("la_code", "numerator").iter_rows())
    return told


def on_site(store: Store, selection: Selection) -> dict[str, Any]:
    """Say how long ago anyone was last on site in each authority, as its profile says it."""
    chosen = results.around(selection)
    try:
        store.prove(LAST_SEEN, chosen)
    except WithheldError:
        return {}
    known = last_on_site.is_known(store, chosen)
    return {
        "seen": f"Last on site{last_on_site.going_by(store, chosen) if known else ''}",
        "as_at": store.as_at.isoformat(),
        "on_site": record_counts.days_by_authority(store, chosen) if known else {},
    }
