"""Whether a page agrees with itself: one name, one number."""

import re
from collections import defaultdict

from dashboard.exhibits.summary import road_by_month
from dashboard.measures.road import by_month
from dashboard.measures.road.tracks import tracks
from dashboard.wording import words

NUMBER = r"([\d,]+)"
APART = r"(?! last judged| not yet inspected| in (?!{place}\b)| with | that | registered | whose )"
"""What makes another group of the settings that a page is of."""
ALOUD = ("h2", "h3", "dd", "p")


def disagreeing(said, store, selection):
    """List what stands with two numbers on a page: the settings in scope, and those visited."""
    noun, place = (re.escape(each) for each in (words.noun(selection), _place(store, selection)))
    apart = APART.format(place=place)
    of = re.compile(rf"(?:{NUMBER}|none|all) of (?:the )?{NUMBER} {noun}\b{apart}")
    visited = re.compile(rf"visited {NUMBER} of {NUMBER} {noun}\b{apart}")
    found = defaultdict(set)
    for block in said:
        if block.element in ALOUD:
            found["in scope"] |= {hit[-1] for hit in of.findall(block.text)}
            found["visited"] |= {hit[0] for hit in visited.findall(block.text)}
    return [
        f"{name}: {sorted(numbers)}" for name, numbers in found.items() if len(numbers) > 1
    ] + aimed(store, selection)


def _place(store, selection):
    return words.place(selection.area, store)


def aimed(store, selection):
    """List the tracks whose name does not say the share of the last column that is needed."""
    rows = by_month.rows(store, selection).filter(kind=by_month.NEEDED)
    last = dict(rows[["track", "value"]].rows())
    names = {track.name: road_by_month.name(track) for track in tracks(store, selection)}
    return [names[each] for each, share in last.items() if words.percent(share) not in names[each]]
