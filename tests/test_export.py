"""The command export writes briefings, text and tables, and the same ones every time."""

import hashlib
import re
import time

import pytest
from click.testing import CliRunner

from dashboard import delivery
from dashboard.cli import main
from dashboard.delivery import VIEWS

pytestmark = pytest.mark.long

AREAS = 9


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("export")
    done = CliRunner().invoke(main, ["export", str(made / "first"), "--as-at", "2020-11-30"])
    assert done.exit_code == 0, done.output
    assert "as at 2020-11-30" in done.output
    return made / "first"


def test_every_page_is_there_as_text_and_links_to_the_others(folder):
    names = {file.stem for file in (folder / "text").iterdir()}
    assert names == set(VIEWS)
    for file in (folder / "text").iterdir():
        said = file.read_text(encoding="utf-8")
        assert "30 November 2020" in said
        links = re.findall(r"<nav.*?</nav>", said, re.DOTALL)[0]
        assert set(re.findall(r'href="(\w+)\.html"', links)) == names
        assert 'href="/' not in said


def test_england_and_every_region_have_a_briefing_in_five_forms(folder):
    files = sorted(file.name for file in (folder / "briefings").iterdir())
    assert len(files) == AREAS * 5
    assert {"england.pdf", "north-west.html", "london.ods", "south-east.docx", "london.png"} <= set(
        files
    )
    assert (folder / "everything.zip").read_bytes().startswith(b"PK")


def test_a_briefing_of_a_region_takes_less_than_ten_seconds():
    store, selection = delivery.read({"area": "north-west", "asat": "2020-11-30"})
    began = time.process_time()
    for form in delivery.BRIEFING_FORMS:
        assert delivery.brief(form, store, selection).content
    assert time.process_time() - began < 10


def test_the_pack_of_an_earlier_day_is_made_again_byte_for_byte(folder, tmp_path):
    done = CliRunner().invoke(main, ["export", str(tmp_path), "--as-at", "2020-11-30"])
    assert done.exit_code == 0
    first, second = (
        {
            str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in root.rglob("*.*")
        }
        for root in (folder, tmp_path)
    )
    assert first == second
