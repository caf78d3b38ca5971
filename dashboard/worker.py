"""One of the processes that answer, as the process in front starts it."""

import gc
import os
import signal
import sys
import threading


def work(address: str, port: str, socket: str) -> None:
    """Serve the pages at a socket, until this process or the one in front is ended."""
    gc.disable()  # see web/garbage.py
    from dashboard.server import app
    from dashboard.web.running import run_behind
    from dashboard.web.workers.behind import Behind

    threading.Thread(target=_end_with_input, daemon=True, name="input").start()
    run_behind(Behind(app), socket, address, int(port))


def _end_with_input() -> None:
    """End this process when its standard input is closed: the process in front has ended."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    work(*sys.argv[1:])
