"""The ten tables: their columns, their words and the rules that every row keeps.

A blank means "not known" unless the column's description says otherwise. Keys are text. The
same classes check the rows, write the CSV templates and print the column guide.
"""

from collections.abc import Mapping
from functools import cache

import dataframely as dy
import polars as pl

from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS
from dashboard.records import words
from dashboard.records.references import NEEDS, reference

LA_CODE = r"^E(06|08|09|10)\d{6}$"
RECORDED = "the day on which the record first appeared in a snapshot; blank: with the first"


class LocalAuthorities(dy.Schema):
    """Upper-tier local authorities of one vintage, each in one region of either kind."""

    la_code = dy.String(primary_key=True, regex=LA_CODE, description="ONS code")
    la_name = dy.String(nullable=False, description="ONS name")
    region = dy.Enum(REGIONS, nullable=False, description="one of the 8 Ofsted regions")
    statistical_region = dy.Enum(
        STATISTICAL_REGIONS, nullable=False, description="one of the 9 statistical regions"
    )
    children = dy.Int32(nullable=True, min=0, description="children who live there")


class Settings(dy.Schema):
    """The register: every setting that was open at some time, and each authority's own services."""

    urn = reference(f"unique reference, as text: {NEEDS}", primary_key=True)
    setting_type = dy.Enum(words.SETTING_TYPES, nullable=False, description="kind of setting")
    la_code = dy.String(
        nullable=False, regex=LA_CODE, description="authority: code, number or name"
    )
    sector = dy.Enum(words.SECTORS, nullable=True, description="who runs it")
    places = dy.Int32(nullable=True, min=0, max=2000, description="registered places")
    registered_on = dy.Date(nullable=True, description="first day on the register")
    closed_on = dy.Date(nullable=True, description="first day off the register; blank: open")
    last_grade = dy.Enum(
        words.JUDGEMENTS, nullable=True, description="judgement at the last full inspection"
    )
    last_inspected_on = dy.Date(nullable=True, description="day of the last full inspection")
    recorded_on = dy.Date(nullable=True, description=RECORDED)

    @dy.rule()
    def closed_on_is_before_registered_on(cls) -> pl.Expr:
        """Leave out a setting that closed before it opened."""
        return pl.col("closed_on") >= pl.col("registered_on")


class Visits(dy.Schema):
    """Visits and inspections, one row each. A visit is never graded."""

    visit_id = dy.String(primary_key=True, min_length=1, description="unique visit number")
    urn = reference("setting that was visited")
    visit_type = dy.Enum(words.VISIT_TYPES, nullable=False, description="kind of visit")
    selection_basis = dy.Enum(words.SELECTION_BASES, nullable=True, description="why we went")
    reason = dy.Enum(words.REASONS, nullable=True, description="the reason behind a priority")
    started_on = dy.Date(nullable=False, description="first day of the visit")
    ended_on = dy.Date(nullable=True, description="last day of the visit")
    published_on = dy.Date(nullable=True, description="letter or report published; blank: not yet")
    mode = dy.Enum(words.MODES, nullable=True, description="on site, remote or both")
    inspector_days = dy.Float64(nullable=True, min=0, max=200, description="inspector days used")
    outcome = dy.Enum(
        words.OUTCOMES, nullable=True, description="serious concerns or none; blank: not stated"
    )
    recorded_on = dy.Date(nullable=True, description=RECORDED)

    @dy.rule()
    def ended_on_is_before_started_on(cls) -> pl.Expr:
        """Leave out a visit that ended before it started."""
        return pl.col("ended_on") >= pl.col("started_on")

    @dy.rule()
    def reason_is_a_concern_but_the_visit_was_sampled(cls) -> pl.Expr:
        """Leave out a visit sampled as good practice that gives a concern as its reason."""
        sampled = pl.col("selection_basis") == words.SAMPLED
        return ~(sampled & (pl.col("reason") == words.CONCERN))

    @dy.rule()
    def published_on_is_before_the_visit(cls) -> pl.Expr:
        """Leave out a letter published before the visit was over."""
        return pl.col("published_on") >= pl.coalesce("ended_on", "started_on")


class Actions(dy.Schema):
    """Uses of enforcement powers on regulated providers, one row each."""

    action_id = dy.String(primary_key=True, min_length=1, description="unique action number")
    urn = reference("provider it applies to")
    visit_id = dy.String(nullable=True, description="visit that led to it")
    action_type = dy.Enum(words.ACTION_TYPES, nullable=False, description="power used")
    issued_on = dy.Date(nullable=False, description="first day in force")
    review_on = dy.Date(nullable=True, description="next review")
    ended_on = dy.Date(nullable=True, description="first day no longer in force; blank: in force")
    public_on = dy.Date(
        nullable=True, description="day from which everyone may see it, at 9.30am; blank: not yet"
    )
    recorded_on = dy.Date(nullable=True, description=RECORDED)

    @dy.rule()
    def ended_on_is_before_issued_on(cls) -> pl.Expr:
        """Leave out an action that ended before it was issued."""
        return pl.col("ended_on") >= pl.col("issued_on")


class Findings(dy.Schema):
    """What a visit's published letter says, one row for each theme it mentions."""

    visit_id = dy.String(primary_key=True, min_length=1, description="visit it comes from")
    number = dy.Int16(primary_key=True, min=1, description="order within the letter")
    theme = dy.Enum(words.THEMES, nullable=False, description="what it is about")
    side = dy.Enum(words.SIDES, nullable=False, description="going well or to improve")
    text = dy.String(nullable=True, max_length=600, description="one sentence; no names")


class Calendar(dy.Schema):
    """Days, each with its week and month, and whether inspectors work; others are worked out."""

    day = dy.Date(primary_key=True, description="the day")
    week = dy.Date(nullable=False, description="Monday of its week")
    month = dy.Date(nullable=False, description="first day of its month")
    working = dy.Bool(nullable=False, description="a working day")
    reason = dy.String(nullable=True, description="why not: weekend, bank holiday, closure")

    @dy.rule()
    def week_or_month_is_not_that_of_the_day(cls) -> pl.Expr:
        """Leave out a day that is put into another week or month than its own."""
        day, week, month = (pl.col(name) for name in ("day", "week", "month"))
        return (week == day.dt.truncate("1w")) & (month == day.dt.month_start())


class Milestones(dy.Schema):
    """Dated events and targets of the programme."""

    name = dy.String(primary_key=True, min_length=1, description="what happens")
    day = dy.Date(nullable=False, description="when")
    covers = dy.Enum(
        (words.ALL_PROVIDERS, words.LOCAL_AUTHORITY), nullable=True, description="whom it covers"
    )
    target = dy.Float64(nullable=True, min=0, max=1, description="share to be visited by then")


class OtherVisits(dy.Schema):
    """Visits by other inspectorates to an authority or to services in it, one row each."""

    other_id = dy.String(primary_key=True, min_length=1, description="unique number of the visit")
    la_code = dy.String(nullable=False, regex=LA_CODE, description="authority it concerns")
    inspectorate = dy.String(nullable=False, min_length=1, description="who visits; no person")
    started_on = dy.Date(nullable=False, description="first day of the visit")
    ended_on = dy.Date(nullable=True, description="last day of the visit")
    recorded_on = dy.Date(nullable=True, description=RECORDED)

    @dy.rule()
    def ended_on_is_before_started_on(cls) -> pl.Expr:
        """Leave out a visit that ended before it started."""
        return pl.col("ended_on") >= pl.col("started_on")


class ControlTotals(dy.Schema):
    """Totals published or agreed elsewhere that the figures of a day have to meet, one row each."""

    counted = dy.String(primary_key=True, min_length=1, description="what is counted, in words")
    measure = dy.Enum(words.TOTALLED, nullable=False, description="measure that counts it")
    day = dy.Date(nullable=False, description="day of the figures that it is compared with")
    since = dy.Date(nullable=True, description="first day of the period, where it counts one")
    setting_type = dy.Enum(
        (words.ALL_PROVIDERS, words.ALL_HOMES, *words.SETTING_TYPES),
        nullable=False,
        description="setting type, or group of types, that it counts",
    )
    amount = dy.Int64(nullable=False, min=0, description="what it comes to")
    source = dy.String(nullable=False, min_length=1, description="where it was published")


class Reach(dy.Schema):
    """What the records tell of, of which settings and from which day to which, one row each."""

    table = dy.Enum(words.TOLD_OF, primary_key=True, description="what is told of")
    setting_type = dy.Enum(
        (words.EVERY_TYPE, words.ALL_PROVIDERS, words.ALL_HOMES, *words.SETTING_TYPES),
        primary_key=True,
        description="setting type, or group of types; * is every type",
    )
    first = dy.Date(
        nullable=True, alias="from", description="first day that is told of; blank: all before too"
    )
    last = dy.Date(
        nullable=True, alias="to", description="last day that is told of; blank: to the day"
    )

    @dy.rule()
    def to_is_before_from(cls) -> pl.Expr:
        """Leave out what ends before it begins."""
        return pl.col("to") >= pl.col("from")


TABLES: dict[str, type[dy.Schema]] = {
    "local_authorities": LocalAuthorities,
    "settings": Settings,
    "visits": Visits,
    "actions": Actions,
    "findings": Findings,
    "calendar": Calendar,
    "milestones": Milestones,
    "other_visits": OtherVisits,
    "control_totals": ControlTotals,
    "reach": Reach,
}
PARENTS = {
    "settings": (("la_code", "local_authorities"),),
    "visits": (("urn", "settings"),),
    "actions": (("urn", "settings"), ("visit_id", "visits")),
    "findings": (("visit_id", "visits"),),
    "other_visits": (("la_code", "local_authorities"),),
}
"""For each table, the columns that must be found in another table."""

EVENTS = {
    "settings": "registered_on",
    "visits": "started_on",
    "actions": "issued_on",
    "calendar": "day",
    "milestones": "day",
}
"""For each table the day on which a new row happened; a blank day was always so."""

COMING = {
    "settings": ("closed_on", "last_inspected_on"),
    "visits": ("ended_on", "published_on"),
    "actions": ("ended_on", "review_on", "public_on"),
}
"""Days that a row gets later than its own: filling one in is no correction."""
UNTOLD = "recorded_on"
"""The column that says when a row came, not what is so."""

Records = Mapping[str, pl.DataFrame]
"""The tables by name, each checked; those that were not supplied are left out."""


@cache
def empty(name: str) -> pl.DataFrame:
    """Give a table with its columns and no rows."""
    return TABLES[name].create_empty()
