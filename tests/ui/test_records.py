"""Records are opened once for everybody, and forgotten when they are no longer kept."""

import weakref
from datetime import date

from dashboard.modes import in_mode
from dashboard.settings import SHARE
from dashboard.ui.records import kept


def test_records_that_are_no_longer_kept_are_forgotten():
    kept.cache_clear()
    opened = kept(None, date(2020, 12, 7), None)
    in_mode(opened, SHARE)  # from here on it and what outsiders see of it know each other
    seen = weakref.ref(opened)
    del opened
    kept.cache_clear()
    kept(None, date(2020, 12, 14), None)
    assert seen() is None
