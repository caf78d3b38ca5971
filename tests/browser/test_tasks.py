"""Tasks that people bring to the dashboard, done as they would do them.

Those not here have a file of their own: the first look, links and the back button (test_pages),
phones and narrow screens (test_access), the map (test_map), what if (test_road), an area
(test_areas), the records behind a figure (test_explain), a spoiled file (test_quality), a failed
check (test_trust) and what may leave (test_outside).
"""

import csv
import io
import re
import zipfile
from pathlib import Path

import pdfplumber
import polars as pl
import pytest

from tests.browser.serving import measure
from tests.files.reading import read_ods

pytestmark = pytest.mark.browser

HOME = "Children's home"
ISLE_OF_WIGHT, LEEDS = "E06000046", "E08000035"


WAY = """code => { let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  if (here.dataset.code === code) return null
  const there = here.getRootNode().querySelector(`.areas [data-code=${code}]`)
  const [from, to] = [here, there].map((one) => one.getBoundingClientRect())
  return [here.dataset.code, to.x - from.x, to.y - from.y, from.top] }"""
"""How far an authority of the map is from the one that has the focus; null when it has it."""


def whole(text):
    """Read a whole number as a page writes it."""
    return int(text.replace(",", "").replace("+", "").replace("−", "-"))


def rows_of(page, caption):
    """Read the body of the table with a caption, cell by cell."""
    table = page.locator("table", has=page.locator("caption", has_text=caption)).first
    table.wait_for(state="attached")
    return table.locator("tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
    )


def csv_rows(content):
    """Read a table that was downloaded: its rows, as dictionaries."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def counted(rows, name=None):
    """Give n and N of each row of a downloaded table, or of those of one place."""
    return [
        (whole(row["numerator"]), whole(row["denominator"]))
        for row in rows
        if name is None or row["name"] == name
    ]


def test_how_many_homes_have_we_visited_in_the_north_west(reader, server):
    """Two choices on Summary; the tile, the answer, the bar and the command say the same."""
    one = reader()
    page = one.open("/")
    one.choose("Area", "North West (region)")
    one.saying("North West, providers")
    one.choose("Setting type", HOME)
    one.saying("North West, children's homes")
    where = ["--where", "region=North West", "--where", f"setting_type={HOME}"]
    asked = measure(server, "coverage", *where)[0]
    said = f"{asked['numerator']:,} of {asked['denominator']:,}"
    assert said in page.locator(".answer").text_content()
    assert said in page.locator(".tiles > div").first.text_content()
    bar = page.locator("table.bars tr", has_text="North West").locator("td").last
    assert bar.text_content() == f"{said} ({asked['value']:.0%})"
    pair = (asked["numerator"], asked["denominator"])
    assert counted(csv_rows(one.download("regions")), "North West") == [pair]
    book = read_ods(one.download("regions", "ods"))
    sheet = next(sheet for sheet in book.sheets if "region" in sheet.name)
    assert any({*map(str, pair)} <= {*map(str, row)} for row in sheet.rows)
    assert said in one.download("briefing", "html").decode()
    one.go("Coverage")
    page.locator(".area-map.ready").wait_for()
    names = page.locator(".areas [role=button]").evaluate_all(
        "all => all.map(area => area.getAttribute('aria-label'))"
    )
    found = [re.search(r": ([\d,]+) of ([\d,]+) children's homes visited", name) for name in names]
    assert tuple(sum(whole(area[part]) for area in found if area) for part in (1, 2)) == pair
    areas = csv_rows(one.download("areas"))
    assert tuple(sum(both) for both in zip(*counted(areas), strict=True)) == pair


def test_why_is_this_figure_not_last_weeks(reader):
    """Each count then, what each kind of change did to it, and now: every row adds up."""
    page = reader().open("/data?show=what-changed")
    rows = rows_of(page, "What changed since 30 November 2020")
    assert len(rows) > 5
    for name, then, *changes, now in rows:
        assert whole(then) + sum(map(whole, changes)) == whole(now), name
    assert any(whole(change) for row in rows for change in row[2:-1])


def test_which_authorities_have_we_not_been_to_at_all(reader, server):
    """Two clicks from Summary; the list holds as many as the sentence and the command say."""
    one = reader()
    page = one.open("/")
    one.go("Coverage")
    one.part("Who is left")
    heading = page.locator("h2.headline", has_text="where we have visited none")
    heading.wait_for()
    listed = rows_of(page, "Authorities without a visit")
    by_authority = measure(
        server, "coverage", "--by", "la_code", "--where", "setting_type=All providers"
    )
    unseen = [row for row in by_authority if row["denominator"] and not row["numerator"]]
    left = sum(row["denominator"] for row in unseen)
    said = f"{left} providers are in the {len(unseen)} authorities where we have visited none"
    assert heading.text_content() == said
    assert sum(whole(count) for _, count, _ in listed) == len(unseen)
    assert sum(names.count("(") for _, _, names in listed) == len(unseen)


def test_are_we_overloading_kent(reader):
    """The load in one sentence, a calendar by letter, similar authorities and free weeks."""
    page = reader().open("/areas?area=E10000016&show=all")
    said = page.locator(".stMain").text_content()
    assert re.search(r"Kent had \d+ visits? in the 6 weeks to 22 November 2020", said)
    assert "similar authorities together" in said
    assert "National restrictions" in said
    assert re.search(r"the next free working weeks begin on \d+ \w+ 20\d\d", said)
    rows = page.locator("table.strip tbody tr")
    assert rows.first.locator("th").text_content() == "Kent"
    assert rows.count() == 6
    cells = " ".join(rows.first.locator("td").all_text_contents())
    assert re.search(r"\bP\d", cells)


def test_what_share_was_because_of_concerns_and_did_that_find_more(reader):
    """The four shares add up to all visits; what each found stands beside the others."""
    page = reader().open("/why?show=all")
    tiles = page.locator(".tiles > div").all_text_contents()
    counts = [re.search(r"([\d,]+) of ([\d,]+) visits", tile) for tile in tiles]
    assert len(counts) == 4
    assert {whole(found[2]) for found in counts} == {sum(whole(found[1]) for found in counts)}
    found = dict(
        page.locator("table.dots tbody tr").evaluate_all(
            "all => all.map(row => [row.cells[0].textContent, row.cells[2].textContent])"
        )
    )
    assert re.match(r"\d+ of \d+ \(\d+%\) likely range", found["Prioritised"])
    assert re.match(r"\d+ of \d+", found["Sampled"])
    assert (
        "Visits are not inspections and are not graded." in page.locator(".stMain").text_content()
    )


def test_prove_it(reader):
    """Every check in words with both sides; what was read is what is used and set aside."""
    page = reader().open("/data")
    answer = page.locator(".answer").text_content()
    held, made = map(int, re.match(r"(\d+) of (\d+) checks hold", answer).groups())
    rows = rows_of(page, "Checks")
    assert (held, made) == (len(rows), len(rows))
    assert made >= 30
    assert all(whole(left) == whole(right) and equal == "Yes" for _, left, right, equal in rows)


def test_the_isle_of_wight_is_found_on_the_map_by_keyboard_and_its_table_taken_away(reader):
    """The map is one stop; arrows lead to every area, Enter keeps its card, Tab goes on to it."""
    one = reader()
    page = one.open("/coverage")
    page.locator(".area-map.ready").wait_for()
    page.locator(".areas [role=button][tabindex='0']").focus()
    pressed = 0
    while (way := page.evaluate(WAY, ISLE_OF_WIGHT)) and pressed < 60:
        code, across, down, top = way
        steps = [
            "ArrowRight" if across > 0 else "ArrowLeft",
            "ArrowDown" if down > 0 else "ArrowUp",
        ]
        steps.sort(key=lambda step: abs(across if step in ("ArrowRight", "ArrowLeft") else down))
        assert 0 <= top <= page.viewport_size["height"], f"{code} has the focus, out of sight"
        page.keyboard.press(steps[-1])
        if page.evaluate(WAY, ISLE_OF_WIGHT) == way:
            page.keyboard.press(steps[0])
        pressed += 1
    assert pressed < 60
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    one.saying("Isle of Wight, providers")
    link = page.locator('.files a[href*="/areas.csv"]')
    page.locator(".take", has=link).locator("summary").press("Enter")
    link.focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "Isle of Wight" in content


def test_what_the_road_chart_says_to_somebody_who_hears_it(reader):
    """The headline comes first, the picture says the same, and its table follows."""
    page = reader().open("/road")
    page.locator(".stPlotlyChart .main-svg").first.wait_for()
    assert page.locator("html").get_attribute("lang").startswith("en")
    for chart in page.locator(".stPlotlyChart").all():
        said, _, marked = chart.get_attribute("aria-label").partition(". Marked: ")
        heading = page.locator("h2.headline", has_text=said)
        assert heading.text_content() == said
        assert "Visits begin 1 Sep" in marked
        before = "(chart, heading) => heading.compareDocumentPosition(chart) & 4"
        assert chart.evaluate(before, heading.element_handle())
        below = chart.locator("xpath=following::table[1]")
        assert below.locator("caption").text_content()
        assert below.locator("tbody tr").count() > 10
    assert page.locator(".showing").get_attribute("role") == "status"


def test_reasons_are_told_apart_without_colour(reader):
    """Each part has a pattern of its own and its share beside it; so has the key."""
    page = reader().open("/why?show=all")
    look = """all => all.map(part => { const { backgroundImage, outlineStyle } =
      getComputedStyle(part); return [backgroundImage, outlineStyle] })"""
    keys = page.locator("table.stack thead .swatch").evaluate_all(look)[:4]
    assert len({pattern for pattern, _ in keys}) == 4
    england = page.locator("table.stack tbody tr.total").first
    parts = england.locator(".part").evaluate_all(look)
    assert [pattern for pattern, _ in parts] == [pattern for pattern, _ in keys]
    assert all(
        re.match(r"[\d,]+ \d+%", cell) for cell in england.locator("td").all_text_contents()[1:5]
    )


def test_a_region_stays_chosen_from_page_to_page_and_for_a_colleague(reader):
    """Chosen once; Enforcement, Coverage and a copied link show it; back and reset undo it."""
    one = reader()
    page = one.open("/")
    one.choose("Area", "North West (region)")
    one.saying("North West, providers")
    shown = {}
    for name in ("Enforcement", "Coverage"):
        one.go(name)
        one.saying("North West, providers")
        shown[name] = page.locator(".answer").text_content()
    colleague = reader(alone=True)
    there = colleague.open(page.url.removeprefix(one.server.address))
    assert there.locator(".answer").text_content() == shown["Coverage"]
    page.go_back()
    page.locator("h1", has_text="Enforcement").wait_for()
    one.settled()
    assert page.locator(".answer").text_content() == shown["Enforcement"]
    page.get_by_role("button", name="Reset").click()
    one.saying("England, providers")


def test_a_pack_for_leeds_is_one_click_away_in_every_form(reader):
    """Two pages, every filter in full; Word repeats the heads of tables; ODS keeps the rules."""
    one = reader()
    one.open(f"/areas?area={LEEDS}&sector=private&judgement=good")
    with pdfplumber.open(io.BytesIO(one.download("briefing", "pdf"))) as pdf:
        pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) == 2
    for said in ("Leeds", "private", "last judged good", "7 December 2020", "Internal"):
        assert said in pages[0], said
    with zipfile.ZipFile(io.BytesIO(one.download("briefing", "docx"))) as word:
        written = word.read("word/document.xml").decode()
    assert "Leeds" in written
    assert written.count("<w:tblHeader") == written.count("<w:tbl>") > 1
    book = read_ods(one.download("briefing", "ods"))
    first, *others = [sheet.name for sheet in book.sheets]
    assert (first, book.opens_at) == ("Cover_sheet", ("Cover_sheet", "A1"))
    assert {"Table_of_contents", "Notes"} <= set(others)
    assert (book.forbidden, [sheet.forbidden for sheet in book.sheets if sheet.forbidden]) == (
        [],
        [],
    )


def test_an_analyst_reads_a_table_by_ear_and_by_program(reader, tmp_path):
    """Title, number of tables and shorthand stand in column A; totals are those of the page."""
    one = reader()
    page = one.open("/coverage")
    answer = page.locator(".answer").text_content()
    n, total = re.search(r"visited ([\d,]+) of ([\d,]+) providers", answer).groups()
    book = read_ods(one.download("areas", "ods"))
    assert book.language == "en-GB"
    sheet = next(sheet for sheet in book.sheets if sheet.name.startswith("Visited"))
    above = [str(row[0]) for row in sheet.rows[: sheet.tables[0][1] - 1]]
    assert above[0].startswith("Providers visited")
    assert above[1].startswith("This sheet has one table.")
    assert any(line.startswith("Shorthand") or "[u]" in line for line in above), above
    everything = one.download("page", "ods")
    file = tmp_path / "page.ods"
    file.write_bytes(everything)
    assert "Table_of_contents" in pl.read_ods(file, sheet_id=0)
    rows = csv_rows(one.download("areas"))
    assert {"code", "name", "period", "measure", "value", "status"} <= set(rows[0])
    assert all(re.fullmatch(r"E\d{8}", row["code"]) for row in rows)
    assert sum(whole(row["numerator"] or "0") for row in rows) == whole(n)
    assert sum(whole(row["denominator"]) for row in rows) == whole(total)


def test_a_user_who_returns_and_a_new_leader_find_their_way(reader):
    """What is new and what changed, the page that says when, where to write, known faults."""
    one = reader()
    page = one.open("/")
    assert page.get_by_text("Questions and feedback:").is_visible()
    named = page.locator(".st-key-navigation a").all_text_contents()
    assert "Road to full inspections" in named
    one.go("Data and downloads")
    page = one.part("Show all on one page")
    page.locator("h2", has_text="on 30 November 2020 there were").wait_for()
    page.get_by_text("What is new in this dashboard").click()
    assert page.get_by_text("the first version.").is_visible()
    page.get_by_text("Accessibility statement").click()
    statement = page.locator(".prose", has_text="This statement is of")
    assert re.search(r"of \d+ \w+ 20\d\d", statement.text_content())
    assert "Faults that we know of" in statement.text_content()
