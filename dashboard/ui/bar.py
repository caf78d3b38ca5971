"""The filter bar: what is chosen, above everything that it changes, and the days of figures.

It stays in sight while a page is scrolled; on a phone it is a bar at the bottom, which opens.
"""

from html import escape

import streamlit as st

from dashboard.measures import Selection, Store
from dashboard.measures.filter import MORE, STRIP
from dashboard.ui import address, filters, lean
from dashboard.wording import words

OF_AREA = ("area", "regions")
"""What of an address a reader's own area is kept by."""


def bar(store: Store, selection: Selection, others: str, asked: str) -> None:
    """Show the controls, each with the choice of the address; those of More once it is open.

    `others` leads to other days of figures. `asked` is what a browser adds to the address of each
    file of the page, told once here: told in every link it was 1.2 kB of a change.
    """
    with st.container(horizontal=True, key="filters", vertical_alignment="center"):
        lean.html(_opens(store, selection, asked), width="content")
        for each in filters.at(STRIP):
            filters.choose(each, store, selection)
        more = st.popover(
            _counted("+ More", selection, MORE), key=filters.OPENED, on_change="rerun"
        )
        for each in filters.at(MORE) if more.open else ():
            with more:
                filters.choose(each, store, selection)
        unlimited = Selection(
            picture=selection.picture, colours=selection.colours, part=selection.part
        )
        st.button("Reset", key="reset", on_click=filters.go, args=(unlimited,))
        if others:
            lean.html(others, width="content")


def _counted(said: str, selection: Selection, *places: str) -> str:
    """Say how many filters are set beside what holds them."""
    used = filters.used(selection, *places)
    return f"{said} ({used})" if used else said


def _opens(store: Store, selection: Selection, asked: str) -> str:
    """Open the bar of a narrow screen, saying what is set; see bar.css.

    Beside it is the place of the reader's own area, which their browser keeps; see mine.js. It
    says which area is shown: that of the address may not be known.
    """
    area = escape(words.area_name(selection.area, store))
    name = _counted("Filters", selection, STRIP, MORE)
    said = f"<summary><b>{name}</b> <span>{area}</span></summary>"
    told = f'class="change" data-asked="{escape(asked)}"'
    chosen = address.write(selection)
    kept = "".join(f' data-{name}="{escape(chosen.get(name, ""))}"' for name in OF_AREA)
    return f'<details {told}>{said}</details><span class="mine"{kept}></span>'
