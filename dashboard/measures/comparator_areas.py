"""Which places stand beside an area: similar authorities, those of a region, or regions."""

from dataclasses import dataclass

import polars as pl

from dashboard.measures import results, similar
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings

NEAREST = Settings.similar


@dataclass(frozen=True)
class Beside:
    """Places that stand side by side: the column that names them, and each place in order."""

    column: str
    keys: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def frame(self) -> pl.DataFrame:
        """Give one row for each place: place, name."""
        names = {"place": self.keys, "name": self.names}
        return pl.DataFrame(names, schema={"place": pl.String, "name": pl.String})


def beside(store: Store, selection: Selection) -> Beside:
    """Give the places to show: the authority and those like it, or the parts of a larger area."""
    if selection.area is None:
        regions = store.authorities[selection.region_column].unique(maintain_order=True)
        names = tuple(regions.cast(pl.String))
        return Beside(selection.region_column, names, names)
    if selection.is_authority:
        codes = (selection.area, *alike(store, selection.area))
    else:
        inside = store.authorities.filter(pl.col(selection.region_column) == selection.area)
        codes = tuple(inside.sort("la_name")["la_code"])
    return Beside("la_code", codes, tuple(store.names[code] for code in codes))


def alike(store: Store, code: str) -> tuple[str, ...]:
    """Give the authorities most like one, nearest first; none for one without a provider."""
    return store.once(
        f"alike {code}", lambda: tuple(similar.nearest(profiles(store), code, NEAREST)["la_code"])
    )


def profiles(store: Store) -> pl.DataFrame:
    """Give what makes authorities alike, of the settings on the register of the day."""
    found: pl.DataFrame = store.once(
        "profiles", lambda: similar.profiles(store.cube.tables["open"])
    )
    return found


@cached
def around(store: Store, selection: Selection) -> tuple[str | None, ...]:
    """Give an area, the region that it lies in and England (None), each once."""
    if selection.is_authority:
        return selection.area, region_of(store, selection), None
    return (selection.area, None) if selection.area else (None,)


def region_of(store: Store, selection: Selection) -> str:
    """Name the region, of those in use, that an authority lies in."""
    return str(results.region_of(store, selection))


def providers(store: Store, places: Beside) -> dict[str, int]:
    """Count the providers in scope in every place, whatever the filters; 0 where there are none.

    Those of types whose visits the records do not tell of are left out where others' are told of.
    """
    asked = store.ask(COVERAGE, Selection(setting_type=w.ALL_PROVIDERS), [places.column])
    counts = dict(asked.select(pl.col(places.column).cast(pl.String), "denominator").iter_rows())
    return {key: counts.get(key) or 0 for key in places.keys}
