"""Headlines held against what plain Python counts: which numbers a sentence says, and what is."""

import re
from dataclasses import replace

from tests.counted import in_figures

PRIORITISED, SAMPLED = "Prioritised on concerns", "Sampled good or outstanding"
NUMBER = r"(\d[\d,]*)"
SAID = {
    "coverage": (
        rf"we have visited {NUMBER} of {NUMBER} ",
        rf"^[A-Z].* in scope: {NUMBER}, of which {NUMBER} ",
        rf"In {NUMBER} authorit.* \(of {NUMBER} that have any\)",
        rf"in scope: {NUMBER}, for {NUMBER} of which visits are known: {NUMBER} ",
    ),
    "why": (
        rf"{NUMBER} of {NUMBER} visits? (?:was|were) prioritised",
        rf"{NUMBER}% of {NUMBER} visits were prioritised",
    ),
    "found": (
        rf"{NUMBER} of {NUMBER} prioritised assurance visit",
        rf"{NUMBER} of {NUMBER} sampled assurance visit",
        rf"Of {NUMBER} visits?, {NUMBER} ha",
    ),
    "enforcement": (
        rf"{NUMBER} settings? ha(?:s|ve) an action in force",
        r"has been in force (\d[\d,]*) day",
        rf"{NUMBER} actions? (?:was|were) issued from",
    ),
}
"""For each page, the numbers that its headlines may say, in the order of `true`."""


def true(path, recount, choice):
    """Give the numbers that belong in the places of `SAID`."""
    if path == "coverage":
        n = recount.coverage(choice)
        left = n["scope"] - n["visited"]
        around = recount.coverage(replace(choice, area=None)) if is_authority(choice) else n
        reached = around["unreached"], around["within"]
        partly = n["listed"], n["scope"], left
        return (n["visited"], n["scope"]), (n["listed"], left), reached, partly
    if path == "why":
        n = recount.why(choice)
        share = int(100 * n["prioritised"] / n["visits"] + 0.5 + 1e-9) if n["visits"] else 0
        return (n["prioritised"], n["visits"]), (share, n["visits"])
    if path == "found":
        found = (recount.found(choice, b) for b in (PRIORITISED, SAMPLED))
        return (*found, (recount.why(choice)["visits"], recount.waiting(choice)))
    n = recount.powers(choice)
    return (n["settings"],), (n["longest"],), (n["issued"],)


def is_authority(choice):
    """Say whether a choice is of one authority, by the form of its code."""
    return bool(choice.area and re.fullmatch(r"E\d{8}", choice.area))


def untrue(path, headlines, recount, choice):
    """List the headlines whose numbers are others than those counted, and how many were held."""
    wrong, held = [], 0
    answers = None
    for place, pattern in enumerate(SAID[path]):
        for headline in headlines:
            if hit := re.search(pattern, in_figures(headline)):
                answers = answers or true(path, recount, choice)
                said = tuple(int(each.replace(",", "")) for each in hit.groups())
                held += 1
                if said != answers[place]:
                    wrong.append((headline, answers[place]))
    return wrong, held
