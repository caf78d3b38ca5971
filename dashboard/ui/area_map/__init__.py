"""Draw every local authority on a map that answers to a mouse, a keyboard and a screen reader.

Around Streamlit 1.67: it sends a component's code again with every change of data.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from dashboard.exhibits.exhibit import AreasMap
from dashboard.settings import shipped
from dashboard.ui import assets

HERE = Path(__file__).parent
Leads = Sequence[tuple[str, str]]
"""What a card offers and where that leads, with {name} and {code} for the authority's."""


def payload(chart: AreasMap, leads: Leads = ()) -> bytes:
    """Write what a map shows as the JSON that is sent to the browser, without spare spaces."""
    told = vars(chart) | {"geometry": geometry_url(chart.vintage), "links": leads}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def geometry_url(vintage: str) -> str:
    """Give the address from which a browser fetches a vintage's shapes, once."""
    return assets.address(shipped("geo") / f"map_{vintage}.json")


# Streamlit sends a component's code again with every change of its data, so what it is given only
# names the real files, which the browser keeps.
LOADER = """
const code = import(new URL("{script}", document.baseURI))
export default function (component) {{
  let stop = () => {{}}
  code.then((module) => {{ stop = module.default(component) ?? stop }})
  return () => stop()
}}
"""

_component = st.components.v2.component(
    "area_map",
    html=(HERE / "area_map.html").read_text(encoding="utf-8"),
    css=f'@import url("{assets.address(HERE / "area_map.css")}");\n:host {{ display: block; }}',
    js=LOADER.format(script=assets.address(HERE / "area_map.js")),
)


def area_map(
    chart: AreasMap, leads: Leads, on_choose: Callable[[str], None], key: str = "area_map"
) -> None:
    """Draw the map; call `on_choose` with the code of a chosen authority, or "" when cleared."""

    def chosen() -> None:
        code = st.session_state[key].chosen
        if code == "" or code in chart.values:
            on_choose(code)

    _component(key=key, data=payload(chart, leads), on_chosen_change=chosen)
