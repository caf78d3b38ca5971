"""What may be the reference of a setting, in our register or in anyone else's."""

import dataframely as dy

FORM = r"^[A-Za-z0-9]+([-_/][A-Za-z0-9]+)*$"
"""Letters and digits, in parts that - _ or / join."""
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
NEVER = (
    r"(?i)^(.{0,2}|.{41,}|\D*|0+|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}"
    rf"|\d{{1,2}}[-/_]?({MONTHS})[a-z]*[-/_]?\d{{2,4}})$"
)
"""Of that form, but none: under 3 or over 40 signs, without a digit, zero, a date."""
NEEDS = "3 to 40 letters and digits, also in parts, one a digit, and no date"
"""What a reference has to be, in words."""


def reference(description: str, primary_key: bool = False) -> dy.String:
    """Make a column of references, which is never blank and holds no value of another column."""
    return dy.String(
        primary_key=primary_key,
        nullable=False,
        regex=FORM,
        check=lambda urn: ~urn.str.contains(NEVER),
        description=description,
    )
