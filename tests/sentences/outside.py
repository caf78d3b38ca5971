"""Figures of what records do not tell, found in headlines; what is lacking is read off tables."""

import re

from tests.counted import in_figures
from tests.sentences.recount import OWN, TYPED, day

NUMBER = r"(?<![\d,.])\d[\d,]*"
SPEAKS = {
    "visits": rf"visited {NUMBER}|visited no |{NUMBER} of {NUMBER} [^;.]*\bvisited\b"
    rf"|{NUMBER} visits? (?:to|in the week)",
    "own": rf"{NUMBER} of {NUMBER} (?:\(\d+%\) )?(?:local authorities|councils)",
    "published_on": rf"{NUMBER} letters?\b|{NUMBER} ha(?:s|ve) no published|of letters are out",
    "selection_basis": rf"{NUMBER}(?:%| of {NUMBER})[^;.]*\b(?:prioritised|sampled)\b",
    "outcome": r"serious concerns (?:stated )?at \d",
    "actions": rf"{NUMBER} (?:enforcement )?actions?\b",
}
"""For each thing that records may not tell, how a headline gives a figure of it."""


def outside(headlines, recount, choice):
    """List the headlines with a figure of something that the records do not tell for a choice."""
    lacking = [re.compile(SPEAKS[name], re.IGNORECASE) for name in untold(recount, choice)]
    said = [(text, in_figures(text)) for text in headlines]
    return [text for text, told in said if any(speaks.search(told) for speaks in lacking)]


def untold(recount, choice):
    """Name what the tables do not hold: a table without a row, a column without a cell."""
    kinds = {row["urn"]: row["setting_type"] for row in recount.settings}
    theirs = [v for v in recount.visits if kinds.get(v["urn"]) != OWN]
    found = [] if is_told_of(recount, choice) else ["visits"]
    found += ["own"] if len(theirs) == len(recount.visits) else []
    found += [] if recount.actions else ["actions"]
    columns = ("published_on", "selection_basis", "outcome")
    return found + [name for name in columns if not any(visit[name] for visit in theirs)]


def is_told_of(recount, choice):
    """Say whether the records tell of visits to any type of a choice within its period."""
    if recount.told is None:
        return bool(recount.visits)
    is_type = TYPED.get(choice.setting_type, lambda kind: kind == choice.setting_type)
    kinds = {kind for kind in recount.told if is_type(kind)}
    urns = {row["urn"] for row in recount.settings if row["setting_type"] in kinds}
    first = min((day(v["started_on"]) for v in recount.visits if v["urn"] in urns), default=None)
    return first is not None and first <= (choice.until or recount.as_at)
