"""Draw every local authority on a map that answers to a mouse, a keyboard and a screen reader.

Around Streamlit 1.67: it sends a component's code again with every change of data.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.exhibits.exhibit import AreasMap
from dashboard.settings import shipped
from dashboard.ui import assets

HERE = Path(__file__).parent
Leads = Sequence[tuple[str, str]]
"""What a card offers and where that leads, with {name} and {code} for the authority's."""


def payload(chart: AreasMap, leads: Leads = ()) -> bytes:
    """Write what a map shows as the JSON that is sent to the browser, without spare spaces.

    Which authority is chosen is in the address: so a map of England is sent once for all of them,
    and not again (4 kB of each change of Summary).
    """
    told = vars(chart) | _packed(chart) | {"geometry": geometry_url(chart.vintage), "links": leads}
    del told["selected"]
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def _packed(chart: AreasMap) -> dict[str, Any]:
    """Put figures in the order of the shapes, which a browser has (`unpacked.js`), without codes.

    `rows` are the different values, `values` the place of each authority's among them (null where
    it has none). Codes were half of what a map sends with each change: 7.4 kB on Coverage, now 3.
    """
    codes = _codes(chart.vintage)
    rows = [*dict.fromkeys(tuple(value) for value in chart.values.values())]
    place = {row: number for number, row in enumerate(rows)}
    own = {code: place[tuple(value)] for code, value in chart.values.items()}
    facts = {label: _in_order(counts, codes) for label, counts in chart.facts.items()}
    packed = {"rows": rows, "values": [own.get(code) for code in codes], "facts": facts}
    return packed | {"on_site": _days(chart, codes) if chart.on_site else []}


def _in_order(counts: Mapping[str, int], codes: Sequence[str]) -> list[int]:
    return [counts.get(code, 0) for code in codes]


def _days(chart: AreasMap, codes: Sequence[str]) -> list[int | None]:
    """Give the days since anyone was on site; -1 where no visit on site is on record."""
    told = {code: -1 if days is None else days for code, days in chart.on_site.items()}
    return [told.get(code) for code in codes]


@cache
def _codes(vintage: str) -> tuple[str, ...]:
    """List the authorities of a vintage in the order of its shapes."""
    shapes = json.loads(assets.content(_shapes(vintage)))
    return tuple(area["code"] for area in shapes["areas"])


def _shapes(vintage: str) -> Path:
    return shipped("geo") / f"map_{vintage}.json"


def geometry_url(vintage: str) -> str:
    """Give the address from which a browser fetches a vintage's shapes, once."""
    return assets.address(_shapes(vintage))


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
    """Draw the map; call `on_choose` with a chosen authority's code, a region's name or ""."""

    def chosen() -> None:
        code = st.session_state[key].chosen
        if code == "" or code in chart.values or code in chart.regions:
            on_choose(code)

    _component(key=key, data=payload(chart, leads), on_chosen_change=chosen)
