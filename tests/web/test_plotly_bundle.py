"""Plotly comes as Streamlit sends it, less the kinds of trace that nobody draws here."""

import re

from dashboard.web import plotly_bundle
from dashboard.web.bundle import BUNDLE


def test_plotly_of_the_lock_prepares_bars_alone_and_is_compiled_as_it_is_read():
    [file] = BUNDLE.rglob("PlotlyChart.*.js")
    sent = plotly_bundle.read(file).decode()
    prepared = re.findall(r'"lib/index\.js"\(.{,40}register\(\[([^\]]*)\]', sent)
    assert [plotly_bundle._kind(each, sent) for each in prepared] == ["bar"]
    whole = sent.split("return window.Plotly=")
    assert len(whole) == 2
    assert re.match(r"(\w+),\1\}\)\)", whole[1])
    assert re.search(r":\w+,\(\(\)=>\{var ", whole[0][:20_000])


def test_another_plotly_is_sent_as_it_is():
    script = "var e=()=>{};return window.Plotly=e,e}"
    assert plotly_bundle.quick(script) == script


def test_a_kind_that_cannot_be_told_is_prepared():
    script = (
        'var a=_({"lib/box.js"(e,t){}}),_({"lib/index.js"(e,t){var n=b();n.register([a(),c()])}})'
    )
    assert "register([c()])" in plotly_bundle.quick(script)


def test_other_scripts_are_read_as_they_are(tmp_path):
    file = tmp_path / "index.1.js"
    file.write_bytes(b"return window.Plotly=e,e})")
    assert plotly_bundle.read(file) == file.read_bytes()
