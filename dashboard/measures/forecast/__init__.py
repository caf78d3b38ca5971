"""Where recent working weeks lead: the range of first visits in the working days to come.

Six hundred courses are drawn. Each begins with a rate of first visits for a working day, drawn from
what the weeks seen allow, and lets it drift from week to week; weeks differ by chance, and no more
can be visited than are left. How fast rates drift, how uneven weeks are, and whether a rate is one
of visits or one of each setting left are not known: several suppositions are weighed by how well
each foretold the weeks seen, every week from those before it (`suppositions`). The range is then
made wider or narrower by how far earlier forecasts from the same weeks missed (`record`).

Sources: West and Harrison (1997), discounting of a gamma-Poisson state; Jeffreys' prior of half an
event; recalibration by the normal scores of past forecasts (Gneiting, Balabdaoui and Raftery 2007).
`make study` compares it with others: what came of it is in `dashboard/docs/forecast.md`. SciPy is
slow to import, and imported when first needed.
"""

from dashboard.measures.forecast.courses import DAYS_A_WEEK
from dashboard.measures.forecast.outcome import (
    MEANING,
    WEEKS_SEEN,
    Forecast,
    ahead,
    chance,
    days_until,
    forecast,
)
from dashboard.measures.forecast.record import (
    BAND,
    BAND_SAID,
    HIGH,
    HORIZONS,
    LOW,
    MIDDLE,
    Record,
    Try,
)
from dashboard.measures.forecast.suppositions import WEEKS_NEEDED

__all__ = [
    "BAND",
    "BAND_SAID",
    "DAYS_A_WEEK",
    "HIGH",
    "HORIZONS",
    "LOW",
    "MEANING",
    "MIDDLE",
    "WEEKS_NEEDED",
    "WEEKS_SEEN",
    "Forecast",
    "Record",
    "Try",
    "ahead",
    "chance",
    "days_until",
    "forecast",
]
