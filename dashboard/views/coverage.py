"""Coverage, shown as the page that `dashboard.exhibits.coverage` describes."""

from functools import partial

from dashboard.exhibits.coverage import COVERAGE
from dashboard.ui.page import show

QUESTION = COVERAGE.question
page = partial(show, COVERAGE)
