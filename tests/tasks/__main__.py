"""Print what each task costs: `python -m tests.tasks [--at ADDRESS] [--width W] [--only 1,Q2]`.

`--snapshots DIR` asks the records of a folder: what they do not tell, a page has to say.
"""

import argparse
import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error

from dashboard.packs.released import texts
from tests.browser.serving import Reader, Served, opened_browser, served
from tests.disclosure.conftest import released
from tests.tasks.asked import QUESTIONS, TASKS
from tests.tasks.told import cost, height

COLUMNS = ("", "asked", "clicks", "keys", "seconds", "px scrolled before", "px after", "answered")


def line(cells):
    """Write a row of the table."""
    return f"| {' | '.join(map(str, cells))} |"


def row(one, asked):
    """Do what is asked and write what it costs, or where it stopped."""
    try:
        spent = cost(one, asked)
    except (Error, AssertionError) as fault:
        said = str(fault).splitlines()[0]
        return line([asked.number, asked.asked, "", "", "", "", "", f"not done: {said}"])
    counted = spent.clicks, spent.keys or "", f"{spent.seconds:.1f}", spent.scrolled, spent.furthest
    answered = f"not told: {'; '.join(spent.untold)}" if spent.untold else "yes"
    return line([asked.number, asked.asked, *counted, answered])


def options():
    """Read what is asked of the command."""
    said = argparse.ArgumentParser(prog="python -m tests.tasks", description=__doc__)
    said.add_argument("--at", help="address of a dashboard that runs already")
    said.add_argument("--snapshots", help="folder of published snapshots")
    said.add_argument("--width", type=int, default=1366, help="of the window")
    said.add_argument("--only", default="", help="numbers of tasks and questions")
    return said.parse_args()


def serve(folder, snapshots):
    """Serve records beside a release of the illustrative ones."""
    released(folder / "releases", date(2020, 12, 7), texts)
    return served(folder / "log", snapshots, VISITS_RELEASES=str(folder / "releases"))


def main():
    """Do each task in a window of its own."""
    given = options()
    only = {*given.only.split(",")} - {""}
    with ExitStack() as lasting, TemporaryDirectory() as folder:
        there = Served(given.at, None, None) if given.at else None
        server = there or lasting.enter_context(serve(Path(folder), given.snapshots))
        browser = lasting.enter_context(opened_browser())
        print(line(COLUMNS), line(["---"] * len(COLUMNS)), sep=os.linesep)
        for asked in (*TASKS, *QUESTIONS):
            if only and asked.number not in only:
                continue
            width = asked.width or given.width
            with browser.new_context() as context:
                print(row(Reader(context, server, width, height(width)), asked), flush=True)


if __name__ == "__main__":
    main()
