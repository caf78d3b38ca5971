"""Draws places side by side as a table, with a bar for how much of each is visited."""

from dataclasses import replace
from html import escape

from dashboard.exhibits.areas import comparison, inspection_load
from dashboard.exhibits.common import axis
from dashboard.exhibits.exhibit import Places
from dashboard.measures import Selection, Status
from dashboard.measures.parts import BESIDE
from dashboard.render import keys
from dashboard.render.html import counts, tables
from dashboard.render.html.markup import classed, headed, scrolled, texts
from dashboard.render.leading import Lead
from dashboard.wording import cells, words


def table(chart: Places, caption: str, lead: Lead) -> str:
    """Show the places as a table with a bar for coverage; each name leads to its own profile."""
    rows, selection = chart.rows, chart.selection
    has_load = rows["visits"].null_count() < rows.height
    here = {True: classed("here"), False: ""}
    heads, end = comparison.headings(selection, has_load), axis.end(rows["value"])
    body = "".join(
        f'<tr{here[row["place"] == selection.area]}><th scope="row">{_name(row, selection, lead)}'
        f"{_compare(row, selection, lead)}</th>{_bar(row, end)}"
        f"{texts(_cells(row)[: len(heads) - 2])}</tr>"
        for row in rows.iter_rows(named=True)
    )
    kind, style = "counts places told", tables.named(heads)
    few = keys.few(rows)
    key = f'<p class="key">{few}</p>' if few else ""
    return f"{scrolled(kind, caption, headed(heads), body, style)}{key}"


def _name(row: dict, selection: Selection, lead: Lead) -> str:
    if row["place"] == selection.area:
        return escape(row["name"])
    address = lead("", selection.changed("area", row["place"]))
    return f'<a href="{escape(address)}">{escape(row["name"])}</a>'


def _compare(row: dict, selection: Selection, lead: Lead) -> str:
    """Offer quietly to compare a place, where it is not the one that is shown or compared."""
    place = row["place"]
    if place == selection.area or place in selection.compare:
        return ""
    address = lead("", replace(selection.comparing(place), part=BESIDE))
    name = f'<span class="unseen"> {escape(row["name"])}</span>'
    return f' <a class="quiet" href="{escape(address)}">Compare{name}</a>' if address else ""


def _bar(row: dict, end: float) -> str:
    kind = "room few" if row["status"] == Status.FEW.value else "room"
    return counts.room(cells.n_of_n(row), (row["value"] or 0) / end, kind)


def _cells(row: dict) -> list[str]:
    is_known = row["settings"] is not None
    none = cells.NO_PROVIDERS if is_known else cells.NOT_KNOWN
    rate = none if row["per_ten"] is None else inspection_load.rate(row["per_ten"])
    return [
        words.number(row["settings"]) if is_known else cells.NOT_KNOWN,
        words.number(row["visits"] or 0),
        rate,
        words.number(row["busy"] or 0),
    ]
