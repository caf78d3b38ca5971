"""What a reader may see, as one value that is part of every key under which work is kept."""

from dataclasses import dataclass
from datetime import date

from dashboard.areas.authorities import REGIONS
from dashboard.records.words import SETTING_TYPES

ENGLAND, ONLY = "England", " only"


@dataclass(frozen=True)
class Limit:
    """Settings of some types in some Ofsted regions; None is no limit."""

    regions: tuple[str, ...] | None = None
    setting_types: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Scope:
    """Everything that lies within one of some limits, as it is public on a day.

    Without a day (`public`) letters and actions are seen before they are public. The default is
    everything.
    """

    limits: tuple[Limit, ...] = (Limit(),)
    public: date | None = None

    @property
    def everywhere(self) -> bool:
        """Say whether no record is left out for where or what it concerns."""
        return Limit() in self.limits

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of which anything may be seen, in their own order."""
        return self._of("regions", REGIONS)

    @property
    def setting_types(self) -> tuple[str, ...]:
        """The setting types of which anything may be seen, in their own order."""
        return self._of("setting_types", SETTING_TYPES)

    def _of(self, field: str, every: tuple[str, ...]) -> tuple[str, ...]:
        named = [getattr(limit, field) for limit in self.limits]
        return tuple(word for word in every if any(n is None or word in n for n in named))

    @property
    def label(self) -> str:
        """What to call all that may be seen: England, or what it is limited to."""
        if self.everywhere:
            return ENGLAND
        places, types = self.regions, self.setting_types
        where = " and ".join(places) if len(places) < 3 else f"{len(places)} regions"
        what = " and ".join(types) if len(types) < 3 else f"{len(types)} setting types"
        parts = [ENGLAND if places == tuple(REGIONS) else where]
        parts += [what] if len(types) < len(SETTING_TYPES) else []
        return f"{', '.join(parts)}{ONLY}"


NO_LIMIT = Scope()


def is_whole(name: str) -> bool:
    """Say whether a name is that of all that may be seen, not of a part of it."""
    return name == ENGLAND or name.endswith(ONLY)
