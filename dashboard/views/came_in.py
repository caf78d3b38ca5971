"""What came in, on Data and downloads: every row, what was mended, and how complete it is."""

from dashboard.figures import came_in, quality, tables
from dashboard.records.completeness import completeness
from dashboard.records.reached import HOW
from dashboard.store import Store
from dashboard.ui import parts


@parts.part
def page(store: Store) -> None:
    """Show what became of every row, the way to the figures, the repairs and the blanks."""
    with parts.panel() as shown:
        rows(shown, store)
        shown.finding("From the rows read to the figures", "What every row became, by table")
        heads, lines = came_in.ledger_table(store)
        shown.html(tables.plain(lines, heads, "Rows read and counted", "words"))
        shown.note(came_in.ledger_note(store))
        reached(shown, store)
        mended(shown, store)
        fields(shown, store)


def rows(shown: parts.Panel, store: Store) -> None:
    """Show what became of every row that was read."""
    shown.finding("What became of every row", "Rows read, used and set aside, by table")
    heads = ["Table", "Read", "Used", "Set aside", "Why"]
    shown.html(tables.plain(came_in.account_rows(store), heads, "Rows by table", "words"))
    shown.note("The rows that were set aside, each with its fault:")
    shown.download("download_set_aside", came_in.set_aside_file(store))


def reached(shown: parts.Panel, store: Store) -> None:
    """Show which types and days the records tell of, where they leave any out."""
    listed = came_in.reach_rows(store)
    if listed:
        shown.finding("What the records reach", "What is told of, of which settings and days")
        shown.html(tables.plain(listed, came_in.REACH, "What the records reach", "words"))
        shown.note(HOW)


def mended(shown: parts.Panel, store: Store) -> None:
    """Show what was repaired or is odd, where anything was."""
    listed = came_in.finding_rows(store)
    if listed:
        shown.finding("What was mended, and what is odd", "Repairs and warnings, by file")
        shown.html(tables.plain(listed, came_in.FINDINGS, "Repairs and warnings", "words"))


def fields(shown: parts.Panel, store: Store) -> None:
    """Show how complete each field is, and what a blank does."""
    shown.finding("How complete the records are", "Rows in which each field is recorded")
    heads = ["Field", "Recorded", "In words", "What a blank does", "Blank in"]
    known = store.remembered(("completeness",), lambda: completeness(store.records))
    complete = quality.field_rows(known)
    shown.html(tables.plain(complete, heads, "Completeness of each field", "words"))
