"""Prove that authorities and their shapes are the same ones, without reading a shape."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dashboard.settings import shipped


@dataclass(frozen=True)
class Proof:
    """What a join of codes to shapes keeps and what it would lose, on either side."""

    matched: int
    without_shape: tuple[str, ...]
    without_record: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every code has a shape and every shape has a code."""
        return not self.without_shape and not self.without_record


def prove(codes: Iterable[str], vintage: str) -> Proof:
    """Compare the codes of some records with the shapes of a vintage, both ways."""
    shaped = pl.read_parquet(shipped("geo") / "boundaries.parquet", columns=["la_code", "vintages"])
    own = shaped.filter(pl.col("vintages").str.split(" ").list.contains(vintage))
    ours, shapes = set(codes), set(own["la_code"])
    return Proof(
        matched=len(ours & shapes),
        without_shape=tuple(sorted(ours - shapes)),
        without_record=tuple(sorted(shapes - ours)),
    )
