"""Know by its heading a column that is not read though it may hold what the records need."""

import re
from collections.abc import Collection

from dashboard.records.ofsted.headings import tidy
from dashboard.records.ofsted.judged import JUDGING
from dashboard.records.ofsted.layouts import PLACES, Table

FACT = re.compile(
    r"dat(?:e|es|ed)\b|clos(?:ed|ing|ure)|resign|cancel|registered|publish|publication|status"
    r"|type|authorit|capacity|owner|\b(?:bed|place)s?\b"
)
"""What the heading of a fact holds. One that is neither known nor declared stops the import."""
JUDGED = re.compile(r"judge?ment|outcome|effectiveness|\b(?:grade|rating)s?\b")
"""What the heading of a judgement holds."""
OF_A_PART = re.compile(
    r"\b(?:adoption|behaviour|care|diversity|education|equality|governance|health|help|helped"
    r"|helping|impact|leaders?|leadership|learning|manage\w*|practice|protect\w*|quality|safe\w*"
    r"|services?|staff|outcomes for children and young people)\b"
)
"""Of what a judgement is where it is not of the whole; such a one is not needed."""
NOT_NEEDED = re.compile(
    r"(?:previous|last but one)\b.*|(?:local authority|la) (?:status|type|authority type)"
    r"|registered (?:manager|person|individual|provider|owner|company|charity)\b.*"
    r"|(?:linked )?(?:education|school|establishment) (?:type|status).*"
    r"|address(?:es)? (?:type|status)|(?:.+ )?owner(?:'s|s)? (?:name|number|id|urn|address)"
)
"""Headings that hold a fact's word and are declared as not needed."""


def facts(table: Table, not_needed: Collection[str] = ()) -> tuple[str, ...]:
    """List the headings of a table that are not read, look like facts and are not declared.

    Those whose cells tell it are among them, whatever the heading says. A judgement is a fact only
    where one is read: that of an event or of a leaver is not.
    """
    passed = {tidy(said).lower() for said in not_needed}
    judging = table.kind in (*JUDGING, PLACES)
    return tuple(
        said
        for said in table.unread
        if (_is_fact(plain := tidy(said).lower(), judging) or said in table.telling)
        and not NOT_NEEDED.fullmatch(plain)
        and plain not in passed
    )


def _is_fact(plain: str, judging: bool) -> bool:
    judged = judging and JUDGED.search(plain) and not OF_A_PART.search(plain)
    return bool(FACT.search(plain) or judged)
