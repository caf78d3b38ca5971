"""Takes in the illustrative records, checked like any others."""

from datetime import date

from dashboard.areas.vintages import vintage_on
from dashboard.illustrative.stream import records
from dashboard.records.check import check_all
from dashboard.records.intake import ILLUSTRATIVE, Intake, accounts_of, kept_of
from dashboard.records.reach import EVERYTHING


def from_illustration(as_at: date) -> Intake:
    """Take in the illustrative records as they were known on a day."""
    checked = check_all(records(as_at))
    return Intake(
        vintage_on(as_at),
        ILLUSTRATIVE,
        kept_of(checked, as_at),
        accounts_of(checked),
        illustrative=True,
        stated=EVERYTHING,
    )
