"""Areas in a real browser: read a profile, find one by keyboard, pass it on, take it away."""

import csv
import io
import re

import pytest

from tests.browser.serving import measure

pytestmark = pytest.mark.browser

KENT = "/areas?area=E10000016&show=all"


def rows_of(file):
    """Read a downloaded table: its rows, as dictionaries."""
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def words_of(page):
    """Give what the page says, but for the controls."""
    parts = ".lead, .showing, .tiles, h2.headline, table"
    page.locator("table.strip").wait_for()
    return page.locator(parts).all_text_contents()


def test_kent_is_read_in_one_sentence_that_the_measures_bear_out(reader, server):
    page = reader().open(KENT)
    answer = page.locator(".answer").text_content()
    where = ["--where", "la_code=E10000016", "--where", "setting_type=All providers"]
    (asked,) = measure(server, "coverage", *where)
    counts = f"{asked['numerator']} of {asked['denominator']} providers ({asked['value']:.0%})"
    assert f"In Kent we have visited {counts}." in answer
    (actions,) = measure(server, "actions_in_force", *where)
    assert f" {actions['numerator']} actions are in force." in answer
    assert re.search(
        r"Inspection load: (higher than|lower than|not clearly different from) ", answer
    )
    weeks = measure(server, "visits", "--by", "week", "--where", "la_code=E10000016")
    full = [row["numerator"] for row in weeks if "2020-10-12" <= row["week"] <= "2020-11-16"]
    load = page.locator("h2.headline", has_text="visits in the 6 weeks").text_content()
    assert load.startswith(f"Kent had {sum(full)} visits in the 6 weeks to 22 November 2020")


def test_hull_is_found_by_keyboard_alone(reader):
    one = reader()
    page = one.open("/areas")
    page.get_by_role("textbox", name="Find an area by name or code").focus()
    page.keyboard.type("Hull")
    page.keyboard.press("Enter")
    one.saying("Kingston upon Hull")
    assert page.url.endswith("/areas?area=E06000010")
    said = "We last visited Kingston upon Hull council on 6 October 2020."
    assert said in page.locator(".answer").text_content()
    field = page.get_by_role("textbox", name="Find an area by name or code")
    assert field.input_value() == ""
    field.focus()
    page.keyboard.type("Atlantis")
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="check the spelling").wait_for()
    assert page.url.endswith("/areas?area=E06000010")


def test_an_old_code_is_mapped_forward_with_a_note(reader):
    one = reader()
    page = one.open("/areas")
    field = page.get_by_role("textbox", name="Find an area by name or code")
    field.fill("E10000002")
    field.press("Enter")
    one.saying("Buckinghamshire, providers")
    assert "We have shown Buckinghamshire (E06000060)" in page.locator(".notice").text_content()


def test_a_copied_address_shows_another_reader_the_same(reader):
    first, second = reader(alone=True), reader(alone=True)
    page = first.open("/areas?show=all")
    first.choose("Area", "Kent")
    first.saying("Kent, providers")
    first.choose("Setting type", "All children's homes")
    first.saying("Kent, children's homes")
    seen = words_of(page)
    link = page.url.removeprefix(first.server.address)
    assert words_of(second.open(link)) == seen


def test_a_similar_authority_leads_to_its_own_profile(reader):
    one = reader()
    page = one.open(f"{KENT}&type=all-childrens-homes")
    link = page.locator("table.places a").first
    name = link.text_content()
    link.click()
    one.saying(f"{name}, children's homes")
    assert page.locator("table.places tr.here th").text_content() == name
    assert "type=all-childrens-homes" in page.url


def test_what_is_taken_away_is_what_is_shown(reader):
    one = reader()
    page = one.open(KENT)
    shown = page.locator("table.places tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.firstChild.textContent))"
    )
    rows = rows_of(one.download("beside"))
    assert [row["name"] for row in rows] == [cells[0] for cells in shown]
    for row, cells in zip(rows, shown, strict=True):
        assert cells[1].startswith(f"{row['numerator']} of {row['denominator']}")
        assert cells[2:] == [
            row["settings"],
            row["visits"],
            f"{float(row['per_ten']):.1f}",
            row["busy"],
        ]
    strip = page.locator("table.strip tbody tr").evaluate_all(
        "all => all.map(row => [row.cells[0].textContent, [...row.cells].slice(1)"
        ".map(cell => cell.innerText.replace(/\\s+|busy/g, ''))])"
    )
    cells = {}
    for row in rows_of(one.download("load")):
        marks = "".join(f"{letter}{row[letter]}" for letter in "LPM" if row[letter] != "0")
        cells.setdefault(row["name"], []).append((row["ahead"] == "true", marks))
    for name, marks in strip:
        for (is_ahead, expected), mark in zip(cells[name], marks, strict=True):
            assert mark == (expected or ("0" if not is_ahead else mark))


@pytest.mark.long
def test_published_records_are_read_with_their_blanks_in_words(reader, published):
    one = reader(of=published)
    for path in ("/areas", KENT, "/areas?area=north-west"):
        page = one.open(path)
        text = page.locator(".stMain").inner_text()
        assert not re.search(r"\b(nan|NaN|null|undefined|None|Traceback)\b", text)
        assert "enforcement is not in these records" in text
