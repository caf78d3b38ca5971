"""What a browser adds the filters to is the same for every choice, and so is sent once."""

from dataclasses import replace

import pytest

from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection
from dashboard.measures.parts import ALL
from dashboard.render.leading import Links
from dashboard.ui import contents

CHOICES = (Selection(), Selection(area="E10000016"), Selection(setting_type="Children's home"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_what_is_on_a_page_is_written_alike_for_every_choice(page):
    parts = tuple(dict.fromkeys(each.part for each in page.sections if each.part))
    written = {
        contents.contents(page, ALL, parts, page.sections, chosen.changed("part", ALL))
        for chosen in CHOICES
    }
    assert len(written) == 1
    assert all(f"#{contents.name(each)}" in next(iter(written)) for each in page.sections)


def test_a_file_names_what_is_chosen_only_where_the_page_has_not_told_it():
    told = Links("summary", "area=london", told="area=london")
    assert told.text() == "text/summary"
    assert 'href="files/summary/page.ods"' in told.to_file("page", {"ods": "ODS"})
    assert (
        replace(told, query="area=london&explain=pace").text().endswith("?area=london&explain=pace")
    )
    assert replace(told, told="").text() == "text/summary?area=london"
