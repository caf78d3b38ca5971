"""What pages show, as values: each exhibit is a function of a store and a selection."""

from dashboard.exhibits.areas import AREAS
from dashboard.exhibits.coverage import COVERAGE
from dashboard.exhibits.data import DATA
from dashboard.exhibits.enforcement import ENFORCEMENT
from dashboard.exhibits.found import FOUND
from dashboard.exhibits.page import Page
from dashboard.exhibits.road import ROAD
from dashboard.exhibits.summary import SUMMARY
from dashboard.exhibits.why import WHY

PAGES: tuple[Page, ...] = (SUMMARY, COVERAGE, WHY, FOUND, ENFORCEMENT, ROAD, AREAS, DATA)
"""The pages, in the order of the navigation."""
