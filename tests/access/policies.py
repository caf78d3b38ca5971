"""A policy that the tests of access share, and the claims of who signs in."""

from datetime import UTC, datetime, timedelta

NORTH_WEST, LONDON = "North West", "London"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

POLICY = """
revoked = ["gone"]

[proxy]
user = "X-Reader"
groups = "X-Reader-Groups"
addresses = ["127.0.0.1"]

[groups.national]
regions = "all"
setting_types = "all"
unpublished = true
export = true

[groups.north-west]
regions = ["North West"]
setting_types = "all"
unpublished = true
export = true

[groups.london]
regions = ["London"]
setting_types = ["Children's home"]

[groups.published]
regions = "all"
setting_types = "all"
export = true
"""
ROLES = ("national", "north-west", "london", "published")


def claims(*groups, subject="somebody", age=timedelta(minutes=1), lasts=timedelta(hours=1), **more):
    """Give the claims of a token that was made a while before now."""
    began = NOW - age
    return {
        "is_logged_in": True,
        "sub": subject,
        "iat": began.timestamp(),
        "exp": (began + lasts).timestamp(),
        "groups": list(groups),
        **more,
    }
