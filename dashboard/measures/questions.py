"""The questions that a page asks: what it shows can be explained, because all of it was asked for.

Every figure comes from a question put to a store. A store that lists what it is asked knows each of
them, whichever module asked, and whether the answer was worked out or remembered.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.stopping import go_on

ANSWERS_KEPT = 20_000
"""Some 450 choices on a page with 44 questions."""
Found = TypeVar("Found")


@dataclass(frozen=True)
class Question:
    """A measure asked for a choice, split by some columns and limited further to some words."""

    measure: Measure
    selection: Selection
    by: tuple[str, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()


class Other:
    """A figure that a page works out itself, listed like a question that was asked."""


Asked = Question | Other


class Once(dict[str, Any]):
    """What is worked out once for all questions alike, by name; it is never given up."""

    def __call__(self, name: str, work_out: Callable[[], Found]) -> Found:
        """Give what was worked out under a name, or work it out now and keep it."""
        if name not in self:
            self[name] = work_out()
        found: Found = self[name]
        return found


class Answers:
    """What was worked out, by question; what was not asked for longest is forgotten first.

    What is dear and holds for all choices is in `Once`. Many readers may ask at the same time.
    """

    def __init__(self, most: int = ANSWERS_KEPT) -> None:
        """Remember so many answers at most."""
        self._most, self._lock = most, Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        """Give an answer and let it be the last to be forgotten; None where there is none."""
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def keep(self, key: Hashable, found: Any) -> None:
        """Remember an answer; the oldest makes room for it."""
        with self._lock:
            self._found[key] = found
            if len(self._found) > self._most:
                self._found.popitem(last=False)

    def __call__(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """Give what was worked out for a key before, or work it out now and keep it."""
        found = self.get(key)
        if found is None:
            go_on()
            found = work_out()
            self.keep(key, found)
        answer: Found = found
        return answer
