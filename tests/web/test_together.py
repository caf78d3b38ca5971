"""The messages of a run come in one frame to who asks for it, in order and whole."""

import asyncio

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.web import together
from dashboard.web.together import Held, Together


def status(running):
    """Give Streamlit's signal that a run goes on, or that none does."""
    said = ForwardMsg()
    said.session_status_changed.script_is_running = running
    return said.SerializeToString()


def titled(title):
    """Give a message of any length."""
    said = ForwardMsg()
    said.page_config_changed.title = title
    return said.SerializeToString()


RUN = [status(True), titled("long" * 700), titled("one"), titled("another"), status(False)]


def frame(content):
    """Give what the server sends for a message."""
    return {"type": "websocket.send", "bytes": content}


def apart(content):
    """Take a frame apart, as the browser does."""
    found = []
    while content:
        size = int.from_bytes(content[:4], "big")
        found.append(content[4 : 4 + size])
        content = content[4 + size :]
    return found


def sent(messages, query=together.ASKED, wait=0.0, kind="websocket"):
    """Give what a connection sends for messages, some time after them and before it ends."""
    given = []

    async def send(message):
        given.append(message)

    async def app(_scope, _receive, take):
        for message in messages:
            await take(message)
        await asyncio.sleep(wait)

    asyncio.run(Together(app)({"type": kind, "query_string": query}, None, send))
    return given


def test_a_run_is_one_frame():
    frames = sent([frame(content) for content in RUN])
    assert [apart(each["bytes"]) for each in frames] == [RUN]


def test_who_does_not_ask_is_sent_each_message_alone():
    messages = [frame(content) for content in RUN]
    assert sent(messages, b"") == messages
    assert sent(messages, kind="http") == messages


def test_what_a_long_run_has_so_far_is_sent_before_it_ends(monkeypatch):
    monkeypatch.setattr(together, "HOLD", 0.0)
    frames = sent([frame(content) for content in RUN[:3]], wait=0.05)
    assert [apart(each["bytes"]) for each in frames] == [RUN[:3]]


def test_what_waits_is_sent_before_a_connection_is_closed():
    accept, close = {"type": "websocket.accept"}, {"type": "websocket.close"}
    frames = sent([accept, frame(titled("last")), close])
    assert [frames[0], frames[2]] == [accept, close]
    assert apart(frames[1]["bytes"]) == [titled("last")]


def test_a_run_waits_for_a_browser_that_takes_nothing():
    async def main():
        gate, taken = asyncio.Event(), []

        async def send(message):
            taken.append(message)
            await gate.wait()

        held = Held(send)
        runs = [asyncio.create_task(held.take(frame(status(False)))) for _ in range(2)]
        await asyncio.sleep(0.01)
        assert (len(taken), [run.done() for run in runs]) == (1, [False, False])
        gate.set()
        await asyncio.gather(*runs)
        assert len(taken) == 2

    asyncio.run(main())


def test_who_hung_up_meanwhile_is_no_fault(monkeypatch):
    monkeypatch.setattr(together, "HOLD", 0.0)

    async def main():
        async def send(_):
            raise ConnectionResetError

        held = Held(send)
        await held.take(frame(titled("one")))
        await held.due
        with pytest.raises(ConnectionResetError):
            await held.take(frame(status(False)))

    asyncio.run(main())
