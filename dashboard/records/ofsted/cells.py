"""Tell what a cell holds from what a spreadsheet writes where it has nothing to show."""

import polars as pl

CELL_ERROR = r"^(#[A-Z0-9/]+[!?]?|Err:\d+)$"


def is_word(text: pl.Expr) -> pl.Expr:
    """Say whether a cell holds a word, and not what a spreadsheet writes where it has none."""
    return text.str.contains(r"^[^=#].*[A-Za-z]|^[A-Za-z]") & ~text.str.contains(CELL_ERROR)


def spreadsheet_fault(column: str, name: str) -> pl.Expr:
    """Say that a cell holds a formula without a result, or an error; null where it does not."""
    text = pl.col(column)
    return (
        pl.when(text.str.starts_with("="))
        .then(
            pl.lit(
                f"{name} holds a formula that was never calculated: open the file in Excel, save "
                "it, and import it again"
            )
        )
        .when(text.str.contains(CELL_ERROR))
        .then(pl.format("{} holds the error {} of a spreadsheet", pl.lit(name), text))
    )
