"""Road as a value: as many tracks as an installation has, and what is withheld is said once."""

import pytest

from dashboard.audit.reconciliation import reconciled
from dashboard.exhibits.pages.road import ROAD
from dashboard.measures import Selection, WithheldError
from dashboard.measures.scenario import Scenario
from tests.planting import planted

TARGETS = """track,covers,opens,earliest,share,owner
Homes,All children's homes,inspections of homes,2021-04-01,0.4,A
Local authorities,Local authority,inspections of authorities,2021-01-01,0.25,B
Providers,All providers,inspections of providers,2021-05-01,0.6,B
"""


def made(store, selection):
    """Make every exhibit that there is, or give what is withheld, by its key."""
    found = {}
    for number, make in enumerate(make for section in ROAD.sections for make in section.makes):
        try:
            exhibit = make(store, selection)
        except WithheldError as withheld:
            found[f"withheld {number}"] = withheld
        else:
            found |= {exhibit.key: exhibit} if exhibit is not None else {}
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_each_track_of_an_installation_has_its_road(read_targets, illustrated, count):
    read_targets("\n".join(TARGETS.splitlines()[: count + 1]))
    found = made(illustrated, Selection())
    roads = [key for key in found if key.startswith("road-")]
    assert roads == ["road-homes", "road-local-authorities", "road-providers"][:count]
    said = " ".join([found["tracks"].title, found["scenario"].headline, *found["scenario"].notes])
    assert not any(word in said.lower() for word in ("both", "two"))
    assert found["tracks"].rows.height == count


@pytest.mark.parametrize("selection", [Selection(), Selection(scenario=Scenario(60))])
def test_withheld_coverage_is_said_once_and_what_rests_on_it_is_left_out(illustrated, selection):
    found = made(reconciled(planted(illustrated, "reached", "settings")), selection)
    assert [*found] == ["withheld 0", "unseen", "ages"]
    left = found["unseen"]
    assert left.rows["left"].unique(maintain_order=True).to_list() == [
        "Never inspected",
        "Visits without a published letter",
    ]
    assert left.notes[-1].startswith("We are checking this figure: settings visited")
    assert "coverage" not in left.file.facts["measure"]


def test_withheld_visits_leave_the_roads_without_a_scenario(illustrated):
    store = reconciled(planted(illustrated, "visits", "visits"))
    found = made(store, Selection(scenario=Scenario(60)))
    assert {"tracks", "road-providers", "earlier"} <= found.keys()
    assert "scenario" not in found
    assert found["road-providers"].rows["scenario"].count() == 0
