"""As an expert would write it in Shiny: the bars are HTML, the table is Shiny's own."""

import sys

import polars as pl
import uvicorn
from counts import ALL, AREAS, TYPES, by_area, by_region, sentence, share
from shiny import App, render, ui

BAR = "display:inline-block;background:#12436d;height:1em;width:{:.0f}px"

page = ui.page_fluid(
    ui.h1("Visits"),
    ui.input_radio_buttons("type", "Setting type", TYPES, selected=ALL, inline=True),
    ui.output_text("said", inline=False),
    ui.output_ui("bars"),
    ui.output_data_frame("areas"),
)


def server(given, output, session):
    """Say what a reader's page shows."""
    del output, session

    @render.text
    def said():
        return sentence(given.type())

    @render.ui
    def bars():
        return [
            ui.div(
                ui.span(style=BAR.format(3 * (share(counts) or 0))),
                f" {region} {counts[1]} of {counts[0]}",
            )
            for region, counts in by_region(given.type()).items()
        ]

    @render.data_frame
    def areas():
        counted = by_area(given.type())
        rows = pl.DataFrame(
            [(AREAS[code], *counts) for code, counts in counted.items()],
            schema=["authority", "settings", "visited"],
            orient="row",
        )
        return render.DataGrid(rows, height="520px")


if __name__ == "__main__":
    here = {"host": "127.0.0.1", "port": int(sys.argv[1])}
    uvicorn.run(App(page, server), **here, log_level="error", access_log=False)
