"""A policy says who may see what, and one that is not understood lets nobody in."""

import os

import pytest

from dashboard.access.policy import Grant, read
from dashboard.access.scope import Limit
from dashboard.settings import SettingError
from tests.access.policies import POLICY


@pytest.fixture
def policy(tmp_path):
    """Give a function that reads a policy of a text."""

    def given(text):
        path = tmp_path / "policy.toml"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return given


def test_a_group_is_granted_what_its_table_says_and_nothing_more(policy):
    found = policy(POLICY)
    assert found.groups["london"] == Grant(Limit(("London",), ("Children's home",)))
    assert found.groups["national"] == Grant(Limit(), True, True)
    assert found.revoked == {"gone"}
    assert (found.sign_in.hours, found.sign_in.end_with_token) == (8, True)


BAD = {
    "a region there is not": '[groups.a]\nregions = ["North Wst"]\nsetting_types = "all"',
    "a type there is not": '[groups.a]\nregions = "all"\nsetting_types = ["Home"]',
    "no regions said": '[groups.a]\nsetting_types = "all"',
    "no types said": '[groups.a]\nregions = "all"',
    "an empty list": '[groups.a]\nregions = []\nsetting_types = "all"',
    "a right there is not": '[groups.a]\nregions = "all"\nsetting_types = "all"\nexports = true',
    "a right that is a word": '[groups.a]\nregions = "all"\nsetting_types = "all"\nexport = "no"',
    "a right that nobody asks": (
        '[groups.a]\nregions = "all"\nsetting_types = "all"\nrelease = true'
    ),
    "an entry there is not": "[group.a]",
    "groups that are a list": "groups = []",
    "a group that is a word": '[groups]\na = "all"',
    "hours that are a word": '[sign_in]\nhours = "8"',
    "hours that are no hours": "[sign_in]\nhours = 0",
    "a proxy without headers": '[proxy]\nuser = "X"',
    "addresses that are numbers": '[proxy]\nuser = "X"\ngroups = "Y"\naddresses = [1]',
    "revoked that is a word": 'revoked = "gone"',
    "no TOML": "[groups",
    "deep": "a = " + "[" * 3000 + "]" * 3000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_policy_that_is_not_understood_is_refused_in_a_sentence(policy, text):
    with pytest.raises(SettingError, match=r"[a-z].*\.$"):
        policy(text)


def test_a_policy_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SettingError, match="VISITS_POLICY"):
        read(tmp_path / "none.toml")


def test_a_policy_is_read_again_when_it_has_changed(policy, tmp_path):
    assert "published" in policy(POLICY).groups
    path = tmp_path / "policy.toml"
    before = path.stat()
    changed = POLICY.replace("[groups.published]", "[groups.publishers]")
    beside = tmp_path / "beside.toml"
    beside.write_text(changed, encoding="utf-8")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(path)
    assert "published" not in read(path).groups
