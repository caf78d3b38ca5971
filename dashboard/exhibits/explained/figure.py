"""One figure of a page: what it measures, for whom, and how it is named in an address."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.measures import Measure, Question, Selection, Store, choice
from dashboard.measures.filters import FILTERS, PLACES_UNIT, SETTINGS_UNIT
from dashboard.measures.narrowing import OF_FIGURES
from dashboard.measures.selection import is_code
from dashboard.records import words as w
from dashboard.wording import words

FIELDS = {each.address: each.name for each in FILTERS if each.name in OF_FIGURES}
"""For each part of a figure's name, the field of a selection in which it may differ."""

EVERY = {"area": "england", "from": "latest", "to": "now"}
"""What to call a field without a limit."""

FOLDED = {"setting_type": "setting_type", "sector": "sector", "last_grade": "last_grade"}
"""For each column that a reader may filter by, but for areas, the filter."""


@dataclass(frozen=True)
class Figure:
    """A measure for a choice and further limits, with what it comes to.

    `numerator` is blank where the records cannot tell; `denominator` for a plain count.
    """

    measure: Measure
    selection: Selection
    limits: tuple[tuple[str, str], ...]
    numerator: int | None
    denominator: int | None
    value: float | None

    @property
    def where(self) -> dict[str, str]:
        """Every limit, by column."""
        return self.selection.limits(self.measure, dict(self.limits))

    def key(self, page: Selection) -> str:
        """Name the figure for an address: the measure, and how it differs from the page's choice.

        The name stays the same when a filter of the page changes that the figure obeys.
        """
        page = page.of(self.measure)
        parts = [
            f"{name}~{_slug(name, getattr(self.selection, field))}"
            for name, field in FIELDS.items()
            if getattr(self.selection.of(self.measure), field) != getattr(page, field)
        ]
        limits = [f"{column}~{words.slug(word)}" for column, word in self.limits]
        return ".".join([self.measure.name, *parts, *limits])

    def label(self, page: Selection, store: Store) -> str:
        """Name the figure for a list: what is measured, where, for whom, and what it comes to."""
        chosen, parts = self.selection, [self.measure.label]
        parts.append(choice.area_name(chosen.area, store))
        if words.noun(chosen) != words.noun(page):
            parts.append(words.noun(chosen))
        if (chosen.since, chosen.until) != (page.since, page.until):
            parts.append(words.period(chosen, store))
        parts += [limit(column, word) for column, word in self.limits]
        parts += filter(None, [self.free_of(page)])
        return f"{', '.join(parts)}: {self.written}"

    def free_of(self, page: Selection) -> str:
        """Say which filters of visits of the page's choice the figure does not obey."""
        lifted = [each.limit for each in page.of_visits if each not in self.selection.of_visits]
        return f"not limited by {words.listed(lifted)}" if lifted else ""

    @property
    def written(self) -> str:
        """Write what the figure comes to."""
        n, total = self.numerator, self.denominator
        if n is None:
            return "not known"
        if self.measure.denominator is None:
            return words.number(n)
        if not total:
            return "none"
        if self.measure.is_mean:
            return f"{words.number(n / total)} {self.measure.unit}"
        return words.n_of_n(n, total)


def _slug(name: str, value: str | date | None) -> str:
    if value is None:
        return EVERY.get(name, "any")
    return str(value) if isinstance(value, date) or is_code(value) else words.slug(value)


def limit(column: str, word: str) -> str:
    """Say one limit in words."""
    if column == "week":
        return words.week_of(date.fromisoformat(word))
    if column == "selection_basis":
        word = words.BASIS[word]
    elif word == w.NOT_RECORDED:
        return f"{column.replace('_', ' ')} not recorded"
    return words.within(word)


def folded(
    asked: Question, limits: dict[str, str]
) -> tuple[Selection, tuple[tuple[str, str], ...]]:
    """Take limits that a reader could have chosen as filters into the choice; keep the others."""
    unit = PLACES_UNIT if asked.measure.unit == "places" else SETTINGS_UNIT
    chosen, rest = replace(asked.selection.of_figures(), unit=unit), {}
    for column, word in (dict(asked.limits) | limits).items():
        if column in ("la_code", chosen.region_column) and not chosen.is_authority:
            chosen = chosen.changed("area", word)
        elif column in FOLDED:
            chosen = chosen.changed(FOLDED[column], word)
        else:
            rest[column] = word
    return chosen, tuple(rest.items())
