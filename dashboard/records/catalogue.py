"""Every check of records on their way in: its name, what it does and what the remedy is.

A name never changes its meaning, so that a report can be compared with an earlier one.
"""

from dataclasses import dataclass

REJECT = "reject the file"
SET_ASIDE = "set the row aside"
PASS_OVER = "pass over a row that is no record of its own"
REPAIR = "repair and say so"
WARN = "warn"


@dataclass(frozen=True)
class Check:
    """One check: what it finds, what is then done, and what its reader can do."""

    finds: str
    outcome: str
    remedy: str = ""


AGAIN = "Export it again."
MEND = "Mend it at its source."
NOTHING = "Nothing needs to be done."

CHECKS: dict[str, Check] = {
    "file-empty": Check("a file of no bytes", REJECT, AGAIN),
    "file-without-rows": Check(
        "a heading row and nothing below it",
        REJECT,
        "Export it again, or, if there are none, set may_be_empty = true under its table in "
        "mapping.toml.",
    ),
    "file-unreadable": Check("a file that is cut short or damaged", REJECT, AGAIN),
    "file-too-large": Check(
        "more bytes, rows or columns than are opened, or an archive that unpacks to too much",
        REJECT,
        "Export only the rows and columns of the table, as CSV or Parquet.",
    ),
    "file-kind": Check(
        "content of another kind than the name says, or a spreadsheet with a password",
        REJECT,
        "Save it as CSV, Parquet, XLSX or ODS, without a password, under that kind's name.",
    ),
    "file-changed": Check(
        "a file that differs from its line in SHA256SUMS", REJECT, "Copy it from its source again."
    ),
    "file-ambiguous": Check(
        "two files that could each be the table",
        REJECT,
        'Remove one, or name one under its table in mapping.toml, such as file = "visits.csv".',
    ),
    "file-elsewhere": Check(
        "a link, or a name in mapping.toml, that leads out of the folder",
        REJECT,
        "Put the file into the folder and give its name alone.",
    ),
    "source-unreachable": Check(
        "a place or a database that is not there, does not answer, or takes too long",
        REJECT,
        "Check its address, that it is running, and that you may read it.",
    ),
    "table-missing": Check("a table that was named or is needed but is not there", REJECT),
    "encoding-unknown": Check(
        "bytes that are not UTF-8",
        REJECT,
        "Save it as UTF-8, or declare it under its table in mapping.toml, such as encoding = "
        '"cp1252".',
    ),
    "encoding-changed": Check(
        "UTF-16, a byte order mark, or another encoding that was declared", REPAIR, NOTHING
    ),
    "control-character": Check("a character that no text may hold", REJECT, AGAIN),
    "line-ends": Check("line ends of an old kind, or within a quoted value", REPAIR, NOTHING),
    "line-ends-stray": Check("a line end of an old kind within a row", REJECT, AGAIN),
    "quote-open": Check("a quotation mark that is not closed or misplaced", REJECT, AGAIN),
    "rows-miscounted": Check("rows that two ways of counting do not agree on", REJECT, AGAIN),
    "separator": Check(
        "values parted by another sign than was declared",
        REJECT,
        'Declare it under its table in mapping.toml, such as separator = ";" (a tab is "\\t").',
    ),
    "mapping-idle": Check(
        "a key of mapping.toml that does nothing",
        REJECT,
        "Remove it, or mend what it names, in mapping.toml.",
    ),
    "heading-missing": Check(
        "no column of a name that is needed",
        REJECT,
        "Add it, or give the heading that it has under [TABLE.columns] in mapping.toml, such as "
        'urn = "Provider ID".',
    ),
    "heading-twice": Check("two columns of one name", REJECT, "Remove or rename one."),
    "heading-renamed": Check("a column under another name", REPAIR, NOTHING),
    "heading-unknown": Check("a column that is not used", WARN, NOTHING),
    "heading-unread": Check(
        "a column of a published file that is not read and looks like a fact",
        REJECT,
        "Put in its place a heading that is read, such as Registration date, Date closed, "
        "Registration status or (for the judgement of the whole) Overall effectiveness, or say "
        '--not-needed "HEADING" if the records can do without it.',
    ),
    "heading-lower": Check("headings below titles", REPAIR, NOTHING),
    "sheet-choice": Check(
        "no sheet of the table's name, or a hidden one",
        REJECT,
        'Name it under its table in mapping.toml, such as sheet = "Visits".',
    ),
    "sheet-unknown": Check("a sheet that is not used", WARN, NOTHING),
    "rows-hidden": Check("rows that the spreadsheet hides; they are read", WARN, MEND),
    "row-long": Check("a row with more values than headings", SET_ASIDE, MEND),
    "row-short": Check("a row with fewer values than headings", SET_ASIDE, MEND),
    "row-blank": Check("a row of blanks", PASS_OVER, NOTHING),
    "row-total": Check("a row of totals", PASS_OVER, NOTHING),
    "row-note": Check("a note below the rows of a published file", PASS_OVER, NOTHING),
    "row-repeated": Check("a row that says the same as another", PASS_OVER, NOTHING),
    "row-superseded": Check("a row of which there is a later version", PASS_OVER, NOTHING),
    "cell-formula": Check("a formula without a result", SET_ASIDE, "Calculate and save again."),
    "cell-error": Check("an error in a cell, such as #N/A", SET_ASIDE, MEND),
    "cell-left-blank": Check(
        "a cell of a published file that cannot be read and that its row can do without",
        WARN,
        "Nothing: its row is kept without it. Mend it in the file and import again if it matters.",
    ),
    "type-unheard": Check(
        "a type of setting that has no word of its own", WARN, "Nothing: it counts in every total."
    ),
    "files-disagree": Check(
        "two published files, or a title and the rows below it, that cannot both be so",
        WARN,
        "Nothing, if what counts is right. See that each file is the one that was meant.",
    ),
    "text-spaces": Check("spaces or invisible signs around a value", REPAIR, NOTHING),
    "text-garbled": Check(
        "letters that were decoded wrongly, such as CafÃ©",
        WARN,
        "Export it again as UTF-8.",
    ),
    "word-spelling": Check("a word in other capitals, dashes or quotation marks", REPAIR, NOTHING),
    "word-mapped": Check("a word that mapping.toml puts into ours", REPAIR, NOTHING),
    "word-unknown": Check(
        "a word that is not one of ours",
        SET_ASIDE,
        "Mend it, or give its meaning under [TABLE.words.COLUMN] in mapping.toml, such as CH = "
        '"Children\'s home".',
    ),
    "blank-word": Check("a word such as N/A or TBC that stands for a blank", REPAIR, NOTHING),
    "blank": Check("a blank that is not allowed", SET_ASIDE, MEND),
    "value-not-allowed": Check("a value out of range or not of its form", SET_ASIDE, MEND),
    "value-unread": Check("a value that is not of its kind", SET_ASIDE, MEND),
    "number-form": Check(
        "a number with commas, letters or a part that is not whole", SET_ASIDE, MEND
    ),
    "number-zero": Check("a whole number or a key that ends in .0", REPAIR, NOTHING),
    "number-missing": Check("NaN, which stands for a blank", REPAIR, NOTHING),
    "number-endless": Check("a number without end", SET_ASIDE, MEND),
    "date-form": Check(
        "a date in another form than the one declared",
        SET_ASIDE,
        "Mend it, or declare the form of every date under its table in mapping.toml, such as "
        'dates = "%d/%m/%Y".',
    ),
    "date-century": Check("a year without a century", SET_ASIDE, MEND),
    "date-impossible": Check("a day that the calendar lacks", SET_ASIDE, MEND),
    "date-far": Check("a day before 1900 or after 2100", SET_ASIDE, MEND),
    "date-serial": Check(
        "a date as a spreadsheet's day number, where that was declared", REPAIR, NOTHING
    ),
    "date-orders": Check(
        "a column of a published file with the day first in some rows and the month in others",
        REJECT,
        "Write every date of it in one form, such as yyyy-mm-dd, and import the file again.",
    ),
    "tables-stacked": Check(
        "a published file with tables of several days one below another",
        REJECT,
        "Put each into a file of its own, and import them together.",
    ),
    "dates-unread": Check(
        "a column of days of a published file of which most cannot be read",
        REJECT,
        "Write every day of it as yyyy-mm-dd, and import the file again.",
    ),
    "date-ambiguous": Check(
        "days that are all 12 or below where day and month are numbers, as if they were swapped",
        WARN,
        "See that the source writes its dates in the form that mapping.toml declares.",
    ),
    "date-time": Check("a time of day, or a zone: its day in London is used", REPAIR, NOTHING),
    "date-zone": Check(
        "a time of day without a zone",
        SET_ASIDE,
        "Give its zone, give the date alone, or declare the time of day under its table in "
        'mapping.toml, such as dates = "%Y-%m-%d %H:%M".',
    ),
    "date-future": Check(
        "an event after the day of the records",
        SET_ASIDE,
        "Mend it, build as at a later day, or give the day on which it was planned as recorded_on.",
    ),
    "date-later": Check(
        "a letter or a judgement of after the day of the records, on a row that is of before it",
        WARN,
        "Nothing needs to be done: it counts from that day on.",
    ),
    "dates-out-of-order": Check("an end before its start", SET_ASIDE, MEND),
    "key-shared": Check(
        "one key on rows that differ",
        SET_ASIDE,
        "Keep one, or name the column that tells which is later under its table in mapping.toml, "
        'such as version = "modified_at".',
    ),
    "key-unknown": Check("a key that is not in its table", SET_ASIDE, MEND),
    "area-code-mapped": Check("an area's code of another year, with one successor", WARN, NOTHING),
    "area-code-split": Check(
        "an area's code of another year, or of none", SET_ASIDE, "Use the code of the day."
    ),
    "area-named": Check("an area by its name or its number", REPAIR, NOTHING),
    "area-unknown": Check(
        "an area that is no local authority in England, in any spelling",
        SET_ASIDE,
        "Mend it, or say which it is under [TABLE.words.la_code] in mapping.toml, such as "
        'Wigin = "Wigan".',
    ),
    "area-ambiguous": Check(
        "an area that may be one of several",
        SET_ASIDE,
        "Mend it, or say which it is under [TABLE.words.la_code] in mapping.toml, such as "
        '"St Helens and Leeds" = "Leeds".',
    ),
    "area-disagrees": Check("a name or a region that is not the code's", SET_ASIDE, MEND),
    "published-row": Check(
        "a row of a published file that cannot be used",
        SET_ASIDE,
        "See the row in the file: if it is so as published, the others are used without it; if "
        "not, download the file again.",
    ),
    "visit-outside-registration": Check(
        "a visit before its setting was registered or after it closed",
        SET_ASIDE,
        "Mend it, or allow for some days under [visits] in mapping.toml, such as grace_days = 7.",
    ),
    "visit-graded": Check(
        "a judgement on a visit that has none, or none on an inspection", SET_ASIDE, MEND
    ),
    "reason-contradicts": Check("a sampled visit with a concern as its reason", SET_ASIDE, MEND),
}
