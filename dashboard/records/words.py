"""The words that records may use, in the order in which they are shown."""

import re

import polars as pl

DASHES = re.compile("[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]")
QUOTES = re.compile("['\"\u2018\u2019\u201c\u201d\u02bc`´]")

HOMES = (
    "Children's home",
    "Secure children's home",
    "Residential special school (registered as a children's home)",
)
LOCAL_AUTHORITY = "Local authority"
SUPPORTED_ACCOMMODATION = "Supported accommodation"
ANOTHER_TYPE = "Another type"
"""A type of setting that has no word of its own here: counted with the others, never left out."""
LATER_TYPES = (SUPPORTED_ACCOMMODATION, ANOTHER_TYPE)
"""Types that most records hold none of: listed only where there are some."""
PROVIDERS = (
    *HOMES,
    "Independent fostering agency",
    "Voluntary adoption agency",
    "Adoption support agency",
    "Residential family centre",
    "Residential special school",
    "Boarding school",
    "Further education college with residential accommodation",
    "Residential holiday scheme for disabled children",
    "Secure training centre",
    *LATER_TYPES,
)
SETTING_TYPES = (*PROVIDERS, LOCAL_AUTHORITY)
ALL_HOMES = "All children's homes"
ALL_PROVIDERS = "All providers"
GROUPS = {ALL_HOMES: HOMES, ALL_PROVIDERS: PROVIDERS}
"""Names that stand for several setting types; accepted wherever one setting type is."""

RESIDENTIAL = (
    *HOMES,
    "Residential family centre",
    "Residential special school",
    "Boarding school",
    "Further education college with residential accommodation",
    SUPPORTED_ACCOMMODATION,
)
"""The types whose registered places the register records."""

INSPECTED_ONLY = (
    "Residential special school",
    "Boarding school",
    "Further education college with residential accommodation",
    "Secure training centre",
    LOCAL_AUTHORITY,
)
"""The types that are inspected but not registered: there is nothing to restrict or to cancel."""

WITHOUT = {
    "actions": INSPECTED_ONLY,
    "places": tuple(kind for kind in SETTING_TYPES if kind not in RESIDENTIAL),
    "sectors": (LOCAL_AUTHORITY,),
}
"""The setting types that have none of a thing, so that nothing has to be told of it."""

TOLD_OF = (
    "settings",
    "not_yet_inspected",
    "registrations",
    "closures",
    "places",
    "sectors",
    "judgements",
    "inspections",
    "visits",
    "letters",
    "reasons",
    "reasons_behind",
    "modes",
    "outcomes",
    "actions",
    "findings",
)
"""What records may tell of: the settings listed, those among them that nobody has inspected yet,
the days on which settings joined and left, their registered places and sectors, the last judgements
and the days of those inspections, visits, their letters, reasons, what lay behind these, how visits
were made, their outcomes, enforcement actions, and what letters say."""

EVERY_TYPE = "*"
NOT_RECORDED = "Not recorded"
SECTORS = ("Private", "Local Authority", "Voluntary", "Health Authority", "Academy")
NOT_YET_INSPECTED = "Not yet inspected"
GRADES = (
    "Outstanding",
    "Good",
    "Requires improvement to be good",
    "Inadequate",
    NOT_YET_INSPECTED,
)
SUPPORTED_OUTCOMES = (
    "Consistently strong service delivery",
    "Inconsistent quality of service delivery",
    "Serious or widespread weaknesses",
)
"""The scale on which supported accommodation is inspected since 2024: it is none of the grades."""
JUDGEMENTS = (*GRADES, *SUPPORTED_OUTCOMES)
SIZES = {
    "1 or 2 places": (1, 2),
    "3 or 4 places": (3, 4),
    "5 to 9 places": (5, 9),
    "10 or more places": (10, 100_000),
}
"""For each size of a setting, its fewest and its most registered places."""

SEEN = {
    "In the last 3 months": 91,
    "3 to 6 months ago": 182,
    "6 to 12 months ago": 365,
    "1 to 2 years ago": 730,
    "Over 2 years ago": 36_500,
}
"""For each time since anyone was on site, its most days."""

NEVER_SEEN = "No visit on site on record"
FULL_INSPECTION = "Full inspection"
ON_SITE = ("On site", "Both")
VISIT_TYPES = (
    "Assurance visit",
    "Monitoring visit",
    "Focused visit",
    FULL_INSPECTION,
    "Interim inspection",
    "Emergency inspection",
)
PRIORITISED = "Prioritised on concerns"
SAMPLED = "Sampled good or outstanding"
OTHER = "Other"
SELECTION_BASES = (PRIORITISED, SAMPLED, OTHER)
BASES = {
    PRIORITISED: "Prioritised",
    SAMPLED: "Sampled",
    OTHER: "Other reason",
    NOT_RECORDED: "Reason not recorded",
}
"""What to call each reason for a visit: the inspectorate's own words of them."""
VISITS_OF = {
    PRIORITISED: "prioritised visits",
    SAMPLED: "sampled visits",
    OTHER: "visits for another reason",
    NOT_RECORDED: "visits whose reason is not recorded",
}
"""The visits made for each reason, as a sentence puts them."""
BASES_MEAN = (
    "Prioritised: we went because we had concerns. Sampled: we went to learn from good practice, "
    "where the last judgement was good or outstanding."
)
CONCERN = "Concern or information received"
REASONS = (
    "Prior judgement",
    CONCERN,
    "Never inspected",
    "Time since last visit",
    "Follow-up",
    "Good practice",
)
MODES = ("On site", "Remote", "Both")
NO_SERIOUS_CONCERNS = "No serious concerns"
SERIOUS_CONCERNS = "Serious concerns"
OUTCOMES = (NO_SERIOUS_CONCERNS, SERIOUS_CONCERNS)
ACTION_TYPES = (
    "Compliance notice",
    "Restriction of accommodation",
    "Suspension of registration",
    "Cancellation of registration",
    "Emergency court order",
    "Prosecution",
)
SIDES = ("Going well", "Needs to improve", "Priority action")
THEMES = (
    "Children's experiences",
    "Help and protection",
    "Leadership and management",
    "Decisions during the pandemic",
    "Use of coronavirus flexibilities",
    "School attendance and links with schools",
    "Keeping in touch with family",
    "Health and emotional wellbeing",
    "Staffing",
    "Environment",
)


def folded(word: str) -> str:
    """Reduce a word to the form in which spellings are compared."""
    return " ".join(QUOTES.sub("", DASHES.sub("-", word)).casefold().split())


def or_not_recorded(words: tuple[str, ...]) -> pl.Enum:
    """Give the type of a counted column: its words, and one for a blank."""
    return pl.Enum([*words, NOT_RECORDED])


TOTALLED = (
    "settings",
    "places",
    "visited",
    "visits",
    "published",
    "actions_issued",
    "actions_ended",
    "actions_in_force",
)
"""The measures, by name, that a published total may be given for."""
