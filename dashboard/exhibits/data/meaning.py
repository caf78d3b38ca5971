"""What each figure means: every measure as it defines itself, the method and the notices."""

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.data import quality
from dashboard.exhibits.exhibit import Exhibit, Prose, Words
from dashboard.measures import Selection, Store
from dashboard.measures.definitions import MEASURES
from dashboard.settings import PACKAGE


def _written(name: str) -> str:
    return (PACKAGE / "text" / f"{name}.md").read_text(encoding="utf-8")


METHOD = Prose(_written("method"))
NOTICES = (
    Prose(_written("news"), "What is new in this dashboard"),
    Prose(_written("sources"), "Sources and licences"),
    Prose(_written("accessibility"), "Accessibility statement"),
    Prose(_written("privacy"), "Privacy"),
)


def definitions(_store: Store, _selection: Selection) -> Exhibit:
    """Give the definition of every measure, and the method."""
    defined = Words(*tabled(MEASURES, quality.MEASURE), "Definitions of the measures")
    return Exhibit(
        "definitions",
        "What each figure means",
        "Every measure, as the command also names it",
        (defined, METHOD),
        about=True,
    )


def notices(_store: Store, _selection: Selection) -> Exhibit:
    """Give what is new, and the notices of sources, accessibility and privacy."""
    return Exhibit(
        "notices",
        "News of this dashboard, what it is made of, and whom it may fail",
        "News, sources, accessibility and privacy",
        NOTICES,
        about=True,
    )
