"""Figures for tests of sentences: asked without the store's memory, and read from what is said."""

import re

from dashboard.measures.evaluation import evaluate

COUNTS = re.compile(r"([\d,]+) of ([\d,]+)")


def directly(opened, measure, selection, by=(), **limits):
    """Ask a measure without the store's memory and without the code under test."""
    period = opened.period(selection.since, selection.until)
    return evaluate(measure, opened.cube, period, by, selection.where() | limits)


def counts(sentence):
    """Read every "n of N" of a sentence."""
    return [tuple(int(n.replace(",", "")) for n in pair) for pair in COUNTS.findall(sentence)]
