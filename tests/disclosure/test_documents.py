"""README, Method, Privacy, the page for who carries on and a release itself say the same."""

import re
from pathlib import Path

import pytest

from dashboard.disclosure import known, release_notes
from dashboard.disclosure.declared import declared
from dashboard.disclosure.known import IDENTITIES
from dashboard.disclosure.rounding import step
from dashboard.disclosure.whole import standing
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.measure import AUTHORITY, ENGLAND, EVERYWHERE, REGION
from dashboard.settings import PACKAGE, Settings

REPOSITORY = Path(__file__).parents[2]
FEW = Settings().fewer_than
WRITTEN = {
    "README": REPOSITORY / "README.md",
    "Method": PACKAGE / "text" / "method.md",
    "Privacy": PACKAGE / "text" / "privacy.md",
    "disclosure": PACKAGE / "docs" / "disclosure.md",
}
PASSAGES = {
    "README": r"## What may leave the inspectorate.*?(?=## )",
    "Method": r"\*\*What may leave\..*?(?=\*\*[A-Z])",
    "Privacy": r"What may be shared is a release.*?(?=\n\n|\Z)",
    "disclosure": r".*",
}
ROUNDED = {
    "reasons": "why visits were made",
    "letters": "letters",
    "concerns": "what they found",
    "actions": "enforcement",
}
"""What each table that is rounded is called in words."""
ADDS_UP = {
    known.AREAS: "England is the sum of its regions",
    known.REASONS: "reasons and letters add up to visits",
    known.LETTERS: "reasons and letters add up to visits",
    known.PARTS: "a part is no more than its whole",
    known.VISITED: "there are at least as many visits as settings visited",
    known.FLOW: "actions in force are those of the first day with those issued less those ended",
    known.GROWS: "counts from the first day never fall",
}
"""What Method says of each identity."""


@pytest.fixture
def said(made):
    """Give what each document says of releases, and what the release says of itself."""
    found = {
        name: re.search(PASSAGES[name], path.read_text(encoding="utf-8"), re.S)[0]
        for name, path in WRITTEN.items()
    }
    found["release"] = " ".join(release_notes.method(standing(made)[1].release))
    return {name: re.sub(r"[\"`\s]+", " ", text) for name, text in found.items()}


def test_every_document_says_to_what_figures_are_rounded_and_no_other_number(said):
    by, nation = step(REGION, FEW), step(ENGLAND, FEW)
    for name, text in said.items():
        assert {*re.findall(r"nearest (\d+)", text)} == {str(by)} | (
            {str(nation)} if name == "disclosure" else set()
        ), name
        assert f"England {nation}" in text or f"England to the nearest {nation}" in text, name
        assert {*re.findall(r"fewer than (\d+)", text)} == {str(FEW)}, name
        assert {*re.findall(r"of 1 to (\d+)|from 1 to (\d+)", text)} <= {
            (str(FEW - 1), ""),
            ("", str(FEW - 1)),
        }, name


def test_every_document_names_what_is_rounded(said):
    assert {column.table for column in declared() if column.measure.sensitive} == {*ROUNDED}
    for name, text in said.items():
        for words in ROUNDED.values():
            assert words in text.lower(), (name, words)


def test_every_document_says_what_is_given_in_full_and_how_far_down(said):
    full = [column for column in declared() if not column.measure.sensitive]
    assert [(c.measure, c.levels) for c in full] == [(COVERAGE, EVERYWHERE)]
    assert not any(AUTHORITY in c.levels for c in declared() if c.measure.sensitive)
    for name, text in said.items():
        assert re.search(r"[Ss]ettings visited", text) and "in full, down to" in text, name
        assert "authorities" in text and "below a region" in text, name


def test_every_document_but_the_privacy_notice_says_who_makes_and_approves(said):
    for name, text in said.items():
        assert "approve" in text, name
        assert name == "Privacy" or re.search(r"[Aa]ll releases together are audited", text), name


def test_every_identity_of_the_audit_is_on_the_page_and_in_method(said):
    assert IDENTITIES.keys() == ADDS_UP.keys()
    for name, words in IDENTITIES.items():
        assert f"| {name} | {words}" in said["disclosure"], name
        assert ADDS_UP[name] in said["Method"], name


def test_every_page_of_a_release_says_how_to_read_it(made):
    kept = standing(made)[1]
    pages = [kept.content(name).decode() for name in kept.files if name.endswith(".html")]
    assert len(pages) == 5 + 9
    for page in pages:
        assert all(sentence in page for sentence in release_notes.method(kept.release))
        assert release_notes.MARKING in page and "illustrative records" in page
    assert {column.title for column in declared()} == {
        title for column in declared() for title in [column.title] if any(title in p for p in pages)
    }
