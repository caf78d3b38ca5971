"""Figures for tests of sentences: asked without the store's memory, and read from what is said."""

import re

from dashboard.measures.evaluation import evaluate

SPOKEN = (
    (re.compile(r"\b(?:none|not one) of the ([\d,]+)", re.IGNORECASE), r"0 of \1"),
    (re.compile(r"\bneither of the 2\b", re.IGNORECASE), "0 of 2"),
    (re.compile(r"\ball ([\d,]+)", re.IGNORECASE), r"\1 of \1"),
    (re.compile(r"\bboth (?!on site)(?=[a-z])", re.IGNORECASE), "2 of 2 "),
)
"""How a sentence says none and all of some."""
COUNTS = re.compile(r"([\d,]+) of ([\d,]+)")


def directly(opened, measure, selection, by=(), **limits):
    """Ask a measure without the store's memory and without the code under test."""
    period = opened.period(selection.since, selection.until)
    return evaluate(measure, opened.cube, period, by, selection.where() | limits)


def counts(sentence):
    """Read every "n of N" of a sentence, none and all of N among them."""
    found = COUNTS.findall(in_figures(sentence))
    return [tuple(int(n.replace(",", "")) for n in pair) for pair in found]


def in_figures(sentence):
    """Write none and all of some as n of N: "none of the 12" as "0 of 12"."""
    for pattern, figures in SPOKEN:
        sentence = pattern.sub(figures, sentence)
    return sentence
