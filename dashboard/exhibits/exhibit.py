"""An exhibit: what it shows in a sentence, its rows, how they are drawn, and what explains them.

Nothing is drawn here. A chart is a description; all that an exhibit may have are named here.
"""

from dataclasses import dataclass, field

import polars as pl

from dashboard.exhibits.areas_map import AreasMap
from dashboard.exhibits.charts import (
    Bars,
    Bridge,
    Calendar,
    Counts,
    Dots,
    Groups,
    Matrix,
    Places,
    Profile,
    Stack,
    Steps,
)
from dashboard.exhibits.download import Download
from dashboard.exhibits.over_time import (
    Columns,
    LettersOut,
    Months,
    Reached,
    ReachedBeside,
    ReasonsByWeek,
    Road,
    Rule,
    Strip,
    Supposing,
    Tracks,
    WeekTotals,
)
from dashboard.exhibits.written import (
    Cells,
    Everything,
    Filters,
    Link,
    Prose,
    Records,
    Sentences,
    Words,
)
from dashboard.measures.questions import Asked

OverTime = ReasonsByWeek | Reached | ReachedBeside | LettersOut | Strip | Road
"""Charts that Plotly draws, above their tables."""

Tabled = Bars | Counts | Stack | Columns | WeekTotals | Months | Dots | Steps | Bridge | Profile
Written = Records | Cells | Words | Prose | Sentences | Link
Placed = AreasMap | Filters | Everything | Supposing
"""What only a page that is shown can draw: it has a reader, an address and controls."""

Chart = OverTime | Tabled | Written | Tracks | Rule | Matrix | Groups | Places | Calendar | Placed


@dataclass(frozen=True)
class Exhibit:
    """One exhibit of a page.

    `key` is the name of its files, `headline` what it shows and `title` its statistical title.
    `file` holds its rows with the facts that go with them: exactly what is tabled and taken away.
    `source` is said after where the records are from. `results` are figures that it works out
    from records itself; those that it asks of the store are known already. `origin` says where
    it is from, where that is not the records. Without a headline it is notes alone.
    One `about` the records and measures says no source and may have no file. One that `stays` is
    there where the records tell nothing of it, as nothing else says so. One that is
    `continued` stands under the headline of the one before it, which it shares. `asked` is every
    question that it was made from. `drawn` keeps its charts as HTML, by their identity.
    """

    key: str
    headline: str = ""
    title: str = ""
    charts: tuple[Chart, ...] = ()
    file: Download | None = None
    notes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    results: tuple[Asked, ...] = ()
    origin: str = ""
    about: bool = False
    stays: bool = False
    continued: bool = False
    asked: tuple[Asked, ...] = field(default=(), compare=False, repr=False)
    drawn: dict[int, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def rows(self) -> pl.DataFrame:
        """Exactly what is drawn, tabled and downloaded."""
        return self.file.table if self.file else pl.DataFrame()
