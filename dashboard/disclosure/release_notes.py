"""What a release says of itself, the same on every page and in every file."""

from dashboard.disclosure.release import Release
from dashboard.disclosure.rounding import step
from dashboard.measures.measure import ENGLAND, REGION
from dashboard.wording import words

MARKING = "Released: approved for use outside the inspectorate"
STANDING = "Management information, not official statistics"
NOBODY = "Nobody is ranked: areas differ in what was looked at and why."
UNGRADED = "Assurance, monitoring and focused visits are not inspections and carry no grade."
FULL = "Settings visited are our own activity and are given in full, down to local authorities."


def day(release: Release) -> str:
    """Say what day the figures are of."""
    return f"Figures as at {words.day(release.as_at)}"


def source(release: Release) -> str:
    """Say where the records are from; invented ones say so."""
    if release.illustrative:
        return "illustrative records: real counts of settings; invented visits and actions"
    return release.source


def standing(release: Release) -> tuple[str, ...]:
    """Say what a release is, of which day and from where."""
    return MARKING, STANDING, day(release), source(release)


def period(release: Release) -> str:
    """Say what is counted."""
    first, last = words.day(release.since), words.day(release.as_at)
    return f"All providers, visits from {first} to {last}"


def method(release: Release) -> tuple[str, ...]:
    """Say how figures were rounded, and what may be read from them."""
    few, (by, nation) = release.few, (step(level, release.few) for level in (REGION, ENGLAND))
    return (
        FULL,
        f"Why visits were made, letters, what they found and enforcement are rounded to the "
        f"nearest {by} (England {nation}); under {few} reads fewer than {few}. Shares are of the "
        "rounded counts. Nothing of these is given below a region.",
        f"A regional figure stays from release to release until its count, rounded anew, is "
        f"{2 * by} or more away or crosses {few}: it is never more than {by + by // 2} from its "
        "count. A figure that an earlier release gave, and this one not anew, has that day beside "
        "it.",
        "Before a release is approved, all releases together are audited: no count of these from "
        f"1 to {few - 1}, and no change as small between two releases, can be bounded to fewer "
        f"than {few} numbers by what an outsider knows. What would let that happen keeps the "
        "figure of an earlier release, or is not given.",
    )


def contact(release: Release) -> str:
    """Say where questions go."""
    return release.contact or "the team that runs this dashboard in the inspectorate"
