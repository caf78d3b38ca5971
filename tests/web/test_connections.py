"""Nobody can swell or hold the server: compressed frames, half requests, a flood of connections."""

import base64
import os
import socket
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

from dashboard.web.connections import PACKED
from tests.web.serving import serving, until

LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (%d, %d))
serve = [sys.executable, "-m", "dashboard.cli", "serve", "--port", *sys.argv[1:]]
os.execv(sys.executable, serve)
"""


def memory(process, field="VmRSS"):
    """Give the memory of a process, in MB."""
    with Path(f"/proc/{process.pid}/status").open() as status:
        found = next(line for line in status if line.startswith(field))
    return int(found.split()[1]) / 1024


def bomb(size):
    """Give a masked, compressed frame of noughts."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20))
    packed += packer.flush(zlib.Z_SYNC_FLUSH)
    packed = packed.removesuffix(b"\x00\x00\xff\xff")
    return b"\xc2\xff" + len(packed).to_bytes(8, "big") + bytes(4) + packed


def opened(port):
    """Open a websocket that may send compressed frames, by hand."""
    one = socket.create_connection(("127.0.0.1", port), timeout=20)
    key = base64.b64encode(os.urandom(16)).decode()
    one.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        "Sec-WebSocket-Protocol: streamlit\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
    )
    said = b""
    while b"\r\n\r\n" not in said:
        said += one.recv(4096)
    assert said.startswith(b"HTTP/1.1 101")
    assert b"permessage-deflate" in said
    return one


@pytest.mark.parametrize(
    "at_once",
    [
        pytest.param(False, id="large"),
        pytest.param(True, id="many-small", marks=pytest.mark.long),
    ],
)
def test_ten_compressed_frames_take_no_memory(server, at_once):
    frame = bomb(1 << 18) * 700 if at_once else bomb(190 << 20)
    before = memory(server.process)
    for _ in range(10):
        with opened(server.port) as one:
            try:
                one.sendall(frame)
                one.settimeout(2)
                while one.recv(65536):
                    pass
            except OSError:
                pass
    assert memory(server.process, "VmHWM") - before < 50
    assert server.ask("/text/summary")[0] == 200


def test_a_browser_may_still_compress_what_it_says(server):
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], compression="deflate") as one:
        one.send(b"\x00" * 200_000)  # no message of Streamlit's, but of a size that is let in
        with pytest.raises(Exception, match="1002"):
            one.recv(timeout=20)
    with connect(address, subprotocols=["streamlit"], compression="deflate") as one:
        one.send(b"\x00" * 400_000)
        with pytest.raises(Exception, match="1009"):
            one.recv(timeout=20)


def half(port, said):
    """Send part of a request and give what comes until the connection ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=40) as one:
        one.sendall(said)
        found = b""
        while part := one.recv(4096):
            found += part
        return found


HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nHost: loc",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n",
    b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
)


@pytest.mark.long
def test_half_a_request_is_not_held(server):
    with ThreadPoolExecutor(len(HALVES)) as together:
        ended = [*together.map(lambda said: half(server.port, said), HALVES)]
    for found in ended[:3]:
        assert found.startswith(b"HTTP/1.1 408")
        assert b"X-Frame-Options: DENY" in found
    assert ended[3].startswith(b"HTTP/1.1 4")


def test_what_is_no_request_is_answered_with_headers(server):
    found = half(server.port, b"NONSENSE\r\n\r\n")
    assert found.startswith(b"HTTP/1.1 400")
    assert b"X-Frame-Options: DENY" in found


@pytest.mark.long
def test_a_low_limit_of_descriptors_refuses_in_words_and_loses_nobody(two_days, tmp_path):
    (tmp_path / "limited.py").write_text(LIMITED % (400, 400))
    command = [sys.executable, tmp_path / "limited.py"]
    with serving(tmp_path, "--snapshots", two_days, command=command) as one:
        address = f"ws://127.0.0.1:{one.port}/_stcore/stream"
        with connect(address, subprotocols=["streamlit"]) as reader:
            crowd, said = [], b""
            for _ in range(450):
                crowd.append(socket.create_connection(("127.0.0.1", one.port), timeout=10))
            for late in reversed(crowd):
                late.settimeout(1)
                try:
                    said = late.recv(4096)
                except TimeoutError:
                    continue
                if said:
                    break
            assert said.startswith(b"HTTP/1.1 503"), said
            assert b"The dashboard is full" in said
            reader.ping().wait(10)
            for late in crowd:
                late.close()
            until(lambda: one.ask("/text/summary")[0] == 200)
        assert "Too many open files" not in one.log.read_text()


def test_what_a_run_says_again_is_hardly_sent_again():
    """The run before lies within what is looked back over: with uvicorn's 4 kB it does not."""
    _, packing = PACKED.process_request_params([("client_max_window_bits", None)], [])
    said = "".join(f"<td>{number * number}</td>" for number in range(1_000)).encode()
    first, again = (packing.encode(Frame(Opcode.BINARY, said)).data for _ in range(2))
    assert len(again) < 0.1 * len(first)
