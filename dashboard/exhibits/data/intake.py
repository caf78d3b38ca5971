"""What came in: every row, the way to the figures, what was mended, and how complete it is."""

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.data import quality, row_accounts
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store
from dashboard.records.completeness import completeness
from dashboard.records.reached import HOW, lines

ROWS = ("Table", "Read", "Used", "Set aside", "Why")
SET_ASIDE = "The download has each row that was set aside, with its fault."


def rows(store: Store, _selection: Selection) -> Exhibit:
    """Give what became of every row that was read."""
    file = row_accounts.set_aside_file(store)
    return Exhibit(
        "set-aside",
        "What became of every row",
        "Rows read, used and set aside, by table",
        (Words(row_accounts.account_rows(store), ROWS, "Rows by table"),),
        file,
        (SET_ASIDE,) if file.height else (),
        about=True,
    )


def ledger(store: Store, _selection: Selection) -> Exhibit:
    """Give the way from the rows read to the rows counted."""
    headings, listed = row_accounts.ledger_table(store)
    return Exhibit(
        "ledger",
        "From the rows read to the figures",
        "What every row became, by table",
        (Words(listed, headings, "Rows read and counted"),),
        notes=(row_accounts.ledger_note(store),),
        about=True,
    )


def reach(store: Store, _selection: Selection) -> Exhibit | None:
    """Give which types and days the records tell of, where they leave any out."""
    listed = lines(store.cube.reach)
    said, title = "What the records reach", "What is told of, of which settings and days"
    drawn = (Words(*tabled(listed, row_accounts.REACH), said),)
    return Exhibit("reach", said, title, drawn, notes=(HOW,), about=True) if listed else None


def mended(store: Store, _selection: Selection) -> Exhibit | None:
    """Give what was repaired or is odd, where anything was."""
    said, title = "What was mended, and what is odd", "Repairs and warnings, by file"
    if not store.issues:
        return None
    drawn = (Words(*tabled(store.issues, row_accounts.ISSUE), "Repairs and warnings"),)
    return Exhibit("mended", said, title, drawn, row_accounts.issues_file(store), about=True)


def fields(store: Store, _selection: Selection) -> Exhibit:
    """Give how complete each field is, and what a blank does."""
    known = store.trust.fields or completeness(store.records)
    return Exhibit(
        "fields",
        "How complete the records are",
        "Rows in which each field is recorded",
        (Words(*tabled(known, quality.FIELD), "Completeness of each field"),),
        about=True,
    )
