"""Quick answers never wait behind slow ones, and nobody's work goes on for who has hung up."""

import http.client
import socket
import sys
import threading

import pytest

from dashboard import delivery
from dashboard.stopping import StoppedError
from dashboard.stopping import until as stopped_by
from tests.web.serving import ask, serving, until

LAUNCHER = """
import sys, time
from pathlib import Path
from dashboard.stopping import StoppedError, go_on
from dashboard.web import routes
from dashboard.web.building import build

HERE = Path(__file__).parent
given = routes.deliver

def note(said):
    with (HERE / "notes").open("a") as notes:
        notes.write(said + "\\n")

def deliver(path, name, asked, *more):
    if "slow" not in asked:
        return given(path, name, asked, *more)
    note(f"began {asked['slow']}")
    try:
        while not (HERE / f"let {asked['slow'][0]}").exists():
            go_on()
            time.sleep(0.01)
    except StoppedError:
        note(f"stopped {asked['slow']}")
        raise
    note(f"ended {asked['slow']}")
    return given(path, "regions.csv", {}, *more)

routes.deliver = deliver
app = build(HERE / "script.py")

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1])})
"""
HEAVY = "/files/summary/everything.zip?slow="


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """Serve with a way of writing that waits for leave: "a1" waits for a file "let a"."""
    tmp_path = tmp_path_factory.mktemp("slow")
    (tmp_path / "script.py").write_text("import streamlit as st\n")
    (tmp_path / "launcher.py").write_text(LAUNCHER)
    with serving(tmp_path, command=[sys.executable, tmp_path / "launcher.py"]) as one:
        yield one, tmp_path


def notes(folder, test):
    """List what was noted of the work of a test."""
    file = folder / "notes"
    said = file.read_text().splitlines() if file.exists() else []
    return [line for line in said if line.split()[1].startswith(test)]


@pytest.fixture
def asked_for():
    """Give a function that asks for a file and leaves the answer waiting."""
    opened = []

    def ask_for(port, what):
        opened.append(http.client.HTTPConnection("127.0.0.1", port, timeout=60))
        opened[-1].request("GET", f"{HEAVY}{what}")
        return opened[-1]

    yield ask_for
    for connection in opened:
        connection.close()


def status(connection):
    """Wait for an answer to its end."""
    with connection.getresponse() as answer:
        answer.read()
        return answer.status


def test_a_text_page_and_a_table_wait_for_none_of_thirty_heavy_files(slow, asked_for):
    server, folder = slow
    waiting = [asked_for(server.port, f"a{number}") for number in range(30)]
    until(lambda: len(notes(folder, "a")) >= 2)
    for path in ("/text/summary", "/files/summary/regions.csv", "/text/coverage"):
        assert server.ask(path)[0] == 200
    assert not [said for said in notes(folder, "a") if said.startswith("ended")]
    (folder / "let a").touch()
    assert [status(connection) for connection in waiting] == [200] * 30


def test_a_reader_who_hangs_up_costs_nothing_more(slow, asked_for):
    server, folder = slow
    waiting = [asked_for(server.port, f"b{number}") for number in range(10)]
    until(lambda: len(notes(folder, "b")) == 2)
    begun = {said.split()[1] for said in notes(folder, "b")}
    for number, connection in enumerate(waiting):
        if f"b{number}" not in begun:
            connection.sock.shutdown(socket.SHUT_RDWR)
            connection.close()
    for number in sorted(begun)[:1]:
        waiting[int(number[1:])].close()
        until(lambda number=number: f"stopped {number}" in notes(folder, "b"))
    last = asked_for(server.port, "blast")
    until(lambda: "began blast" in notes(folder, "b"))
    (folder / "let b").touch()
    assert status(last) == 200
    assert {said.split()[1] for said in notes(folder, "b") if said.startswith("began")} == begun | {
        "blast"
    }
    assert "Traceback" not in server.log.read_text()


def test_the_same_file_asked_for_by_many_at_once_is_written_once(slow, asked_for):
    server, folder = slow
    found = []
    asking = [
        threading.Thread(target=lambda: found.append(ask(server.port, f"{HEAVY}csame")))
        for _ in range(8)
    ]
    for one in asking:
        one.start()
    first = asked_for(server.port, "csame")
    until(lambda: notes(folder, "c") == ["began csame"])
    first.close()  # one who leaves takes it from nobody else
    other = asked_for(server.port, "cother")
    until(lambda: "began cother" in notes(folder, "c"))
    (folder / "let c").touch()
    for one in asking:
        one.join(60)
    assert {answer for answer, _, _ in found} == {200}
    assert len({body for _, _, body in found}) == 1
    assert status(other) == 200
    assert [said for said in notes(folder, "c") if said == "began csame"] == ["began csame"]


def test_work_on_real_files_stops_when_nobody_waits(monkeypatch):
    stopped, laid_out = threading.Event(), []
    whole = delivery.lay_out

    def counted(path, *rest, **more):
        laid_out.append(path)
        if len(laid_out) == 2:
            stopped.set()
        return whole(path, *rest, **more)

    monkeypatch.setattr(delivery.files, "lay_out", counted)
    with stopped_by(stopped), pytest.raises(StoppedError):
        delivery.deliver("summary", "everything.zip", {})
    assert len(laid_out) == 2
