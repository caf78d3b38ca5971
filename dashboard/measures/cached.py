"""What is worked out once for each choice: a page that is opened again only lays it out."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from dashboard.measures.selection import Selection
from dashboard.measures.store import Store

More = ParamSpec("More")
Given = TypeVar("Given")


def cached(
    work: Callable[Concatenate[Store, Selection, More], Given],
) -> Callable[Concatenate[Store, Selection, More], Given]:
    """Let a function of a store and a choice work once for each choice.

    What else it takes must be hashable. What it gives is shared by everyone who asks, and must
    not be changed.
    """

    @wraps(work)
    def given(store: Store, selection: Selection, *more: More.args, **also: More.kwargs) -> Given:
        key = (work, selection, *more, *also.items())
        return store.remembered(key, lambda asked: work(asked, selection, *more, **also))

    return given


def cached_as(
    narrow: Callable[[Selection], Selection],
) -> Callable[
    [Callable[Concatenate[Store, Selection, More], Given]],
    Callable[Concatenate[Store, Selection, More], Given],
]:
    """Let a function work once for all choices that are alike once they are narrowed.

    A map of England is the same whichever authority is chosen: 2 ms of a new choice of Summary.
    """

    def of(
        work: Callable[Concatenate[Store, Selection, More], Given],
    ) -> Callable[Concatenate[Store, Selection, More], Given]:
        once = cached(work)

        @wraps(work)
        def given(
            store: Store, selection: Selection, *more: More.args, **also: More.kwargs
        ) -> Given:
            return once(store, narrow(selection), *more, **also)

        return given

    return of
