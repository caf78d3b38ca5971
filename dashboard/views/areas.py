"""Areas, shown as the page that `dashboard.exhibits.areas` describes."""

from functools import partial

from dashboard.exhibits.areas import AREAS
from dashboard.ui.page import show

QUESTION = AREAS.question
page = partial(show, AREAS)
