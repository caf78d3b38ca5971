"""One setting by its reference: what happened to it, in order."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.written import Words
from dashboard.figures.areas import files, history
from dashboard.measures.selection import Selection
from dashboard.store import Store


def setting(store: Store, selection: Selection) -> Exhibit | None:
    """Give the history of the setting that is named; a setting has no other name here."""
    urn = selection.setting
    if urn is None:
        return None
    rows = history.rows(store, urn)
    return Exhibit(
        "setting",
        history.headline(rows, store, urn),
        f"Setting {urn}, in order of time",
        (Words(history.text(rows), history.HEADINGS),) if rows.height else (),
        files.of_setting(store, selection, rows, urn),
        (history.DEFINITION,),
    )
