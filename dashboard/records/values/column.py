"""One column on its way from what a source says to what a table holds."""

from dataclasses import dataclass, field

import polars as pl

from dashboard.records.issues import Issue

FAULTY = {"at": pl.UInt32, "column": pl.String, "value": pl.String, "check": pl.String}
FAULTY |= {"fault": pl.String}


@dataclass
class Column:
    """A column's values so far, those that could not be understood, and what was repaired.

    Each step of reading takes new values through `repair` and marks others through `refuse`.
    """

    name: str
    values: pl.Series
    faults: list[pl.DataFrame] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def repair(self, check: str, values: pl.Series, said: str) -> None:
        """Take new values of the same kind; count those that differ, beginning to say it."""
        changed = self.values.ne_missing(values)
        if changed.any():
            self.note(check, changed, said)
        self.values = values

    def note(self, check: str, which: pl.Series, said: str) -> None:
        """Say something about some of the values: how many, and the first with its place."""
        count = int(which.sum())
        if count:
            place = int(which.fill_null(False).arg_true()[0])
            of = "1 value" if count == 1 else f"{count:,} values"
            sentence = f"{self.name}: {said} ({of})."
            self.issues.append(
                Issue(check, sentence, "", place, self.name, str(self.values[place]), count)
            )

    def refuse(self, which: pl.Series, check: str, said: str, texts: pl.Series) -> None:
        """Mark some values as not understood; `said` follows the column's name and the value."""
        at = which.fill_null(False).arg_true()
        if len(at):
            rows = pl.DataFrame({"at": at, "value": texts.gather(at).cast(pl.String)})
            fault = pl.format('{} "{}" {}', pl.lit(self.name), "value", pl.lit(said))
            self.faults.append(
                rows.with_columns(
                    column=pl.lit(self.name), check=pl.lit(check), fault=fault
                ).select(pl.col(name).cast(kind) for name, kind in FAULTY.items())
            )
