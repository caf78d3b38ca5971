"""Records with counts that no other number is like: each would be hidden outside."""

import re
from datetime import date, timedelta

import polars as pl

from dashboard.areas.authorities import authorities
from dashboard.publishing import Terms, publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder

DAY = date(2020, 12, 7)
THRESHOLD, EVERYWHERE = 1200, 1297
ACTIONS, CONCERNS = 1187, 1153
"""Actions issued in the North West, and serious concerns in the South East."""

CANARIES = (ACTIONS, CONCERNS)
URN = re.compile(r"EX\d{6}")


def told(text):
    """Find canaries in a text: as a number by itself, with or without a comma."""
    bare = text.replace(",", "")
    return [n for n in CANARIES if re.search(rf"(?<![0-9A-Za-z.#-]){n}(?![0-9A-Za-z])", bare)]


def write(folder):
    """Write a register with as many homes in every region, each visited twice, most acted on."""
    listed = authorities("2020").group_by("region", maintain_order=True).first()
    settings, visits, actions = [], [], []
    for region, code in listed.select("region", "la_code").iter_rows():
        for place in range(EVERYWHERE):
            number = len(settings)
            settings.append(
                {
                    "urn": f"EX{number:06}",
                    "setting_type": w.HOMES[0],
                    "la_code": code,
                    "sector": "Private",
                    "places": 4,
                    "registered_on": "2019-01-01",
                    "last_grade": "Good",
                }
            )
            most = CONCERNS if region == "South East" else 1250
            for basis, bad in ((w.PRIORITISED, place < most), (w.SAMPLED, False)):
                started = date(2020, 9, 7) + timedelta(days=number % 40)
                visits.append(
                    {
                        "visit_id": f"V{len(visits):06}",
                        "urn": f"EX{number:06}",
                        "visit_type": "Assurance visit",
                        "selection_basis": basis,
                        "started_on": str(started),
                        "ended_on": str(started),
                        "published_on": str(started + timedelta(days=30)),
                        "mode": "On site",
                        "outcome": w.OUTCOMES[bad],
                    }
                )
            if place < (ACTIONS if region == "North West" else 1250):
                actions.append(
                    {
                        "action_id": f"A{number:06}",
                        "urn": f"EX{number:06}",
                        "action_type": "Compliance notice",
                        "issued_on": str(date(2020, 10, 1) + timedelta(days=number % 30)),
                    }
                )
    folder.mkdir()
    for name, rows in {"settings": settings, "visits": visits, "actions": actions}.items():
        pl.DataFrame(rows).write_csv(folder / f"{name}.csv")


def published(folder):
    """Take the records in, publish them, and give the folder of the snapshot."""
    write(folder / "records")
    publish(folder / "snapshots", from_folder(folder / "records", DAY), DAY, Terms())
    return folder / "snapshots"
