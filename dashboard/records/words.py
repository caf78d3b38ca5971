"""The words that records may use, in the order in which they are shown."""

import polars as pl

HOMES = (
    "Children's home",
    "Secure children's home",
    "Residential special school (registered as a children's home)",
)
LOCAL_AUTHORITY = "Local authority"
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
)
"""The types whose registered places the register records."""

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
VISIT_TYPES = (
    "Assurance visit",
    "Monitoring visit",
    "Focused visit",
    "Full inspection",
    "Interim inspection",
    "Emergency inspection",
)
PRIORITISED = "Prioritised on concerns"
SAMPLED = "Sampled good or outstanding"
OTHER = "Other"
SELECTION_BASES = (PRIORITISED, SAMPLED, OTHER)
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


def or_not_recorded(words: tuple[str, ...]) -> pl.Enum:
    """Give the type of a counted column: its words, and one for a blank."""
    return pl.Enum([*words, NOT_RECORDED])
