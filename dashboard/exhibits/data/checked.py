"""The checks of what should be equal."""

from collections.abc import Sequence

from dashboard.audit.identities import checks as worked_out
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.data import quality
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store
from dashboard.measures.trust import Check
from dashboard.wording import words

CHECKS = "What should be equal"
"""The section that they stand in."""


def answer(store: Store, _selection: Selection) -> str:
    """Answer the page's question: do the figures agree, and what is missing?"""
    return quality.answer(store, _made(store))


def checks(store: Store, _selection: Selection) -> Exhibit:
    """Give the checks that fail, and all of them."""
    made = _made(store)
    ordered = sorted(made, key=lambda check: check.holds)
    failed = [check for check in ordered if not check.holds]
    close = f"Show all {words.number(len(made))} checks"
    every = Words(*tabled(ordered, quality.CHECK), "Checks", numbers=True, closed=close)
    fails = Words(*tabled(failed, quality.CHECK), "Checks that fail", numbers=True)
    return Exhibit(
        "checks",
        "What should be equal, and is it?",
        f"All {store.scope.label}, on the day of the figures and since each start",
        (fails, every) if failed else (every,),
        notes=(quality.totals(made, store.register),),
        about=True,
    )


def _made(store: Store) -> Sequence[Check]:
    return store.trust.checks or worked_out(store)
