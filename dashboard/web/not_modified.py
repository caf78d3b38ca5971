"""What who asks has already is not sent again: told by its tag, or else by its time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse

ASK_AGAIN = {"Cache-Control": "private, no-cache"}
"""For what one reader may keep, and asks about before each use."""


def marked(content: bytes, file: Path | None) -> dict[str, str]:
    """Give the headers that tell a content from any other: its tag, and when its file was written.

    Without such a file, or where it cannot be looked at, no time is told.
    """
    tag = {"ETag": f'"{sha256(content).hexdigest()[:32]}"'}
    try:
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC) if file else None
    except OSError:
        written = None
    return tag | ({"Last-Modified": format_datetime(written, usegmt=True)} if written else {})


def unless_known(request: Request, headers: Mapping[str, str]) -> Response | None:
    """Give the answer 304 where who asks holds what these headers tell of (RFC 9110, 13.2.2).

    A time counts only where no tag is given; one that cannot be read is none.
    """
    asked, own = request.headers, Headers(headers)
    if "if-none-match" in asked:
        tags = [tag.strip().removeprefix("W/") for tag in asked["if-none-match"].split(",")]
        known = own["etag"] in tags or tags == ["*"]
    else:
        then, written = _time(asked, "if-modified-since"), _time(own, "last-modified")
        known = then is not None and written is not None and written <= then
    return NotModifiedResponse(own) if known else None


def _time(headers: Headers, name: str) -> datetime | None:
    try:
        said = parsedate_to_datetime(headers[name])
    except (KeyError, ValueError, TypeError, OverflowError, IndexError):
        return None
    return said.replace(tzinfo=said.tzinfo or UTC)
