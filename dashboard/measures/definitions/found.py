"""What published letters say. An assurance visit is not graded."""

from dashboard.measures import needs
from dashboard.measures.measure import FROM_REGIONS, NOWHERE, Count, Measure
from dashboard.records import words

_ASSURANCE = (("visit_type", "Assurance visit"),)
SERIOUS_CONCERNS = Measure(
    name="serious_concerns",
    needs=(*needs.LETTERS, needs.Need("outcomes", needs.When.PERIOD)),
    label="Serious concerns found",
    unit="assurance visits",
    definition=(
        "Assurance visits whose published letter states serious or widespread concerns, out of "
        "the assurance visits whose letter is published. An assurance visit is not graded."
    ),
    numerator=Count("visits", "published", (*_ASSURANCE, ("outcome", words.SERIOUS_CONCERNS))),
    denominator=Count("visits", "published", _ASSURANCE),
    above="serious concerns",
    below="published",
    sensitive=True,
    leaves=FROM_REGIONS,
)
MENTIONS = Measure(
    name="mentions",
    needs=(*needs.LETTERS, needs.Need("findings", needs.When.PERIOD)),
    label="Letters that mention a theme",
    unit="visits",
    definition=(
        "Visits whose published letter mentions a theme as going well, to improve or for priority "
        "action. A visit that mentions several themes counts under each, so themes do not add up."
    ),
    numerator=Count("findings", "visits"),
    above="mention it",
    sensitive=True,
    leaves=NOWHERE,
)
