"""The pages, as values: each names its question, its answer, its tiles and its exhibits."""

from dashboard.exhibits.page import Page
from dashboard.exhibits.pages.areas import AREAS
from dashboard.exhibits.pages.coverage import COVERAGE
from dashboard.exhibits.pages.data import DATA
from dashboard.exhibits.pages.enforcement import ENFORCEMENT
from dashboard.exhibits.pages.found import FOUND
from dashboard.exhibits.pages.road import ROAD
from dashboard.exhibits.pages.summary import SUMMARY
from dashboard.exhibits.pages.why import WHY

PAGES: tuple[Page, ...] = (SUMMARY, COVERAGE, WHY, FOUND, ENFORCEMENT, ROAD, AREAS, DATA)
"""The pages, in the order of the navigation."""
