"""What other people call our columns and our words."""

from dashboard.records import words as w

KEYED = ("settings", "visits", "actions", "findings", "other_visits")
"""The tables that are looked for, the register first."""

NAMES: dict[str, tuple[str, ...]] = {
    "settings": ("homes", "providers", "locations", "register", "services", "establishments"),
    "visits": ("inspections", "events", "activity", "assessments"),
    "actions": ("enforcement", "notices", "sanctions"),
    "findings": ("themes", "letters", "comments"),
    "other_visits": ("other inspectorates", "partner visits"),
}
"""Names of files and sheets that tell which table they hold."""

SETTING = (
    *("urn", "setting ref", "provider ref", "provider id", "location id", "home id", "reference"),
    *("service id", "establishment number", "unique reference number", "provider number"),
)
HEADINGS: dict[str, tuple[str, ...]] = {
    "settings.urn": SETTING,
    "settings.setting_type": (
        *("provision type", "provider kind", "service type", "type", "category", "kind"),
        *("primary inspection category", "home type", "location type", "type of service"),
    ),
    "settings.la_code": (
        *("local authority", "authority", "council", "ons code", "la", "la code", "la name"),
        *("gss code", "la number", "dfe number", "location local authority", "district"),
    ),
    "settings.sector": ("run by", "ownership", "owner type", "organisation type", "sector"),
    "settings.places": (
        *("beds", "registered places", "capacity", "number of places", "number of beds"),
        *("maximum places", "care homes beds"),
    ),
    "settings.registered_on": (
        *("registered from", "registration date", "date registered", "opened", "open date"),
        *("start date", "hsca start date", "valid from", "entry date", "entered", "joined"),
        *("commencement date", "commenced"),
    ),
    "settings.closed_on": (
        *("registered to", "closed", "closure date", "date closed", "ceased", "end date"),
        *("deregistered", "cancelled on", "hsca end date", "valid to", "deregistration date"),
        *("exit date", "left"),
    ),
    "settings.last_grade": (
        *("overall effectiveness", "oe", "grade", "rating", "judgement", "overall rating"),
        *("latest overall rating", "last judgement"),
    ),
    "settings.last_inspected_on": (
        *("inspection date", "last inspection", "oe date", "date of last inspection"),
        *("rating date", "latest full inspection date", "last inspected", "grade date"),
        *("rated on", "graded on", "inspected on"),
    ),
    "visits.visit_id": (
        *("event number", "visit number", "inspection number", "event id", "visit ref"),
        *("inspection id", "activity id", "assessment id", "report id"),
    ),
    "visits.urn": SETTING,
    "visits.visit_type": (
        *("event type", "event kind", "inspection type", "type of visit", "kind", "type"),
    ),
    "visits.selection_basis": ("basis", "selection", "why selected", "chosen because"),
    "visits.reason": ("reason", "trigger", "why"),
    "visits.started_on": (
        *("start", "visit date", "inspection date", "event date", "first day", "date of visit"),
    ),
    "visits.ended_on": ("finish", "end", "end date", "last day", "completed"),
    "visits.published_on": (
        *("report published", "publication date", "published", "report date", "letter published"),
    ),
    "visits.mode": ("method", "how", "on site", "mode"),
    "visits.inspector_days": ("inspector days", "days used", "resource days"),
    "visits.outcome": ("serious concerns", "sc", "outcome", "result", "concerns"),
    "actions.action_id": ("action number", "notice number", "enforcement id", "case number"),
    "actions.urn": SETTING,
    "actions.visit_id": ("event number", "visit number", "inspection number", "visit ref"),
    "actions.action_type": ("notice type", "power", "type", "kind", "enforcement type"),
    "actions.issued_on": ("issued", "issue date", "date of notice", "from", "start date"),
    "actions.review_on": ("review", "review date", "next review"),
    "actions.ended_on": ("ended", "end date", "lifted", "withdrawn", "to"),
    "findings.visit_id": ("event number", "visit number", "inspection number", "visit ref"),
    "findings.number": ("order", "line", "sequence", "number"),
    "findings.theme": ("theme", "topic", "subject", "about"),
    "findings.side": ("side", "strength or weakness", "good or bad"),
    "findings.text": ("text", "sentence", "comment", "what it says"),
    "other_visits.other_id": ("visit number", "id", "reference"),
    "other_visits.la_code": ("local authority", "authority", "council", "ons code", "la"),
    "other_visits.inspectorate": ("inspectorate", "body", "who", "organisation"),
    "other_visits.started_on": ("start", "visit date", "date", "first day"),
    "other_visits.ended_on": ("finish", "end", "end date", "last day"),
}
"""Headings that others give to our columns, besides our own."""

VERSIONS = ("touched", "modified", "updated", "changed", "version", "last updated", "modified at")

WORDS: dict[str, dict[str, str]] = {
    "last_grade": {
        **{str(number): grade for number, grade in enumerate(w.GRADES[:4], 1)},
        "ri": w.GRADES[2],
        "requires improvement": w.GRADES[2],
        "not rated": w.NOT_YET_INSPECTED,
        "no published rating": w.NOT_YET_INSPECTED,
        "not inspected": w.NOT_YET_INSPECTED,
    },
    "outcome": {
        **dict.fromkeys(("y", "yes", "true", "1"), w.SERIOUS_CONCERNS),
        **dict.fromkeys(("n", "no", "false", "0"), w.NO_SERIOUS_CONCERNS),
    },
    "mode": {
        **dict.fromkeys(("hyb", "hybrid", "mixed"), "Both"),
        **dict.fromkeys(("off", "off site", "virtual", "phone", "telephone", "desk"), "Remote"),
        **dict.fromkeys(("in person", "face to face", "f2f"), "On site"),
    },
    "sector": {
        **dict.fromkeys(("la", "council", "public"), "Local Authority"),
        **dict.fromkeys(("charity", "third sector", "not for profit"), "Voluntary"),
        **dict.fromkeys(("company", "independent", "for profit", "commercial"), "Private"),
        "nhs": "Health Authority",
    },
}
"""Words whose meaning no likeness shows."""
