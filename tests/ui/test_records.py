"""Records are opened once for everybody, and forgotten when they are no longer kept."""

import weakref
from datetime import date

from dashboard.access.scope import NO_LIMIT
from dashboard.ui.records import kept
from dashboard.web import building


def test_records_that_are_no_longer_kept_are_forgotten():
    kept.cache_clear()
    opened = kept(None, date(2020, 12, 7), None, NO_LIMIT)
    seen = weakref.ref(opened)
    del opened
    kept.cache_clear()
    kept(None, date(2020, 12, 14), None, NO_LIMIT)
    assert seen() is None


def test_what_the_server_opens_at_its_start_is_what_the_first_reader_sees():
    kept.cache_clear()
    building.preload()
    kept(None, None, None, NO_LIMIT)
    assert (kept.cache_info().misses, kept.cache_info().hits) == (1, 1)
