"""Tables are whole HTML, say what they are to a screen reader, and escape what records hold."""

import re
from html.parser import HTMLParser

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Bars, Matrix, Reached, ReasonsByWeek, WeekTotals
from dashboard.exhibits.tile import Tile, Weekly
from dashboard.measures import Selection, coverage_of_types, results, weekly
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.records import words as w
from dashboard.render.html import over_time, tables, tiles
from dashboard.render.html.columns import week_totals
from dashboard.render.html.matrix import table as matrix
from dashboard.wording import words

HOSTILE = "<script>alert(\"x\")</script> & 'quoted'"


class Reader(HTMLParser):
    """Reads HTML strictly: every tag closed in order; keeps tags with their attributes and text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.text = [], [], []
        self.feed(html)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))
        self.text.append([tag, ""])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        if self.text:
            self.text[-1][1] += data

    def attributes(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def texts(self, tag):
        return [text for name, text in self.text if name == tag]


def result(*rows, name="name"):
    table = pl.DataFrame(
        rows,
        schema={name: pl.String, "numerator": pl.Int64, "denominator": pl.Int64},
        orient="row",
    )
    share = pl.col("numerator") / pl.col("denominator")
    return results.with_status(
        table.with_columns(value=pl.when(pl.col("denominator") > 0).then(share))
    )


REGIONS = result(
    ("North West", 31, 74), ("London", 0, 12), ("Kent", 3, 8), ("X", 0, 0), ("Y", None, 5)
)


def of_reached(opened):
    rows = weekly.reached_by_week(opened, Selection())
    return Reached(rows, None, "", rows["by"][0], "")


def drawn(opened):
    """Every table of both pages, for the choice that they open with."""
    chosen = Selection()
    regions, types = results.by_region(opened, chosen), coverage_of_types.by_type(opened, chosen)
    line = opened.ask(COVERAGE, chosen)["value"][0]
    return {
        "bars": tables.bars(Bars(regions, "Region", "Visited", line), "Caption"),
        "matrix": matrix(Matrix(types, (w.ALL_HOMES, w.ALL_PROVIDERS)), "Caption"),
        "by_week": over_time.by_week(ReasonsByWeek(weekly.by_week(opened, chosen)), ""),
        "reached": over_time.reached(of_reached(opened), ""),
        "columns": week_totals(WeekTotals(weekly.week_totals(opened, chosen), "Caption"), ""),
        "tiles": tiles.drawn([Tile("Label", "42%", "31 of 74")]),
    }


def test_every_table_is_well_formed_with_a_caption_and_a_scope_for_every_heading(illustrated):
    for name, html in drawn(illustrated).items():
        read = Reader(html)
        for attributes in read.attributes("th"):
            assert attributes["scope"] in ("col", "row")
        assert len(read.attributes("caption")) == len(read.attributes("table"))
        assert all(read.texts("caption")), name
        for part in read.attributes("div"):
            if part.get("class") == "scroll":
                assert part["tabindex"] == "0"
                assert part["aria-label"]


def test_every_table_can_be_drawn_at_every_edge(edge):
    if "visits" not in edge.cube.tables:
        return
    for html in drawn(edge).values():
        Reader(html)
        assert "None" not in html
        assert "nan" not in html.lower()


@pytest.mark.parametrize(
    "html",
    [
        tables.bars(Bars(result((HOSTILE, 3, 12)), HOSTILE, HOSTILE, 0.5), HOSTILE),
        matrix(
            Matrix(
                result((HOSTILE, 3, 12), name="setting_type").with_columns(region=pl.lit(HOSTILE)),
                (),
            ),
            HOSTILE,
        ),
        tables.plain([[HOSTILE, HOSTILE]], [HOSTILE, HOSTILE], HOSTILE),
        tables.below(HOSTILE, ""),
        tiles.drawn([Tile(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Weekly((1, 0, 2, 3), HOSTILE))]),
    ],
    ids=["bars", "matrix", "plain", "below", "tiles"],
)
def test_hostile_text_is_shown_and_never_run(html):
    read = Reader(html)
    assert read.attributes("script") == []
    assert any(HOSTILE in text for _, text in read.text)
    labels = [a["aria-label"] for _, a in read.tags if "aria-label" in a]
    assert all(label == HOSTILE for label in labels)


def test_hostile_words_in_a_columns_label_stay_in_the_label(illustrated):
    read = Reader(
        week_totals(WeekTotals(weekly.week_totals(illustrated, Selection()), HOSTILE), "")
    )
    assert read.attributes("script") == []
    assert read.attributes("div")[0]["aria-label"] == HOSTILE


def test_each_blank_reads_differently():
    cells = Reader(tables.bars(Bars(REGIONS, "Region", "Visited"), "C")).texts("td")[1::2]
    assert cells == ["31 of 74 (42%)", "0 of 12 (0%)", "3 of 8", "none", "not known"]


def test_a_bar_is_as_long_as_its_value_and_blanks_have_none():
    read = Reader(tables.bars(Bars(REGIONS, "Region", "Visited"), "C"))
    widths = [
        re.fullmatch(r"width:([\d.]+)%", a["style"])[1]
        for a in read.attributes("span")
        if "style" in a
    ]
    assert widths == ["83.8", "0.0", "75.0", "0.0", "0.0"], "of an axis from 0 to 50%"
    classes = [a["class"] for a in read.attributes("td") if "class" in a]
    assert classes == ["track", "track", "track few", "track", "track"]


def test_the_line_of_england_is_drawn_where_it_lies_and_said_below(illustrated):
    value = illustrated.ask(COVERAGE, Selection())["value"][0]
    read = Reader(drawn(illustrated)["bars"])
    assert read.attributes("table")[0]["style"] == f"--names:36;--line:{value / 0.3 * 100:.1f}%"
    assert "scale 0 to 30%" in "".join(text for _, text in read.text)
    assert f"England {words.percent(value)}" in "".join(text for _, text in read.text)


def test_bars_that_share_the_end_of_their_axis_also_begin_in_one_place():
    alone = tables.bars(Bars(REGIONS.head(1), "Region", "Visited"), "C")
    assert "--names:37" not in alone
    beside = Bars(REGIONS.head(1), "Region", "Visited", end=0.5)
    assert "--names:37" in tables.bars(beside, "C")


def test_three_columns_are_told_one_by_one_on_a_phone_where_a_cell_is_long():
    headings = ("Region", "Authorities", "Which")
    short, long = [("London", "2", "Bexley")], [("London", "2", "Bexley, " * 6)]
    assert "--h3" not in tables.plain(short, headings, "C", "words")
    assert "--h3" in tables.plain(long, headings, "C", "words")
    assert "--h3" not in tables.plain(long, headings, "C"), "figures stay in columns"


def test_without_a_value_for_england_there_is_no_line():
    html = tables.bars(Bars(REGIONS, "Region", "Visited"), "C")
    assert "--line" not in html
    assert "England" not in html
    assert '<p class="key">Scale 0 to ' in html


def test_a_matrix_has_a_row_for_each_type_and_marks_the_totals(illustrated):
    read = Reader(drawn(illustrated)["matrix"])
    rows = [a["scope"] for a in read.attributes("th")].count("row")
    assert rows == len(w.PROVIDERS) - len(w.LATER_TYPES) + 2
    assert [a.get("class") for a in read.attributes("tr")].count("total") == 1
    head = read.texts("th")[: 1 + 9]
    assert head[:2] == ["Setting type", "England"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("a", 31, 74), "<td>42% <small>31 of 74</small></td>"),
        (("a", 0, 12), "<td>0% <small>0 of 12</small></td>"),
        (("a", 3, 8), "<td>3 of 8</td>"),
        (("a", 0, 8), "<td>0 of 8</td>"),
        (("a", 1, 2958), "<td>under 1% <small>1 of 2,958</small></td>"),
        (("a", 0, 0), '<td><span class="blank">none</span></td>'),
        (("a", None, 8), '<td><span class="blank">not known</span></td>'),
    ],
)
def test_a_cell_of_the_matrix_gives_share_and_counts_or_the_word_for_its_blank(row, cell):
    rows = result(row, name="setting_type").with_columns(region=pl.lit("England"))
    assert cell in matrix(Matrix(rows, ()), "Caption")


def test_columns_are_as_high_as_their_counts_and_the_highest_is_labelled():
    weeks = pl.DataFrame(
        {"week": ["2020-09-07", "2020-09-14", "2020-09-21"], "numerator": [5, 20, 0]}
    ).with_columns(pl.col("week").str.to_date())
    read = Reader(week_totals(WeekTotals(weeks, "Up."), ""))
    heights = [a["style"] for a in read.attributes("span") if "style" in a]
    assert heights == ["height:25.0%", "height:100.0%", "height:0.0%"]
    assert read.texts("b") == ["20"]
    assert read.texts("td") == ["5", "20", "0"]
    assert read.texts("th")[2:] == ["7 September 2020", "14 September 2020", "21 September 2020"]


def test_the_table_by_week_has_all_reasons_and_their_sum(illustrated):
    rows = weekly.by_week(illustrated, Selection())
    read = Reader(over_time.by_week(ReasonsByWeek(rows), ""))
    assert read.texts("th")[:6] == ["Week of", *words.BASIS.values(), "All visits"]
    first = rows[:4]["numerator"].to_list()
    assert read.texts("td")[:5] == [words.number(n) for n in (*first, sum(first))]


def test_the_table_of_shares_ends_on_the_day_of_the_figures(illustrated):
    read = Reader(over_time.reached(of_reached(illustrated), ""))
    n, total, *_ = illustrated.ask(COVERAGE, Selection()).row(0)
    assert read.texts("th")[-1] == "7 December 2020"
    assert read.texts("td")[-1] == words.n_of_n(n, total)


def test_a_table_of_many_columns_tells_its_headings_for_a_narrow_screen():
    html = tables.plain([["EX1", "a", "b", "c"]], ["URN", 'A "b"; <c>', "Two's", "Three"], "Rows")
    assert """style="--h2:'A b, &lt;c&gt;';--h3:'Two\\27 s';--h4:'Three';\"""" in html
    assert "style=" not in tables.plain([["a", "b"]], ["One", "Two"], "Rows")
