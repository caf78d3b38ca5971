"""What a reader should know of the targets and of the figures of tracks."""

from collections.abc import Sequence

from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.road.targets import has_own_targets
from dashboard.measures.road.track import Track
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.wording import words


def cautions(found: Sequence[Track], selection: Selection) -> list[str]:
    """Say what a reader should know of the figures of both tracks."""
    said = [narrower(selection)]
    if selection.unit == PLACES_UNIT:
        said.append("Targets are shares of settings, so this page counts settings, not places.")
    if any(track.pace is not None for track in found):
        said.append(
            "Visits may be recorded some days after they begin, so a forecast begins with the last "
            "complete week."
        )
    return [text for text in said if text]


def assumed(tracks: Sequence[Track]) -> str:
    """Say what share is aimed for, whose assumption that is, and who should agree it."""
    shares = words.listed(
        [f"{words.percent(t.target.share)} of {words.NOUNS[t.target.covers]}" for t in tracks]
    )
    owners = words.listed(list(dict.fromkeys(track.target.owner for track in tracks)))
    whose = (
        "those of this installation, held in a file of its own"
        if has_own_targets()
        else "assumptions of this dashboard, held in one settings file (data/targets.csv)"
    )
    return (
        f"The targets ({shares}) are {whose}; they should be agreed and owned by the "
        f"{owners}. The dates were announced, as the earliest possible."
    )


def narrower(selection: Selection) -> str:
    """Say what a narrower choice means for targets that were set for all of England."""
    groups = (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)
    narrowed = selection.area or selection.narrowed_by
    if not narrowed and selection.setting_type in groups:
        return ""
    return "Targets are set for all of England; the same share is asked here of what is chosen."
