"""What stands in place of a figure that is held back, and beside one to be used with care."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from dashboard.measures import Measure, Selection, Store, WithheldError
from dashboard.records.completeness import Field
from dashboard.wording import filtered, words

Asked = ParamSpec("Asked")
Given = TypeVar("Given")
Tile = tuple[str, str, str]
CHECKING = "We are checking this figure"
REMOVED = "We do not show this figure"
MARK = "[u] use with care"


def sentence(figure: WithheldError) -> str:
    """Say which figure is held back and why, with the last one that was checked."""
    return f"{told(figure)}: {figure.measure.label.lower()}. {_why(figure)}".strip()


def told(figure: WithheldError) -> str:
    """Say in a few words that a figure is held back."""
    return REMOVED if figure.field else CHECKING


def _why(figure: WithheldError) -> str:
    if figure.field:
        return f"{words.opening(recorded(figure.field))}."
    if figure.last is None:
        return ""
    day, n, total = figure.last
    said = words.number(n) if total is None else words.n_of_n(n, total)
    return f"The last checked figure, from {words.day(day)}, was {said}."


def recorded(field: Field) -> str:
    """Say in how many rows a field is recorded."""
    rows = f"{words.number(field.rows)} {field.table}"
    return f"{field.called} is recorded for {words.number(field.recorded)} of {rows}"


def _instead(
    give: Callable[Asked, Given], stand_in: Callable[[WithheldError], Given]
) -> Callable[Asked, Given]:
    """Give what stands in where a figure of what is asked for is held back."""

    @wraps(give)
    def given(*args: Asked.args, **kwargs: Asked.kwargs) -> Given:
        try:
            return give(*args, **kwargs)
        except WithheldError as figure:
            return stand_in(figure)

    return given


def in_words(say: Callable[Asked, str]) -> Callable[Asked, str]:
    """Let a sentence say so where its figure is held back."""
    return _instead(say, sentence)


def tile(give: Callable[Asked, Tile]) -> Callable[Asked, Tile]:
    """Let a figure at the head of a page say so where it is held back."""
    return _instead(give, as_tile)


def tiles(give: Callable[Asked, list[Tile]]) -> Callable[Asked, list[Tile]]:
    """Let figures that are worked out together say so where one of them is held back."""
    return _instead(give, lambda figure: [as_tile(figure)])


def as_tile(figure: WithheldError) -> Tile:
    """Give what stands in the place of a figure: its label, a word and the sentence."""
    value = "not shown" if figure.field else "checking"
    return figure.measure.label, value, f"{told(figure)}. {_why(figure)}".strip()


def care(store: Store, measure: Measure, split_by: Iterable[str] = ()) -> str:
    """Say why a figure must be used with care; nothing where there is no reason to."""
    reasons = [recorded(field) for field in store.trust.careful(measure, split_by)]
    reasons += [
        f"{words.number(aside)} of {words.number(read)} rows of {name.replace('_', ' ')} could not "
        "be used"
        for name, (aside, read) in store.trust.lost(measure).items()
    ]
    return f"{MARK}: {words.listed(reasons)}" if reasons else ""


def limited(given: Tile, selection: Selection, *measures: Measure) -> Tile:
    """Say beside a figure at the head of a page which filters in use cannot limit it."""
    label, value, under = given
    return label, value, "; ".join(filter(None, [under, filtered.unlimited(selection, *measures)]))


def marked(given: Tile, store: Store, measure: Measure) -> Tile:
    """Mark a figure at the head of a page that must be used with care."""
    label, value, under = given
    return (label, value, f"{under}; {MARK}") if care(store, measure) else given
