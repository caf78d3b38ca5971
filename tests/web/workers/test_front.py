"""Requests and websockets reach the process of their reader as they were sent, or another."""

import asyncio
import http.client
import json
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from websockets.asyncio.client import connect

from dashboard.web.connections import Measured, Patient
from dashboard.web.workers.behind import Behind
from dashboard.web.workers.choosing import COOKIE, Worker, in_turn, named
from dashboard.web.workers.front import LARGEST_BODY, Front
from dashboard.web.workers.numbers import added
from dashboard.web.workers.websocket import Passed

QUIET = {"lifespan": "off", "log_level": "critical", "server_header": False, "ws": Measured}


@pytest.mark.parametrize(
    ("cookies", "number"),
    [
        (b"visits_worker=1", 1),
        (b"a=b; visits_worker=12; c=d", 12),
        (b"xvisits_worker=1", None),
        (b"visits_worker=1x", None),
        (b"visits_worker=", None),
        (b"", None),
    ],
)
def test_a_cookie_names_a_process(cookies, number):
    assert named(cookies) == number


@pytest.mark.parametrize(
    ("cookies", "order"),
    [(b"", [1, 3, 0]), (b"visits_worker=3", [3, 1, 0]), (b"visits_worker=2", [1, 3, 0])],
)
def test_who_was_somewhere_is_sent_there_and_others_where_the_fewest_are(cookies, order):
    has = zip([True, True, False, True], [5, 1, 0, 2], strict=True)
    workers = [Worker(n, None, *each) for n, each in enumerate(has)]
    assert [one.number for one in in_turn(workers, cookies)] == order


def test_who_is_on_the_way_counts_for_a_while(monkeypatch):
    one, two = Worker(0, None, True, readers=1), Worker(1, None, True)
    two.sent.extend([100.0, 102.0])
    for now, first in ((103.0, one), (106.0, one), (108.0, two)):
        monkeypatch.setattr("time.monotonic", lambda now=now: now)
        assert next(in_turn([one, two], b"")) is first


def test_numbers_are_added_up_and_all_is_ready_where_each_is():
    one, two = 'visits_ready 1\nopen 3\ntotal{a="b c"} 1.5\n', "visits_ready 0\nopen 4\n"
    assert added([one, two]) == ["visits_ready 0", "open 7", 'total{a="b c"} 1.5']
    assert added([one]) == ["visits_ready 1", "open 3", 'total{a="b c"} 1.5']
    assert added([]) == ["visits_ready 0"]


async def told(name, scope, receive, send):
    """Answer with all that was asked; on a websocket say it back."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (said := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": name.encode() + said["bytes"]})
        return
    content, more = b"", True
    while more:
        part = await receive()
        content, more = content + part.get("body", b""), part.get("more_body", False)
    seen = {
        "by": name,
        "target": (scope["raw_path"] + b"?" + scope["query_string"]).decode(),
        "headers": [[n.decode(), v.decode()] for n, v in scope["headers"]],
        "from": scope["client"][0],
        "content": len(content),
    }
    kept = b"public, max-age=9" if scope["path"] == "/kept" else b"no-store"
    headers = [(b"cache-control", kept), (b"x-two", b"1"), (b"x-two", b"2")]
    await send({"type": "http.response.start", "status": 418, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(seen).encode()})


@asynccontextmanager
async def running(app, **where):
    """Run a server in this loop until the end of the block."""
    server = uvicorn.Server(uvicorn.Config(app, http=Patient, **QUIET | where))
    server.capture_signals = asynccontextmanager(lambda: iter(()))
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def fronted(folder, names=("a", "b"), running_ones=("a", "b")):
    """Run a process in front of some others; give its port and what it knows of them."""
    workers = [Worker(n, folder / name, True) for n, name in enumerate(names)]
    websocket = partial(Passed, workers=workers)
    async with AsyncExitStack() as stack:
        for name in running_ones:
            app = Behind(partial(told, name))
            await stack.enter_async_context(running(app, uds=str(folder / name)))
        front = running(Front(workers), port=0, ws=websocket, date_header=False)
        server = await stack.enter_async_context(front)
        yield server.servers[0].sockets[0].getsockname()[1], workers


def ask(port, path="/", method="GET", body=None, **headers):
    """Ask, and give the status, the headers and what was told."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request(
            method, path, body, headers={n.replace("_", "-"): v for n, v in headers.items()}
        )
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def test_a_request_arrives_as_it_was_sent_and_its_answer_names_the_process(tmp_path):
    async def go():
        async with fronted(tmp_path) as (port, _):
            asked = partial(asyncio.to_thread, ask, port)
            status, headers, said = await asked(
                "/a%2Fb/../c?x=%20&y", "POST", b"z" * 9, visits_from="192.0.2.1 1 https", x_own="1"
            )
            seen = json.loads(said)
            assert status == 418 and headers.get_all("x-two") == ["1", "2"]
            assert headers.get_all("date") and len(headers.get_all("date")) == 1
            assert (seen["target"], seen["content"]) == ("/a%2Fb/../c?x=%20&y", 9)
            assert seen["from"] == "127.0.0.1"
            names = [name for name, _ in seen["headers"]]
            assert ["host", f"127.0.0.1:{port}"] in seen["headers"] and ["x-own", "1"] in seen[
                "headers"
            ]
            assert "visits-from" not in names and "user-agent" not in names
            number = "ab".index(seen["by"])
            assert headers["set-cookie"] == f"{COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax"
            _, again, said = await asked(Cookie=f"{COOKIE}=1")
            assert json.loads(said)["by"] == "b" and again["set-cookie"] is None
            assert (await asked("/kept"))[1]["set-cookie"] is None
            assert (await asked("/", "POST", b"z" * (LARGEST_BODY + 1)))[0] == 413

    asyncio.run(go())


def test_where_a_process_has_ended_another_answers_and_where_all_have_it_is_said(tmp_path):
    async def go():
        async with fronted(tmp_path, running_ones=("b",)) as (port, workers):
            asked = partial(asyncio.to_thread, ask, port)
            _, headers, said = await asked(Cookie=f"{COOKIE}=0")
            assert json.loads(said)["by"] == "b" and f"{COOKIE}=1" in headers["set-cookie"]
            async with connect(f"ws://127.0.0.1:{port}/", proxy=None) as line:
                await line.send(b"1")
                assert await line.recv() == b"b1"
            workers[1].is_ready = False
            status, headers, said = await asked()
            assert status == 503 and b"Try again" in said
            assert headers["x-content-type-options"] == "nosniff"

    asyncio.run(go())


def test_a_websocket_stays_at_the_process_of_its_reader_whatever_is_said_on_it(tmp_path):
    async def go():
        async with fronted(tmp_path) as (port, workers):
            there = {"additional_headers": {"Cookie": f"{COOKIE}=1"}, "max_size": None}
            async with connect(f"ws://127.0.0.1:{port}/", proxy=None, **there) as line:
                large = bytes(range(256)) * 2_000
                for content in (b"1", large, b"", large[:99_999]):
                    await line.send(content)
                    assert await line.recv() == b"b" + content
                assert [one.readers for one in workers] == [0, 1]
            for _ in range(100):
                if not workers[1].readers:
                    break
                await asyncio.sleep(0.01)
            assert [one.readers for one in workers] == [0, 0]

    asyncio.run(go())


async def raw(port, *said):
    """Say bytes one after the other on a connection, and give all that comes until it ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = b""
    try:
        for each in said:
            writer.write(each)
            await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            while part := await reader.read(65536):
                found += part
    except ConnectionResetError:
        pass
    finally:
        writer.close()
    return found


UPGRADE = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
WEBSOCKET = UPGRADE + (
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
FORGED = b"GET /forged HTTP/1.1\r\nHost: a\r\nVisits-From: 192.0.2.1 9 https\r\n\r\n"


@pytest.mark.parametrize(
    "opening",
    [
        UPGRADE + b"\r\n",
        UPGRADE + b"Sec-WebSocket-Version: 7\r\n\r\n",
        UPGRADE.replace(b"GET", b"POST") + b"Content-Length: 3\r\n\r\nabc",
        WEBSOCKET + b"X-Long: " + b"a" * 40_000 + b"\r\n\r\n",
        WEBSOCKET + b"\r\n",
    ],
    ids=["no-key", "version", "post", "long", "opened"],
)
def test_nothing_reaches_a_process_behind_a_websocket_that_is_not_one(tmp_path, opening):
    async def go():
        async with fronted(tmp_path) as (port, workers):
            found = await raw(port, opening, FORGED)
            assert found.startswith((b"HTTP/1.1 400", b"HTTP/1.1 101"))
            assert b"/forged" not in found and b"192.0.2.1" not in found
            assert [one.readers for one in workers] == [0, 0]

    asyncio.run(go())


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "3"),
        (b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "0"),
        (b"Connection: content-length\r\nContent-Length: 3\r\n\r\nabc", "3"),
    ],
    ids=["in-pieces", "said-twice", "named"],
)
def test_content_is_sent_on_as_long_as_it_came(tmp_path, body, length):
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"

    async def go():
        async with fronted(tmp_path) as (port, _):
            found = await raw(port, head + body)
            seen = json.loads(found[found.index(b"{") : found.rindex(b"}") + 1])
            assert seen["content"] == int(length)
            framed = [v for n, v in seen["headers"] if n in ("content-length", "transfer-encoding")]
            assert framed == [length]

    asyncio.run(go())


def test_a_request_that_names_no_host_is_refused_as_none(tmp_path):
    async def go():
        async with fronted(tmp_path) as (port, _):
            assert (await raw(port, b"GET / HTTP/1.0\r\n\r\n")).startswith(b"HTTP/1.1 400")

    asyncio.run(go())


def test_who_hangs_up_while_a_process_is_found_leaves_nothing_open(tmp_path):
    async def go():
        async with fronted(tmp_path) as (port, workers):
            before = len([*Path("/proc/self/fd").iterdir()])
            for _ in range(50):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(WEBSOCKET + b"\r\n")
                await asyncio.sleep(0)
                writer.transport.abort()
            for _ in range(200):
                if len([*Path("/proc/self/fd").iterdir()]) <= before:
                    break
                await asyncio.sleep(0.01)
            assert len([*Path("/proc/self/fd").iterdir()]) <= before
            assert [one.readers for one in workers] == [0, 0]

    asyncio.run(go())
