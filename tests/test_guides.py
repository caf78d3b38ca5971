"""The guides to adding something are followed literally, in a copy of the code, one after another.

What they add is then on its page, in its table and in every file. A step that is left out, or done
wrongly, fails with words that say which.
"""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.walking import blocks, follow

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "dashboard" / "docs"
MOST = {
    "adding-a-measure.md": 2,
    "adding-an-exhibit.md": 2,
    "adding-a-page.md": 3,
    "adding-a-filter.md": 2,
}
"""So many files a guide touches, its test and the row of the README among them."""

CODE = ("dashboard", "tests", "pyproject.toml", *(page.name for page in REPOSITORY.glob("*.md")))
BESIDE = ("data", "geo", ".streamlit")

SEEN = """
from io import BytesIO
from zipfile import ZipFile
from dashboard import delivery
from dashboard.measures.selection import Selection
from dashboard.measures.opening import open_store

for path in ("why", "kinds"):
    for form in ("csv", "ods", "xlsx", "svg", "png"):
        assert delivery.deliver(path, f"monitoring.{form}", {}).content, form
    said = delivery.text(path, {})
    assert "Monitoring visits: " in said and "Kinds of visit</a>" in said
    rows = delivery.deliver(path, "monitoring.csv", {}).content.decode("utf-8-sig")
    assert "share_monitoring" in rows and "Independent fostering agency" in rows
assert "What kinds of visit were made?" in said
store, chosen = open_store(None), Selection()
everything = ZipFile(BytesIO(delivery.everything(store, chosen).content))
assert "share_monitoring" in everything.read("figures.csv").decode("utf-8-sig")
assert {"why/monitoring-visits.csv", "kinds/monitoring-visits.csv"} <= {*everything.namelist()}
assert "Monitoring visits, out of all visits in the period." in delivery.text("data", {})
sized = delivery.text("coverage", {"size": "5-to-9-places"})
assert "providers with 5 to 9 places" in sized
limited = delivery.text("kinds", {"states": "serious-concerns"})
assert "only visits whose letter states serious concerns" in limited
"""

MEASURE = "dashboard/measures/definitions/coverage.py"
EXHIBIT = "dashboard/exhibits/why/monitoring.py"
FILTERS = "dashboard/measures/filters.py"
FORGOTTEN = """def forgotten(store: Store, selection: Selection) -> Exhibit:
    return by_type(store, selection)


"""
WRONG = {
    "a measure that does not say where it may leave": (
        (MEASURE, "    sensitive=False,\n    leaves=NOWHERE,\n)\n", ")\n"),
        ("tests/measures/test_measure.py", "says_what"),
        "missing 2 required keyword-only arguments: 'sensitive' and 'leaves'",
    ),
    "a measure of a word that its table does not hold": (
        (MEASURE, '(("visit_type", "Monitoring visit"),)', '(("visit_kind", "Monitoring visit"),)'),
        ("tests/measures/test_measure.py", "says_what"),
        "share_monitoring: visits has no key visit_kind",
    ),
    "a measure of a table that there is not": (
        (MEASURE, 'denominator=Count("visits", "visits")', 'denominator=Count("visit", "visits")'),
        ("tests/measures/test_measure.py", "says_what"),
        "share_monitoring: the cube has no table visit",
    ),
    "a measure that does not say what it needs": (
        (MEASURE, "needs=needs.VISITS,", "needs=needs.REGISTER,"),
        ("tests/measures/test_reach.py", "says_what and monitoring"),
        "share_monitoring is out of visits: it needs {'visits'}",
    ),
    "a measure of a word that nobody may have recorded": (
        (MEASURE, '(("visit_type", "Monitoring visit"),)', '(("mode", "Remote"),)'),
        ("tests/measures/test_reach.py", "says_what and monitoring"),
        "share_monitoring is limited by mode: it needs {'modes'}",
    ),
    "an exhibit in no section": (
        (EXHIBIT, "def by_type(", f"{FORGOTTEN}def by_type("),
        ("tests/exhibits/test_exhibit.py", "stands"),
        "dashboard.exhibits.why.monitoring.forgotten",
    ),
    "an exhibit whose table is not as drawn": (
        (EXHIBIT, '["name", *N_OF_N]', '["name", "value"]'),
        ("tests/exhibits/test_exhibit.py", "says_what_it_shows and kinds"),
        "monitoring: its file leaves out denominator, numerator",
    ),
    "an exhibit whose rows have no status": (
        (EXHIBIT, "results.with_status(asked.with_columns", "(asked.with_columns"),
        ("tests/exhibits/test_exhibit.py", "says_what_it_shows and kinds"),
        "monitoring: give its rows a status with results.with_status",
    ),
    "an exhibit without a headline": (
        (EXHIBIT, 'f"Monitoring visits: {n_of_n(n, total or 0)} visits."', '""'),
        ("tests/exhibits/test_exhibit.py", "says_what_it_shows and kinds"),
        "monitoring: give it a headline",
    ),
    "a page that is not among the pages": (
        ("dashboard/exhibits/pages/__init__.py", "WHY, KINDS, FOUND", "WHY, FOUND"),
        ("tests/exhibits/test_exhibit.py", "navigation"),
        "name it in PAGES",
    ),
    "a page with the path of another": (
        ("dashboard/exhibits/pages/kinds.py", 'path="kinds"', 'path="road"'),
        ("tests/exhibits/test_exhibit.py", "navigation"),
        "two pages have one path",
    ),
    "a page that the README does not name": (
        ("README.md", "| Kinds of visit | What kinds of visit were made? |\n", ""),
        ("tests/test_docs.py", "question and kinds"),
        "| Kinds of visit | What kinds of visit were made? |",
    ),
    "a filter without the words of a choice": (
        (FILTERS, '            words.NOT_RECORDED: "visits without a letter that says so",\n', ""),
        ("tests/views/test_filters.py", "field"),
        "outcome: say in words what is left by {'Not recorded'}",
    ),
    "a filter of a column that cannot be limited": (
        (FILTERS, '            "outcome",', '            "action_type",'),
        ("tests/views/test_filters.py", "written"),
        "outcome: action_type is no column that a filter may limit",
    ),
    "a filter of words that its column does not hold": (
        (
            FILTERS,
            '            "size",\n            (*words.SIZES,',
            '            "sector",\n            (*words.SIZES,',
        ),
        ("tests/views/test_filters.py", "written"),
        "size: sector holds",
    ),
    "a filter of settings without the words of a choice": (
        (FILTERS, 'words={size: f"with {size}" for size in words.SIZES}', "words={}"),
        ("tests/views/test_filters.py", "written"),
        "size: say in words what is left by",
    ),
    "a filter whose links are not pinned": (
        ("tests/ui/test_address.py", '    "states": {', '    "said": {'),
        ("tests/ui/test_address.py", "pinned"),
        "pin the words of a new filter in SLUGS",
    ),
}


def run(folder, *command):
    """Run Python in the copy."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def pytest_in(folder, *given):
    return run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *given)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Give a copy of the code in which every guide was followed."""
    folder = tmp_path_factory.mktemp("copy")
    for name in CODE:
        place = REPOSITORY / name
        into = shutil.copytree if place.is_dir() else shutil.copy
        into(place, folder / name)
    for name in BESIDE:
        (folder / name).symlink_to(REPOSITORY / name)

    def command(words, fails):
        program, *given = words
        module = {"visits-dashboard": "dashboard.cli", "pytest": "pytest"}[program]
        done = run(folder, "-m", module, *given)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    for name in MOST:
        follow(DOCS / name, folder, command)
    return folder


@pytest.mark.parametrize("name", MOST)
def test_a_guide_touches_few_files(name):
    written = {about for kind, about, _ in blocks(DOCS / name) if kind in WRITES}
    assert 0 < len(written) <= MOST[name], written


WRITES = ("file", "append", "before")


@pytest.mark.parametrize("name", MOST)
def test_a_guide_changes_lines_that_are_there_and_loses_nothing_of_them(name):
    told = blocks(DOCS / name)
    for (kind, place, begins), (_, _, instead) in pairwise(told):
        if kind == "before":
            lines = (REPOSITORY / place).read_text(encoding="utf-8").splitlines()
            found = [line for line in lines if line.startswith(begins.rstrip("\n"))]
            assert len(found) == 1, f"{place} has {len(found)} lines that begin with {begins!r}"
            lost = {*re.findall(r"\w+", found[0])} - {*re.findall(r"\w+", instead)}
            assert lost == set(), f"{name} takes {lost} out of {place}"


@pytest.mark.long
def test_what_the_guides_add_is_on_its_page_in_its_table_and_in_every_file(copy):
    done = run(copy, "-c", SEEN)
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_attempt_fails_and_says_what_is_missing(copy, wrong):
    (place, right, instead), (tests, chosen), said = WRONG[wrong]
    content = (copy / place).read_text(encoding="utf-8")
    before, there, after = content.rpartition(right)
    assert there, "the guides wrote this"
    (copy / place).write_text(before + instead + after, encoding="utf-8")
    try:
        done = pytest_in(copy, tests, "-k", chosen)
    finally:
        (copy / place).write_text(content, encoding="utf-8")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr, done.stdout[-2000:] + done.stderr[-2000:]
