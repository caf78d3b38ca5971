"""Areas side by side: every figure against the records, counted again by hand."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from dashboard.exhibits.areas import compared, peers, shares
from dashboard.measures import Selection, WithheldError, comparator_areas, results
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.records import words as w
from dashboard.render import html, plotly, svg
from dashboard.settings import Settings

KENT, HULL, CITY, LEEDS = "E10000016", "E06000010", "E09000001", "E08000035"
FEW = Settings.percentage_from


def named(opened, selection):
    return {peer.name: peer for peer in peers.peers(opened, selection)}


def by_hand(opened, area):
    """Count the five figures of an authority for all providers of the latest period."""
    day, since = opened.as_at, opened.starts[-1].day
    settings = {
        row["urn"]: row
        for row in opened.records["settings"].iter_rows(named=True)
        if row["la_code"] == area
        and row["setting_type"] != w.LOCAL_AUTHORITY
        and (row["registered_on"] is None or row["registered_on"] <= day)
        and (row["closed_on"] is None or row["closed_on"] > day)
    }
    every = [v for v in opened.records["visits"].iter_rows(named=True) if v["started_on"] <= day]
    on_site = {
        v["urn"]
        for v in every
        if v["mode"] in w.ON_SITE or (v["mode"] is None and v["visit_type"] == w.FULL_INSPECTION)
    }
    on_site |= {u for u, s in settings.items() if (s["last_inspected_on"] or day) < day}
    where = dict(opened.records["settings"].select("urn", "la_code").iter_rows())
    kinds = dict(opened.records["settings"].select("urn", "setting_type").iter_rows())
    made = [
        v
        for v in every
        if v["started_on"] >= since
        and where[v["urn"]] == area
        and kinds[v["urn"]] != w.LOCAL_AUTHORITY
    ]
    actions = {
        a["urn"]
        for a in opened.records["actions"].iter_rows(named=True)
        if a["issued_on"] <= day and (a["ended_on"] is None or a["ended_on"] > day)
    }
    subject = {u for u, s in settings.items() if s["setting_type"] not in w.INSPECTED_ONLY}
    return [
        (len({v["urn"] for v in made} & {*settings}), len(settings)),
        (len({*settings} - on_site), len(settings)),
        (sum(v["selection_basis"] == w.PRIORITISED for v in made), len(made)),
        (sum((v["published_on"] or date.max) <= day for v in made), len(made)),
        (len(actions & subject), len(subject)),
    ]


def counts(rows, place):
    return rows.filter(place=place).select("numerator", "denominator").rows()


@pytest.mark.parametrize("area", [KENT, HULL, CITY])
def test_five_figures_of_an_area_are_those_of_its_records(illustrated, area):
    selection = Selection(area=area)
    beside = peers.peers(illustrated, selection)
    rows, _, held = shares.every(illustrated, selection, beside)
    assert not held
    assert counts(rows, beside[0].name) == by_hand(illustrated, area)
    alike = comparator_areas.alike(illustrated, area)
    together = [by_hand(illustrated, code) for code in alike]
    added = [tuple(map(sum, zip(*line, strict=True))) for line in zip(*together, strict=True)]
    assert counts(rows, f"{len(alike)} similar authorities") == added


def test_what_stands_beside_the_areas_compared(illustrated):
    assert [*named(illustrated, Selection(area=KENT))] == [
        "Kent",
        "South East",
        "5 similar authorities",
        "England",
    ]
    two = Selection(area=KENT, compare=(HULL, KENT))
    assert [*named(illustrated, two)] == ["Kent", "Kingston upon Hull", "England"]
    same = Selection(compare=(HULL, LEEDS))
    assert [*named(illustrated, same)][2:] == ["North East, Yorkshire and the Humber", "England"]
    nine = replace(same, regions=9)
    assert [*named(illustrated, nine)][2:] == ["Yorkshire and the Humber", "England"]
    with_region = Selection(compare=(KENT, "South East"))
    assert [*named(illustrated, with_region)] == ["Kent", "South East", "England"]


def test_every_place_has_the_figures_that_the_measures_give_it(illustrated, random_selections):
    for selection in random_selections(illustrated, 12, 3, of_visits=True, compared=True):
        made = compared.side_by_side(illustrated, selection)
        assert (made is None) == (not selection.compare)
        if made is None:
            continue
        beside = named(illustrated, selection)
        measure = results.coverage_measure(selection)
        for row in made.rows.filter(name=measure.label).iter_rows(named=True):
            area = beside[row["place"]].areas
            if len(area) == 1:
                asked = illustrated.ask(measure, selection.changed("area", area[0]))
                expected = (asked["numerator"][0] or 0, asked["denominator"][0] or 0)
                assert (row["numerator"] or 0, row["denominator"] or 0) == expected
        check_last_week(illustrated, selection, made)


def check_last_week(opened, selection, made):
    """Hold the ends of the lines against the shares on the dots."""
    weekly = compared.over_time(opened, selection).rows
    label = results.coverage_measure(selection).label
    for (place,), part in weekly.group_by("place", maintain_order=True):
        at_end = part.select("numerator", "denominator").row(-1)
        dots = made.rows.filter(name=label, place=place)
        ((n, total),) = dots.select("numerator", "denominator").rows()
        assert (at_end[0] or 0, at_end[1] or 0) == (n or 0, total or 0), place


def test_too_few_have_no_percentage_no_dot_and_no_line(illustrated):
    selection = Selection(compare=(CITY, HULL))
    made = compared.side_by_side(illustrated, selection)
    weekly = compared.over_time(illustrated, selection)
    drawn = html.drawn(made.charts[0], made.title)
    few = made.rows.filter(pl.col("denominator").is_between(1, FEW - 1))
    assert few.height
    for row in few.iter_rows(named=True):
        assert f"{row['numerator']} of {row['denominator']}" in drawn
        assert f"{row['place']}: {row['numerator']} of {row['denominator']} (" not in drawn
    assert drawn.count('title="City of London') == 0
    assert weekly.charts[0].drawn == ["Kingston upon Hull", "England"]
    assert "Out of fewer than 10, no line is drawn: City of London." in weekly.notes
    assert "City of London" not in svg.drawing(weekly)(weekly.rows)
    assert "0 of 1" in html.drawn(weekly.charts[0], weekly.title), "the table has all of them"


def test_areas_are_never_put_in_the_order_of_their_figures(illustrated):
    for codes in ((HULL, KENT, LEEDS), (LEEDS, KENT, HULL)):
        made = compared.side_by_side(illustrated, Selection(compare=codes))
        order = [illustrated.names[code].partition(",")[0] for code in codes]
        assert made.rows["place"].unique(maintain_order=True).to_list()[:3] == order
        places = [made.charts[0].kinds, html.drawn(made.charts[0], "")]
        assert [*places[0]][:3] == order
        assert sorted(order, key=places[1].index) == order
    assert "concern" not in " ".join(made.rows["name"].unique()).replace("on concerns", "")


class Doubted:
    """Stands for records of which one measure is being checked."""

    def __init__(self, opened, measure):
        self.opened, self.measure = opened, measure

    def __getattr__(self, name):
        return getattr(self.opened, name)

    def ask(self, measure, *more, **limits):
        if measure is self.measure:
            raise WithheldError(measure)
        return self.opened.ask(measure, *more, **limits)


def test_a_figure_that_is_held_back_is_not_in_the_comparison(illustrated):
    selection = Selection(area=KENT, compare=(HULL,))
    beside = peers.peers(illustrated, selection)
    whole, _, _ = shares.every(illustrated, selection, beside)
    rows, _, held = shares.every(Doubted(illustrated, SHARE_PRIORITISED), selection, beside)
    assert [why.measure for why in held] == [SHARE_PRIORITISED]
    assert rows.equals(whole.filter(pl.col("name") != "Visits prioritised on concerns"))


def test_names_at_the_ends_of_lines_stand_apart(illustrated):
    made = compared.over_time(illustrated, Selection(compare=(KENT, HULL, LEEDS, "South East")))
    layout = plotly.figure(made.charts[0]).to_plotly_json()["layout"]
    names = [each for each in layout["annotations"] if each.get("xref") == "paper"]
    assert len(names) == 5
    high = layout["yaxis"]["range"][1] * 18 / (400 - 84)
    ends = sorted((each["y"], each["text"].count("<br>") + 1) for each in names)
    for (low, lines), (up, more) in pairwise(ends):
        assert up - low >= (lines + more) / 2 * high - 1e-9


def test_powers_are_left_out_where_they_apply_to_nobody(illustrated):
    schools = Selection(compare=(KENT,), setting_type="Boarding school")
    made = compared.side_by_side(illustrated, schools)
    assert "Settings with an action in force" not in made.rows["name"].to_list()


def test_what_is_known_of_no_place_has_no_empty_line_and_is_named_below(any_store):
    try:
        made = compared.profile(any_store, Selection(area=KENT))
    except (WithheldError, KeyError):
        pytest.skip("nothing is compared in these records")
    drawn = [chart.rows for chart in made.charts]
    shown = {name for rows in drawn for name in rows["name"]}
    known = made.rows.group_by("name").agg(pl.col("numerator").count() > 0)
    assert shown == set(known.filter("numerator")["name"])
    for name in known.filter(~pl.col("numerator"))["name"]:
        assert any(str(name)[1:] in note for note in made.notes)


def test_areas_without_settings_and_what_is_not_known_are_said_apart(illustrated):
    scilly = Selection(area="E06000053", setting_type="Secure children's home")
    chosen = scilly.changed("area", None).changed("compare", ("E06000053",))
    beside = peers.peers(illustrated, chosen)
    rows = shares.every(illustrated, chosen, beside)[0]
    assert compared.headline(rows, illustrated, chosen, beside) == (
        "There are no secure children's homes in the Isles of Scilly"
    )
    untold = rows.with_columns(numerator=pl.lit(None, pl.Int64), denominator=pl.lit(None, pl.Int64))
    assert compared.headline(untold, illustrated, chosen, beside) == (
        "How many secure children's homes were visited in the Isles of Scilly is not known"
    )
