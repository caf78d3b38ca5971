"""The least that Streamlit can do: one list, a sentence and the bars of the regions, as HTML."""

import streamlit as st
from counts import TYPES, by_region, sentence, share

BAR = '<p><span style="display:inline-block;background:#12436d;width:{0}px">&nbsp;</span> {1}</p>'

st.set_page_config(page_title="Trivial", layout="wide")
st.title("Visits")
kind = st.selectbox("Setting type", TYPES)
bars = [
    BAR.format(round(3 * (share(counts) or 0)), f"{region} {counts[1]} of {counts[0]}")
    for region, counts in by_region(kind).items()
]
st.html(f"<p>{sentence(kind)}</p>{''.join(bars)}")
