"""Tasks that people bring to the dashboard, done as they would do them.

Those not here have a file of their own: filters, links and the back button (test_pages), the
keyboard, phones and narrow screens (test_access), the map (test_map), the road (test_road), areas
(test_areas) and files (test_downloads).
"""

import re

import pytest

from tests.browser.serving import measure

pytestmark = pytest.mark.browser

HOME = "Children's home"


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


def test_why_is_this_figure_not_last_weeks(reader):
    """Each count then, what each kind of change did to it, and now: every row adds up."""
    page = reader().open("/data")
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
    one.pick("Who is left")
    heading = page.locator("h2.finding", has_text="have had no visit to one")
    heading.wait_for()
    listed = rows_of(page, "Authorities without a visit")
    by_authority = measure(
        server, "coverage", "--by", "la_code", "--where", "setting_type=All providers"
    )
    unseen = [row for row in by_authority if row["denominator"] and not row["numerator"]]
    assert heading.text_content().startswith(f"{len(unseen)} of {len(by_authority)} authorities")
    assert sum(whole(count) for _, count, _ in listed) == len(unseen)
    assert sum(names.count("(") for _, _, names in listed) == len(unseen)


def test_are_we_overloading_kent(reader):
    """The load in one sentence, a calendar by letter, similar authorities and clear weeks."""
    page = reader().open("/areas?area=E10000016")
    said = page.locator(".stMain").text_content()
    assert re.search(r"Kent had \d+ visits? in the 6 weeks to 6 December 2020", said)
    assert "similar authorities together" in said
    assert "National restrictions" in said
    assert re.search(r"the next clear working weeks begin on \d+ \w+ 20\d\d", said)
    rows = page.locator("table.strip tbody tr")
    assert rows.first.locator("th").text_content() == "Kent"
    assert rows.count() == 6
    cells = " ".join(rows.first.locator("td").all_text_contents())
    assert re.search(r"\bP\d", cells)


def test_what_share_was_because_of_concerns_and_did_that_find_more(reader):
    """The four shares add up to all visits; what each found stands beside the others."""
    page = reader().open("/why")
    tiles = page.locator(".tiles > div").all_text_contents()
    counts = [re.search(r"([\d,]+) of ([\d,]+) visits", tile) for tile in tiles]
    assert len(counts) == 4
    assert {whole(found[2]) for found in counts} == {sum(whole(found[1]) for found in counts)}
    found = dict(
        page.locator("table.dots tbody tr").evaluate_all(
            "all => all.map(row => [row.cells[0].textContent, row.cells[2].textContent])"
        )
    )
    assert re.match(r"\d+ of \d+ \(\d+%\)likely range", found["Because we had concerns"])
    assert re.match(r"\d+ of \d+", found["To learn from good practice"])
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
