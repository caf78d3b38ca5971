"""Read many workbooks for less: a kept process has imported everything and forks for each file.

What is forked runs the same code within the same limits as the process that reads one in service.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from dashboard.records.workbooks import opening
from dashboard.records.workbooks.__main__ import main as read
from dashboard.records.workbooks.limits import Limits

REPOSITORY = Path(__file__).parents[2]
ONE_THREAD = {"POLARS_MAX_THREADS": "1", "RAYON_NUM_THREADS": "1"}


class Kept:
    """The kept process, and the seconds of work of all that it has forked."""

    def __init__(self, process):
        self.process, self.seconds = process, 0.0

    def read(self, path, out, limits):
        """Read a file into a folder and give the exit code, as `opening.read_apart` does."""
        asked = [str(path.resolve()), str(out), limits.as_dict()]
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        code, seconds = json.loads(self.process.stdout.readline())
        self.seconds += seconds
        return code


@contextmanager
def kept():
    """Read every Parquet file and workbook by a kept process until the end of the block."""
    with (
        subprocess.Popen(
            [sys.executable, "-m", "tests.records.forked"],
            cwd=REPOSITORY,
            env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
        pytest.MonkeyPatch.context() as patch,
    ):
        one = Kept(process)
        patch.setattr(opening, "read_apart", one.read)
        yield one
        process.stdin.close()


def forked(file, out, limits):
    """Read one file in this process, which ends with it: it is a copy made for that."""
    code = 1
    try:
        silent = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(silent, number)
        os.chdir(out)
        signal.alarm(limits["seconds"])
        read(Path(file), Path(out), Limits(**limits))
        code = 0
    finally:
        os._exit(code)


def main():
    """Fork for each file that is asked for, and answer its exit code and seconds of work."""
    import_module("fastexcel")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            forked(*json.loads(line))
        _, status, used = os.wait4(child, 0)
        told = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime]
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
