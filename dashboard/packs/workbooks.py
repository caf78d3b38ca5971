"""Tables that pages offer, as one workbook: each as it was shown, under headings people read."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.exhibits.download import Download, Offer
from dashboard.files.workbook import Graph, Table, Workbook
from dashboard.measures import Selection, Store, choice
from dashboard.measures.definitions import BY_NAME
from dashboard.settings import MARKING, Settings
from dashboard.wording import words
from dashboard.wording.headings import heading

FORMS = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of each form of a workbook, by the ending of its file."""

TYPES = {"csv": "text/csv; charset=utf-8"} | FORMS
"""The media type of each form of a table, by the ending of its file."""

INTRO = (
    "Visits to children's services settings in England, counted from the inspectorate's records.",
    "Assurance, monitoring and focused visits carry no grade. Nobody is ranked.",
)
UNEXPLAINED = "Counts are of rows in the records, as the title says."
SHARES = ("value", "low", "high")


def table(offer: Offer) -> Table:
    """Describe one table as a sheet of a workbook."""
    file = offer.file
    told = file.facts
    more = [text for name, text in told.items() if name == "caveat"]
    snapshots = "; ".join(f"{k.replace('_', ' ')} {v}" for k, v in told.items() if "snapshot" in k)
    source = f"{told['source']}; as at {told['as_at']}; {snapshots}"
    return Table(
        file.name,
        title=f"{offer.title} (as at {told['as_at']})",
        rows=_with_days(file).rename({name: _heading(name, file) for name in file.table.columns}),
        filters=told.get("filters", "all records, whatever the filters"),
        source=source,
        notes=(told.get("definition") or UNEXPLAINED, *more),
        shares=tuple(heading(name) for name in SHARES if _is_share(name, file)),
        graph=_graph(offer),
    )


def _graph(offer: Offer) -> Graph | None:
    """Give the chart of a table by its headings, as people read them."""
    if offer.graph is None:
        return None
    across, *up = (_heading(name, offer.file) for name in (offer.graph.across, *offer.graph.up))
    return replace(offer.graph, across=across, up=tuple(up))


def _with_days(file: Download) -> pl.DataFrame:
    """Give the whole table with its days as days, which its CSV has as text."""
    days = [name for name, kind in file.first.schema.items() if kind == pl.Date]
    return file.table.with_columns(pl.col(days).cast(pl.String).str.to_date(strict=False))


def _heading(name: str, file: Download) -> str:
    return "Value" if name == "value" and not _is_share(name, file) else heading(name)


def _is_share(name: str, file: Download) -> bool:
    """Say whether a column holds shares between 0 and 1 rather than counts or means."""
    measure = BY_NAME.get(file.facts.get("measure", ""))
    return name in SHARES and (measure is None or measure.is_share or measure.denominator is None)


def workbook(title: str, offers: Sequence[Offer], store: Store, selection: Selection) -> Workbook:
    """Put tables together under a cover that says what they are."""
    return Workbook(
        title=f"{title}: {choice.area_name(selection.area, store)}, {words.day(store.as_at)}",
        intro=INTRO,
        about=(
            f"Source: {words.source(store)}.",
            f"Figures as at {words.day(store.as_at)}.",
            "Next update: when the next records are taken in.",
            "Status: management information, not official statistics.",
            f"Shown: {words.showing(selection, store)}.",
            "Method: definitions are on the sheet named Notes; the method is on the page Data and "
            "downloads.",
            f"Disclosure mode: {MARKING}.",
            f"Data version: {store.name}.",
        ),
        contact=(
            Settings().contact or "Ask the team that runs this dashboard in your inspectorate.",
        ),
        tables=tuple(map(table, offers)),
    )


def written(form: str, book: Workbook) -> bytes:
    """Write a workbook in a form: ods or xlsx. Their libraries are slow to import."""
    if form == "ods":
        from dashboard.files.ods import to_ods

        return to_ods(book)
    from dashboard.files.xlsx import to_xlsx

    return to_xlsx(book)
