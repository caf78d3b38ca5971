"""Give the national number of providers of each type that a release publishes for several days."""

from dataclasses import dataclass
from datetime import date

from dashboard.records.ofsted import series
from dashboard.records.ofsted.sheets import Sheet


@dataclass(frozen=True)
class Published:
    """How many providers of each type, or group of types, a table gives for a day."""

    source: str
    day: date
    providers: dict[str, int]


def published(sheet: Sheet) -> tuple[Published, ...]:
    """Give the numbers of providers by type of every day that a sheet tells of."""
    told = series.totals([sheet]).filter(counted=series.SETTINGS)
    days = told.partition_by("day", maintain_order=True)
    return tuple(
        Published(
            sheet.label, rows["day"][0], dict(rows.select("setting_type", "total").iter_rows())
        )
        for rows in days
    )
