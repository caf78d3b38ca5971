"""Plotly as Streamlit sends it, made to come without a halt: few kinds of trace, compiled at once.

Around Streamlit 1.67: its Plotly prepares 47 kinds of trace, and is compiled twice.
Maps and globes are among them, and a browser answers nobody before the first line is drawn.
Measured: 251 ms of CPU in one task became 160 without the kinds, and 95 compiled at once.
"""

import re
from pathlib import Path

DRAWN = {"bar"}
"""The kinds of trace of `render/plotly` besides lines and dots, which are always there, as Plotly
names them."""
PREPARED = re.compile(
    r'("lib/index\.js"\(\w+,\w+\)\{var (\w+)=[\w$]+\(\);\2\.register\(\[)([^\]]*)'
)
KIND = r'[,; ]{}=[\w$]+\(\{{"lib/(\w+)\.js"'
WHOLE = re.compile(r"(:\w+,)(\(\)=>\{.*;return window\.Plotly=(\w+),\3\})\)", re.DOTALL)
"""All of Plotly, as the one function in which it stands: in brackets a browser compiles it while
it reads it, beside the page, and does not read it again to run it."""


def read(file: Path) -> bytes:
    """Read a script of the bundle; Plotly's as it is needed here."""
    whole = file.read_bytes()
    is_plotly = file.name.startswith("PlotlyChart.")
    return quick(whole.decode("utf-8")).encode() if is_plotly else whole


def quick(script: str) -> str:
    """Give Plotly's script so that a browser prepares less, and compiles it once.

    What is not as expected stays as it is: it draws the same, later.
    """
    few = PREPARED.sub(lambda found: f"{found[1]}{_drawn(found[3], script)}", script)
    return WHOLE.sub(r"\1(\2))", few, count=1)


def _drawn(kinds: str, script: str) -> str:
    """Give those kinds of a list that are drawn here, or of which the script does not say which."""
    return ",".join(each for each in kinds.split(",") if _kind(each, script) in {*DRAWN, ""})


def _kind(call: str, script: str) -> str:
    """Name the kind that a call in the list prepares; empty if the script does not say."""
    named = re.search(KIND.format(re.escape(call.removesuffix("()"))), script)
    return named[1] if named else ""
