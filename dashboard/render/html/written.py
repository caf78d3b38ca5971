"""Draws what an exhibit tells in words: plain tables, written pages, sentences and links."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from dashboard.exhibits.exhibit import Cells, Link, Prose, Records, Sentences, Words, Written
from dashboard.exhibits.written import AS_TABLE
from dashboard.measures.selection import Selection
from dashboard.render.html import counts, prose, tables
from dashboard.render.leading import Lead

PROFILE = "areas"
"""The page that has the profile of an authority and the history of a setting."""
WIDE = "words wide"
"""Cells of words in more columns than a narrow screen holds: they are told one by one there."""


def written(
    chart: Written, title: str, lead: Lead, chosen: Selection, codes: Mapping[str, str]
) -> str:
    """Draw what is told in words under the title of its exhibit.

    A reference of a setting leads to its history and an authority, of the `codes` by name, to its
    profile, beside what is `chosen`; a region, which has its name for a code, to the same page.
    """
    leads = _leads(lead, chosen, codes)
    match chart:
        case Cells():
            listed = tables.plain(chart.rows, chart.headings, title, leads=leads)
            return f'<div class="figures">{listed}</div>'
        case Records():
            listed = tables.plain(chart.rows, chart.headings, title, leads=leads)
            is_part = chart.of > len(chart.rows)
            return counts.records(listed, chart.counted, chart.of if is_part else 0)
        case Words():
            kind = "numbers" if chart.numbers else WIDE if chart.wide else "words"
            listed = tables.plain(chart.rows, chart.headings, chart.called or title, kind, leads)
            return _closed(chart.closed, listed)
        case Prose():
            return _closed(chart.closed, f'<div class="prose">{prose.to_html(chart.text)}</div>')
        case Sentences():
            said = ((escape(said), _link(link, lead)) for said, link in chart.rows)
            lines = "".join(f"<li>{' '.join(filter(None, line))}</li>" for line in said)
            return f'<ol class="look">{lines}</ol>'
        case Link():
            link = _link(chart, lead)
            return f'<p class="files">{link}</p>' if link else ""


def _leads(
    lead: Lead, chosen: Selection, codes: Mapping[str, str]
) -> dict[str, Callable[[str], str]]:
    def to_setting(urn: str) -> str:
        return lead(PROFILE, replace(chosen, setting=urn))

    def to_area(name: str) -> str:
        return lead(PROFILE, chosen.changed("area", codes[name])) if name in codes else ""

    def to_region(name: str) -> str:
        is_other = codes.get(name) == name != chosen.area
        return lead("", chosen.changed("area", name)) if is_other else ""

    regions = dict.fromkeys(tables.REGIONS, to_region)
    return {tables.URN: to_setting, **dict.fromkeys(tables.AUTHORITIES, to_area), **regions}


def _closed(name: str, drawn: str) -> str:
    more = tables.SAME if name == AS_TABLE else ""
    return tables.below(name, drawn, more) if name else drawn


def _link(link: Link, lead: Lead) -> str:
    """Write a link, or nothing where there are no addresses."""
    address = lead(link.path, link.selection)
    said = escape(link.said)
    return f'<a href="{escape(address + link.anchor)}">{said}</a>' if address else ""
