"""What the records hold and lack: rows by fault, fields left blank, and what that does."""

from collections.abc import Iterable, Sequence

from dashboard.measures.chosen_records import visits_recorded
from dashboard.measures.definitions import MEASURES
from dashboard.measures.store import Store
from dashboard.measures.trust import Check
from dashboard.records.completeness import Field
from dashboard.wording import words

NOT_YOURS = "Which rows were read and could not be used is not part of your access."


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
        of, have = words.for_count(visits.height, "visits"), "has" if n == 1 else "have"
        parts.append(f"{words.n_of_n(n, visits.height)} {of} {have} a reason recorded.")
    else:
        parts.append("No visits are in these records.")
    return " ".join(parts)


def totals(checks: Iterable[Check]) -> str:
    """Say how many checks are against totals published or agreed elsewhere."""
    count = sum(bool(check.source) for check in checks)
    if not count:
        return (
            "No total published elsewhere was given for these figures. A table control_totals with "
            "the records adds them, each as a check."
        )
    said = "1 check compares" if count == 1 else f"{words.number(count)} checks compare"
    return f"{said} our figures with totals published or agreed elsewhere."


def checked(checks: Sequence[Check]) -> str:
    """Say on every page whether all checks hold, or how many do not."""
    failed = sum(not check.holds for check in checks)
    if not failed:
        return "all checks passed"
    count = len(checks)
    return (
        f"{words.number(failed)} of {words.number(count)} {words.for_count(count, 'checks')} failed"
    )


def checks_rows(checks: Iterable[Check]) -> list[list[str]]:
    """Lay out the checks, any that fail first."""
    ordered = sorted(checks, key=lambda check: check.holds)
    return [
        [c.sentence, words.number(c.left), words.number(c.right), "Yes" if c.holds else "No"]
        for c in ordered
    ]


def failed_rows(checks: Iterable[Check]) -> list[list[str]]:
    """Lay out the checks that fail."""
    return checks_rows(check for check in checks if not check.holds)


def first(names: Sequence[str], count: int) -> str:
    """Name the first of some rows: "V0004, V0009 and 8 more"."""
    more = [f"{words.number(count - len(names))} more"] if count > len(names) else []
    return words.listed([*names, *more]) or "none"


def field_rows(fields: Iterable[Field]) -> list[list[str]]:
    """Lay out how complete each field is, what a blank does, and the first rows that have one."""
    return [
        [
            f"{field.table.capitalize()}: {field.name.replace('_', ' ')}",
            words.n_of_n(field.recorded, field.rows) if field.rows else "no rows",
            field.verdict,
            f"where it is blank, {field.effect}",
            first(field.blank, field.rows - field.recorded) if field.recorded else "all",
        ]
        for field in fields
    ]


def definition_rows() -> list[list[str]]:
    """Lay out every measure as it defines itself."""
    return [[m.label, m.definition, m.unit, m.name] for m in MEASURES]
