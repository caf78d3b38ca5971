"""A filter as a value: where it stands in an address, what it limits and how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dashboard.measures import shape

Chosen = TypeVar("Chosen")


SETTINGS, VISITS = "settings", "visits"


STRIP, MORE, SECTION = "strip", "more", "section"
"""Where a filter is chosen: in the strip, under More filters, or in the section it acts on."""


@dataclass(frozen=True)
class Filter:
    """One choice of a reader: where it stands in an address, what it limits and how it is said.

    `column` is what it limits in the records and the cube ("" where it limits nothing by itself).
    `choices` are what may be chosen beside no limit; there are none where the records decide.
    `every` is what no limit is called in a list; a filter without it always has one of its choices,
    the first until another is chosen. `words` says in a sentence what each choice leaves: which
    visits, or of settings what stands after their noun, or `before` it. `options` says in a list
    what each is; `limit` says what a figure is not limited by. `called` names it in a notice.
    `name` is its field in `Choices`, from where it has it.
    """

    address: str
    label: str
    column: str = ""
    choices: tuple[Any, ...] = ()
    every: str = ""
    place: str = MORE
    words: Mapping[Any, str] = field(default_factory=dict)
    before: bool = False
    options: Mapping[Any, str] = field(default_factory=dict)
    limit: str = ""
    called: str = ""
    name: str = ""

    @property
    def applies_to(self) -> str:
        """Say of what it chooses some: settings, visits, or nothing."""
        if self.column in shape.HOW:
            return VISITS
        return SETTINGS if self.column in (*shape.WHO, *shape.AREAS) else ""

    def can_limit(self, table: str) -> bool:
        """Say whether it limits what a table of the cube counts."""
        return not self.column or shape.has(table, self.column)


def offered(default: Chosen, each: Filter) -> Chosen:
    """Give a field of the choices its filter, and what is chosen until a reader chooses."""
    return field(default=default, metadata={"filter": each})
