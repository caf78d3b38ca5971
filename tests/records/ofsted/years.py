"""Registers and events laid out as Ofsted has published them in each year, filled with inventions.

Only the headings and the way in which words were written are Ofsted's: no row is of a provider.
"""

from datetime import date, timedelta
from itertools import cycle

from dashboard.areas.authorities import authorities
from dashboard.areas.vintages import vintage_on

LINK = "Ofsted Social Care Provider Webpage"
HIDDEN = "REDACTED"
WHERE = ["Address 1", "Address 2", "Town", "County", "Postcode"]
SUB_JUDGED = [
    *("Outcomes in education and related learning activities", "Health services"),
    "How well children and young people are helped and protected",
    "The effectiveness of leaders and managers",
]
OLD_JUDGED = [
    *("Overall effectiveness", "Outcomes for children and young people", "Quality of care"),
    *("Safeguarding children and young people", "Leadership and management"),
]
OVERALL = "Overall experiences and progress of children and young people"
PREVIOUS = [
    *("Previous full inspection event type", "Previous full inspection event date"),
    *("Previous full inspection publication date", "Previous full inspection event number"),
    "Previous overall experiences and progress of children and young people",
]
HEADINGS = {
    2015: [
        *("Web link", "URN", "Provision type", "Reg Status", "Setting Name", *WHERE, "Region"),
        *("Local authority", "Sector", "Inspection type", "Inspection Date", "Inspection ID"),
        *("Overall effectiveness", "Outcomes for children and young people", "Quality of care"),
        *("The safety of children and young people", "Leadership and management"),
        *("Outcomes in education and related learning activities", "Linked ED URN"),
        "Short breaks only",
    ],
    2016: [
        *("Web link", "URN", "Provision type", "Registration status", "Name", *WHERE),
        *("Government Office Region", "Local authority", "Sector", "Places"),
        *("Linked education URN", "Short breaks only children's home", "Event type"),
        *("Inspection date", "Event number", *OLD_JUDGED),
    ],
    2017: [
        *("Web link", "URN", "Linked education URN", "Provision type", "Registration status"),
        *("Name", *WHERE, "Ofsted Region", "Government Office Region", "Local authority"),
        *("Parliamentary constituency", "Sector", "Places", "Short breaks only", "Event type"),
        *("Inspection date", "Publication date", "Event number", *OLD_JUDGED),
    ],
    2024: [
        *("Web link", "URN", "Linked Education URN", "Provision type", "Registration date"),
        *("Registration status", "Name", *WHERE, "Ofsted region", "Government Office Region"),
        *("Local authority", "Parliamentary constituency", "Sector", "Premises", "Places"),
        *("Short-break-only children's home", "Multi-building children's home"),
        *("Organisation which owns the provider", "Latest full inspection event type"),
        *("Latest full inspection date", "Latest full inspection publication date"),
        *("Latest full inspection event number", OVERALL, *SUB_JUDGED, *PREVIOUS),
    ],
    2025: [
        *("Web link", "URN", "Linked Education URN", "Provision type", "Registration date"),
        *("Registration status", "Name", *WHERE, "Ofsted Region", "Government Office Region"),
        *("Local authority", "Parliamentary constituency", "Sector", "Places"),
        *("Supported accommodation premises", "Short-break-only children's home"),
        *("Multi Building Children's Home", "Organisation which owns the provider"),
        *("\nLatest Full inspection event type", "\nLatest full inspection date"),
        *("Latest full inspection publication date", "\nLatest full inspection event number"),
        *(f"\n{OVERALL}", *SUB_JUDGED, "Supported Accommodation outcome"),
    ],
}
"""The headings of each year's register; line breaks stand where they stood."""
ABOVE = {
    2016: [["Provider information", *[""] * 15, "Latest Full Inspection information"]],
    2017: [["Provider information", *[""] * 17, "Latest Full Inspection"]],
    2024: [
        ["Children's social care data in England 2024 – Provider level as at 31 March 2024"],
        ["This worksheet contains one table, this table begins in cell A4."],
        ["Some cells in this table are empty."],
    ],
    2025: [
        ["Children's social care data in England 2025 – Provider level as at 31 March 2025"],
        ["This worksheet contains one table, this table begins in cell A4."],
        ["Some cells in this table are empty."],
    ],
}
TYPES = {
    2015: ("Children's Home", "Residential special school (>295 days/year)", "Boarding School"),
    2016: ("Children's home", "Residential Special School", "Independent Fostering Agency"),
    2017: ("Children's home", "Secure Training Centre", "Residential Family Centre"),
    2024: ("Children's home", "Independent Fostering Agency", "Boarding School"),
    2025: ("Children's home", "Children's Home", "Residential Special School"),
}
GRADES = {
    2015: ("Outstanding", "Good", "Adequate", "Inadequate", "Requires Improvement"),
    2016: ("Outstanding", "Good", "Requires improvement", "Satisfactory", "Requires Improvement"),
    2017: ("Outstanding", "Good", "Requires improvement", "Inadequate"),
    2024: ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", None),
    2025: ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", None),
}
OUTCOMES = (
    "Consistently strong service delivery leads to typically positive experiences and progress "
    "for children. Where improvements are needed, leaders and managers take timely and effective "
    "action.",
    "Inconsistent quality of service delivery adversely affects some children’s experiences and "
    "this may limit their progress.",
    "Serious or widespread weaknesses lead to significant concerns about the experiences and "
    "progress of children.",
    None,
)
MEANT = {
    "urn": {"urn"},
    "type": {"provision type"},
    "status": {"reg status", "registration status"},
    "registered": {"registration date"},
    "region": {"region", "ofsted region"},
    "nine": {"government office region"},
    "authority": {"local authority"},
    "sector": {"sector"},
    "places": {"places"},
    "event": {"inspection type", "event type", "latest full inspection event type"},
    "day": {"inspection date", "latest full inspection date"},
    "published": {"publication date", "latest full inspection publication date"},
    "number": {"inspection id", "event number", "latest full inspection event number"},
    "grade": {"overall effectiveness", OVERALL.lower()},
    "outcome": {"supported accommodation outcome"},
    "link": {"web link"},
}
"""What stands under each heading that holds a fact; the others are blank or hidden."""


def register(year, count, types=None, others=()):
    """Lay out a register of a year: its rows of text from the first title on.

    Its providers go through the types, the grades and the authorities of the day in turn, then
    come `others`: pairs of a type and how many.
    """
    kinds = cycle(types or TYPES[year])
    wanted = [next(kinds) for _ in range(count - sum(n for _, n in others))]
    wanted += [kind for kind, n in others for _ in range(n)]
    day = date(year, 3, 31)
    places, grades, outcomes = (
        cycle(authorities(vintage_on(day)).rows(named=True)),
        cycle(GRADES[year]),
        cycle(OUTCOMES),
    )
    head = HEADINGS[year]
    rows = [
        laid_out(head, provider(number, kind, day, next(places), grades, outcomes))
        for number, kind in enumerate(wanted)
    ]
    return [*ABOVE.get(year, []), head, *rows]


def provider(number, kind, day, place, grades, outcomes):
    """Invent one provider: what is said of it, by its meaning."""
    is_supported = kind.lower() == "supported accommodation"
    outcome = next(outcomes) if is_supported else None
    grade = None if is_supported else next(grades)
    seen = bool(outcome or grade)
    when = day - timedelta(days=30 + number % 700)
    return {
        "urn": f"{3_000_000 + number}",
        "type": kind,
        "status": "Active",
        "registered": f"{when - timedelta(days=400):%d/%m/%Y}",
        "region": place["region"],
        "nine": place["statistical_region"],
        "authority": place["la_name"],
        "sector": ("Private", "Local authority", "Voluntary")[number % 3],
        "places": str(1 + number % 9),
        "event": "Full Inspection" if seen else "",
        "day": f"{when:%d/%m/%Y}" if seen else "",
        "published": f"{when + timedelta(days=28):%d/%m/%Y}" if seen else "",
        "number": str(10_000_000 + number) if seen else "",
        "grade": grade or "",
        "outcome": outcome or "",
        "link": LINK,
    }


def laid_out(head, said):
    """Put what is said of a provider under the headings of a year."""
    cells = []
    for heading in head:
        plain = " ".join(heading.lower().split())
        meaning = next((m for m, forms in MEANT.items() if plain in forms), None)
        cells.append(said[meaning] if meaning else HIDDEN if heading in WHERE else "")
    return cells
