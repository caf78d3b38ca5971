"""Where a page leads: to its files, to its text and to other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from dashboard.measures import Selection

FILES, TEXT = "files", "text"
"""Where files and texts are, as a page links to them: a page lies beside them, whatever lies above.
"""
FEED = "feed.atom"
"""Where the days of figures that are kept are, for a feed reader."""

NO_FILES = "Files are not part of your access."
"""Stands where there would be a link to a file."""

Lead = Callable[[str, Selection], str]
"""Gives the address of a page (the same one where its path is "") for a choice."""


NOTHING_CHOSEN = Selection()


def nowhere(_path: str, _selection: Selection) -> str:
    """Lead to where one is, where there are no addresses."""
    return ""


ToExplain = Callable[[str], str]
"""Gives the address that explains a figure by its name."""


def not_here(_figure: str) -> str:
    """Explain nothing, where there are no addresses."""
    return ""


@dataclass(frozen=True)
class Links:
    """What a page of some path leads to; its `query` holds all that decides what is on it.

    `files` says that its reader may take files, `up` leads from where it is read to where the pages
    lie, and `lead` to the pages themselves. `told` is the query that a page tells its browser once,
    which adds it to links without one (`ui/frame/told.js`).
    """

    path: str = ""
    query: str = ""
    files: bool = True
    up: str = ""
    lead: Lead = nowhere
    told: str = ""

    def text(self, path: str = "") -> str:
        """Give the address of this page, or of another, as text."""
        return self._address(TEXT, path or self.path)

    def to_file(self, name: str, forms: Mapping[str, str]) -> str:
        """Write links to a file of this page, one for each form; none for who may take no files."""
        if not self.files:
            return NO_FILES
        return ", ".join(
            f'<a href="{escape(self._address(FILES, f"{self.path}/{name}.{form}"))}" download>'
            f"{said}</a>"
            for form, said in forms.items()
        )

    def to_explain(self, selection: Selection) -> ToExplain:
        """Give what leads to the explanation of a figure of this page; a text has none within."""
        here = "" if self.up else self.lead("", selection)
        return lambda figure: f"{here}&explain={figure}" if here and figure else ""

    def _address(self, kind: str, place: str) -> str:
        query = f"?{self.query}" if self.query != self.told else ""
        return f"{self.up}{kind}/{place}{query if self.query else ''}"
