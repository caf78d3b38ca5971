"""Every measure, defined once: a new one is written here and added to `MEASURES`."""

from dashboard.measures.measure import Count, Measure
from dashboard.records import words
from dashboard.settings import Settings


def _basis(name: str, label: str, basis: str, definition: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit="visits",
        definition=definition,
        numerator=Count("visits", "visits", (("selection_basis", basis),)),
        denominator=Count("visits", "visits"),
        above="visits",
        below="visits",
    )


SETTINGS = Measure(
    name="settings",
    label="Settings in scope",
    unit="settings",
    definition="Settings on the register on the day of the figures.",
    numerator=Count("open", "settings"),
    above="in scope",
)
PLACES = Measure(
    name="places",
    label="Registered places",
    unit="places",
    definition="Registered places of the settings in scope. Agencies and authorities have none.",
    numerator=Count("open", "places"),
    above="in scope",
)
VISITED = Measure(
    name="visited",
    label="Settings visited",
    unit="settings",
    definition="Settings in scope with at least one visit or inspection in the period.",
    numerator=Count("reached", "settings"),
    above="visited",
)
COVERAGE = Measure(
    name="coverage",
    label="Settings visited",
    unit="settings",
    definition=(
        "Settings in scope with at least one visit or inspection in the period, out of all "
        "settings on the register on the day of the figures. A setting counts once, in the week "
        "of its first visit."
    ),
    numerator=Count("reached", "settings"),
    denominator=Count("open", "settings"),
    above="visited",
    below="in scope",
)
PLACES_COVERAGE = Measure(
    name="places_coverage",
    label="Registered places in settings visited",
    unit="places",
    definition=(
        "Registered places of the settings visited in the period, out of the places of all "
        "settings in scope. Agencies and authorities have no places and are left out."
    ),
    numerator=Count("reached", "places"),
    denominator=Count("open", "places"),
    above="visited",
    below="in scope",
)
VISITS = Measure(
    name="visits",
    label="Visits",
    unit="visits",
    definition=(
        "Visits and inspections that started in the period. A setting visited twice counts twice, "
        "and a setting that has since closed still counts."
    ),
    numerator=Count("visits", "visits"),
    above="visits",
)
SHARE_PRIORITISED = _basis(
    "share_prioritised",
    "Because we had concerns",
    words.PRIORITISED,
    "Visits made because we had concerns, out of all visits in the period.",
)
SHARE_SAMPLED = _basis(
    "share_sampled",
    "To learn from good practice",
    words.SAMPLED,
    "Visits made as part of a sample of good or outstanding services, out of all visits.",
)
SHARE_OTHER = _basis(
    "share_other",
    "Other reason",
    words.OTHER,
    "Visits made for another reason, such as following up an earlier visit, out of all visits.",
)
SHARE_NOT_RECORDED = _basis(
    "share_not_recorded",
    "Reason not recorded",
    words.NOT_RECORDED,
    "Visits whose reason is blank in the records, out of all visits.",
)
PUBLISHED = Measure(
    name="published",
    label="Letters and reports published",
    unit="visits",
    definition="Visits whose letter or report is published, out of all visits in the period.",
    numerator=Count("visits", "published"),
    denominator=Count("visits", "visits"),
    above="published",
    below="visits",
)
_ASSURANCE = (("visit_type", "Assurance visit"),)
SERIOUS_CONCERNS = Measure(
    name="serious_concerns",
    label="Serious concerns found",
    unit="assurance visits",
    definition=(
        "Assurance visits whose published letter states serious or widespread concerns, out of "
        "the assurance visits whose letter is published. A visit is not graded."
    ),
    numerator=Count("visits", "published", (*_ASSURANCE, ("outcome", words.SERIOUS_CONCERNS))),
    denominator=Count("visits", "published", _ASSURANCE),
    above="serious concerns",
    below="published",
)
STANDARD = Settings().publication_days
DAYS_TO_PUBLISH = Measure(
    name="days_to_publish",
    label="Days from visit to letter",
    unit="working days",
    definition=(
        "Working days from the last day of a visit to the publication of its letter or report, "
        "added up, out of the visits whose letter is published: a mean."
    ),
    numerator=Count("letters", "days"),
    denominator=Count("letters", "letters"),
    above="working days",
    below="letters",
    is_mean=True,
)
IN_TIME = Measure(
    name="in_time",
    label=f"Letters within {STANDARD} working days",
    unit="letters",
    definition=(
        f"Letters published within {STANDARD} working days of the last day of the visit, out of "
        "all letters published. The standard is an assumption."
    ),
    numerator=Count("letters", "in_time"),
    denominator=Count("letters", "letters"),
    above="in time",
    below="letters",
)
WAITING = Measure(
    name="waiting",
    label="Letters not yet published",
    unit="visits",
    definition="Visits in the period whose letter or report is not yet published.",
    numerator=Count("waiting", "visits"),
    above="not yet published",
)
OVERDUE = Measure(
    name="overdue",
    label=f"Letters waiting over {STANDARD} working days",
    unit="visits",
    definition=(
        f"Visits that ended more than {STANDARD} working days ago and whose letter is not yet "
        "published, out of all visits whose letter is not yet published."
    ),
    numerator=Count("waiting", "overdue"),
    denominator=Count("waiting", "visits"),
    above="over the standard",
    below="not yet published",
)
ACTIONS_ISSUED = Measure(
    name="actions_issued",
    label="Actions issued",
    unit="actions",
    definition="Enforcement actions issued in the period, whether or not they are still in force.",
    numerator=Count("actions", "actions"),
    above="issued",
)
ACTIONS_ENDED = Measure(
    name="actions_ended",
    label="Actions ended",
    unit="actions",
    definition="Enforcement actions that ended in the period, whenever they were issued.",
    numerator=Count("ended", "actions"),
    above="ended",
)
ACTIONS_IN_FORCE = Measure(
    name="actions_in_force",
    label="Actions in force",
    unit="actions",
    definition="Enforcement actions in force on the day of the figures, whenever issued.",
    numerator=Count("in_force", "actions"),
    above="in force",
)
SETTINGS_RESTRICTED = Measure(
    name="settings_with_actions",
    label="Settings with an action in force",
    unit="settings",
    definition=(
        "Settings with at least one enforcement action in force on the day of the figures. A "
        "setting with two counts once."
    ),
    numerator=Count("restricted", "settings"),
    above="with an action in force",
)
MENTIONS = Measure(
    name="mentions",
    label="Letters that mention a theme",
    unit="visits",
    definition=(
        "Visits whose published letter mentions a theme as going well, to improve or for priority "
        "action. A visit that mentions several themes counts under each, so themes do not add up."
    ),
    numerator=Count("findings", "visits"),
    above="mention it",
)
SHARES_OF_BASIS = (SHARE_PRIORITISED, SHARE_SAMPLED, SHARE_OTHER, SHARE_NOT_RECORDED)
MEASURES = (
    SETTINGS,
    PLACES,
    VISITED,
    COVERAGE,
    PLACES_COVERAGE,
    VISITS,
    *SHARES_OF_BASIS,
    PUBLISHED,
    SERIOUS_CONCERNS,
    DAYS_TO_PUBLISH,
    IN_TIME,
    WAITING,
    OVERDUE,
    ACTIONS_ISSUED,
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    SETTINGS_RESTRICTED,
    MENTIONS,
)
BY_NAME = {measure.name: measure for measure in MEASURES}
