"""Totals published elsewhere: each is a check, and one that is not met holds its figure back."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.audit import control, identities, reconciliation
from dashboard.exhibits.data import quality
from dashboard.measures import Selection, WithheldError
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from tests.conftest import DAY, everywhere, visits_to


def test_the_illustrative_records_meet_every_published_total(at_the_end, illustrated):
    made = list(control.checks(at_the_end))
    assert [(check.left, check.right) for check in made] == [
        (2706, 2706),
        (1557, 1557),
        (12732, 12732),
        (3402, 3402),
    ]
    assert all("gives" in check.sentence for check in made)
    assert "4 checks compare" in quality.totals(identities.checks(at_the_end), {})
    assert list(control.checks(illustrated)) == []
    assert quality.totals([], {}).startswith("No total published elsewhere")


def test_a_register_that_was_compared_says_so_with_and_without_other_totals(at_the_end):
    register = {
        "compared_with": "a sheet",
        "published": {w.ALL_PROVIDERS: 5, "Boarding school": 2},
        "listed": {w.ALL_PROVIDERS: 5, "Boarding school": 2},
    }
    assert quality.totals([], register) == (
        "The register lists as many of every type as the same release publishes."
    )
    short = register | {"listed": {w.ALL_PROVIDERS: 4, "Boarding school": 1}}
    said = quality.totals(identities.checks(at_the_end), short)
    assert "4 checks compare" in said
    assert said.endswith(
        "The register lists fewer providers and boarding schools than the same release publishes."
    )
    assert quality.totals([], {"compared_with": None}).startswith("No total published elsewhere")


def test_every_word_for_a_measure_is_a_measure():
    assert set(w.TOTALLED) <= BY_NAME.keys()


def test_a_total_that_is_not_met_holds_its_figure_back(at_the_end):
    table = at_the_end.records[control.TABLE]
    wrong = table.with_columns(
        pl.when(measure="visited").then(pl.col("amount") + 1).otherwise("amount").alias("amount")
    )
    records = at_the_end.records | {control.TABLE: wrong}
    opened = reconciliation.reconciled(replace(at_the_end, records=records))
    failed = [check for check in opened.trust.checks if not check.holds]
    assert [(check.left, check.right) for check in failed] == [(1557, 1558)]
    with pytest.raises(WithheldError):
        opened.ask(COVERAGE, Selection())
    assert opened.ask(VISITS, Selection()).height == 1


@pytest.mark.parametrize(("amount", "holds"), [(96, True), (97, False)])
def test_a_file_in_the_source_folder_gives_totals(tmp_path, write_records, amount, holds):
    folder = write_records(tmp_path / "source", everywhere(), visits_to(everywhere()))
    rows = [
        ("Homes", "settings", DAY, None, w.ALL_HOMES, amount, "Table 1"),
        ("Visits", "visits", DAY, date(2020, 9, 1), w.ALL_PROVIDERS, 96, "Table 2"),
        ("Of another day", "settings", date(2020, 11, 30), None, w.ALL_HOMES, 1, "Table 3"),
        ("Of another start", "visits", DAY, date(2019, 4, 1), w.ALL_HOMES, 1, "Table 4"),
        ("Enforcement", "actions_issued", DAY, None, w.ALL_HOMES, 1, "Table 5"),
        ("Happiness", "smiles", DAY, None, w.ALL_HOMES, 1, "Table 6"),
    ]
    columns = ["counted", "measure", "day", "since", "setting_type", "amount", "source"]
    pl.DataFrame(rows, columns, orient="row").write_csv(folder / "control_totals.csv")
    root = tmp_path / "snapshots"
    publish(root, from_folder(folder, DAY), DAY, Terms())
    opened = reconciliation.open_reconciled(root)
    found = [check for check in opened.trust.checks if check.source]
    assert [check.sentence for check in found] == [
        "Homes = the total that Table 1 gives",
        "Visits = the total that Table 2 gives",
    ]
    assert [check.holds for check in found] == [holds, True]
    assert opened.trust.doubts(SETTINGS) is not holds
    assert opened.accounts[control.TABLE]["set_aside"] == 1
