"""What is not yet public is seen from its time on, by a clock that is set here."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.access import entry
from dashboard.delivery import NoSuchFileError, deliver
from dashboard.settings import Settings
from tests.access.canaries import published
from tests.access.policies import POLICY, claims
from tests.conftest import everywhere

PUBLIC_AT = datetime(2020, 10, 15, 8, 30, tzinfo=UTC)
"""Half past nine of that day in London, in summer time."""
ASKED = {"explain": "actions_in_force"}


@pytest.fixture
def reader_at(tmp_path, monkeypatch, write_records):
    root = published(tmp_path, write_records)
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    monkeypatch.setenv("VISITS_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.delenv("VISITS_AUDIT", raising=False)

    def at(moment, group):
        said = claims(group)
        ages = {"iat": moment.timestamp() - 60, "exp": moment.timestamp() + 60}
        return entry.by_claims(said | ages, Settings(), moment)

    return at


def listed(scope):
    """Give the records behind the actions in force, as a file has them."""
    try:
        return deliver("enforcement", "explained.csv", ASKED, scope).content.decode("utf-8-sig")
    except NoSuchFileError:
        return ""


def test_an_action_is_seen_from_half_past_nine_of_its_day_and_before_by_who_may(reader_at):
    early, late = PUBLIC_AT - timedelta(seconds=1), PUBLIC_AT
    before, after = (listed(reader_at(at, "published").scope) for at in (early, late))
    cleared = listed(reader_at(early, "national").scope)
    every = [row["urn"] for row in everywhere()]
    assert not [urn for urn in every if urn in before]
    assert [urn for urn in every if urn in after] == every[1::2]
    assert [urn for urn in every if urn in cleared] == every
