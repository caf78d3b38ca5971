"""Why we went, shown as the page that `dashboard.exhibits.why` describes."""

from functools import partial

from dashboard.exhibits.why import WHY
from dashboard.ui.page import show

QUESTION = WHY.question
page = partial(show, WHY)
