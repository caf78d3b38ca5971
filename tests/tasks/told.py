"""What each task costs, worked through in a browser."""

import time

from tests.tasks import sight
from tests.tasks.steps import Cost

SIZE = {1366: 768, 390: 844, 320: 800}


def height(width):
    """Give how high a window of some width is."""
    return SIZE[width]


def cost(one, asked):
    """Do what is asked in a window that is open, and give what it costs."""
    spent = Cost()
    began = time.monotonic()
    one.open(asked.start)
    if asked.steps:
        began = time.monotonic()
    for step in asked.steps:
        step.take(one, spent)
    for said in asked.reads:
        sight.away(one.page, said, asked.untold)
    spent.seconds = time.monotonic() - began
    sight.still(one.page)
    found = [sight.away(one.page, said, asked.untold) for said in asked.reads]
    spent.after = [far for far, _ in found]
    spent.untold = [*dict.fromkeys(said for _, said in found if said)]
    return spent
