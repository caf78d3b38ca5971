"""A small proxy that keeps a reader at one of several servers, by a cookie, while it lives."""

import asyncio
import re
import sys

COOKIE = "visits_replica"
CHOSEN = re.compile(rf"{COOKIE}=(\d+)".encode())


async def read_head(reader):
    """Read a request up to the end of its headers."""
    return await reader.readuntil(b"\r\n\r\n")


async def opened(ports, wanted):
    """Open a connection to the server that is wanted, or else to any that answers."""
    order = [wanted, *(n for n in range(len(ports)) if n != wanted)]
    for number in order:
        try:
            return number, await asyncio.open_connection("127.0.0.1", ports[number])
        except OSError:
            continue
    raise ConnectionError


async def pour(source, sink):
    """Send on what comes until it ends."""
    try:
        while content := await source.read(1 << 16):
            sink.write(content)
            await sink.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        sink.close()


class Sticky:
    """Answers readers by way of the servers at some ports."""

    def __init__(self, ports):
        self.ports, self.next = ports, 0

    async def answer(self, reader, writer):
        """Send one request on, and its answer back with the cookie."""
        try:
            head = await read_head(reader)
            found = CHOSEN.search(head)
            wanted = int(found[1]) % len(self.ports) if found else self._turn()
            number, (back, ahead) = await opened(self.ports, wanted)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            return
        upgrade = b"upgrade: websocket" in head.lower()
        if not upgrade:
            head = re.sub(rb"(?i)\r\nconnection:[^\r]*", b"", head)
            head = head[:-2] + b"Connection: close\r\n\r\n"
        ahead.write(head)
        asking = asyncio.ensure_future(pour(reader, ahead))
        try:
            first = await back.readuntil(b"\r\n\r\n")
            mark = f"Set-Cookie: {COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax\r\n\r\n"
            writer.write(first[:-2] + mark.encode())
            await pour(back, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
        finally:
            asking.cancel()
            ahead.close()

    def _turn(self):
        self.next += 1
        return self.next % len(self.ports)


async def main(port, *ports):
    """Serve until stopped."""
    sticky = Sticky([int(each) for each in ports])
    server = await asyncio.start_server(sticky.answer, "127.0.0.1", int(port))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
