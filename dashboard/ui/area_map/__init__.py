"""Draw every local authority on a map that answers to a mouse, a keyboard and a screen reader."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

import streamlit as st

from dashboard.exhibits.exhibit import AreasMap
from dashboard.settings import shipped
from dashboard.ui import assets

HERE = Path(__file__).parent
State = Literal["0", "1", "2", "3", "4", "few", "none", "unknown", "hidden"]


@dataclass(frozen=True)
class MapValues:
    """What one map shows: each authority's state, printed value, count and base, and the words.

    An authority without a value lies outside the chosen region. States 1 to 4 are the bands from
    light to dark; the others are the blanks, which look and read differently. `regions` holds the
    figure of each region that has one, `england` that of all; `kind` says which regions are meant,
    the 8 or the 9. `facts` are other counts of each authority that its card tells (0 where it
    has none); `links` are what the card offers and where that leads, with {name} and {code} for
    the authority's.
    """

    geometry: str
    values: Mapping[str, tuple[State, str, int | None, int | None]]
    regions: Mapping[str, str]
    legend: Sequence[tuple[State, str]]
    title: str
    what: str
    verb: str = "visited"
    unit: Literal["settings", "places"] = "settings"
    view: Literal["hexagons", "map"] = "hexagons"
    kind: Literal["region", "statistical_region"] = "region"
    selected: str | None = None
    selected_region: str | None = None
    england: str = ""
    facts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    links: Sequence[tuple[str, str]] = ()

    def payload(self) -> bytes:
        """Write the values as the JSON that is sent to the browser, without spare spaces."""
        return json.dumps(vars(self), separators=(",", ":"), ensure_ascii=False).encode()


def geometry_url(vintage: str) -> str:
    """Give the address from which a browser fetches a vintage's shapes, once."""
    return assets.address(shipped("geo") / f"map_{vintage}.json")


def shown_by(chart: AreasMap, links: Sequence[tuple[str, str]] = ()) -> MapValues:
    """Give what a map shows of an exhibit, and where its cards lead."""
    told = {each.name: getattr(chart, each.name) for each in fields(chart)}
    return MapValues(geometry=geometry_url(told.pop("vintage")), links=links, **told)


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


def area_map(values: MapValues, on_choose: Callable[[str], None], key: str = "area_map") -> None:
    """Draw the map; call `on_choose` with the code of a chosen authority, or "" when cleared."""

    def chosen() -> None:
        code = st.session_state[key].chosen
        if code == "" or code in values.values:
            on_choose(code)

    _component(key=key, data=values.payload(), on_chosen_change=chosen)
