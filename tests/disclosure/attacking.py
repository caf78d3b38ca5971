"""Releases of a few counts, and an attack on them that is not the audit: every answer is tried."""

from datetime import date, timedelta
from itertools import product

from dashboard.disclosure import known
from dashboard.disclosure.audit import bounded
from dashboard.disclosure.deciding import decide
from dashboard.disclosure.declared import declared
from dashboard.disclosure.rounding import Rounded, rounded
from dashboard.disclosure.system import Day, build
from dashboard.measures.measure import ENGLAND, REGION

FIRST = date(2020, 9, 7)
SINCE = date(2020, 9, 1)
LONG = 300.0
PR, SA, OT, UN = known.REASON
IN, IS, EN = known.IN_FORCE, known.ISSUED, known.ENDED
V, OUT, WAIT = known.ALL_VISITS, known.OUT, known.AWAITED
COLUMNS = tuple(column for column in declared() if column.measure.sensitive)


def day(number, counts, told=None, visited=None, few=5):
    """Make a release of a week from counts by name and region; told is blank, or ranges."""
    ranges = {
        name: {place: Rounded(None, *ends) for place, ends in places.items()}
        for name, places in (told or {}).items()
    }
    when = FIRST + timedelta(days=7 * number)
    return Day(when, SINCE, few, counts, ranges, visited or {})


def released(every, few=5):
    """Release counts one after another as the rule has it, and give what was told."""
    days = []
    for number, (counts, visited) in enumerate(every):
        now = day(number, counts, None, visited, few)
        days.append(decide(COLUMNS, now, days, LONG))
    return days


def plainly(every, few=5):
    """Release the same with plain rounding and no rule: what the rule is there to prevent."""
    days = []
    for number, (counts, visited) in enumerate(every):
        told = {}
        for name, places in counts.items():
            whole = rounded(sum(places.values()), ENGLAND, few)
            told[name] = {p: rounded(n, REGION, few) for p, n in places.items()}
            told[name]["England"] = whole
        days.append(
            day(number, counts, None, visited, few).__class__(
                FIRST + timedelta(days=7 * number), SINCE, few, counts, told, visited
            )
        )
    return days


def found(days, without=()):
    """Find what can be bounded too narrowly."""
    names = dict.fromkeys(name for each in days for name in each.counts)
    return [*bounded(days, [*names], LONG, without)]


def by_trying(days, names, most):
    """Bound every protected sum by trying all whole numbers up to `most` for every unknown."""
    system = build(days, names)
    answers = [
        answer
        for answer in product(
            *(
                range(int(least), int(min(high, most)) + 1)
                for least, high in zip(system.least, system.most, strict=True)
            )
        )
        if all(
            least <= sum(times * answer[place] for place, times in terms) <= high
            for terms, least, high in system.rows
        )
    ]
    ends = {}
    for target in system.targets:
        values = [sum(times * answer[place] for place, times in target.terms) for answer in answers]
        if max(values) - min(values) + 1 < target.needed:
            ends[target.name] = (min(values), max(values))
    return ends
