"""What is wrong with words as they are written: each fault is a name and what shows it."""

import re

from dashboard.records.words import GRADES
from dashboard.wording.nouns import NOUNS

MANY = (
    "visits|letters|inspections|providers|settings|homes|authorities|councils|agencies|schools|"
    "colleges|centres|schemes|actions|days|weeks|months|years|rows|places|regions|types|themes|"
    "checks|areas|snapshots|records|forecasts|tries|dates|inspectors|reviews|groups"
)
ONE = re.sub(r"\w+", lambda m: m[0][:-3] + "y" if m[0].endswith("ies") else m[0][:-1], MANY)
BETWEEN = r"(?:(?!two|three|four|of |in |for |to )[a-z'-]+ ){0,2}?"
NAMES = re.compile(r"v3\.0|JavaScript|-[0-9a-f]{8}\b")
"""What is written as it is on purpose: licences, products and snapshots."""
FAULTS = {
    "a word twice": re.compile(r"\b(?!had had)([A-Za-z]{2,}) \1\b", re.IGNORECASE),
    "no word for a blank": re.compile(r"\b(None|nan|NaN|NaT|null|undefined|Traceback)\b(?! of)"),
    "markup": re.compile(r"</?[a-z]+[ >]|&(amp|lt|gt|quot|nbsp|#\d+);"),
    "a name of the code": re.compile(r"\b[a-z]+_[a-z_]+\b"),
    "a space missing": re.compile(
        r"[a-z][A-Z](?<!kB)(?<!eP)|[a-z,;:][0-9](?<!,\d)|,[A-Za-z]|[;:?!)%][A-Za-z]|[a-z]\.[A-Z]"
        r"|\b(?:of|none|in|to|and|by)\d|\bnoneof\b"
    ),
    "a space too many": re.compile(r" [,.;:)?!](?!\w)|\( |  "),
    "marks that clash": re.compile(r"\(\)|\.\.(?!\.)|,,|;;|,\.|;\.|:\.|[,;(]$"),
    "one of several": re.compile(rf"(?<![\d,.–] )(?<![\d,.–])\b1 {BETWEEN}(?:{MANY})\b(?! of)"),
    "several of one": re.compile(
        rf"(?<!of )\b(?:0|[2-9]|\d[\d,]*\d) (?:{ONE})\b(?!['-]| (?:{MANY}|{ONE})\b)"
    ),
    "one with the verb of several": re.compile(
        rf"(?<![\d,.])(?<!and [01] of )\b1 {BETWEEN}(?:{ONE}) (were|have|are)\b"
    ),
    "nothing of nothing": re.compile(r"\b0 of 0\b"),
}
COUNTS = re.compile(
    r"(?<![\d,.])(\d[\d,]*) of (?:the |its |these )?(\d[\d,]*)(?! \w+ ?20\d\d)\b(?: \((\d+)%\))?"
)


ONE_ALONE = re.compile(
    r"\b(?<!target )[Oo]f (?:the |its |these )?1\b(?! to \d| in \d|[,.]\d| [A-Z]| row)"
)
"""One thing alone as n of N, which nobody says aloud."""


BREATH = 30
"""So many words are said at most before a full stop or a semicolon."""


def unsayable(text):
    """List what no one would say of a sentence that is read aloud; cells of tables say n of N."""
    hit = ONE_ALONE.search(text)
    return [("one alone as n of N", near(text, hit))] if hit else []


LAST_JUDGED = [f"last judged {grade.lower()}" for grade in GRADES]
CHOSEN = re.compile("|".join(sorted([*NOUNS.values(), *LAST_JUDGED], key=len, reverse=True)))
"""What a reader chose, by whatever long name it goes: each counts as one word."""


def breathless(text):
    """List the sentences of a headline that are too long to be said in one breath."""
    text = CHOSEN.sub("them", text)
    said = re.split(r"(?<=[.?;])\s+", text)
    return [("a sentence too long", each) for each in said if len(each.split()) > BREATH]


def faults(text):
    """List what is wrong with a text: the name of each fault, and the place."""
    text = NAMES.sub("V", text)
    found = [(name, near(text, hit)) for name, sign in FAULTS.items() if (hit := sign.search(text))]
    return found + [fault for hit in COUNTS.finditer(text) if (fault := of_counts(text, hit))]


def of_counts(text, hit):
    """Say what is wrong with "n of N (p%)", if anything."""
    n, total = (int(each.replace(",", "")) for each in hit.groups()[:2])
    if n > total:
        return "more than all", near(text, hit)
    if (
        hit[3]
        and total
        and int(hit[3]) != int(100 * n / total + 0.5 + 1e-9)
        and n not in (0, total)
    ):
        return "a percentage that is another", near(text, hit)
    if hit[3] and total < 10:
        return "a percentage of fewer than ten", near(text, hit)
    return None


def near(text, hit):
    """Quote the place of a fault with a little around it."""
    return text[max(hit.start() - 40, 0) : hit.end() + 40]
