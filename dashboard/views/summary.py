"""Summary, shown as the page that `dashboard.exhibits.summary` describes."""

from functools import partial

from dashboard.exhibits.summary import SUMMARY
from dashboard.ui.page import show

QUESTION = SUMMARY.question
page = partial(show, SUMMARY)
