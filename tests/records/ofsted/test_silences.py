"""What a published file says is never lost in silence: statuses and remedies."""

from datetime import date

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.ofsted import read_release

DAY = date(2022, 3, 31)
HEAD = ["Local authority", "Inspection type", "Inspection date", "Publication date"]
HEAD = [*HEAD, "Overall effectiveness"]


@pytest.fixture
def with_status(write_csv, layouts):
    def read(said):
        rows = [
            layouts.register_row("SC000001"),
            layouts.register_row("SC000002", **{"Registration status": said}),
        ]
        return read_release([write_csv("register.csv", layouts.register(*rows))], DAY)

    return read


def is_open(release):
    return {
        urn: closed is None
        for urn, closed in release.tables["settings"].select("urn", "closed_on").iter_rows()
    }


@pytest.mark.parametrize(
    "said",
    ["Suspended", "Proposed to close", "Cancellation pending", "Active - suspension", "Registered"],
)
def test_what_is_suspended_or_is_to_close_is_still_on_the_register(with_status, said):
    release = with_status(said)
    assert is_open(release) == {"SC000001": True, "SC000002": True}
    assert release.blanked.is_empty()


@pytest.mark.parametrize(
    "said",
    [
        "Voluntary cancellation",
        "CANCELLED by Ofsted",
        "Closed (merged)",
        "Revoked",
        "De-registered",
    ],
)
def test_what_was_cancelled_is_closed_and_no_day_is_made_up(with_status, said):
    release = with_status(said)
    assert is_open(release) == {"SC000001": True, "SC000002": False}
    assert any("on a day that no file gives" in note for note in release.notes)


@pytest.mark.parametrize("said", ["Proposed", "Application received", "Pending", "Not registered"])
def test_what_is_not_registered_yet_is_no_setting_of_the_day(with_status, said):
    release = with_status(said)
    assert is_open(release) == {"SC000001": True}
    (row,) = release.accounts["settings"].set_aside.to_dicts()
    assert row["reason"] == f'it is not registered yet: its status is "{said}"'


def test_a_status_that_is_not_known_is_said_to_count_as_open(with_status):
    release = with_status("Dormant")
    assert is_open(release)["SC000002"]
    assert release.blanked["fault"].to_list() == [
        'registration status "Dormant" is not known, so it counts as open'
    ]


def test_the_latest_of_each_authority_counts_as_the_table_has_it(write_csv, layouts):
    register = write_csv("register.csv", layouts.register(layouts.register_row()))
    rows = [["Devon", "ILACS Standard Inspection", "21/02/2022", "20/04/2022", "Inadequate"]]
    release = read_release([register, write_csv("latest.csv", [HEAD, *rows])], DAY)
    settings = release.tables["settings"].filter(urn="E10000008")
    assert settings["last_grade"].to_list() == ["Inadequate"]


def test_the_remedy_of_a_build_without_one_usable_row_can_be_followed(tmp_path):
    source, root = tmp_path / "extract", tmp_path / "snapshots"
    source.mkdir()
    register = "urn,setting_type,la_code\nHOME-1,Children's home,E08000035\n"
    (source / "settings.csv").write_text(register)
    (source / "visits.csv").write_text(
        "visit_id,urn,visit_type,started_on\nV1,HOME-9,Assurance visit,2022-01-10\n"
    )
    asked = ["build", str(source), "--as-at", str(DAY), "--snapshots", str(root)]
    refused = CliRunner().invoke(main, asked)
    assert refused.exit_code == 2
    assert "publish without these rows, and visits without a row;" in refused.stderr
    options = refused.stderr.partition("run again with ")[2].partition(" to publish")[0]
    done = CliRunner().invoke(main, [*asked, *options.replace('"', "").split()])
    assert done.exit_code == 0, done.output
