"""What became of every row that was read: kept, or set aside with its reason."""

from dataclasses import dataclass

import polars as pl

from dashboard.records.issues import ORIGIN

SET_ASIDE: dict[str, type[pl.DataType]] = {**ORIGIN, "reason": pl.String}


@dataclass(frozen=True)
class Account:
    """The rows read for one table. Several rows about one setting all count as kept."""

    read: int
    kept: int
    set_aside: pl.DataFrame

    def __post_init__(self) -> None:
        """Refuse an account in which a row is lost or counted twice."""
        if self.read != self.kept + self.set_aside.height:
            raise AssertionError(
                f"{self.read} rows read, {self.kept} kept and {self.set_aside.height} set aside"
            )

    def reasons(self) -> dict[str, int]:
        """Count the rows set aside by reason, most first."""
        counts = self.set_aside.group_by("reason").len()
        return dict(counts.sort("len", "reason", descending=[True, False]).iter_rows())


def account(rows: pl.DataFrame) -> Account:
    """Part rows by their `reason`: a row without one is kept."""
    aside = rows.filter(pl.col("reason").is_not_null()).select(
        pl.col(column).cast(kind) for column, kind in SET_ASIDE.items()
    )
    return Account(rows.height, rows["reason"].null_count(), aside.sort(*ORIGIN))
