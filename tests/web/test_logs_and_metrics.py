"""The server's log and numbers tell of no record, and the numbers have a port of their own."""

import json
import logging
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.web import metrics
from dashboard.web.logs import OneLine
from tests.asking import ask
from tests.test_server import free_port

ROSE_HOUSE = "Rose House, ZZ99 9ZZ"


def line(name, said, *arguments, fault=None):
    """Write what somebody logs as the server writes it."""
    info = (type(fault), fault, fault.__traceback__) if fault else None
    record = logging.LogRecord(name, logging.ERROR, "", 1, said, arguments, info)
    return json.loads(OneLine().format(record))


def fault():
    try:
        raise ValueError(ROSE_HOUSE)
    except ValueError as raised:
        return raised


def test_a_fault_is_told_by_its_kind_and_place_and_not_by_its_words():
    said = line("dashboard.web", "%r could not be answered", "/files/data/x.csv", fault=fault())
    assert said["fault"] == "ValueError"
    assert "test_logs_and_metrics.py" in said["where"]
    assert said["said"] == "'/files/data/x.csv' could not be answered"
    assert ROSE_HOUSE not in json.dumps(said)


def test_what_a_library_quotes_and_the_queries_of_addresses_are_left_out():
    assert ROSE_HOUSE not in json.dumps(line("streamlit.web", "Cannot read %s", ROSE_HOUSE))
    assert "E10000016" not in json.dumps(line("dashboard", "/coverage?area=E10000016 failed"))


def test_a_line_stays_one_line():
    assert "\n" not in OneLine().format(
        logging.LogRecord("dashboard", logging.INFO, "", 1, "two\nlines", (), None)
    )


@pytest.fixture
def numbers():
    port = free_port()
    server = metrics.serve("127.0.0.1", port)
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    server.server_close()


def test_numbers_are_counted_by_kind_and_name_no_address(numbers, monkeypatch):
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
    metrics.ANSWERS.clear()
    app = metrics.Counted(
        Starlette(routes=[Route("/files/data/rose.csv", lambda _: PlainTextResponse("x"))])
    )
    ask(app, "/files/data/rose.csv", area="E10000016")
    ask(app, "/nowhere")
    said = urlopen(f"{numbers}/metrics", timeout=10).read().decode()
    assert 'visits_answers_total{kind="file",ended="2xx"} 1' in said
    assert 'visits_answers_total{kind="page",ended="4xx"} 1' in said
    assert "visits_ready 1" in said
    assert "rose" not in said
    assert "E10000016" not in said
    found = dict(row.rsplit(" ", 1) for row in said.splitlines())
    assert int(found["process_resident_memory_bytes"]) > 10_000_000
    assert int(found["process_open_fds"]) > 3
