"""What is counted when a snapshot is published is what is counted anew, and no page counts it."""

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import reconciled
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import Selection, opening
from dashboard.measures.open_snapshot import Precomputed
from dashboard.measures.precomputed import FILE, KINDS, METHOD, METHODS, TABLES, count, restore
from dashboard.publishing.publish import publish
from dashboard.records.check import RecordsError
from dashboard.snapshots import snapshot

DAY = date(2021, 2, 22)
FEW = ("shares recorded", "first visits since judged", "planned visits")
"""Those that may be so few that they do not show that they are of other records."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots")
    publish(folder, from_illustration(DAY), DAY)
    return folder


@pytest.fixture
def found(root):
    """Give the snapshot as it is read."""
    return snapshot.read(root, json.loads(next(root.glob("*/manifest.json")).read_text())["name"])


def written(folder, found, tables, **facts):
    """Write a snapshot with other tables or facts, and open it."""
    said = {key: value for key, value in found.manifest.items() if key not in ("name", "tables")}
    snapshot.write(folder, tables, {**said, **facts})
    return opening.open_store(folder, DAY)


@pytest.mark.parametrize("name", [KINDS, *TABLES])
def test_what_was_precomputed_is_what_is_counted_anew(root, name):
    opened = opening.open_store(root, DAY)
    anew = replace(opened, precomputed=None)
    assert name in opened.once and name not in anew.once
    assert opened.once[name].equals(count(anew)[FILE + name.replace(" ", "_")])
    assert opened.once[name].height or name == "planned visits"


def test_a_store_of_other_records_counts_anew(root):
    opened = opening.open_store(root, DAY)
    fewer = opened.records | {"visits": opened.records["visits"].head(5)}
    assert not replace(opened, records=fewer).once
    assert TABLES["visits"].count(replace(opened, records=fewer)).height == 5


def test_what_was_worked_out_for_an_earlier_day_or_a_part_is_counted_anew(root):
    assert "visits" not in opening.open_store(root, date(2020, 11, 30)).once


@pytest.mark.parametrize("lacking", [{METHODS: None}, {METHODS: METHOD + 1}])
def test_a_snapshot_of_another_method_opens_and_counts_anew(found, tmp_path, lacking):
    assert not written(tmp_path, found, found.tables, **lacking).once


def test_a_snapshot_of_before_anything_was_precomputed_opens(found, tmp_path):
    older = {name: rows for name, rows in found.tables.items() if not name.startswith(FILE)}
    opened = written(tmp_path, found, older)
    assert not opened.once
    assert TABLES["visits"].count(opened).height == opened.records["visits"].height


def test_a_table_of_another_shape_is_counted_anew(found, tmp_path):
    other = found.tables["precomputed_waits"].rename({"days": "working_days"})
    opened = written(tmp_path, found, {**found.tables, "precomputed_waits": other})
    assert "waits" not in opened.once and "visits" in opened.once


@pytest.mark.parametrize("name", [name for name in TABLES if name not in FEW])
def test_a_table_of_other_records_is_refused_in_words(found, name):
    fewer = {
        **found.tables,
        TABLES[name].of: found.tables[TABLES[name].of].head(1),
    }
    with pytest.raises(RecordsError, match="What was counted beforehand as") as refused:
        restore(fewer, fewer, METHOD)
    assert "Build the snapshot again from its source." in str(refused.value)


class Watched(dict):
    """Records of which it is counted who takes the visits."""

    def __init__(self, records):
        super().__init__(records)
        self.asked = Counter()

    def _told(self, name):
        if name == "visits":
            frame = sys._getframe(2)
            if frame.f_code.co_name == "visits_recorded":
                frame = frame.f_back
            module = frame.f_globals["__name__"].rpartition(".")[2]
            self.asked[f"{module}.{frame.f_code.co_name}"] += 1

    def __getitem__(self, name):
        self._told(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self._told(name)
        return super().get(name, default)


BY_NUMBER = {
    "chosen_records.chosen",
    "chosen_records.told",
    "booked_visits._booked",
    "concern_pathways._followed",
}
"""These take visits by their place in the records: those that are shown."""
BLANKS = {
    "limits.visits_known_from",
    "on_site_bands.note",
    "next_items._letter",
    "last_week._letters",
    "quality.answer",
    "week_completeness._is_young",
    "week_completeness._worked_out",
}
"""These ask whether there are any, or whether a column is blank."""
ONCE = {"judged_inadequate._first_recorded", "ledger.ledger", "stated_priorities.found"}
"""These compare one column with a day, or join the few rows of findings, once for a snapshot."""
BESIDE = "differences."
"""What changed since the snapshot before looks through both, once."""


def test_no_page_looks_through_all_visits(root):
    opened = reconciled(opening.open_store(root, DAY))
    records = Watched(opened.records)
    watched = replace(
        opened, records=records, precomputed=Precomputed(records, opened.precomputed.tables)
    )
    for selection in (Selection(), Selection("E06000015"), Selection("London")):
        for path in delivery.VIEWS:
            delivery.lay_out(path, watched, selection)
    asked = Counter({who: n for who, n in records.asked.items() if not who.startswith(BESIDE)})
    assert set(asked) <= BY_NUMBER | BLANKS | ONCE, asked
    assert all(asked[who] <= 1 for who in ONCE), asked
