"""What is said of the weeks that are still arriving, and of the visits still to come."""

from dashboard.measures import Selection, Store, arriving, weekly
from dashboard.measures.cached import cached
from dashboard.measures.week_completeness import (
    complete,
    expected,
    expected_range,
    recent_weeks,
    running_weeks,
    shares_known,
)
from dashboard.settings import Settings
from dashboard.wording import words

NOT_KNOWN = (
    "How many visits of the last weeks are still to come is not known: that takes at least "
    f"{arriving.OLDEST + arriving.NEEDED} earlier weeks of figures, or of days on which visits "
    "were recorded."
)


NONE_COMPLETE = "No week of the period is complete yet"
"""Stands where a sentence would tell of the last complete week."""


@cached
def note(store: Store, selection: Selection) -> str:
    """Say about how many more visits are still to come, or why that is not known.

    Nothing where all weeks of the period are complete, or where none has a visit.
    """
    if (
        "visits" not in store.cube.tables
        or not weekly.week_totals(store, selection)["numerator"].sum()
    ):
        return ""
    running = [
        f"The {words.week_of(week)} is not over." for week in running_weeks(store, selection)
    ]
    said = [_expected(store, selection), why_long_ago(store, selection), *running]
    return " ".join(filter(None, said))


@cached
def why_long_ago(store: Store, selection: Selection) -> str:
    """Say why the last complete week is older than the delays that are usual; else nothing."""
    weeks = complete(store, selection)
    later = [w for w in weekly.weeks_over(store, selection) if weeks and w > weeks[-1]]
    if not later or arriving.is_recent(later[0], store.as_at):
        return ""
    return (
        f"The last complete week is that of {words.day(weeks[-1])}: a later visit may come in with "
        f"its letter, which is due within {Settings.publication_days} working days."
    )


def _expected(store: Store, selection: Selection) -> str:
    recent = recent_weeks(store, selection)
    if not recent:
        return ""
    if not set(recent) <= shares_known(store).keys():
        return NOT_KNOWN
    weeks = expected(store, selection)
    if not weeks:
        return ""
    count = int(words.half_up(sum(weeks.values())))
    low, high = expected_range(store, selection)
    more = f"about {words.many(count, 'more visits')}"
    more += f" ({words.number(low)} to {words.number(high)}, 8 times in 10)"
    days = words.listed([words.day(week, year=False) for week in sorted(weeks)])
    return (
        f"{'The week' if len(weeks) == 1 else 'The weeks'} of {days} "
        f"{'is' if len(weeks) == 1 else 'are'} still arriving: "
        f"we estimate {more if count else 'less than one more visit'}, going by how late the "
        "visits of earlier weeks were recorded."
    )
