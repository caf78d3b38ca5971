"""The history of one setting: all that the records hold of it, in order, whatever the filters."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import delivery
from dashboard.access.scope import Limit, Scope
from dashboard.audit.reconciliation import open_reconciled
from dashboard.delivery import NoSuchFileError
from dashboard.exhibits.areas import setting_history
from dashboard.exhibits.areas.setting_history import exhibit as shown
from dashboard.exhibits.written import Records
from dashboard.measures.selection import Selection
from dashboard.render import html
from tests.conftest import everywhere, visits_to


def recounted(store, urn):
    """List day and kind of what happened to a setting, straight from the records."""
    [row] = [r for r in store.records["settings"].to_dicts() if r["urn"] == urn]
    visits = [r for r in store.records["visits"].to_dicts() if r["urn"] == urn]
    actions = [r for r in store.records["actions"].to_dicts() if r["urn"] == urn]
    found = [(row["registered_on"], "Registered"), (row["closed_on"], "Left the register")]
    if row["last_inspected_on"] not in [v["started_on"] for v in visits]:
        found.append((row["last_inspected_on"], setting_history.INSPECTED))
    for visit in visits:
        found += [
            (visit["started_on"], visit["visit_type"]),
            (visit["published_on"], "Letter or report published"),
        ]
    for action in actions:
        kind = action["action_type"]
        found += [(action["issued_on"], f"Issued: {kind}"), (action["ended_on"], f"Ended: {kind}")]
    return sorted((day, what) for day, what in found if day and day <= store.as_at)


def test_every_event_of_the_busiest_settings_is_there_once_and_in_order(illustrated):
    counts = [illustrated.records[name]["urn"].value_counts() for name in ("visits", "actions")]
    for urn in [one for each in counts for one in each.sort("count", "urn").tail(15)["urn"]]:
        rows = setting_history.rows(illustrated, urn)
        assert rows["day"].is_sorted()
        assert sorted(rows.select("day", "what").rows()) == recounted(illustrated, urn)


def test_page_and_file_say_the_same_and_no_filter_narrows_it(illustrated):
    urn = illustrated.records["actions"]["urn"][0]
    chosen = Selection(setting=urn)
    found = shown(illustrated, chosen)
    narrow = replace(chosen, sector="Private", since=date(2020, 9, 1), visit_mode="Remote")
    assert found.rows.equals(shown(illustrated, narrow).rows)
    assert [row[1:] for row in found.charts[0].rows] == [
        list(row[1:3]) for row in found.rows.iter_rows()
    ]
    assert urn in found.headline
    assert found.file.facts["filters"] == f"setting {urn}"
    assert shown(illustrated, chosen.changed("area", "London")) is None


def test_a_setting_that_nothing_is_known_of_says_so(open_records):
    rows = [r | {"registered_on": ""} for r in everywhere()]
    store = open_records(rows, visits_to(rows[1:]))
    urn = rows[0]["urn"]
    found = setting_history.rows(store, urn)
    said = setting_history.headline(found, store, urn)
    assert found.is_empty() == said.endswith("nothing that these records hold of it has a day")


@pytest.mark.parametrize("asked", ["x", "EX999999", ""])
def test_a_setting_that_is_not_in_the_records_is_refused(asked):
    with pytest.raises(NoSuchFileError, match="setting that is not in these records"):
        delivery.deliver("areas", "setting.csv", {"setting": asked})


def test_who_sees_one_region_is_refused_the_settings_of_others():
    scope = Scope((Limit(("London",)),))
    everything, part = open_reconciled(None), open_reconciled(None, scope=scope)
    seen = set(part.records["settings"]["urn"])
    other = next(urn for urn in everything.records["settings"]["urn"] if urn not in seen)
    with pytest.raises(NoSuchFileError, match="not in these records"):
        delivery.deliver("areas", "setting.csv", {"setting": other}, scope)
    assert delivery.deliver("areas", "setting.csv", {"setting": min(seen)}, scope).content


def test_a_reference_in_a_list_leads_to_the_history_and_keeps_the_filters():
    chosen = Selection(area="London", sector="Private")
    asked = []

    def lead(path, selection):
        asked.append((path, selection))
        return "areas?setting=1&area=london"

    listed = Records([["EX1", "7"]], ["URN", "Days"], counted=True)
    drawn = html.drawn(listed, "Listed", lead, chosen)
    assert '<a href="areas?setting=1&amp;area=london">EX1</a>' in drawn
    assert asked == [("areas", replace(chosen, setting="EX1"))]
    assert "<a " not in html.drawn(listed, "Listed")


def test_an_authority_in_a_list_leads_to_its_profile_and_one_that_is_not_known_to_none():
    asked = []

    def lead(path, selection):
        asked.append((path, selection.area, selection.sector))
        return "areas?area=E10000016"

    chosen, codes = Selection(area="London", sector="Private"), {"Kent": "E10000016"}
    for heading in ("Authority", "Local authority"):
        listed = Records([["EX1", "Kent"], ["EX2", "Elsewhere"]], ["Type", heading])
        drawn = html.drawn(listed, "Listed", lead, chosen, codes)
        assert drawn.count("<a ") == 1
        assert '<a href="areas?area=E10000016">Kent</a>' in drawn
    assert asked == [("areas", "E10000016", "Private")] * 2
