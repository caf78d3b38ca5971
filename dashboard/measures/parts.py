"""The parts of pages: a reader sees one of a page at a time, or all of them below one another.

Each has a word of its own in an address, which no other page has: so a link opens the part that it
names, and a page that has no such part opens with its first one.
"""

from collections.abc import Mapping

FIRST, ALL = "first", "all"
"""What a page opens with, and all of its parts on one page."""

STANDING, LAST_WEEK = "where we stand", "the last week"
AREAS, TYPES, WEEKS = "areas", "types", "weeks"
LEFT, FAIRNESS = "who is left", "fairness"
REASONS, SPLIT, BEHIND = "reasons", "reasons by type", "what lay behind"
OUTCOMES = "what was found"
CONCERNS, COMPARED, MENTIONED = "concerns", "concerns compared", "what letters mention"
MADE, LETTERS = "how we visited", "letters"
IN_FORCE, KINDS = "in force", "kinds of action"
FOLLOWED, ACTIONS = "what followed", "every action"
FORECAST, AUTHORITIES, EVENTS = "forecast", "local authorities", "events"
TO_DO, EARLIER = "still to be done", "earlier forecasts"
GLANCE, BESIDE, LOAD = "at a glance", "areas compared", "inspection load"
SEEN, HAPPENED = "last on site", "what happened"
TRUST, CAME_IN = "checks and downloads", "what came in"
CHANGED, MEANING, NEWS = "what changed", "what figures mean", "news and notices"

PARTS: Mapping[str, str] = {
    STANDING: "Where we stand",
    LAST_WEEK: "The last week",
    AREAS: "Where",
    TYPES: "By region and type",
    WEEKS: "Over time",
    LEFT: "Who is left",
    FAIRNESS: "Fairness of coverage",
    REASONS: "Where we went",
    SPLIT: "By region, type and time",
    BEHIND: "What lay behind",
    OUTCOMES: "What was found",
    CONCERNS: "Serious concerns",
    COMPARED: "By judgement, type and time",
    MENTIONED: "What letters mention",
    MADE: "How we visited",
    LETTERS: "Letters",
    IN_FORCE: "In force",
    KINDS: "By kind, type and time",
    FOLLOWED: "What followed",
    ACTIONS: "Every action",
    FORECAST: "When we will be ready",
    AUTHORITIES: "Local authorities",
    EVENTS: "Events on the way",
    TO_DO: "Still to be done",
    EARLIER: "Earlier forecasts",
    GLANCE: "At a glance",
    BESIDE: "Compared",
    LOAD: "Inspection load",
    SEEN: "Last on site",
    HAPPENED: "What happened",
    TRUST: "Checks and downloads",
    CAME_IN: "What came in",
    CHANGED: "What changed",
    MEANING: "What each figure means",
    NEWS: "News and notices",
}
"""What each part is called, by its word."""
