"""Files that a browser fetches once: each is served under a name that changes when it does."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from dashboard.settings import PACKAGE, shipped

ROUTE = "assets"
"""Where they are, as a page links to them."""
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def files() -> list[Path]:
    """List every file that may be fetched: shapes of the areas, scripts and styles."""
    own = (PACKAGE / "ui").rglob("*")
    return sorted([*shipped("geo").glob("map_*.json"), *(f for f in own if f.suffix in TYPES)])


@cache
def content(file: Path) -> bytes:
    """Read a file; a script imports the scripts beside it by the names they are served under."""
    if file.suffix != ".js":
        return file.read_bytes()
    script = file.read_text(encoding="utf-8")
    return re.sub(
        r'(\b(?:from|import)\s*\(?\s*"\./)([\w.]+)(?=")',
        lambda m: f"{m[1]}{named(file.parent / m[2])}",
        script,
    ).encode()


@cache
def named(file: Path) -> str:
    """Give the name a file is served under: its own, with the start of its SHA-256."""
    return f"{file.stem}-{sha256(content(file)).hexdigest()[:12]}{file.suffix}"


def address(file: Path) -> str:
    """Give the address of a file on this server, as a page links to it."""
    return f"{ROUTE}/{named(file)}"
