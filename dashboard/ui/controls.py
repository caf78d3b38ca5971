"""The controls of a scenario. Like the filters, they show the address and change it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.measures.road.capacity import Capacity
from dashboard.measures.scenario import AS_IT_IS, LIMITS
from dashboard.measures.selection import Selection
from dashboard.ui import filters

LABELS = {
    "inspectors": "Inspectors on visits",
    "visits_each": "Visits each, a week",
    "unseen": "% to settings not yet seen",
    "weeks_lost": "Weeks lost",
}


def offer(selection: Selection, now: Capacity) -> None:
    """Offer the four numbers, each as it was in the last 8 working weeks until it is changed."""
    with st.container(horizontal=True, key="scenario", vertical_alignment="bottom"):
        for field, usual in as_it_was(now).items():
            _choose(field, usual, selection)
        reset = (selection.changed("scenario", AS_IT_IS),)
        st.button("Reset scenario", key="reset_scenario", on_click=filters.go, args=reset)


def as_it_was(now: Capacity) -> dict[str, Any]:
    """Give what each control shows before it is changed, in whole or tenths, within its limits."""
    found = {
        "inspectors": round(now.inspectors),
        "visits_each": round(float(now.visits_each), 1),
        "unseen": round(now.unseen * 100),
        "weeks_lost": 0,
    }
    return {
        field: min(max(value, type(value)(LIMITS[field][0])), type(value)(LIMITS[field][1]))
        for field, value in found.items()
    }


def _choose(field: str, usual: Any, selection: Selection) -> None:
    key, given = f"scenario_{field}", getattr(selection.scenario, field)
    kind = type(usual)
    least, most = (kind(limit) for limit in LIMITS[field])
    st.session_state[key] = usual if given is None else kind(given)
    st.number_input(
        LABELS[field],
        min_value=least,
        max_value=most,
        step=kind(1) if kind is int else 0.1,
        format="%d" if kind is int else "%.1f",
        key=key,
        on_change=_changed,
        args=(field, usual, selection),
    )


def _changed(field: str, usual: Any, before: Selection) -> None:
    value = st.session_state[f"scenario_{field}"]
    same = value is None or value == usual
    supposed = getattr(AS_IT_IS, field) if same else value
    filters.go(before.changed("scenario", replace(before.scenario, **{field: supposed})))
