"""HTML as it is sent: without ends of cells, rows and items, which a browser puts there itself.

HTML lets them be left out. Measured: 1.5 kB of 12 of a change of Road, 0.6 to 1 of 16 of Summary
and Areas, for 0.1 ms of CPU.
"""

import re
from typing import Literal

import streamlit as st

ENDS = re.compile(r"</(?:t[dhr]|thead|tbody|caption|li|dt|dd)>")
"""Another of its kind, or the end of what it is in, ends each of these."""


class Made:
    """HTML that is known as such: of text Streamlit asks the disk whether it names a file."""

    def __init__(self, said: str) -> None:
        """Keep it as it is sent."""
        self.said = said

    def _repr_html_(self) -> str:
        """Give it to Streamlit."""
        return self.said


def lean(said: str) -> str:
    """Leave out of HTML what a browser puts there itself."""
    return ENDS.sub("", said).replace(' scope="row"', " scope=row")


def html(said: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show HTML as an element of the page."""
    st.html(Made(lean(said)), width=width)
