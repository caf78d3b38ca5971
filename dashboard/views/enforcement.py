"""Enforcement, shown as the page that `dashboard.exhibits.enforcement` describes."""

from functools import partial

from dashboard.exhibits.enforcement import ENFORCEMENT
from dashboard.ui.page import show

QUESTION = ENFORCEMENT.question
page = partial(show, ENFORCEMENT)
