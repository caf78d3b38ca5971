"""An exhibit of What we found, whose file has on every row what must be read with it."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.common import caveats
from dashboard.exhibits.download import download
from dashboard.exhibits.exhibit import Chart, Exhibit
from dashboard.measures import Measure, Selection, Store
from dashboard.wording import words


def exhibit(
    of: tuple[Store, Selection],
    key: str,
    headline: str,
    title: str,
    charts: Sequence[Chart],
    measure: Measure,
    rows: pl.DataFrame,
    columns: Sequence[str] = (),
    notes: Sequence[str] = (),
    **facts: str,
) -> Exhibit:
    """Give an exhibit for the records and the choice that it is `of`; its file is named as its key.

    Without `columns` all of the rows are taken away; `facts` are further ones of the file.
    """
    store, selection = of
    made = download(store, selection, measure, rows, columns or rows.columns, key.replace("-", " "))
    file, period = made.saying(caveat=caveats.caveat(*of), **facts), words.period(selection, store)
    return Exhibit(key, headline, title, tuple(charts), file, tuple(notes), (period,))
