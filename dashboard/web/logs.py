"""The server's log, one JSON object on each line, without what a record says.

Of a fault it tells the kind and the places in the code. Its words may hold a value, so they are
left out, and so are the queries of addresses.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

QUERY = re.compile(r"\?\S*")
LIBRARIES = ("streamlit", "uvicorn", "asyncio")
"""Whose sentences may quote what they were given: only how they begin is told."""
LONGEST = 300


class OneLine(logging.Formatter):
    """Writes a record of the log as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line: when, how grave, who says it, what, and the fault if there is one."""
        said = str(record.msg) if record.name.startswith(LIBRARIES) else record.getMessage()
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "by": record.name,
            "said": QUERY.sub("", said)[:LONGEST],
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = " < ".join(
                f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
                for frame in reversed(frames[-8:])
            )
        return json.dumps(line)


def install() -> None:
    """Let everything that is logged be written in this way from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in (logging.root, *named):
        for old in logger.handlers:
            old.setFormatter(handler.formatter)
    if not logging.root.handlers:
        logging.root.addHandler(handler)
