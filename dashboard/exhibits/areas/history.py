"""One setting by its reference: what happened to it, in order."""

from dashboard.exhibits.areas import area_files, setting_history
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store


def setting(store: Store, selection: Selection) -> Exhibit | None:
    """Give the history of the setting that is named; a setting has no other name here."""
    urn = selection.setting
    if urn is None:
        return None
    rows = setting_history.rows(store, urn)
    return Exhibit(
        "setting",
        setting_history.headline(rows, store, urn),
        f"Setting {urn}, in order of time",
        (Words(*tabled(rows, setting_history.LISTED)),) if rows.height else (),
        area_files.of_setting(store, selection, rows, urn),
        (setting_history.DEFINITION,),
    )
