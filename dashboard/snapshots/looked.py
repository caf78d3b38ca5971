"""When the source of the records was last looked at and found well, and how often it should be.

A watcher says so after each look that ended well, in a file beside the snapshots; so a watcher that
was stopped, killed or cut off is seen by whoever reads the file, on this machine or another.
"""

import json
import os
import time
from pathlib import Path

from dashboard.records import private
from dashboard.settings import SettingError

VARIABLE = "VISITS_REFRESH_SECONDS"
FILE = "looked.json"
POINTER = "current"
GRACE, LEAST = 0.5, 10.0
"""Share of an interval, and seconds, by which a look may be late: looking takes time too."""
UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def now() -> float:
    """Give the time, in seconds since 1970."""
    return time.time()


def note(root: Path, every: float) -> None:
    """Say that the source was looked at just now and is well; the next look is due in `every`."""
    try:
        private.replace(root / FILE, json.dumps({"at": now(), "every": every}).encode())
    except OSError:  # readers then see that the figures grow old, which is so
        return


def overdue(root: Path) -> str | None:
    """Say for how long nothing was heard of the source, once that is longer than it should be."""
    at, every = _last(root)
    if at is None or every is None:
        return None
    age = now() - at
    if age <= every * (1 + GRACE) + LEAST:
        return None
    return (
        f"The records were last looked at {spell(age)} ago, and should be every {spell(every)}: "
        "these figures may be out of date."
    )


def _last(root: Path) -> tuple[float | None, float | None]:
    """Give when the source was last well, or figures published, and how often that is due."""
    every = promised()
    found: list[float] = []
    try:
        found.append((root / POINTER).stat().st_mtime)
        said = json.loads((root / FILE).read_text(encoding="ascii"))
        found.append(float(said["at"]))
        every = every or float(said["every"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return max(found, default=None), every


def promised() -> float | None:
    """Read how often new figures are due where no watcher says so; None where none are promised."""
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return None
    if not said.isdecimal() or not int(said):
        raise SettingError(f'{VARIABLE} is "{said}". Use a whole number above 0.')
    return float(said)


def spell(seconds: float) -> str:
    """Write a length of time in its largest whole unit, such as 3 hours."""
    size, unit = next(one for one in UNITS if seconds >= one[0] or one[0] == 1)
    count = max(round(seconds / size), 1)
    return f"{count} {unit}{'' if count == 1 else 's'}"
