"""Everything at once: every table of every page and every figure, in one zip that explains itself.

The description of the columns follows the W3C's metadata for CSV on the web (CSVW).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.exhibits.data import long_table
from dashboard.exhibits.download import Offer, about
from dashboard.files.csv import to_csv
from dashboard.files.zipped import pack
from dashboard.measures import Selection, Store
from dashboard.measures.definitions import MEASURES
from dashboard.packs import workbooks
from dashboard.stopping import go_on
from dashboard.wording import words
from dashboard.wording.headings import heading

FIGURES, METADATA, README, BOOK = "figures.csv", "csv-metadata.json", "README.txt", "tables.ods"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]


def everything(
    pages: Mapping[str, tuple[str, Sequence[Offer]]], store: Store, selection: Selection
) -> bytes:
    """Zip the tables of all pages: for each page's address, its name and what it offers."""
    long = long_table.figures(store, selection)
    files = {FIGURES: to_csv(long)}
    described = [_described(FIGURES, "Every measure for every area", long, long_table.DESCRIBED)]
    for path, (_, offers) in pages.items():
        for offer in offers:
            go_on()
            name = f"{path}/{words.slug(offer.file.name)}.csv"
            told = offer.file.table.with_columns(
                pl.lit(text).alias(fact) for fact, text in offer.file.facts.items()
            )
            files[name] = to_csv(offer.file.table, offer.file.facts)
            described.append(_described(name, offer.title, told, {}))
    every = [offer for _, offers in pages.values() for offer in offers]
    book = workbooks.workbook("All tables", every, store, selection)
    metadata = {"@context": CONTEXT, "tables": described}
    told_of = {
        README: _readme(store, selection, list(files)).encode(),
        METADATA: json.dumps(metadata, indent=1, ensure_ascii=False).encode(),
        BOOK: workbooks.written("ods", book),
    }
    return pack(told_of | files)


def _described(
    name: str, title: str, table: pl.DataFrame, described: Mapping[str, str]
) -> dict[str, Any]:
    columns = [
        {
            "name": column,
            "titles": heading(column),
            "datatype": _datatype(kind),
            **({"dc:description": described[column]} if column in described else {}),
        }
        for column, kind in table.schema.items()
    ]
    return {"url": name, "dc:title": title, "tableSchema": {"columns": columns}}


def _datatype(kind: pl.DataType) -> str:
    return "integer" if kind.is_integer() else "number" if kind.is_float() else "string"


def _readme(store: Store, selection: Selection, names: Sequence[str]) -> str:
    told = "\n".join(f"{name}: {text}" for name, text in about(store, selection).items())
    meant = "\n".join(f"{measure.name}: {measure.definition}" for measure in MEASURES)
    listed = "\n".join([BOOK, METADATA, *names])
    return (
        "Assurance visits: every table and every figure\n\n"
        "Management information, not official statistics. Assurance, monitoring and focused visits "
        "carry no grade. Nobody is ranked.\n\n"
        f"{FIGURES} has one figure on each row: every measure for England, every region and every "
        "authority, whatever area is chosen. The folders hold the tables of each page as the "
        f"filters leave them, with the filters on every row; {BOOK} holds the same tables as one "
        f"workbook. {METADATA} describes every column. Pictures, and the map of Coverage with its "
        "shapes (GeoPackage, GeoJSON), are taken from their pages. Text that a spreadsheet would "
        "run as a formula is led by an apostrophe.\n\n"
        f"What is shown\n{told}\n\nWhat each measure means\n{meant}\n\nFiles\n{listed}\n"
    )
