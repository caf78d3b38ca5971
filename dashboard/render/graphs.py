"""What a spreadsheet draws of an exhibit: the bars and columns that its page draws."""

from dashboard.exhibits.exhibit import Bars, Chart, Columns, Counts, Exhibit, WeekTotals
from dashboard.files.workbook import Graph


def graph(exhibit: Exhibit) -> Graph | None:
    """Give the chart of an exhibit by the columns of its file; None where its page has another."""
    return next(filter(None, map(_graph, exhibit.charts)), None)


def _graph(chart: Chart) -> Graph | None:
    match chart:
        case Bars(caption=""):
            return Graph("name", ("value",))
        case Counts():
            return Graph("name", tuple(chart.columns))
        case Columns():
            return Graph("week", tuple(chart.columns), True, frozenset(chart.late))
        case WeekTotals():
            return Graph("week", ("numerator",), True, frozenset(chart.late))
    return None
