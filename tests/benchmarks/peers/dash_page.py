"""As an expert would write it in Dash: figures are sent once, a change sends what differs."""

import sys
from pathlib import Path

import plotly.graph_objects as go
from counts import ALL, AREAS, FOLDER, REGIONS, TYPES, by_area, by_region, sentence, share
from dash import Dash, Input, Output, Patch, dcc, html
from waitress import serve

app = Dash(
    __name__,
    assets_folder=str(Path(FOLDER).resolve()),
    assets_ignore=r".*\.(log|md|html)$",
    serve_locally=True,
    compress=False,
    update_title="",
)
NO_WORLD = {"topojsonURL": "/assets/"}
"""Plotly asks elsewhere for outlines of the world, which this map does not draw."""


def shares(counted):
    """Give the shares visited in the order of the places."""
    return [share(counts) for counts in counted.values()]


def bars():
    """Draw the bars of the regions once."""
    bar = go.Bar(x=shares(by_region(ALL)), y=REGIONS, orientation="h", marker_color="#12436d")
    figure = go.Figure(bar, {"xaxis": {"range": [0, 100]}, "uirevision": "same", "height": 320})
    return figure.update_layout(margin={"t": 10, "b": 30}, template="none")


def area_map():
    """Draw the map once; its outlines are a file that the browser keeps."""
    drawn = go.Choropleth(
        geojson=app.get_asset_url("areas.geojson"),
        locations=list(AREAS),
        featureidkey="properties.code",
        z=shares(by_area(ALL)),
        zmin=0,
        zmax=100,
        colorscale="Blues",
        text=list(AREAS.values()),
    )
    place = {"lonaxis_range": [-6.5, 2], "lataxis_range": [49.8, 56], "visible": False}
    return go.Figure(drawn, {"geo": place, "uirevision": "same", "height": 520, "margin": {"t": 0}})


app.layout = html.Main(
    [
        html.H1("Visits"),
        dcc.RadioItems(TYPES, ALL, id="type", inline=True),
        html.P(sentence(ALL), id="said"),
        dcc.Graph(figure=bars(), id="bars", config={"displayModeBar": False}),
        dcc.Graph(figure=area_map(), id="map", config={"displayModeBar": False} | NO_WORLD),
    ]
)


@app.callback(
    Output("said", "children"),
    Output("bars", "figure"),
    Output("map", "figure"),
    Input("type", "value"),
    prevent_initial_call=True,
)
def change(kind):
    """Send the words, and of each figure the values alone."""
    bar, areas = Patch(), Patch()
    bar["data"][0]["x"] = shares(by_region(kind))
    areas["data"][0]["z"] = shares(by_area(kind))
    return sentence(kind), bar, areas


if __name__ == "__main__":
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8, _quiet=True)
