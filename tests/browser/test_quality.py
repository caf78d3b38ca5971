"""A file with planted faults, from the command to the page: named, mended, marked, held back."""

import re
import subprocess

import polars as pl
import pytest

from tests.browser import serving
from tests.browser.test_tasks import rows_of
from tests.conftest import DAY, everywhere, visits_to
from tests.planting import plant

pytestmark = pytest.mark.browser
CARE = "[u] use with care"


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory, write_records):
    """Build from 96 settings and 30 visits, with five kinds of fault."""
    root = tmp_path_factory.mktemp("spoilt")
    settings, visits = everywhere(), visits_to(everywhere()[:30])
    settings[0]["setting_type"] = "Children's Home"
    settings[41]["urn"] = settings[40]["urn"]
    settings[3]["la_code"] = "E10000002"
    visits[8]["selection_basis"] = visits[9]["selection_basis"] = None
    folder = write_records(root / "records", settings, visits)
    early = pl.when(visit_id="V0007").then(pl.lit("2020-09-01")).alias("published_on")
    table = pl.read_csv(folder / "visits.csv").with_columns(early)
    table.write_csv(folder / "visits.csv")
    given = ["build", folder, "--as-at", str(DAY), "--snapshots", root / "kept", "--set-aside"]
    built = subprocess.run(
        [*serving.COMMAND, *given], cwd=serving.REPOSITORY, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    assert "visits.csv row 9: published on is before the visit" in built.stdout
    with serving.served(root / "log", root / "kept") as running:
        yield running


def test_each_fault_is_named_and_what_it_touches_is_marked_then_held_back(browser, spoilt):
    with serving.readers(browser, spoilt) as reader:
        one = reader(alone=True)
        page = one.open("/data?show=all")
        faults = {row[0]: row[4] for row in rows_of(page, "Rows by table")}
        assert faults["Settings"] == "2: its key is used by another row (rows 42 and 43)"
        assert faults["Visits"] == "1: published on is before the visit (row 9)"
        mended = [row[:4] for row in rows_of(page, "Repairs and warnings")]
        coded = "1 row with the area code E10000002 is counted under E06000060, its successor."
        spelt = 'setting_type: "Children\'s Home" is read as "Children\'s home" (1 value).'
        assert mended == [[spelt, "settings.csv", "2", "1"], [coded, "settings.csv", "5", "1"]]
        blank = {row[0]: row for row in rows_of(page, "Completeness of each field")}
        reason = blank["Visits: selection basis"]
        assert reason[1:3] == ["27 of 29 (93%)", "Use with care"]
        assert reason[4] == "V0008 and V0009"
        lines = {row[0]: row[1:] for row in rows_of(page, "Rows read and counted")}
        assert lines["Settings"] == ["96", "94", "0", "0", "2"]
        assert lines["Visits"] == ["30", "29", "0", "0", "1"]
        assert page.locator(".foot details", has_text="E10000002").count() == 1
        page = one.open("/")
        marked = page.locator(".tiles > div", has_text=CARE)
        assert marked.count() == 1
        assert "prioritised" in marked.text_content().lower()
        plant(spoilt.snapshots, "visits", "visits")
        other = reader(alone=True)
        page = other.open("/")
        checking = page.locator(".tiles > div", has_text="We are checking this figure")
        assert checking.count() >= 1
        assert page.get_by_text(re.compile(r"^\d+ of \d+ checks failed$")).is_visible()
        page = other.open("/data?show=all")
        failed = {row[0]: row[1:3] for row in rows_of(page, "Checks that fail")}
        assert failed["Rows of visits read = rows counted + rows outside + rows not used"] == [
            *("30", "31"),
        ]
        answer = page.request.get(f"{spoilt.address}/files/why/why-weeks.csv")
        assert answer.status == 404
        assert "We are checking this figure" in answer.text()
