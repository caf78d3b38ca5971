"""The exhibits of a page, made: each once for a choice, those of one headline together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from dashboard.exhibits.exhibit import AreasMap, Exhibit, Tracks
from dashboard.exhibits.page import Make, Page, Section
from dashboard.measures import Selection, Store, WithheldError
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.parts import ALL, FIRST
from dashboard.measures.questions import Answers

BLANKS = (AreasMap, Tracks)
"""Charts that show what is not known."""
KEPT = 1_000
"""Exhibits of some 80 choices on a page."""

Group = list[Exhibit] | WithheldError
"""Exhibits under one headline, or why one is held back."""


def groups(makes: Iterable[Make], store: Store, selection: Selection) -> Iterator[Group]:
    """Make exhibits, and give those together that stand under one headline."""
    group: list[Exhibit] = []
    for make in makes:
        made = _made(make, store, selection)
        if made is None:
            continue
        if group and (isinstance(made, WithheldError) or not made.continued):
            yield group
            group = []
        if isinstance(made, WithheldError):
            yield made
        else:
            group.append(made)
    if group:
        yield group


def group_of(key: str, page: Page, store: Store, selection: Selection) -> list[Exhibit] | None:
    """Find the exhibits under one headline of which one has a key; None where there are none."""
    for section in page.sections:
        for group in groups(section.makes, store, selection):
            if not isinstance(group, WithheldError) and any(each.key == key for each in group):
                return group
    return None


def is_there(section: Section, store: Store, selection: Selection) -> bool:
    """Say whether a section has anything to show; no more of it is made than tells."""
    return section.never_empty or next(groups(section.makes, store, selection), None) is not None


def open_part(page: Page, store: Store, selection: Selection) -> str:
    """Give the part of a page that a choice opens.

    Where it names none of this page, that is the first part that has anything to show, if any has.
    """
    if selection.part in (*page.parts_of(selection), ALL):
        return selection.part
    there = (s.part for s in page.sections if s.part and is_there(s, store, selection))
    return next(there, FIRST)


def parts_there(page: Page, store: Store, selection: Selection) -> tuple[str, ...]:
    """Give the parts of a page to choose from: those that have anything to show, and the open one.

    Only those are made to be asked that may have none: where the first has none, all of them, and
    else those of which the records tell nothing for all England.
    """
    parts = page.parts_of(selection)
    if not parts:
        return ()
    empty = not _has_any(parts[0], page, store, selection)
    doubted = parts if empty else _untold_parts(page, store)
    return tuple(
        part
        for part in parts
        if part == selection.part or part not in doubted or _has_any(part, page, store, selection)
    )


def _has_any(part: str, page: Page, store: Store, selection: Selection) -> bool:
    return any(is_there(s, store, selection) for s in page.sections if s.part == part)


def _untold_parts(page: Page, store: Store) -> frozenset[str]:
    """Give the parts that have nothing to show for all England, looked for once for a snapshot."""

    def listed() -> frozenset[str]:
        # What is asked for this once is no figure of the page: it has a list of its own.
        plain, apart = Selection(), store.listing()
        parts = page.parts_of(plain)
        return frozenset(part for part in parts if not _has_any(part, page, apart, plain))

    return store.once(f"untold parts of {page.path}", listed)


def make_all(page: Page, store: Store, selection: Selection) -> list[Group]:
    """Make every exhibit of a page, shown or not: its store is then asked every figure of it."""
    return [*groups(chain.from_iterable(s.makes for s in page.sections), store, selection)]


def _made(make: Make, store: Store, selection: Selection) -> Exhibit | WithheldError | None:
    """Make an exhibit, or give why it is held back: the others of its page stay.

    It is made once for a choice, while that is among the last that were asked for.
    """

    def work_out(asked: Store) -> Exhibit | None:
        made = make(asked, selection)
        asked.was_asked(*(made.results if made else ()))
        if made is None or _is_untold(made, asked, selection):
            return None
        return replace(made, asked=tuple(asked.asked or ()))

    kept = store.once("exhibits", lambda: Answers(KEPT))
    try:
        return store.remembered((make, selection), work_out, kept)
    except WithheldError as withheld:
        return withheld


def _is_untold(made: Exhibit, store: Store, selection: Selection) -> bool:
    """Say whether an exhibit has no figure because the records tell of none: its page says it once.

    A map or a track that is not known stays: it has a blank of its own.
    """
    if made.stays or made.file is None or any(isinstance(chart, BLANKS) for chart in made.charts):
        return False
    names, rows = made.file.facts.get("measure", "").split(", "), made.file.first
    asked = [BY_NAME[name] for name in names if name in BY_NAME]
    counted = rows["numerator"].count() if "numerator" in rows.columns else len(made.charts)
    return bool(asked) and not counted and not any(store.tells(m, selection) for m in asked)
