"""Refuse what a mapping says and nothing reads: it would be passed over without a word."""

from collections.abc import Collection
from difflib import get_close_matches

from dashboard.records.issues import rejected
from dashboard.records.sources.mapping import MAPPING, Mapping, Mappings

CSV, WORKBOOK, TYPED, DATABASE = "a CSV file", "a workbook", "a file with types", "a database"
READ = {
    CSV: ("file", "encoding", "separator"),
    WORKBOOK: ("file", "sheet"),
    TYPED: ("file",),
    DATABASE: ("table",),
}
"""Of the settings that say where and how a table is stored, those that each kind of source has."""
UNSAID = Mapping()


def refuse_idle(name: str, label: str, mapping: Mapping, kind: str) -> None:
    """Reject a setting that says how to read another kind of source than this one."""
    for setting in ("file", "sheet", "table", "encoding", "separator"):
        said = getattr(mapping, setting) != getattr(UNSAID, setting)
        if said and setting not in READ[kind]:
            raise rejected(
                "mapping-idle",
                f"{setting} under [{name}] does nothing, because {label} is {kind}; "
                f"what is read there: {', '.join(READ[kind])}.",
                MAPPING,
                column=setting,
            )


def refuse_absent(label: str, mappings: Mappings, tables: Collection[str]) -> None:
    """Reject a mapping of a table that the source does not have, unless it may be empty."""
    for name, mapping in mappings.items():
        if name not in tables and not mapping.may_be_empty:
            raise rejected(
                "mapping-idle",
                f"[{name}] does nothing, because {label} has no table of that name: it holds "
                f"{', '.join(tables)}. Name its file, sheet or table, or say may_be_empty = true.",
                MAPPING,
            )


def refuse_wordless(name: str, label: str, mapping: Mapping, columns: Collection[str]) -> None:
    """Reject words or dates of a column that the table does not have, naming the nearest it has."""
    dates = mapping.dates if isinstance(mapping.dates, dict) else {}
    for part, column in (*(("words", c) for c in mapping.words), *(("dates", c) for c in dates)):
        if column not in columns:
            near = get_close_matches(column, list(columns), n=1)
            nearest = f" {near[0]} comes nearest." if near else ""
            raise rejected(
                "mapping-idle",
                f"[{name}.{part}.{column}] does nothing, because {label} has no column {column}."
                f"{nearest}",
                MAPPING,
                column=column,
            )
