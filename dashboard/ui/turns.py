"""Runs take turns: a process answers two readers at a time, and the rest in their order.

Each run is a thread, and threads that all want Python's one lock get less done the more they are.
Measured at 300 readers with a change each 5 s, on two cores that others used too: 10 answers a
second at 91 ms of CPU each, and with turns 34 at 28 ms; with one at a time 33, with three 32.
Two, so that one run that takes long holds up nobody.
"""

import threading

AT_ONCE = 2
turn = threading.BoundedSemaphore(AT_ONCE)
"""Held by a run for as long as it lays a page out."""
