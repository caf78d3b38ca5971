"""Know a heading of an inspection or visit by its words, in whatever order they stand."""

import re

EVENT = frozenset(("inspection", "visit", "event", "inspected", "visited"))
"""Words for what a table of events lists."""
AROUND = frozenset(("a", "and", "of", "on", "or", "s", "the", "was", "when"))
STARTED = frozenset(("start", "started", "starting", "began", "begins", "took", "place"))
PUBLISHED = frozenset(("published", "publication"))
REPORT = frozenset(("report", "letter"))
GROUP = frozenset(("group", "grouped", "grouping"))
NUMBER = frozenset(("number", "no", "id", "identifier", "reference", "ref"))


def event_column(said: str) -> str | None:
    """Find our column for what a heading in lower case says of an inspection or visit.

    One that speaks of another one (next, end) is none: it is not read, and stops the import.
    """
    words = {*re.findall(r"[a-z]+", said)}
    rest = words - EVENT - AROUND
    is_of_event = bool(words & EVENT)
    is_dated = "date" in rest or said.endswith(" on") or {"first", "day"} <= rest
    if rest & PUBLISHED:
        of_report = is_of_event or bool(rest & REPORT)
        known = of_report and is_dated and not rest - PUBLISHED - REPORT - {"date", "first"}
        return "published" if known else None
    if not is_of_event:
        return None
    if "type" in rest:
        return None if rest - GROUP - {"type"} else "event_type"
    if is_dated or words & {"inspected", "visited"}:
        is_first_day = {"first", "day"} <= rest
        more = rest - STARTED - {"date"} - ({"first", "day"} if is_first_day else set())
        return "event_date" if is_dated and not more else None
    is_number = bool(rest & NUMBER) and not said.startswith(("number of", "no of"))
    return "number" if is_number and not rest - NUMBER else None
