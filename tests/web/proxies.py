"""A small proxy on loopback that serves another server below a path, as a department's would."""

import asyncio
import re
import threading
from contextlib import contextmanager

from tests.web.serving import free_port

PATH = "/visits"
MOVED = (
    b"HTTP/1.1 301 Moved Permanently\r\nLocation: /visits/%s\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)


async def _pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def _rewritten(head, strips):
    """Give the head of a request as it goes on, or None for a path that is not served."""
    line, _, rest = head.partition(b"\r\n")
    method, target, version = line.split(b" ")
    path = target.partition(b"?")[0]
    if path != PATH.encode() and not path.startswith(PATH.encode() + b"/"):
        return None
    if strips:
        target = target[len(PATH) :]
    kept = [one for one in rest.split(b"\r\n") if not one.lower().startswith(b"connection: keep")]
    if b"upgrade: websocket" not in rest.lower():
        kept.insert(0, b"Connection: close")
    return b" ".join((method, target, version)) + b"\r\n" + b"\r\n".join(kept)


async def _serve(reader, writer, port, strips, missed):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, OSError):
        writer.close()
        return
    bare = re.match(rb"GET /visits(\?[^ ]*)? ", head)
    if strips and bare:  # as proxies that strip a path do
        writer.write(MOVED % (bare[1] or b""))
        writer.close()
        return
    sent = _rewritten(head, strips)
    if sent is None:
        missed.append(head.split(b" ")[1].decode())
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()
        return
    there, back = await asyncio.open_connection("127.0.0.1", port)
    try:
        back.write(sent)
        if b"upgrade: websocket" in head.lower():
            await asyncio.gather(_pump(reader, back), _pump(there, writer), return_exceptions=True)
        else:  # one request on each connection: all are seen
            await _pump(there, writer)
    finally:
        back.close()
        writer.close()


@contextmanager
def proxy(port, strips):
    """Serve a server below the path; gives the address, and the paths asked for elsewhere."""
    loop, own, missed = asyncio.new_event_loop(), free_port(), []
    served = set()  # a loop holds its tasks weakly: one whose reader has gone would be collected

    async def serve(reader, writer):
        served.add(asyncio.current_task())
        await _serve(reader, writer, port, strips, missed)
        served.discard(asyncio.current_task())

    async def start():
        return await asyncio.start_server(serve, "127.0.0.1", own)

    server = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{own}{PATH}", missed
    finally:

        async def end():
            server.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            loop.stop()

        asyncio.run_coroutine_threadsafe(end(), loop)
        thread.join(10)
        loop.close()
