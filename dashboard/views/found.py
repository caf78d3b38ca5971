"""What we found, shown as the page that `dashboard.exhibits.found` describes."""

from functools import partial

from dashboard.exhibits.found import FOUND
from dashboard.ui.page import show

QUESTION = FOUND.question
page = partial(show, FOUND)
