"""What came in: what became of every row, what was mended, and the way from rows to figures."""

import re
from collections.abc import Iterable, Mapping

import polars as pl

from dashboard.exhibits.common.columns import Columns, number
from dashboard.exhibits.data.quality import first
from dashboard.exhibits.download import Download
from dashboard.measures.ledger import Line, ledger
from dashboard.measures.store import Store
from dashboard.records.catalogue import REPAIR, WARN
from dashboard.records.reached import CALLED
from dashboard.wording import words

NAMED = 5
"""Rows that are named one by one where they have one fault."""
VALUE = re.compile(r"""\([^()]*\)|"[^"]*"|[^\s,;]*\d[^\s,;]*""")
"""What a fault says of one row alone: what is quoted, in brackets, or has a figure in it."""
LISTED = re.compile(r'("[^"]*"(?:, "[^"]*"){2})((?:, "[^"]*"){2,})')
"""Quoted names, the first three and two more or further ones."""
DONE = {REPAIR: "Repaired", WARN: "Used as it is"}
LEFT_OUT = {
    "heading-unknown": "Left out",
    "sheet-unknown": "Left out",
    "cell-left-blank": "Left blank",
}
"""What was done where a check leaves something out, and says no more than a warning."""


def account_rows(store: Store) -> list[list[str]]:
    """Lay out for each table the rows read, used and set aside, and which for what fault."""
    return [
        [
            name.replace("_", " ").capitalize(),
            words.number(account["read"]),
            words.number(account["kept"]),
            words.number(account["set_aside"]),
            "; ".join(_faults(store, name, account["reasons"])) or "none",
        ]
        for name, account in store.accounts.items()
    ]


def _faults(store: Store, table: str, reasons: Mapping[str, int]) -> list[str]:
    """Say each kind of fault with how many rows have it and the first of those rows."""
    rows = set_aside(store).filter(table=table).sort("source_row")
    found = []
    for said, alike in _alike(reasons).items():
        count = sum(reasons[fault] for fault in alike)
        known = rows.filter(pl.col("fault").is_in(alike))["source_row"].drop_nulls()
        numbers = [str(row) for row in known.head(NAMED)]
        row = "row" if count == 1 else "rows"
        found.append(f"{count}: {said}" + (f" ({row} {first(numbers, count)})" * bool(numbers)))
    return found


def _alike(faults: Iterable[str]) -> dict[str, list[str]]:
    """Put faults together that differ in their values alone, and say them once without these."""
    kinds: dict[str, list[str]] = {}
    for fault in faults:
        kinds.setdefault(VALUE.sub("…", fault).rstrip(" …,"), []).append(fault)
    return {kind if len(alike) > 1 else alike[0]: alike for kind, alike in kinds.items()}


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


def _lines(store: Store) -> tuple[Line, ...]:
    return store.once("ledger", lambda: ledger(store.records, store.accounts, store.cube))


def ledger_table(store: Store) -> tuple[list[str], list[list[str]]]:
    """Lay out the way from the rows read to the rows counted: headings and a row for each table."""
    lines = _lines(store)
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
    lines = _lines(store)
    came = "read or that only a visit told of" if any(line.brought for line in lines) else "read"
    each = "More rows each: a file may tell of one setting in several rows. "
    more = each if any(line.joined for line in lines) else ""
    return (
        f"Counted: settings open on {words.day(store.as_at)}, visits and actions since {since}. "
        "Outside: settings not open on that day, and what happened before or after. Orphans: rows "
        "of a setting or an authority that there is not. Set aside: rows with another fault. "
        f"{more}Together these are all that was {came}."
    )


def set_aside_file(store: Store) -> Download:
    """Describe as a file the rows that could not be used."""
    return Download(set_aside(store), _facts(store), "rows set aside")


def issues_file(store: Store) -> Download:
    """Describe as a file what was repaired or is odd, each in full."""
    columns = ("file", "row", "column", "count", "check", "outcome", "said", "remedy")
    rows = [tuple(issue[name] for name in columns) for issue in store.issues]
    kinds = dict.fromkeys(columns, pl.String) | {"row": pl.UInt32, "count": pl.UInt32}
    return Download(pl.DataFrame(rows, kinds, orient="row"), _facts(store), "repairs and warnings")


def _facts(store: Store) -> dict[str, str]:
    return {
        "as_at": store.as_at.isoformat(),
        "snapshot": store.name,
        "source": words.source(store),
    }


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


def _and_more(names: re.Match[str]) -> str:
    """Keep the first of many names, and say how many there are more."""
    first_ones, others = names.groups()
    return f"{first_ones} and {others.count(', ')} more"


REACH: Columns = {
    "What is told of": lambda line: words.opening(CALLED[line.told]),
    "Of which settings": "of",
    "Not known of": lambda line: line.not_of or "none",
    "How we know": lambda line: "stated" if line.stated else "from the rows",
}
"""What is listed of what the records reach, and of which types they tell nothing."""
ISSUE: Columns = {
    "What was found": lambda issue: LISTED.sub(_and_more, issue["said"]),
    "In": "file",
    "First row": lambda issue: words.number(issue["row"]) if issue["row"] else "all",
    "How many": number("count"),
    "What was done": lambda issue: (
        LEFT_OUT.get(issue["check"]) or DONE.get(issue["outcome"], issue["outcome"])
    ),
}
"""What is listed of what was repaired or is odd: where it is first, and in how many values."""
