"""Files that a browser fetches once: each is served under a name that changes when it does."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from dashboard.settings import PACKAGE, shipped

ROUTE = "/assets"
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def files() -> list[Path]:
    """List every file that may be fetched: shapes of the areas, scripts and styles."""
    own = (PACKAGE / "ui").rglob("*")
    return sorted([*shipped("geo").glob("map_*.json"), *(f for f in own if f.suffix in TYPES)])


@cache
def named(file: Path) -> str:
    """Give the name a file is served under: its own, with the start of its SHA-256."""
    return f"{file.stem}-{sha256(file.read_bytes()).hexdigest()[:12]}{file.suffix}"


def address(file: Path) -> str:
    """Give the address of a file on this server."""
    return f"{ROUTE}/{named(file)}"
