"""The picture of a table of a release: bars as long as the figures that are told."""

from datetime import date

import polars as pl

from dashboard.disclosure import release_notes
from dashboard.disclosure.release import Release, Table
from dashboard.disclosure.release_rows import said, sentence, table
from dashboard.exhibits.download import Download, Offer
from dashboard.measures.measure import AUTHORITY
from dashboard.render import pictures
from dashboard.render.svg import elements
from dashboard.render.svg.rows import Row, bar, rows


def drawn(figures: pl.DataFrame, width: float = elements.WIDTH) -> str:
    """Draw a bar for England and each region, under the label of each measure."""
    shown = figures.filter(pl.col("level") != AUTHORITY)
    lines = []
    for (label,), own in shown.group_by("measure", maintain_order=True):
        lines.append(Row(str(label)))
        told = [number or 0 for number in own["number"].to_list()]
        shares = own["share"].to_list() if own["out_of"].count() else []
        lengths = shares or [number / max(*told, 1) for number in told]
        for row, length in zip(own.iter_rows(named=True), lengths, strict=True):
            lines.append(Row(row["name"], (bar(length or 0),), said(row)))
    return rows(lines, width=width)


def picture(release: Release, of: Table, place: str) -> str:
    """Draw a table as one SVG with all that is needed to read it inside."""
    figures = table(release, of)
    facts = {
        "as_at": date.isoformat(release.as_at),
        "filters": release_notes.period(release),
        "source": release_notes.source(release),
        "mode": release_notes.MARKING,
    }
    title = f"{of.title}, England and the Ofsted regions"
    offer = Offer(sentence(figures, place), title, Download(figures, facts, of.name))
    return pictures.picture(offer, drawn)
