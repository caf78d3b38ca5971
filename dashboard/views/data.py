"""Data and downloads, shown as the page that `dashboard.exhibits.data` describes."""

from functools import partial

from dashboard.exhibits.data import DATA
from dashboard.ui.page import show

QUESTION = DATA.question
page = partial(show, DATA)
