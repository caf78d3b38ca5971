"""Whatever is drawn answers: pointing at a mark, or reaching it by key, says its figures beside it.

The marks are those of the page values: an exhibit that is new is walked too, and a kind of chart
that is new has to say here what its marks are.
"""

import re
from itertools import chain
from urllib.parse import urlencode

import polars as pl
import pytest

from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.areas import visit_calendar
from dashboard.exhibits.coverage import bridge
from dashboard.exhibits.exhibit import (
    AreasMap,
    Bars,
    Bridge,
    Calendar,
    Columns,
    Counts,
    Dots,
    Groups,
    LettersOut,
    Matrix,
    Months,
    OverTime,
    Placed,
    Places,
    Profile,
    Rule,
    Stack,
    Steps,
    Strip,
    Tracks,
    WeekTotals,
    Written,
)
from dashboard.exhibits.made import groups
from dashboard.exhibits.pages import PAGES
from dashboard.measures.parts import ALL, BESIDE
from dashboard.measures.selection import Selection
from dashboard.render import plotly
from dashboard.ui import address
from dashboard.wording import cells, words
from tests.browser.conftest import WITH_VISITS

pytestmark = pytest.mark.browser

NO_MARKS = Written | Rule | Placed | OverTime
"""What has no marks of HTML: words, lists and controls; the map and Plotly have tests of their own.
"""
KENT = "E10000016"
CHOICES = {"areas": Selection(area=KENT)}
COMPARED = Selection(area=KENT, compare=("E06000010", "South East"))
QUICK = {("summary", "where we stand"), ("coverage", "weeks")}
PARTS = [
    pytest.param(
        page,
        part,
        id=f"{page.path}, {part}",
        marks=() if (page.path, part) in QUICK else pytest.mark.long,
    )
    for page in PAGES
    for part in page.parts
]

SAID = """() => {
  const label = () => document.querySelector(".pointed:not([hidden])")
  return [...document.querySelectorAll(MARKS)].filter(mark => mark.checkVisibility()).map(mark => {
    const { left, top, width, height } = mark.getBoundingClientRect()
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true }
    mark.dispatchEvent(new PointerEvent("pointerover", at))
    const said = label()?.innerText.replace(/\\s+/g, " ")
    return said ?? `nothing of ${mark.outerHTML.slice(0, 90)}` })
}"""
MARKS = """.stHtml :is(table.bars tbody tr, table.dots tbody tr, table.stack tbody .part,
  table.counts td:has(.room), table.matrix tbody td, table.strip tbody td, .columns > span,
  .line > .mark, .way)"""
KEYED = """.stHtml :is(table:is(.bars, .dots, .stack, .counts, .matrix, .strip, .profile), .columns,
  .way)"""
LABELS = ".hoverlayer text"
LINKED = ".stHtml :is(table:has(tbody a[href]), ol:has(li a[href])):visible"
KEPT = "&type=childrens-home"
SETTING = re.compile(r"(EX|SC)?\d{6,7}")
"""A reference of a setting."""
SIGHT = """() => [...document.querySelectorAll("h1, h2.headline, .contents [aria-current]")]
  .filter(said => said.matches("h1, .contents *") || (({ top, bottom }) =>
    bottom > 0 && top < innerHeight)(said.getBoundingClientRect()))
  .map(said => said.textContent.toLowerCase()).join(" ")"""
"""What a page is about where one is: its name, the part that is open and headlines in sight."""


def named(rows, figure, name="name"):
    """Give what each row is called, and the figure that is said of it."""
    return [(row[name], figure(row)) for row in rows.iter_rows(named=True)]


def counted(rows, columns):
    """Give the name of each row with each of its counts."""
    told = rows.select("name", *columns).iter_rows()
    return [(name, words.number(n)) for name, *counts in told for n in counts if n is not None]


def weekly(chart, column, *_):
    """Give each week with a count of it."""
    return [
        (words.week_of(week), words.number(n))
        for week, n in chart.rows.select("week", column).iter_rows()
    ]


def figures(chart):
    """Give the words that pointing at the marks of a chart has to say, mark by mark."""
    match chart:
        case Profile():
            enough = chart.rows.filter(pl.col("denominator") >= 10, pl.col("value").is_not_null())
            return named(enough, cells.n_of_n, "place")
        case Bars() | Groups() | Places():
            return named(chart.rows, cells.n_of_n)
        case Profile():
            drawn = chart.rows.filter(pl.col("value").is_not_null(), pl.col("denominator") >= 10)
            return named(drawn, lambda row: f"{row['place']}: {cells.n_of_n(row)}")
        case Bridge():
            return named(chart.rows, bridge.figure)
        case Counts():
            return counted(chart.rows, chart.columns)
        case Steps():
            return [(name, texts[0]) for name, _, texts in chart.rows]
        case Stack():
            drawn = chart.rows.filter(pl.col("numerator") > 0, pl.col("denominator") >= 10)
            return named(
                drawn,
                lambda row: (
                    f"{words.BASIS[row['selection_basis']]}: {words.number(row['numerator'])} of"
                ),
            )
        case Dots():
            rows = chart.rows.filter(selection_basis="Prioritised") if chart.beside else chart.rows
            return named(rows.filter(pl.col("status") == "shown"), cells.n_of_n)
        case Matrix():
            counts = chart.rows.filter(pl.col("denominator") > 0, pl.col("numerator").is_not_null())
            return named(
                counts,
                lambda row: (
                    f"{words.number(row['numerator'])} of {words.number(row['denominator'])}"
                ),
                chart.down,
            )
        case Columns():
            return [*chain.from_iterable(weekly(chart, column) for column in chart.columns)]
        case WeekTotals():
            return weekly(chart, "numerator")
        case Months():
            return [
                (f"By {words.day(day)}", words.percent(n))
                for day, n in chart.rows.select("by", "value").iter_rows()
            ]
        case Calendar():
            return [
                (row["name"], ", ".join(visit_calendar.marks(row)) or "0")
                for row in chart.rows.iter_rows(named=True)
                if not row["ahead"]
            ]
        case Tracks():
            return [
                (each.target.track, "visited")
                for each in chart.tracks
                if each.denominator and each.numerator is not None
            ]
        case _:
            assert isinstance(chart, NO_MARKS), f"say what the marks of {type(chart)} are"
            return []


def chosen(page, part):
    """Give what a part is walked for: an authority on its own page, compared where it can be."""
    return COMPARED if part == BESIDE else CHOICES.get(page.path, Selection())


def exhibits(page, part, store):
    """Give the charts of a part of a page, as values."""
    choice = chosen(page, part)
    made = (groups(section.makes, store, choice) for section in page.shown(part))
    return [
        *chain.from_iterable(each.charts for group in chain.from_iterable(made) for each in group)
    ]


@pytest.mark.parametrize(("page", "part"), PARTS)
def test_pointing_at_any_mark_says_its_figures_and_so_do_keys(reader, illustrated, page, part):
    """Each figure of the values is said, with its name, beside a mark; by key the same."""
    one, there = reader(height=1200), address_of(page, part)
    shown = walked(one, there, exhibits(page, part, illustrated))
    if (page.path, part) not in QUICK and shown.locator(LINKED).count():
        led(one, f"{there}{KEPT}")


@pytest.mark.long
@pytest.mark.parametrize("name", WITH_VISITS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_marks_of_published_records_say_their_figures_and_lead_too(reader, releases, page, name):
    """All that a page has on records that tell of some things only."""
    server = releases(name) or pytest.skip("the published files are not here")
    charts = exhibits(page, ALL, open_reconciled(server.snapshots))
    one, there = reader(of=server, height=1200), address_of(page, ALL)
    shown = walked(one, there, charts)
    if shown.locator(LINKED).count():
        led(one, f"{there}{KEPT}")


def address_of(page, part):
    """Give the address of a part of a page, of what it is walked for."""
    asked = urlencode(address.write(chosen(page, part).changed("part", part)))
    return f"{'/' if page.path == PAGES[0].path else f'/{page.path}'}?{asked}"


def walked(one, there, charts):
    """Point at every mark at an address, and go to some by key: each of its figures is said."""
    shown = one.open(there)
    said = shown.evaluate(SAID.replace("MARKS", f"`{MARKS}`"))
    assert [each for each in said if each.startswith("nothing of")] == []
    expected = [*chain.from_iterable(map(figures, charts))]
    missed = [
        (name, told)
        for name, told in expected
        if not any(name in each and told in each for each in said)
    ]
    assert missed == [], said
    shown.mouse.move(0, 0)
    by_key(shown, said)
    drawn = [chart for chart in charts if plotly.is_drawn(chart)]
    assert shown.locator(".stPlotlyChart").count() == len(drawn)
    for number, chart in enumerate(drawn):
        plotted(shown, shown.locator(".stPlotlyChart").nth(number), chart)
    for chart in charts:
        if isinstance(chart, AreasMap):
            pointed_on_map(shown)
    return shown


@pytest.mark.long
@pytest.mark.parametrize("part", [part for page, part in sorted(QUICK) if page == PAGES[0].path])
def test_marks_of_the_summary_lead_where_their_words_say(reader, part):
    led(reader(height=1200), f"/?{urlencode({'show': words.slug(part)})}{KEPT}")


def by_key(shown, said):
    """Every chart takes the focus, or the room it scrolls in; arrows say what pointing says."""
    for chart in shown.locator(KEYED).all():
        if (links := chart.locator("tbody a").all()) and "bars" in chart.get_attribute("class"):
            by_link(shown, links, said)
            continue
        stop = chart.locator("xpath=ancestor-or-self::*[@tabindex][1]")
        stop.focus()
        for key in ("Home", "ArrowRight", "End"):
            shown.keyboard.press(key)
            label = shown.locator(".pointed")
            assert " ".join(label.inner_text().split()) in said
        shown.keyboard.press("Escape")
        assert not label.is_visible()


def by_link(shown, links, said):
    """A row that leads somewhere says its figures while its link has the focus."""
    shown.keyboard.press("Tab")
    for link in links:
        link.focus()
        assert " ".join(shown.locator(".pointed").inner_text().split()) in said
    links[-1].blur()


def plotted(shown, chart, what):
    """By key and at the same place by pointer, a chart says the figures of a day or of a dot."""
    shown.wait_for_function("chart => chart.querySelector('.nsewdrag')", arg=chart.element_handle())
    chart.focus()
    said = []
    for key in ("Home", "ArrowRight", "End"):
        shown.keyboard.press(key)
        shown.wait_for_timeout(200)
        said.append("; ".join(shown.locator(LABELS).all_text_contents()))
        told = chart.locator("xpath=following-sibling::*[1]").text_content()
        assert told.replace("; ", "") == said[-1].replace("; ", "")
    if isinstance(what, Strip):
        figures = {f"{row['la_name']}: {cells.n_of_n(row)}" for row in what.rows.to_dicts()}
        assert {*said} <= figures
    elif isinstance(what, LettersOut):
        assert [each.partition(":")[0] for each in said[:2]] == [
            f"By working day {day}" for day in (0, 1)
        ]
    else:
        days = what.rows.get_column("by" if "by" in what.rows.columns else "week")
        assert words.day(days.min()) in said[0]
    if not isinstance(what, Strip):
        assert all(":" in each and not each.endswith("; ") for each in said)
        assert len({*said}) == 3
    shown.keyboard.press("Escape")
    box = chart.locator(".nsewdrag").bounding_box()
    shown.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.6)
    if not isinstance(what, Strip):
        shown.wait_for_function("() => document.querySelector('.hoverlayer text')")
    shown.mouse.move(0, 0)


def pointed_on_map(shown):
    """An authority of the map says its figures beside the pointer and, by key, beside itself."""
    shown.locator(".area-map.ready").wait_for()
    area = shown.locator(".areas [role=button]").nth(40)
    area.hover()
    said = re.sub(r", (\d+) per cent", r" (\1%)", area.get_attribute("aria-label"))
    assert shown.locator(".tip").text_content() == said
    shown.mouse.move(0, 0)
    area.focus()
    assert shown.locator(".tip").text_content() == said


def led(one, there):
    """Of each exhibit, a click on the first mark that is a link and Enter on the last one lead.

    They lead to what their words name, with the filters kept.
    """
    page = one.open(there)
    for number in range(page.locator(LINKED).count()):
        for place, key in ((0, None), (-1, "Enter")):
            link = page.locator(LINKED).nth(number).locator("a[href]:visible").nth(place)
            name, before = " ".join(link.inner_text().split()), page.url
            link.press(key) if key else link.click()
            said, shown = told(name)
            page.wait_for_function(
                f"said => said.every(one => ({SIGHT})().includes(one))", arg=said
            )
            one.saying(shown)
            assert "children's homes" in page.locator(".showing").first.inner_text()
            page.go_back()
            page.wait_for_url(before)
            page.locator(LINKED).nth(number).wait_for()
            one.settled()


def told(name):
    """Give what the page that a mark leads to is about, by the words of the mark, and its area."""
    act, _, rest = name.partition(" ")
    if act == "See":
        return rest.split(), "children's homes"
    if act == "Compare":
        return ["compared"], "Kent"
    is_setting = SETTING.fullmatch(name)
    return (["areas", name.lower()], "children's homes") if is_setting else ([], name)
