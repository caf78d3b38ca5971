"""Similar authorities: against scipy, stable as the register moves, and never moved by visits."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import zscore

from dashboard.exhibits.areas import comparators, comparison
from dashboard.measures import Selection, opening, similar
from dashboard.records import words as w
from dashboard.wording import words

COLUMNS = [column for columns in similar.FAMILIES.values() for column in columns]


def register(opened):
    return opened.cube.tables["open"]


def by_hand(opened):
    """Work out the profile of every authority from the records, a setting at a time."""
    day, settings = opened.as_at, {}
    for row in opened.records["settings"].iter_rows(named=True):
        closed = row["closed_on"] is not None and row["closed_on"] <= day
        late = row["registered_on"] is not None and row["registered_on"] > day
        if not closed and not late and row["setting_type"] != w.LOCAL_AUTHORITY:
            settings.setdefault(row["la_code"], []).append(row)
    codes = sorted(settings)
    return codes, np.array([profile_by_hand(settings[code]) for code in codes])


def profile_by_hand(rows):
    homes = [row for row in rows if row["setting_type"] in w.HOMES]
    size = sum(row["places"] or 0 for row in homes) / len(homes) if homes else np.nan
    kinds = [sum(r["setting_type"] in group for r in rows) for group in similar.TYPES.values()]
    sectors = [
        sum((r["sector"] or w.NOT_RECORDED) in group for r in rows)
        for group in similar.SECTORS.values()
    ]
    shares = [count / len(rows) for count in (*kinds, *sectors)]
    return [np.log(1 + len(rows)), size, *shares]


def scaled(raw):
    """Standardise with scipy, and weigh the four families alike."""
    spread = np.nanstd(raw, axis=0) > 1e-12
    standard = np.where(spread, zscore(raw, axis=0, nan_policy="omit"), 0.0)
    widths = [1, 1, *[len(similar.TYPES)] * len(similar.TYPES)]
    widths += [len(similar.SECTORS)] * len(similar.SECTORS)
    return np.nan_to_num(standard, nan=0.0) / np.sqrt(widths)


def test_every_type_and_every_sector_belongs_to_one_group():
    kinds = [kind for group in similar.TYPES.values() for kind in group]
    sectors = [sector for group in similar.SECTORS.values() for sector in group]
    assert sorted(kinds) == sorted(w.PROVIDERS)
    assert sorted(sectors) == sorted((*w.SECTORS, w.NOT_RECORDED))


def test_the_nearest_are_those_that_scipy_finds(illustrated):
    codes, raw = by_hand(illustrated)
    apart = cdist(scaled(raw), scaled(raw))
    profiles = similar.profiles(register(illustrated))
    assert profiles["la_code"].to_list() == codes
    assert np.allclose(profiles.select(COLUMNS).to_numpy(), scaled(raw))
    for at, code in enumerate(codes):
        found = similar.nearest(profiles, code, 5)
        others = sorted((round(apart[at, to], 9), codes[to]) for to in range(len(codes)))
        expected = [pair for pair in others if pair[1] != code][:5]
        assert found["la_code"].to_list() == [other for _, other in expected]
        assert np.allclose(found["distance"], [distance for distance, _ in expected])


def test_the_list_hardly_moves_while_the_register_does():
    early, late = (
        similar.profiles(register(opening.make_illustrative(day)))
        for day in (date(2020, 9, 7), date(2020, 12, 7))
    )
    kept = [
        len(
            set(similar.nearest(early, code, 5)["la_code"])
            & set(similar.nearest(late, code, 5)["la_code"])
        )
        for code in set(early["la_code"]) & set(late["la_code"])
    ]
    assert np.mean(kept) >= 3.5
    assert min(kept) >= 1


def test_what_was_found_and_judged_plays_no_part(illustrated):
    merged = (
        register(illustrated)
        .group_by("la_code", "setting_type", "sector")
        .agg(pl.col("settings", "places").sum())
    )
    assert similar.profiles(merged).equals(similar.profiles(register(illustrated)))


def test_the_order_of_the_register_plays_no_part(illustrated):
    shuffled = register(illustrated).sample(fraction=1, shuffle=True, seed=4)
    one, other = similar.profiles(shuffled), similar.profiles(register(illustrated))
    for code in ("E10000016", "E06000010", "E09000001"):
        assert similar.nearest(one, code, 5)["la_code"].equals(
            similar.nearest(other, code, 5)["la_code"]
        )


def test_equal_authorities_are_all_at_no_distance_and_in_the_order_of_their_codes(edges):
    profiles = similar.profiles(register(edges["one setting type"]))
    profiles = profiles.with_columns(pl.lit(0.0).alias(column) for column in COLUMNS)
    codes = profiles["la_code"].to_list()
    found = similar.nearest(profiles, codes[3], 3)
    assert found["la_code"].to_list() == codes[:3]
    assert found["distance"].to_list() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("name", ["one home", "nothing on the register"])
def test_an_authority_with_no_other_to_compare_has_none_similar(edges, name):
    profiles = similar.profiles(register(edges[name]))
    assert similar.nearest(profiles, "E10000016", 5).is_empty()
    assert not profiles.select(pl.any_horizontal(pl.col(COLUMNS).is_nan())).to_series().any()


def test_an_authority_is_far_where_its_nearest_is_twice_as_far_as_is_usual(illustrated):
    codes, raw = by_hand(illustrated)
    apart = cdist(scaled(raw), scaled(raw))
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=1)
    found = similar.distances(similar.profiles(register(illustrated)))
    assert np.allclose([found[code] for code in codes], nearest)
    times = {code: similar.times_as_far(found, code) for code in codes}
    usual = np.median(nearest)
    assert {code for code, n in times.items() if n} == {
        code for code, n in zip(codes, nearest, strict=True) if n >= 2 * usual
    }
    far = max(codes, key=lambda code: found[code])
    assert times[far] == pytest.approx(nearest.max() / usual)
    usual_code = min(codes, key=lambda code: found[code])
    assert comparators.far(illustrated, usual_code) == ""
    shown = comparison.exhibit(illustrated, Selection(area=far))
    assert shown.headline.startswith(f"No authority is much like {words.place(far, illustrated)}")


def test_where_there_is_no_other_nothing_is_far():
    assert similar.times_as_far({}, "E1") is None
    assert similar.times_as_far({"E1": 0.0, "E2": 0.0}, "E1") is None
