"""The illustrative records are made fast enough to be made at each start."""

import subprocess
import sys

BUDGET = 4.0
MAKE = """
import time
from dashboard import illustrative
began = time.process_time()
illustrative.records(illustrative.OPENS)
print(time.process_time() - began)
"""


def test_making_the_illustrative_records_takes_little_cpu_time():
    run = subprocess.run(
        [sys.executable, "-c", MAKE],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    seconds = float(run.stdout)
    print(f"illustrative records: {seconds:.2f} CPU seconds")
    assert seconds < BUDGET
