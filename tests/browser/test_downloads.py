"""What is downloaded is what is on the page, and what the command line says."""

import io
import re
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect

from dashboard.wording import words
from tests.browser.serving import measure, readers

pytestmark = [pytest.mark.browser, pytest.mark.long]

ADDRESS = "?type=all-childrens-homes&sector=private&from=2020-04-01&to=2020-11-22"
WHERE = ["--where", "setting_type=All children's homes", "--where", "sector=Private"]
WHERE += ["--from", "2020-04-01", "--to", "2020-11-22", "--as-at", "2020-12-07"]
FACTS = {
    "period": "2020-04-01/2020-11-22",
    "as_at": "2020-12-07",
    "filters": "England, private children's homes of all types, "
    "visits from 1 April to 22 November 2020",
    "records": "illustrative",
}
ENGLAND = "England"
WEEKS, LEFT, FAIR = "/coverage#weeks", "/coverage#left", "/coverage#fairness"
BLANK = {
    "[z] no settings of this type": "none",
    "[z] nothing to count": "none",
    "[x] not known": "not known",
}


@pytest.fixture(scope="module")
def said(server):
    """Ask the command line for the same figures, once."""
    asked = {
        "region": ("coverage", "--by", "region"),
        "la_code": ("coverage", "--by", "la_code"),
        "setting_type": ("coverage", "--by", "setting_type"),
        "both": ("coverage", "--by", "setting_type", "--by", "region"),
        "all": ("coverage",),
        "week": ("coverage", "--by", "week"),
        "visits": ("visits", "--by", "week", "--by", "selection_basis"),
    }
    return {name: measure(server, *parts, *WHERE) for name, parts in asked.items()}


@pytest.fixture(scope="module")
def at(browser, server):
    """Open every part of both pages once, by the path of each."""
    with readers(browser, server) as make:
        parts = {"/": "", "/coverage": "&show=all", WEEKS: "&show=weeks", LEFT: "&show=who-is-left"}
        parts[FAIR] = "&show=fairness"
        opened = {path: make() for path in parts}
        for path, one in opened.items():
            one.open(f"{path.partition('#')[0]}{ADDRESS}{parts[path]}")
        yield opened


def taken(reader, key):
    """Download a table and read it, checking the facts on its every row."""
    content = reader.download(key)
    assert content.startswith(b"\xef\xbb\xbf")
    table = pl.read_csv(io.BytesIO(content), infer_schema_length=None)
    for name, value in FACTS.items():
        assert set(table[name].cast(pl.String)) == {value}, name
    return table.rows(named=True)


def cells(page, selector):
    """Read the body of a table as text, cell by cell, whether it is open or closed."""
    return page.locator(f"{selector} >> tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
    )


def same(rows, asked, *keys):
    """Check that a file holds the figures of the command line, no more and no fewer."""
    called = [{"la_code": "code"}.get(key, key) for key in keys]
    figures = {tuple(r[k] for k in keys): (r["numerator"], r["denominator"]) for r in asked}
    filed = {tuple(r[k] for k in called): (r["numerator"], r["denominator"]) for r in rows}
    assert {key: pair for key, pair in filed.items() if pair[1]} == figures


def written(row):
    """Write a row's figure as a table does."""
    return BLANK.get(row["status"]) or words.n_of_n(row["numerator"], row["denominator"])


@pytest.mark.parametrize("path", ["/", "/coverage"])
def test_regions(at, said, path):
    one = at[path]
    rows = taken(one, "regions")
    assert cells(one.page, "table.bars:not(.bridge)")[: len(rows)] == [
        [row["name"], "", written(row)] for row in rows
    ]
    same([row | {"region": row["name"]} for row in rows], said["region"], "region")


def test_visits_a_week(at, said):
    one = at["/"]
    rows = taken(one, "weeks")
    weeks = pl.DataFrame(said["visits"]).group_by("week").agg(pl.col("numerator").sum())
    assert {r["week"]: r["numerator"] for r in rows if r["numerator"]} == dict(weeks.rows())
    shown = [[words.day(as_date(r["week"])), words.number(r["numerator"])] for r in rows]
    assert cells(one.page, "details.table:has(th:has-text('Week of'))") == shown


def as_date(text):
    """Read a date that a file holds."""
    return pl.Series([text]).str.to_date()[0]


def test_authorities(at, said):
    one = at["/coverage"]
    rows = taken(one, "areas")
    assert len(rows) == 151
    same(rows, said["la_code"], "la_code")
    one.page.get_by_text("Table of all 151 authorities").click()
    one.page.locator(".area-map tbody tr").first.wait_for()
    shown = {name: rest for name, *rest in cells(one.page, ".area-map")}
    expected = {r["name"]: authority_cells(r) for r in rows}
    assert shown == expected


def authority_cells(row):
    """Write a row of the file as the map's table has it."""
    n, total = row["numerator"], row["denominator"]
    if not total:
        return [row["region"], "not applicable", "none", "not applicable"]
    few = "too few" if total < 5 else "count only"
    share = words.short_share(n, total) if total >= 10 else few
    return [row["region"], words.number(n), words.number(total), share]


def test_setting_types(at, said):
    one = at["/coverage"]
    rows = taken(one, "types")
    single = [r for r in rows if r["setting_type"] != "All children's homes"]
    same([r for r in single if r["region"] != ENGLAND], said["both"], "setting_type", "region")
    same([r for r in single if r["region"] == ENGLAND], said["setting_type"], "setting_type")
    totals = [r for r in rows if r["setting_type"] == "All children's homes"]
    same([r for r in totals if r["region"] != ENGLAND], said["region"], "region")
    same([r for r in totals if r["region"] == ENGLAND], said["all"])
    shown = cells(one.page, "table.matrix")
    columns = one.page.locator("table.matrix thead th").all_text_contents()[1:]
    found = {
        (name, column): text
        for name, *texts in shown
        for column, text in zip(columns, texts, strict=True)
    }
    assert found == {(r["setting_type"], r["region"]): matrix_cell(r) for r in rows}


def matrix_cell(row):
    """Write a row of the file as the table of types has it: the share, then n of N."""
    counts, _, share = written(row).partition(" (")
    return f"{share.rstrip(')')} {counts}".strip()


def test_visits_by_week_and_reason(at, said):
    one = at[WEEKS]
    rows = taken(one, "weeks")
    keys = ("week", "selection_basis")
    filed = {tuple(r[k] for k in keys): r["numerator"] for r in rows if r["numerator"]}
    assert filed == {tuple(r[k] for k in keys): r["numerator"] for r in said["visits"]}
    shown = cells(one.page, ".stHtml details.table >> nth=0")
    weeks = pl.DataFrame(rows).group_by("week", maintain_order=True)
    for (week,), group in weeks:
        counts = group["numerator"].to_list()
        expected = [words.day(as_date(week)), *map(words.number, [*counts, sum(counts)])]
        assert expected in shown
    assert len(shown) == len({r["week"] for r in rows})


def test_share_reached_by_week(at, said):
    one = at[WEEKS]
    rows = taken(one, "reached")
    total = said["all"][0]["denominator"]
    for row in rows:
        so_far = sum(r["numerator"] for r in said["week"] if r["week"] <= row["by"])
        assert (row["numerator"], row["denominator"]) == (so_far, total)
    assert rows[-1]["numerator"] == said["all"][0]["numerator"]
    shown = cells(one.page, ".stHtml details.table >> nth=1")
    figures = [words.n_of_n(row["numerator"], row["denominator"]) for row in rows]
    assert [figure for _, figure in shown] == figures


def test_the_bridge(at, server):
    one = at["/coverage"]
    rows = {row["step"]: row for row in taken(one, "bridge")}
    names = {"then": "then", "joined": "joined", "left": "left", "now": "settings"}
    names |= {"visited": "coverage", "published": "reported"}
    for step, name in names.items():
        assert rows[step]["numerator"] == measure(server, name, *WHERE)[0]["numerator"], step
    counts = {step: row["numerator"] for step, row in rows.items()}
    assert counts["then"] + counts["joined"] - counts["left"] == counts["now"]
    shown = [[name, figure] for name, _, figure in cells(one.page, "table.bridge")]
    signs = {"joined": "+", "left": "−"}
    assert shown == [
        [
            row["name"],
            words.n_of_n(row["numerator"], row["denominator"])
            if row["denominator"]
            else signs.get(step, "") + words.number(row["numerator"]),
        ]
        for step, row in rows.items()
    ]


def test_authorities_not_reached_and_settings_unseen(at, said, server):
    one = at[LEFT]
    unseen = {row["la_code"] for row in said["la_code"] if not row["numerator"]}
    rows = taken(one, "unreached")
    assert {row["code"] for row in rows} == unseen
    headline = one.page.locator("h2.headline", has_text="we have visited no").first.text_content()
    assert headline.endswith(f"are in the {len(unseen)} authorities where we have visited none")
    listed = cells(one.page, "table.words")
    assert sum(int(count) for _, count, _ in listed) == len(unseen)
    assert sum(names.count("(") for *_, names in listed) == len(unseen)
    assert "Isles of Scilly" not in str(listed), "none there, so nothing to visit"
    bands = taken(one, "last-seen")
    asked = measure(server, "last_seen", "--by", "last_seen", *WHERE)
    counted = {row["last_seen"]: row["numerator"] for row in asked}
    shown = {row["name"]: row["numerator"] for row in bands if row["numerator"]}
    assert shown == {name: n for name, n in counted.items() if n}
    first = taken(one, "unseen")[0]
    assert [first["urn"], words.number(first["days"])] == [
        (row := cells(one.page, ".records >> nth=0")[0])[0],
        row[-1],
    ]


def test_groups_and_all_authorities(at, said, server):
    one = at[FAIR]
    groups = taken(one, "groups")
    for kind, column in (("Size", "size"), ("Prior judgement", "last_grade"), ("Region", "region")):
        asked = measure(server, "coverage", "--by", column, *WHERE)
        expected = {(r["numerator"], r["denominator"]) for r in asked if r["denominator"]}
        found = {(r["numerator"], r["denominator"]) for r in groups if r["kind"] == kind}
        assert found == expected, kind
    shown = [figure for _, _, figure in cells(one.page, ".kinds table.bars")]
    assert shown == [written(row) for row in groups]
    rows = taken(one, "strip")
    same(rows, said["la_code"], "la_code")
    listed = cells(one.page, "details.table")
    assert [figure for *_, figure in listed] == [written(row) for row in rows]


def test_a_file_that_takes_a_while_says_so_and_keeps_its_name(reader):
    one = reader()
    page = one.open("/?area=london")
    status = page.locator("p.writing")
    with page.expect_download() as waiting:
        page.locator('.files a[href*="/briefing.pdf"]').first.click()
        assert status.text_content() == "Writing the file (PDF)…"
    assert re.fullmatch(r"london-.+-2020-12-07-\w+\.pdf", waiting.value.suggested_filename)
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    expect(status).to_be_empty()


def test_a_file_that_cannot_be_written_is_said_in_words(reader):
    one = reader()
    page = one.open("/")
    page.locator('.files a[href*="/briefing.pdf"]').first.evaluate(
        "link => { link.href = link.href.replace('/files/summary', '/files/nowhere') }"
    )
    page.locator('.files a[href*="/briefing.pdf"]').first.click()
    expect(page.locator("p.writing")).to_contain_text("The file could not be written.")
    one.faults = [fault for fault in one.faults if "404" not in fault]
