"""The messages of a run come in one frame to who asks for it, in order and whole."""

import asyncio
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import websocket_session_manager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette import starlette_websocket

from dashboard.web import building, together
from dashboard.web.together import ASKED, MOST_FRAMES, Client, Session

DONE = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS
ENDED = ScriptRunnerEvent.SHUTDOWN


def titled(title):
    """Give a message of any length."""
    said = ForwardMsg()
    said.page_config_changed.title = title
    return said


RUN = [titled("long" * 700), titled("one"), titled("another")]
SAID = [message.SerializeToString() for message in RUN]


def apart(content):
    """Take a frame apart, as the browser does."""
    found = []
    while content:
        size = int.from_bytes(content[:4], "big")
        found.append(content[4 : 4 + size])
        content = content[4 + size :]
    return found


class Socket:
    """A websocket that keeps what is sent to it, and takes nothing while its gate is shut."""

    def __init__(self, query=ASKED):
        self.scope, self.headers = {"query_string": query}, {}
        self.cookies, self.client = {}, None
        self.taken, self.gate = [], asyncio.Event()
        self.gate.set()

    async def send_bytes(self, content):
        """Take a frame."""
        await self.gate.wait()
        self.taken.append(content)


@contextmanager
def session(client, monkeypatch, connected=True):
    """Give a session whose reader is at a client, and what was asked of the server's loop."""
    woken, looked, left = [], [], []
    found = SimpleNamespace(client=client) if connected else None
    runtime = SimpleNamespace(
        _session_mgr=SimpleNamespace(get_active_session_info=lambda _: found),
        _send_message=lambda info, message: info.client.write_forward_msg(message),
        disconnect_session=lambda *_, **__: left.append(1),
    )
    monkeypatch.setattr(together, "get_instance", lambda: runtime)
    given = ScriptData("app.py", is_hello=False), MemoryUploadedFileManager("/"), ScriptCache()
    one = Session(*given, message_enqueued_callback=lambda: looked.append(1), user_info={})
    soon = one._call_soon_on_event_loop
    one._call_soon_on_event_loop = lambda act: woken.append(act) or soon(act)
    try:
        yield SimpleNamespace(one=one, woken=woken, looked=looked, left=left)
    finally:
        one.shutdown()


def say(one, messages, *ends):
    """Say messages as a run does."""
    for message in messages:
        kind = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
        one._on_scriptrunner_event(None, event=kind, forward_msg=message)
    for event in ends:
        one._on_scriptrunner_event(None, event=event)


def sent(monkeypatch, messages, ends=(DONE, ENDED), query=ASKED, connected=True):
    """Give what a browser is sent of a run, how often the loop was woken, and looked at all."""

    async def main():
        socket = Socket(query)
        client = Client(socket)
        with session(client, monkeypatch, connected) as had:
            say(had.one, messages, *ends)
            await asyncio.sleep(0.02)
            await client.aclose()
            return socket.taken, had.woken, had.looked

    return asyncio.run(main())


def test_a_run_is_one_frame_and_wakes_the_loop_for_its_begin_and_its_end(monkeypatch):
    frames, woken, looked = sent(monkeypatch, RUN)
    (found,) = [apart(each) for each in frames]
    assert found[:3] == SAID
    assert ForwardMsg.FromString(found[3]).WhichOneof("type") == "script_finished"
    assert len(woken) == 2
    assert looked == []


def test_who_does_not_ask_is_sent_each_message_alone(monkeypatch):
    frames, _, _ = sent(monkeypatch, RUN, query=b"")
    assert frames[:3] == SAID


def test_what_a_long_run_has_so_far_is_sent_before_it_ends(monkeypatch):
    monkeypatch.setattr(together, "HOLD", 0.0)
    frames, _, _ = sent(monkeypatch, RUN, ends=())
    assert [apart(each) for each in frames] == [SAID]
    monkeypatch.setattr(together, "HOLD", 60.0)
    assert sent(monkeypatch, RUN, ends=())[0] == []


def test_what_is_said_while_nobody_is_connected_is_kept(monkeypatch):
    async def main():
        with session(None, monkeypatch, connected=False) as had:
            say(had.one, RUN, DONE, ENDED)
            await asyncio.sleep(0.01)
            return had.one.flush_browser_queue()

    assert asyncio.run(main())[:3] == RUN


def test_another_run_begins_after_all_that_the_one_before_said(monkeypatch):
    monkeypatch.setattr(Session, "_create_scriptrunner", lambda *_: None)

    async def main():
        socket = Socket()
        client = Client(socket)
        with session(client, monkeypatch) as had:
            say(had.one, RUN, DONE)
            had.one.request_rerun(None)
            assert not had.one.said
            await asyncio.sleep(0.01)
            await client.aclose()
        return socket.taken

    assert apart(asyncio.run(main())[0])[:3] == SAID


def test_a_browser_that_takes_nothing_is_given_up(monkeypatch):
    async def main():
        socket = Socket()
        socket.gate.clear()
        client = Client(socket)
        for _ in range(MOST_FRAMES + 2):
            client.write_forward_msg(RUN[0])
            await asyncio.sleep(0)
        with pytest.raises(SessionClientDisconnectedError):
            client.write_forward_msg(RUN[0])
        assert client._send_queue.qsize() <= MOST_FRAMES
        with session(client, monkeypatch) as had:
            say(had.one, RUN, DONE, ENDED)
            await asyncio.sleep(0.01)
            assert had.left
        await client.aclose()

    asyncio.run(main())


def test_the_server_makes_its_sessions_and_websockets_of_these_kinds(monkeypatch):
    monkeypatch.setattr(websocket_session_manager, "AppSession", None)
    monkeypatch.setattr(starlette_websocket, "StarletteSessionClient", None)
    building.around(lambda: None)
    assert websocket_session_manager.AppSession is Session
    assert starlette_websocket.StarletteSessionClient is Client
