"""What the records hold and lack: rows by fault, fields left blank, and what that does."""

from collections.abc import Iterable, Sequence

import polars as pl

from dashboard.figures import words
from dashboard.figures.downloads import Download
from dashboard.measures.definitions import MEASURES
from dashboard.measures.ledger import ledger
from dashboard.measures.trust import Check
from dashboard.records.completeness import Field
from dashboard.store import Store


def answer(store: Store, checks: Iterable[Check]) -> str:
    """Answer the page's question: do the figures agree, and what is missing?"""
    held = [check.holds for check in checks]
    parts = [f"{words.n_of_n(sum(held), len(held)).partition(' (')[0]} checks hold."]
    aside = sum(account["set_aside"] for account in store.accounts.values())
    read = sum(a["read"] - a.get("passed_over", 0) for a in store.accounts.values())
    parts.append(
        f"{words.number(aside)} of {words.number(read)} rows read could not be used."
        if aside
        else f"All {words.number(read)} rows read are used."
    )
    if "visits" in store.records and store.records["visits"].height:
        visits = store.records["visits"]
        n = visits["selection_basis"].count()
        parts.append(f"{words.n_of_n(n, visits.height)} visits have a reason recorded.")
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


def reconciled(checks: Sequence[Check]) -> str:
    """Say on every page how many checks hold."""
    held, all_of = sum(check.holds for check in checks), len(checks)
    said = "Reconciled" if held == all_of else "Not reconciled"
    return f"{said} ({words.number(held)} of {words.number(all_of)} checks)"


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


def account_rows(store: Store) -> list[list[str]]:
    """Lay out for each table the rows read, used and set aside, and for what fault."""
    return [
        [
            name.replace("_", " ").capitalize(),
            words.number(account["read"]),
            words.number(account["kept"]),
            words.number(account["set_aside"]),
            "; ".join(f"{count}: {fault}" for fault, count in account["reasons"].items()) or "none",
        ]
        for name, account in store.accounts.items()
    ]


LEDGER = {
    "read": "Read",
    "brought": "Told by visits",
    "counted": "Counted",
    "outside": "Outside",
    "orphans": "Orphans",
    "other": "Set aside",
    "joined": "More rows each",
    "passed_over": "Passed over",
}
SOMETIMES = ("brought", "joined", "passed_over")
"""Parts of the way from rows to figures that are shown where there are any."""


def ledger_table(store: Store) -> tuple[list[str], list[list[str]]]:
    """Lay out the way from the rows read to the rows counted: headings and a row for each table."""
    lines = ledger(store.records, store.accounts, store.cube)
    shown = [
        part
        for part in LEDGER
        if part not in SOMETIMES or any(line.as_dict()[part] for line in lines)
    ]
    rows = [
        [line.table.capitalize(), *(words.number(line.as_dict()[part]) for part in shown)]
        for line in lines
    ]
    return ["Table", *(LEDGER[part] for part in shown)], rows


def ledger_note(store: Store) -> str:
    """Say what the columns of the way from rows to figures mean, and since when events count."""
    since = words.day(store.starts[0].day)
    told = any(line.brought for line in ledger(store.records, store.accounts, store.cube))
    came = "read or that only a visit told of" if told else "read"
    return (
        f"Counted: settings open on {words.day(store.as_at)}, visits and actions since {since}. "
        "Outside: settings not open on that day, and what happened before or after. Orphans: rows "
        "of a setting or an authority that there is not. Set aside: rows with another fault. "
        f"Together these are all that was {came}."
    )


def field_rows(fields: Iterable[Field]) -> list[list[str]]:
    """Lay out how complete each field is and what a blank does."""
    return [
        [
            f"{field.table.capitalize()}: {field.name.replace('_', ' ')}",
            words.n_of_n(field.recorded, field.rows) if field.rows else "no rows",
            field.verdict,
            f"where it is blank, {field.effect}",
        ]
        for field in fields
    ]


def definition_rows() -> list[list[str]]:
    """Lay out every measure as it defines itself."""
    return [[m.label, m.definition, m.unit, m.name] for m in MEASURES]


def set_aside_file(store: Store) -> Download:
    """Describe as a file the rows that could not be used."""
    facts = {
        "as_at": store.as_at.isoformat(),
        "snapshot": store.name,
        "source": words.source(store),
    }
    return Download(set_aside(store), facts, "rows set aside")


def set_aside(store: Store) -> pl.DataFrame:
    """Gather the rows that could not be used: table, file, row and fault."""
    names = [name for name in store.records if name.startswith("set_aside_")]
    blank = pl.DataFrame(
        schema={
            "table": pl.String,
            "source_file": pl.String,
            "source_row": pl.UInt32,
            "fault": pl.String,
        }
    )
    rows = [
        store.records[name]
        .with_columns(table=pl.lit(name.removeprefix("set_aside_")))
        .select(blank.columns)
        for name in names
    ]
    return pl.concat([blank, *rows])
