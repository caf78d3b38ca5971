"""As an expert would write it in Panel: a Bokeh figure and a table, whose data are exchanged."""

import sys

import pandas as pd
import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from counts import ALL, AREAS, REGIONS, TYPES, by_area, by_region, sentence, share


def bars_of(kind):
    """Give the data of the bars."""
    return {"region": REGIONS, "share": [share(each) or 0 for each in by_region(kind).values()]}


def table_of(kind):
    """Give the rows of the table."""
    rows = pd.DataFrame(by_area(kind).values(), columns=["settings", "visited"])
    return rows.assign(authority=list(AREAS.values()))[["authority", "settings", "visited"]]


def page():
    """Lay out a reader's page."""
    source = ColumnDataSource(bars_of(ALL))
    drawn = figure(y_range=REGIONS[::-1], x_range=(0, 100), height=320, width=640, tools="")
    drawn.hbar(y="region", right="share", height=0.8, source=source, color="#12436d")
    said = pn.pane.HTML(sentence(ALL))
    table = pn.widgets.Tabulator(
        table_of(ALL), show_index=False, disabled=True, height=520, pagination=None
    )
    chosen = pn.widgets.RadioButtonGroup(name="Setting type", options=TYPES, value=ALL)

    def change(event):
        with pn.io.hold():
            said.object = sentence(event.new)
            source.data = bars_of(event.new)
            table.value = table_of(event.new)

    chosen.param.watch(change, "value")
    return pn.Column("# Visits", chosen, said, pn.pane.Bokeh(drawn), table)


if __name__ == "__main__":
    pn.extension("tabulator")
    pn.serve(page, port=int(sys.argv[1]), address="127.0.0.1", show=False, title="Panel")
