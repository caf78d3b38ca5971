"""Why we went: the answer in a sentence and in four figures, or why there is none."""

from dashboard.exhibits.common import headlines, tile_weeks, traced
from dashboard.exhibits.common.tiles import Tile, chosen_by_reason
from dashboard.exhibits.tile import Tile as TracedTile
from dashboard.measures import Selection, Store, results
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.parts import SPLIT
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import spoken, withheld, words

FROM = Settings.percentage_from
WEEKS = "{}, % of the visits of each week"
TRACED = {
    each.label: traced.Traced("why", SPLIT, "why-weeks", each, adds_up=False, weeks=weeks)
    for each in SHARES_OF_BASIS
    for weeks in [tile_weeks.shares(each, WEEKS.format(each.label))]
}
"""What is behind each of the four figures, by its label."""
SAID = ("prioritised", "sampled", "made for another reason")
"""How a sentence puts the first three reasons; the fourth is that none is recorded."""


def recorded(store: Store) -> bool:
    """Say whether any visit of these records has a reason at all, whatever the filters."""
    every = Selection(since=store.starts[0].day)
    kinds = (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)
    return any(
        headlines.any_reason(results.reasons(store, every.changed("setting_type", kind)))
        for kind in kinds
    )


def any_visit(store: Store, selection: Selection) -> bool:
    """Say whether any visit was made to what the filters leave."""
    return bool(results.reasons(store, selection)["denominator"][0])


def has_reasons(store: Store, selection: Selection) -> bool:
    """Say whether there are visits to show the reasons of, whether or not a figure is held back."""
    counted = store.as_counted
    return recorded(counted) and any_visit(counted, selection)


@withheld.in_words
def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question: what share of visits were made for each reason."""
    if untold := words.untold_visits(selection, store):
        return f"{untold}, so we cannot say why we went."
    rows = results.reasons(store, selection)
    total, where = rows["denominator"][0], words.place(selection.area, store)
    if not total:
        wider = words.either(["a longer period", *words.narrowing(selection, store)])
        nothing = f"We made no visits to {words.noun(selection)} in {where} in the period."
        return f"{nothing} Try {wider}."
    if not recorded(store):
        made = words.many(total, "visits")
        return f"Why each visit was made is not in these records: {made}, none with a reason."
    said = _shares_said(rows["numerator"].to_list(), total)
    return f"In {where}, {said}." if selection.area else f"{words.opening(said)}."


def _shares_said(counts: list[int], total: int) -> str:
    """Put the shares of the four reasons in words, leaving out those of no visit."""
    *stated, blank = counts
    for count, reason in zip(stated, SAID, strict=True):
        if count == total:
            return f"{'the only visit was' if total == 1 else _all(total)} {reason}"
    if blank == total:
        return "the only visit has no reason recorded" if total == 1 else _none(total)
    first = f"{_share(stated[0], total)} of {words.number(total)} visits"
    verb = "was" if stated[0] == 1 and total < FROM else "were"
    parts = [f"{first} {verb} {SAID[0]}"]
    rest = zip(stated[1:], SAID[1:], strict=True)
    parts += [f"{_share(count, total)} {reason}" for count, reason in rest if count]
    if blank:
        verb = "has" if blank == 1 and total < FROM else "have"
        parts.append(f"{_share(blank, total)} {verb} no reason recorded")
    return words.listed(parts)


def _all(total: int) -> str:
    return "both visits were" if total == 2 else f"all {words.number(total)} visits were"


def _none(total: int) -> str:
    of = "neither of the 2" if total == 2 else f"not one of the {words.number(total)}"
    return f"{of} visits has a reason recorded"


def _share(count: int, total: int) -> str:
    return words.percent(count / total) if total >= FROM else words.number(count)


def traced_tiles(store: Store, selection: Selection) -> list[TracedTile]:
    """Give the share of visits for each reason with the exhibit behind it, where there are any."""
    if not has_reasons(store, selection):
        return []
    return traced.tiles(tiles(store, selection), TRACED, store, selection)


@withheld.tiles
def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the share of visits made for each of the four reasons, unless they are chosen by it."""
    if selection.selection_basis:
        label = SHARES_OF_BASIS[list(words.BASIS).index(selection.selection_basis)].label
        return [chosen_by_reason(label, selection)]
    rows = results.reasons(store, selection).select("label", "numerator", "denominator")
    shown = ((label, *_tile(n, total)) for label, n, total in rows.iter_rows())
    return [
        withheld.marked(tile, store, measure)
        for tile, measure in zip(shown, SHARES_OF_BASIS, strict=True)
    ]


def _tile(n: int, total: int) -> tuple[str, str]:
    counts, share = words.counts_and_share(n, total)
    if not share:
        value, of = spoken.under(n, total, "visits")
        return value, of if total == 1 else f"{of}: too few to give a percentage"
    return share, f"{counts} visits"
