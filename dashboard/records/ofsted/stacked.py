"""Stop at a sheet in which tables of several days stand one below another."""

import polars as pl

from dashboard.records.issues import rejected
from dashboard.records.ofsted.spoken_days import spoken_days

NEAR = 5
"""Rows above its headings in which the title of a table is looked for."""


def refuse_stacked(label: str, grid: pl.DataFrame, heading: int) -> None:
    """Stop where the headings stand again below a title that speaks of another day."""
    own = grid.slice(heading, 1)
    again = grid.with_row_index("place").join(own, on=own.columns, how="semi", nulls_equal=True)
    if again.height < 2:
        return
    titles = {place: title for place in again["place"] if (title := _title(grid, place))}
    days = {place: spoken_days(title) for place, title in titles.items()}
    if len({*days.values()}) > 1:
        first, *_, last = titles
        raise rejected(
            "tables-stacked",
            f'{label} holds tables of several days: "{titles[first]}" and, below it, '
            f'"{titles[last]}".',
            label,
            row=last + 1,
        )


def _title(grid: pl.DataFrame, place: int) -> str | None:
    """Give the last text that stands alone in its row above some headings and speaks of days."""
    above = grid.slice(max(place - NEAR, 0), min(NEAR, place)).rows()
    alone = [said[0] for row in above if len(said := [cell for cell in row if cell]) == 1]
    return next((text for text in reversed(alone) if spoken_days(text)), None)
