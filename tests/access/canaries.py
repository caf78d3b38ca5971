"""Records in which whatever must not reach a reader can be found again, in any byte."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta

import pdfplumber
import polars as pl
from itsdangerous import URLSafeTimedSerializer

from dashboard.areas.authorities import authorities
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from dashboard.records.words import OUTCOMES, SIDES, THEMES
from tests.access.provider import COOKIE_SECRET
from tests.conftest import DAY, everywhere, visits_to

TEXT = "zanzibar"
"""Stands in what letters say that are not yet published."""
PUBLIC_TEXT = "quetzal"
"""Stands in what published letters say."""
NOT_PUBLIC, PUBLIC = "ACTZULU", "ACTPAPA"
"""Begin the names of actions that are not yet public, and of those that are."""


def published(tmp, write_records):
    """Publish a register of every region with visits, letters and actions; give its folder."""
    settings, visits = everywhere(), visits_to(everywhere())
    folder = write_records(tmp / "records", settings, visits)
    told = [
        visit
        | {
            "ended_on": visit["started_on"],
            "published_on": later(visit["started_on"]) if n % 2 else None,
            "outcome": OUTCOMES[n % 3 == 0],
        }
        for n, visit in enumerate(visits)
    ]
    pl.DataFrame(told, infer_schema_length=None).write_csv(folder / "visits.csv")
    findings = [
        {
            "visit_id": row["visit_id"],
            "number": 1,
            "theme": THEMES[0],
            "side": SIDES[1],
            "text": f"{PUBLIC_TEXT if row['published_on'] else TEXT} {n}",
        }
        for n, row in enumerate(told)
    ]
    actions = [
        {
            "action_id": f"{PUBLIC if n % 2 else NOT_PUBLIC}{n:04}",
            "urn": row["urn"],
            "action_type": "Compliance notice",
            "issued_on": "2020-10-01",
            "public_on": "2020-10-15" if n % 2 else None,
        }
        for n, row in enumerate(settings)
    ]
    pl.DataFrame(actions, infer_schema_length=None).write_csv(folder / "actions.csv")
    pl.DataFrame(findings, infer_schema_length=None).write_csv(folder / "findings.csv")
    root = tmp / "snapshots"
    publish(root, from_folder(folder, DAY), DAY, Terms(["empty"], "canaries"))
    return root


def later(day):
    """Give the day on which a letter about a visit came out."""
    return (date.fromisoformat(day) + timedelta(days=20)).isoformat()


def urns():
    """Give for each region the numbers of its settings."""
    region = dict(authorities("2020").select("la_code", "region").iter_rows())
    found = {}
    for row in everywhere():
        found.setdefault(region[row["la_code"]], set()).add(row["urn"].encode())
    return found


def cookie(address, subject, *groups):
    """Give the cookie of somebody who signed in just now."""
    now = datetime.now().timestamp()
    claims = {
        "is_logged_in": True,
        "origin": address,
        "provider": "default",
        "sub": subject,
        "groups": groups,
        "iat": now,
        "exp": now + 3600,
    }
    name = "_streamlit_user"
    return {name: URLSafeTimedSerializer(COOKIE_SECRET, salt=name).dumps(json.dumps(claims))}


def opened(content):
    """Give a file and, of one that is packed, all that is in it."""
    yield content
    if content[:4] == b"%PDF":
        with pdfplumber.open(io.BytesIO(content)) as pages:
            yield "\n".join(page.extract_text() for page in pages.pages).encode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from opened(packed.read(name))
