"""The questions that a page asks: what it shows can be explained, because all of it was asked for.

Every figure comes from a question put to a store. Whoever listens while a page is laid out knows
each of them, whichever module asked, and whether the answer was worked out or remembered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.stopping import go_on

ANSWERS_KEPT = 4000
Found = TypeVar("Found")


@dataclass(frozen=True)
class Question:
    """A measure asked for a choice, split by some columns and limited further to some words."""

    measure: Measure
    selection: Selection
    by: tuple[str, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()


class Other:
    """A figure that a page works out itself, told like a question that was asked."""


Asked = Question | Other

_HEARD: ContextVar[list[Asked] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[list[Asked]]:
    """Collect every question that is asked in the block, in the order of asking."""
    heard: list[Asked] = []
    before = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(before)


def tell(*asked: Asked) -> None:
    """Let whoever listens know of questions."""
    heard = _HEARD.get()
    if heard is not None:
        heard.extend(asked)


class Once(dict[str, Any]):
    """What is worked out once for all questions alike, by name; it is never given up."""

    def __call__(self, name: str, work_out: Callable[[], Found]) -> Found:
        """Give what was worked out under a name, or work it out now and keep it."""
        if name not in self:
            self[name] = work_out()
        found: Found = self[name]
        return found


def remembered(
    answers: dict[tuple[Any, ...], Any], key: tuple[Any, ...], work_out: Callable[[], Any]
) -> Any:
    """Give what was worked out for a key before, or work it out now and keep it.

    The questions that were asked on the way are kept with it, and told again each time.
    """
    found = answers.get(key)  # asked once: another thread may clear the answers at any moment
    if found is None:
        go_on()
        if len(answers) >= ANSWERS_KEPT:
            answers.clear()
        with hearing() as asked:
            answer = work_out()
        found = answers[key] = answer, tuple(asked)
    answer, questions = found
    tell(*questions)
    return answer
