"""Write what a check found as files: the rows set aside, all issues, and what would change."""

from pathlib import Path

import polars as pl

from dashboard.cli.dry_run import DryRun
from dashboard.files.csv import to_csv
from dashboard.records.catalogue import CHECKS
from dashboard.records.intake import Intake
from dashboard.records.issues import FAULT


def write_report(folder: Path, taken: Intake, against: DryRun | None = None) -> None:
    """Write each table's rows set aside, with reasons and remedies, and a list of all issues.

    With a dry run, also what it found to differ from the last snapshot.

    Text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table, account in taken.accounts.items():
        rows = taken.rows_aside.get(table, account.set_aside)
        if rows.height:
            (folder / f"set-aside-{table}.csv").write_bytes(to_csv(with_remedies(rows)))
    passed = [
        account.passed.with_columns(table=pl.lit(table))
        for table, account in taken.accounts.items()
        if account.passed.height
    ]
    if passed:
        (folder / "passed-over.csv").write_bytes(to_csv(pl.concat(passed)))
    kinds = {"row": pl.Int64, "count": pl.Int64}
    names = ("file", "row", "column", "value", "count", "check", "outcome", "said", "remedy")
    found = pl.DataFrame(
        [issue.as_dict() for issue in taken.issues],
        schema={name: kinds.get(name, pl.String) for name in names},
    )
    (folder / "issues.csv").write_bytes(to_csv(found))
    if against is not None and against.differ.height:
        differ = against.differ.with_columns(pl.col("kind").cast(pl.String))
        (folder / "differences.csv").write_bytes(to_csv(differ))


def with_remedies(rows: pl.DataFrame) -> pl.DataFrame:
    """Put beside each row's fault what its check always advises."""
    remedies = {name: check.remedy for name, check in CHECKS.items()}
    remedy = pl.col("check").replace_strict(remedies, default=None, return_dtype=pl.String)
    return rows.with_columns(remedy=remedy).select(*FAULT, "remedy", pl.exclude(*FAULT, "remedy"))
