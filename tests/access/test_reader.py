"""Who is let in and to what: claims, ages and groups that are not known are refused in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.datastructures import Headers

from dashboard.access import entry
from dashboard.access.clock import public_day
from dashboard.access.policy import read
from dashboard.access.reader import NoAccessError, from_claims
from dashboard.access.scope import NO_LIMIT, Limit, Scope
from dashboard.settings import Settings
from tests.access.policies import LONDON, NORTH_WEST, NOW, POLICY, claims


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return read(path)


def test_a_member_of_a_group_sees_what_it_is_granted(policy):
    reader = from_claims(claims("north-west", "cleaners"), policy, NOW)
    assert reader.scope == Scope((Limit((NORTH_WEST,)),))
    assert (reader.subject, reader.export) == ("somebody", True)
    assert from_claims(claims("national"), policy, NOW).scope == NO_LIMIT


def test_who_is_in_two_groups_sees_both_parts_and_may_do_what_both_let(policy):
    reader = from_claims(claims("north-west", "london"), policy, NOW)
    home = ("Children's home",)
    assert set(reader.scope.limits) == {Limit((NORTH_WEST,)), Limit((LONDON,), home)}
    assert reader.scope.public == date(2026, 11, 29)
    assert not reader.export
    assert reader == from_claims(claims("london", "north-west"), policy, NOW)


REFUSED = {
    "nobody": ({}, "Sign in"),
    "no group": (claims(), "in no group"),
    "another group": (claims("cleaners"), "in no group"),
    "a group by another name": (claims("National"), "in no group"),
    "no claim of groups": ({**claims(), "groups": None}, "your groups"),
    "groups that are one word": ({**claims(), "groups": "national"}, "your groups"),
    "groups that are no words": ({**claims(), "groups": [["national"]]}, "your groups"),
    "no subject": ({**claims("national"), "sub": " "}, "who you are"),
    "a subject that is no word": ({**claims("national"), "sub": 7}, "who you are"),
    "revoked": (claims("national", subject="gone"), "withdrawn"),
    "no age": ({**claims("national"), "iat": None}, "when you signed in"),
    "an age that is a word": ({**claims("national"), "iat": "now"}, "when you signed in"),
    "an age that is true": ({**claims("national"), "iat": True}, "when you signed in"),
    "made tomorrow": (claims("national", age=timedelta(days=-1)), "when you signed in"),
    "made long ago": (
        claims("national", age=timedelta(hours=8, seconds=1), lasts=timedelta(days=1)),
        "ended",
    ),
    "the token has ended": (claims("national", lasts=timedelta(seconds=59)), "ended"),
    "a token without an end": ({**claims("national"), "exp": None}, "ended"),
    "not signed in": ({**claims("national"), "is_logged_in": False}, "Sign in"),
}


@pytest.mark.parametrize(("said", "why"), REFUSED.values(), ids=REFUSED)
def test_who_is_not_known_has_no_access_and_is_told_why(policy, said, why):
    with pytest.raises(NoAccessError, match=why):
        from_claims(said, policy, NOW)


def test_a_token_may_end_before_the_sign_in_where_the_policy_says_so(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(POLICY + "[sign_in]\nend_with_token = false\n", encoding="utf-8")
    said = claims("national", age=timedelta(hours=7), lasts=timedelta(minutes=5))
    assert from_claims(said, read(path), NOW).scope == NO_LIMIT


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2020, 12, 7, 9, 29, 59, tzinfo=UTC), date(2020, 12, 6)),
        (datetime(2020, 12, 7, 9, 30, tzinfo=UTC), date(2020, 12, 7)),
        (datetime(2020, 7, 7, 8, 29, 59, tzinfo=UTC), date(2020, 7, 6)),
        (datetime(2020, 7, 7, 8, 30, tzinfo=UTC), date(2020, 7, 7)),
        (datetime(2020, 10, 24, 23, 30, tzinfo=UTC), date(2020, 10, 24)),
    ],
)
def test_a_day_is_public_from_half_past_nine_in_london(moment, day):
    assert public_day(moment) == day


def test_a_proxys_header_that_comes_twice_lets_nobody_in(tmp_path):
    """A proxy that adds its header to the reader's own would let readers choose their groups."""
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY)
    settings = replace(Settings(), access="proxy", policy=policy)
    named = read(policy).proxy
    once = [(named.user.lower(), "ann"), (named.groups.lower(), "national")]
    twice = [*once, (named.groups.lower(), "north-west")]
    for headers, is_let_in in ((once, True), (twice, False), ([*twice[::-1]], False)):
        given = Headers(raw=[(name.encode(), value.encode()) for name, value in headers])
        if is_let_in:
            assert entry.by_proxy(given, settings, NOW)
        else:
            with pytest.raises(NoAccessError):
                entry.by_proxy(given, settings, NOW)
