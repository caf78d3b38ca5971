"""What the records hold and lack: rows by fault, fields left blank, and what that does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.exhibits.common.columns import Columns, number
from dashboard.measures.chosen_records import visits_recorded
from dashboard.measures.store import Store
from dashboard.measures.trust import Check
from dashboard.wording import spoken, words

NOT_YOURS = "Which rows were read and could not be used is not part of your access."

NONE_GIVEN = (
    "No total published elsewhere was given for these figures. Whoever prepares the records can "
    "add such totals, each as a check."
)


def answer(store: Store, checks: Iterable[Check]) -> str:
    """Answer the page's question: do the figures agree, and what is missing?"""
    held = [check.holds for check in checks]
    parts = [f"{words.n_of_n(sum(held), len(held)).partition(' (')[0]} checks hold."]
    aside = sum(account["set_aside"] for account in store.accounts.values())
    read = sum(a["read"] - a.get("passed_over", 0) for a in store.accounts.values())
    rows_read = (
        f"{words.number(aside)} of {words.number(read)} rows read could not be used."
        if aside
        else f"All {words.number(read)} rows read are used."
    )
    parts.append(rows_read if store.accounts else NOT_YOURS)
    visits = visits_recorded(store)
    if visits.height:
        n = visits["selection_basis"].count()
        some = words.opening(spoken.named(n, visits.height, "visits"))
        parts.append(f"{some} {'has' if n < 2 else 'have'} a reason recorded.")
    else:
        parts.append("No visits are in these records.")
    return " ".join(parts)


def compared(register: Mapping[str, Any]) -> str:
    """Say with which published totals the register was compared, and how; nothing without any."""
    if not register.get("compared_with"):
        return ""
    listed, published = register["listed"], register["published"]
    fewer = [words.called(kind, 2) for kind, n in published.items() if listed[kind] < n]
    said = f"fewer {words.listed(fewer)} than" if fewer else "as many of every type as"
    return f"The register lists {said} the same release publishes."


def totals(checks: Iterable[Check], register: Mapping[str, Any]) -> str:
    """Say how figures compare with totals published or agreed elsewhere, or that none was given."""
    count, of_register = sum(bool(check.source) for check in checks), compared(register)
    if not count:
        return of_register or NONE_GIVEN
    said = words.many(count, "checks compare")
    return f"{said} our figures with totals published or agreed elsewhere. {of_register}".strip()


def checked(checks: Sequence[Check]) -> str:
    """Say on every page whether all checks hold, or how many do not."""
    failed = sum(not check.holds for check in checks)
    if not failed:
        return "all checks passed"
    count = len(checks)
    return (
        f"{words.number(failed)} of {words.number(count)} {words.for_count(count, 'checks')} failed"
    )


CHECK: Columns = {
    "Check": "sentence",
    "One side": number("left"),
    "The other": number("right"),
    "Equal": lambda check: "Yes" if check.holds else "No",
}
"""What is listed of a check."""


def first(names: Sequence[str], count: int) -> str:
    """Name the first of some rows: "V0004, V0009 and 8 more"."""
    more = [f"{words.number(count - len(names))} more"] if count > len(names) else []
    return words.listed([*names, *more]) or "none"


FIELD: Columns = {
    "Field": lambda each: f"{each.table.capitalize()}: {each.name.replace('_', ' ')}",
    "Recorded": lambda each: words.n_of_n(each.recorded, each.rows) if each.rows else "no rows",
    "In words": "verdict",
    "What a blank does": lambda each: words.opening(each.effect),
    "Blank in": lambda each: (
        first(each.blank, each.rows - each.recorded) if each.recorded else "all"
    ),
}
"""What is listed of a field: how complete it is, and what a blank does and where it is first."""
MEASURE: Columns = {"Measure": "label", "Definition": "definition", "Unit": "unit", "Name": "name"}
"""What is listed of a measure: all as it defines itself."""
