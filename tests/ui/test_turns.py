"""Runs of pages take turns, and a run that fails gives its turn back."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from streamlit.testing.v1 import AppTest

from dashboard.settings import PACKAGE
from dashboard.ui import turns


def test_no_more_runs_are_under_way_than_may_be():
    under_way, most, lock, meet = 0, 0, threading.Lock(), threading.Event()

    def run(_):
        nonlocal under_way, most
        with turns.turn:
            with lock:
                under_way += 1
                most = max(most, under_way)
            meet.wait(0.01)
            with lock:
                under_way -= 1

    with ThreadPoolExecutor(8) as readers:
        [*readers.map(run, range(16))]
    assert most == turns.AT_ONCE


def test_a_page_waits_for_its_turn_and_gives_it_back():
    page = AppTest.from_file(str(PACKAGE / "app.py"), default_timeout=60)
    assert not page.run().exception
    began = time.monotonic()
    page.run()
    lasted = time.monotonic() - began
    for _ in range(turns.AT_ONCE):
        assert turns.turn.acquire(blocking=False)
    with ThreadPoolExecutor(1) as waiting:
        done = waiting.submit(page.run)
        try:
            time.sleep(max(5 * lasted, 0.5))
            assert not done.done()
        finally:
            turns.turn.release(turns.AT_ONCE)
        assert not done.result(60).exception
    assert all(turns.turn.acquire(blocking=False) for _ in range(turns.AT_ONCE))
    turns.turn.release(turns.AT_ONCE)
