"""README, Method, Privacy, the page for who carries on and a release itself say the same."""

import re
from pathlib import Path

import pytest

from dashboard.disclosure.declared import declared
from dashboard.disclosure.folder import latest
from dashboard.disclosure.known import IDENTITIES
from dashboard.disclosure.rounding import step
from dashboard.measures.measure import ENGLAND, REGION
from dashboard.packs.released import notes
from dashboard.settings import PACKAGE, Settings

REPOSITORY = Path(__file__).parents[2]
FEW = Settings().fewer_than
WRITTEN = {
    "README": REPOSITORY / "README.md",
    "Method": PACKAGE / "text" / "method.md",
    "Privacy": PACKAGE / "text" / "privacy.md",
    "disclosure": PACKAGE / "docs" / "disclosure.md",
}


def read(path):
    return re.sub(r"[\"`\s]+", " ", path.read_text(encoding="utf-8"))


@pytest.fixture
def said(made):
    """Give what each document says, and what the release says of itself."""
    told = {name: read(path) for name, path in WRITTEN.items()}
    return told | {"release": " ".join(notes.method(latest(made).release))}


def test_every_document_says_to_what_figures_are_rounded(said):
    by, nation = step(REGION, FEW), step(ENGLAND, FEW)
    for name, text in said.items():
        assert f"nearest {by}" in text, name
        assert f"fewer than {FEW}" in text, name
        if name != "Privacy":
            assert re.search(rf"England (to the nearest )?\(?{nation}", text), name


def test_every_document_says_that_nothing_sensitive_is_given_below_a_region(said):
    assert not any("authority" in c.levels for c in declared() if c.measure.sensitive)
    for name in ("README", "Method", "Privacy", "release"):
        assert "below a region" in said[name], name


def test_every_identity_of_the_audit_is_on_the_page(said):
    for name, words in IDENTITIES.items():
        assert f"| {name} | {words}" in said["disclosure"], name


def test_every_page_of_a_release_says_how_to_read_it(made):
    kept = latest(made)
    pages = [kept.content(name).decode() for name in kept.files if name.endswith(".html")]
    assert len(pages) == 5 + 9
    for page in pages:
        assert all(sentence in page for sentence in notes.method(kept.release))
        assert notes.MARKING in page and "illustrative records" in page
    assert {column.title for column in declared()} == {
        title for column in declared() for title in [column.title] if any(title in p for p in pages)
    }
