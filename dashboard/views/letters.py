"""Panels of What we found: what letters mention, how we visited and how long letters took."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dashboard.figures import (
    arriving,
    counts,
    downloads,
    findings,
    letters,
    modes,
    priority,
    tables,
    themes,
    words,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, WAITING
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store
from dashboard.ui import parts


@parts.part
def mentions(store: Store, selection: Selection) -> None:
    """Show what letters mention, then two themes by themselves and what sampled visits praise."""
    if not themes.mentioned(store, selection):
        with parts.panel() as shown:
            shown.note(themes.why_none(store, selection))
        return
    rows = themes.by_side(store, selection)
    who = words.noun(selection)
    title = f"Visits to {who} whose published letter mentions each theme, by side"
    with parts.panel() as shown:
        shown.finding(themes.most(rows), title)
        bars(shown, rows, themes.SIDES, title, "Theme")
        shown.note(themes.ADDED)
        close(shown, "themes", store, selection, rows, rows.columns, MENTIONS)
    for theme in themes.CALLED_OUT:
        one_theme(theme, rows, store, selection)
    if themes.mentioned(store, selection, selection_basis=w.SAMPLED, side=themes.WELL):
        good_practice(store, selection)


@parts.part
def one_theme(theme: str, rows: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show one theme by side and reason for the visit."""
    if not themes.mentioned(store, selection, theme=theme):
        with parts.panel() as shown:
            shown.note(f"{themes.sides_of(theme, rows)}.")
        return
    split = themes.called_out(store, selection, theme)
    title = f"{theme}: visits to {words.noun(selection)} whose published letter mentions it"
    with parts.panel() as shown:
        shown.finding(themes.sides_of(theme, rows), title)
        headings = {key: words.BASIS[basis] for key, basis in themes.BASES.items()}
        bars(shown, split, headings, title, "Side")
        if theme == themes.FLEXIBILITIES:
            shown.note(themes.PARTS)
        close(shown, words.slug(theme), store, selection, split, split.columns, MENTIONS)


@parts.part
def good_practice(store: Store, selection: Selection) -> None:
    """Show what letters of sampled visits say is going well."""
    rows = themes.by_side(store, selection, selection_basis=w.SAMPLED)
    title = f"Sampled visits to {words.noun(selection)} whose published letter says what goes well"
    with parts.panel() as shown:
        shown.finding(themes.good_practice(rows), title)
        bars(shown, rows, {"going_well": themes.WELL}, title, "Theme")
        close(shown, "good practice", store, selection, rows, ["name", "going_well"], MENTIONS)


@parts.part
def how(store: Store, selection: Selection) -> None:
    """Show visits on site, remote and both."""
    rows = modes.by_mode(store, selection)
    if not modes.any_mode(rows):
        with parts.panel() as shown:
            shown.note(modes.why_none(store, selection))
        return
    title = f"Visits to {words.noun(selection)}, by how they were made"
    with parts.panel() as shown:
        shown.finding(modes.sentence(rows), title)
        shown.html(tables.bars(rows, title, "How", "Of all visits", None))
        columns = ["name", "numerator", "denominator", "value"]
        close(shown, "how we visited", store, selection, rows, columns, VISITS)
        weekly = modes.by_week(store, selection)
        title = f"Visits to {words.noun(selection)} each week, by how they were made"
        shown.finding(modes.under_restrictions(weekly, store, selection), title)
        drawn = {name: modes.COLUMNS[name] for name in weekly.columns[1:]}
        shown.html(counts.weeks(weekly, drawn, title, arriving.marked(store, selection)))
        shown.note(arriving.note(store, selection))
        close(shown, "how by week", store, selection, weekly, weekly.columns, VISITS)


@parts.part
def publication(store: Store, selection: Selection) -> None:
    """Show how long letters took, against the standard, and the age of those that wait."""
    rows = letters.by_region(store, selection)
    title = f"Letters of visits to {words.noun(selection)}, and working days to publish them"
    with parts.panel() as shown:
        shown.finding(letters.time_taken(rows), title)
        if rows["visits"].sum():
            listed = tables.plain(letters.cells(rows), ["Area", *letters.HEADINGS], title)
            shown.html(f'<div class="figures">{listed}</div>')
            chance = [letters.BY_CHANCE] if store.illustrative and rows.height > 1 else []
            shown.note(" ".join([letters.ASSUMED, *chance]))
        columns = ["name", *letters.FIGURES, "mean_days"]
        close(shown, "letters", store, selection, rows, columns, DAYS_TO_PUBLISH)
        ages = letters.ages(store, selection)
        if rows["waiting"].sum():
            title = f"Letters not yet published, by time since the visit to {words.noun(selection)}"
            shown.finding(letters.oldest(ages), title)
            bars(shown, ages, {"waiting": "Letters"}, title, "Since the visit")
            close(shown, "letters waiting", store, selection, ages, ages.columns, WAITING)


@parts.part
def authorities(store: Store, selection: Selection) -> None:
    """List the authorities whose published letter states an area for priority action."""
    if not priority.applies(selection) or not themes.supplied(store):
        return
    rows = priority.of_authorities(store, selection)
    where = words.place(selection.area, store)
    title = (
        f"Areas for priority action in letters to local authorities, {where}, visits from "
        f"{words.period(selection, store)}"
    )
    with parts.panel() as shown:
        shown.finding(priority.sentence(rows), title)
        if rows.height:
            listed = tables.plain(priority.cells(rows), priority.HEADINGS, title)
            shown.html(f'<div class="records">{listed}</div>')
        shown.note(priority.RESPONSE)
        source, period = priority.source(store), words.period(selection, store)
        shown.note(f"Source: {source}; as at {words.day(store.as_at)}; {period}.")
        own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        facts = {"source": source, "caveat": findings.caveat(store, own)}
        name = "priority action"
        asked = downloads.download(store, own, MENTIONS, rows, priority.COLUMNS, name)
        shown.download("download_priority", replace(asked, facts=asked.facts | facts))


def bars(
    shown: parts.Panel, rows: pl.DataFrame, columns: Mapping[str, str], caption: str, heading: str
) -> None:
    """Show counts as bars in a table; on a narrow screen each name has a line of its own."""
    drawn = counts.bars(rows, columns, caption, heading, ())
    shown.html(f'<div class="themes">{drawn}</div>')


def close(
    shown: parts.Panel,
    name: str,
    store: Store,
    selection: Selection,
    rows: pl.DataFrame,
    columns: Sequence[str],
    measure: Measure,
) -> None:
    """Close a picture: where it is from, and its table as a file."""
    shown.source(store, words.period(selection, store))
    asked = downloads.download(store, selection, measure, rows, columns, name)
    told = replace(asked, facts=asked.facts | {"caveat": findings.caveat(store, selection)})
    shown.download(f"download_{words.slug(name)}", told)
