"""As most would write it in Streamlit: Plotly Express, a GeoJSON in the figure, a data frame."""

import json

import pandas as pd
import plotly.express as px
import streamlit as st
from counts import AREAS, FOLDER, REGIONS, TYPES, by_area, by_region, sentence


@st.cache_data
def shapes():
    """Read the outlines of the authorities."""
    return json.loads((FOLDER / "areas.geojson").read_text(encoding="utf-8"))


def shares(counted):
    """Make a frame of counts with the share visited."""
    rows = pd.DataFrame(counted.values(), columns=["settings", "visited"])
    return rows.assign(share=rows["visited"] / rows["settings"])


st.set_page_config(page_title="Plain", layout="wide")
st.title("Visits")
kind = st.selectbox("Setting type", TYPES)
st.write(sentence(kind))

left, right = st.columns(2)
regions = shares(by_region(kind)).assign(region=REGIONS)
left.plotly_chart(px.bar(regions, x="share", y="region", text="visited", range_x=(0, 1)))

areas = shares(by_area(kind)).assign(code=list(AREAS), name=list(AREAS.values()))
figure = px.choropleth(
    areas,
    geojson=shapes(),
    locations="code",
    featureidkey="properties.code",
    color="share",
    hover_name="name",
    range_color=(0, 1),
    color_continuous_scale="Blues",
)
figure.update_geos(fitbounds="locations", visible=False)
right.plotly_chart(figure, config={"topojsonURL": "/app/static/"})
st.dataframe(areas[["name", "settings", "visited", "share"]], hide_index=True)
