"""Road to full inspections, shown as the page that `dashboard.exhibits.road` describes."""

from functools import partial

from dashboard.exhibits.road import ROAD
from dashboard.ui.page import show

QUESTION = ROAD.question
page = partial(show, ROAD)
