"""Plants a wrong count: in a store, or in the newest snapshot of a folder."""

import shutil
from dataclasses import replace

import polars as pl

from dashboard.measures.definitions import MEASURES
from dashboard.measures.trust import columns
from dashboard.snapshots import snapshot, snapshot_folder

COUNTED = sorted({column for measure in MEASURES for column in columns(measure)})
"""Every count of the cube that a measure is made of."""


def off_by_one(table, column):
    """Add one to a count in the last row of a table."""
    last = pl.int_range(pl.len()) == pl.len() - 1
    return table.with_columns(
        pl.when(last).then(pl.col(column) + 1).otherwise(column).alias(column)
    )


def planted(store, name, column):
    """Give a store in which one count of one row is one too many."""
    tables = dict(store.cube.tables) | {name: off_by_one(store.cube.tables[name], column)}
    return replace(store, cube=replace(store.cube, tables=tables))


def plant(root, name, column):
    """Give readers, in place of the newest snapshot, one with one count of one row wrong."""
    newest = snapshot.read(root, snapshot_folder.choose(root, None)[0])
    key = f"cube_{name}"
    tables = dict(newest.tables) | {key: off_by_one(newest.tables[key], column)}
    facts = {k: v for k, v in newest.manifest.items() if k not in ("name", "tables")}
    written = snapshot.write(root, tables, facts | {"source": "planted"})
    snapshot_folder.point(root, written)
    shutil.rmtree(root / newest.name)
    return written
