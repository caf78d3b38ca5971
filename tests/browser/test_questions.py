"""Twenty tasks and the fifteen questions of a Monday meeting: few clicks, the answer in sight.

What is asked, the way and what is looked for are in `tests.tasks`; what each costs is counted, and
seconds are told by `make tasks` and never asserted.
"""

from datetime import date

import pytest

from dashboard.packs.released import texts
from tests.browser import serving
from tests.disclosure.conftest import released
from tests.tasks.asked import QUESTIONS, TASKS
from tests.tasks.told import cost, height

pytestmark = [pytest.mark.browser, pytest.mark.long]

MOST_CLICKS = {True: 4, False: 2}
"""For a task, and for a question."""
WIDTH = 1366


@pytest.fixture(scope="module")
def sharing(tmp_path_factory):
    """Serve the illustrative records beside an approved release."""
    root = tmp_path_factory.mktemp("sharing")
    released(root / "releases", date(2020, 12, 7), texts)
    with serving.served(root / "log", VISITS_RELEASES=str(root / "releases")) as running:
        yield running


@pytest.mark.parametrize("asked", [*TASKS, *QUESTIONS], ids=lambda one: one.asked)
def test_what_is_asked_is_answered_in_few_clicks_and_within_a_screen(reader, request, asked):
    width = asked.width or WIDTH
    of = {"of": request.getfixturevalue("sharing")} if asked.shared else {}
    spent = cost(reader(width=width, height=height(width), **of), asked)
    assert spent.clicks <= MOST_CLICKS[asked in TASKS]
    assert spent.furthest <= height(width), spent
    assert not spent.untold
