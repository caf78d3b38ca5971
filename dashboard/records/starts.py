"""The days from which visits may be counted, where the calendar leads to them without a gap."""

from datetime import date

from dashboard.records.check import RecordsError
from dashboard.records.model import Records
from dashboard.settings import Start, starts_for


def starts_on(records: Records, day: date) -> tuple[Start, ...]:
    """Give the starts for a day, refusing one to which the calendar does not lead without a gap.

    A visit on a day that the calendar lacks has no week, and would be lost without a word.
    """
    days = records["calendar"]["day"]
    starts = starts_for(day) if day in set(days) else ()
    if not starts or days.is_between(starts[0].day, day).sum() <= (day - starts[0].day).days:
        raise RecordsError(
            f"Visits up to {day} cannot be counted, because the calendar does not hold every day "
            "of the period. Choose another day, or add the days to calendar.csv."
        )
    return starts
