"""The sentence above each picture: what it shows, worked out from the same frame."""

from datetime import timedelta

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.measures import choice, results, week_completeness
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import withheld, words
from dashboard.wording.together import MOST, among, or_how_many

UNKNOWN = Status.UNKNOWN.value


@cached
def summary(store: Store, selection: Selection) -> str:
    """Answer the Summary's question: how many visited, and how many were prioritised."""
    return " ".join(filter(None, [visited(store, selection), prioritised(store, selection)]))


@withheld.in_words
def visited(store: Store, selection: Selection) -> str:
    """Say how many settings (or places) in scope have been visited."""
    where = words.place(selection.area, store)
    n, total, _ = choice.only(store.ask(results.coverage_measure(selection), selection))
    if not total:
        return words.nothing_left(selection, store)
    if n is None:
        count = f"{words.number(total)} {words.counted(selection, total)}"
        return f"{words.opening(where)} has {count}. {words.not_supplied(selection)}"
    figure = words.n_of_n(n, total)
    if selection.unit == PLACES_UNIT:
        return f"The {words.noun(selection)} we have visited in {where} hold {figure} places."
    own = _authorities(store, selection)
    said = f"In {where} we have visited {named(n, total, words.noun(selection, total))}{own}."
    return " ".join(filter(None, [said, not_counted(store, selection)]))


def not_counted(store: Store, selection: Selection) -> str:
    """Say which settings in scope a total leaves out, as the records tell of no visits to them."""
    kinds = store.left_out(COVERAGE, selection)
    if not kinds:
        return ""
    asked = store.ask(SETTINGS, selection, ["setting_type"])
    rows = asked.select(pl.col("setting_type").cast(pl.String), "numerator")
    there = {kind: n for kind, n in rows.iter_rows() if kind in kinds and n}
    if not there:
        return ""
    count = sum(there.values())
    whom = words.called(*next(iter(there.items())))
    if len(there) > 1:
        whom = f"settings of {len(there)} types"
    verb, them = ("is", "it") if count == 1 else ("are", "them")
    return (
        f"{words.number(count)} {whom} {verb} not counted, because these records do not tell of "
        f"visits to {them}."
    )


def named(n: int, total: int, noun: str) -> str:
    """Write n of N of something: "12 of 40 boarding schools (30%)"."""
    return placed(words.n_of_n(n, total), words.for_count(total, noun))


def placed(figure: str, noun: str) -> str:
    """Put a noun into "n of N (p%)", before the percentage."""
    counts, _, share = figure.partition(" (")
    return f"{counts} {noun}" + (f" ({share}" if share else "")


def _authorities(store: Store, selection: Selection) -> str:
    """Add the local authorities' own visits, cached apart from the providers'."""
    narrowed = selection.sector or selection.last_grade or selection.is_authority
    if selection.setting_type != w.ALL_PROVIDERS or narrowed:
        return ""
    asked = store.ask(COVERAGE, selection, setting_type=w.LOCAL_AUTHORITY)
    n, total, _ = choice.only(asked)
    return f" and {named(n, total, 'local authorities')}" if total else ""


@withheld.in_words
def prioritised(store: Store, selection: Selection) -> str:
    """Say what share of visits were prioritised, unless they are chosen by their reason."""
    if selection.selection_basis:
        return ""
    n, total, value = choice.only(store.ask(SHARE_PRIORITISED, selection))
    if not total or value is None:
        return ""
    if not any_reason(results.reasons(store, selection)):
        return "Why each visit was made is not in these records."
    if total < Settings.percentage_from:
        return f"{named(n, total, 'visits')} {'was' if 1 in (n, total) else 'were'} prioritised."
    return f"{words.opening(words.percent(value))} of visits were prioritised."


def any_reason(shares: pl.DataFrame) -> bool:
    """Say whether any visit has a reason at all."""
    bases, counts = shares["selection_basis"].to_list(), shares["numerator"].to_list()
    return any(n for n, basis in zip(counts, bases, strict=True) if basis != w.NOT_RECORDED)


def regions(rows: pl.DataFrame, selection: Selection) -> str:
    """Say which region is least visited, or why none can be named."""
    shown = rows.filter(
        pl.col("denominator") >= Settings.percentage_from, pl.col("value").is_not_null()
    )
    thing = words.noun(selection)
    if rows["numerator"].null_count() == rows.height and rows["status"].eq(UNKNOWN).any():
        return f"Regions cannot be compared: how many {thing} are visited is not known"
    if not rows["denominator"].sum():
        return f"No region has {words.counted(selection)}"
    if shown.height < 2:
        return f"Too few {thing} to compare regions"
    least, most = shown["value"].min(), shown["value"].max()
    if least == most:
        with_enough = among(rows).removeprefix(" among those")
        share = words.percent(shown["value"][0])
        return f"All regions{with_enough} are the same: {share} visited"
    names = shown.filter(pl.col("value") == least)["name"].sort().to_list()
    said = or_how_many([words.the_region(name) for name in names], "regions", shown.height)
    if len(names) > MOST:
        share = words.percent(min(shown["value"]))
        few = "have none visited" if share == "0%" else f"are the least visited, at {share}"
        return f"{words.opening(said)}{among(rows).removeprefix(' among those')} {few}"
    verb = "is the least visited region" if len(names) == 1 else "are the least visited regions"
    return f"{words.opening(said)} {verb}{among(rows)}"


def areas(rows: pl.DataFrame, selection: Selection, store: Store) -> str:
    """Say how many authorities have had no visit, of those that have such settings."""
    where = "" if selection.area is None else f" in {words.place(selection.area, store)}"
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    if selection.is_authority:
        rows, where = rows.filter(pl.col("la_code") == selection.area), ""
        if not rows["denominator"].sum():
            return f"{rows['la_name'][0]} has no {words.counted(selection)}"
    with_settings = rows.filter(pl.col("denominator") > 0)
    if with_settings.is_empty():
        return f"No authority{where} has {words.counted(selection)}"
    if with_settings["numerator"].null_count() == with_settings.height:
        return f"No authority is coloured: which {words.noun(selection)} are visited is not known"
    none, total = with_settings.filter(pl.col("numerator") == 0).height, with_settings.height
    if total == 1:
        row = with_settings.row(0, named=True)
        if row["denominator"] == 1 and selection.unit != PLACES_UNIT:
            one = f"The one {words.noun(selection, 1)} in {words.the_authority(row['la_name'])}"
            return f"{one} has {'' if row['numerator'] else 'not '}been visited"
        return f"{row['la_name']}: {words.n_of_n(row['numerator'], row['denominator'])} visited"
    return _without_visit(none, total, where, selection)


def _without_visit(none: int, total: int, where: str, selection: Selection) -> str:
    """Say how many authorities have had no visit: to their settings, or to themselves."""
    has = "has" if none == 1 else "have"
    counts = f"{words.number(none)} of {words.number(total)}"
    if selection.setting_type == w.LOCAL_AUTHORITY:
        them = f"{words.noun(selection)}{where}"
        if none == total:
            return f"Not one of the {words.number(total)} {them} has had a visit"
        return f"{counts} {them} {has} had no visit" if none else f"All {them} have had a visit"
    one = words.noun(selection, 1)
    if none == total:
        return f"We have visited no {one} in any of the {words.number(total)} authorities{where}"
    if none:
        many = "1 authority" if none == 1 else f"{words.number(none)} authorities"
        of = f"of {words.number(total)} that have any"
        return f"In {many}{where} we have visited no {one} ({of})"
    return f"We have visited at least one {one} in every authority{where} that has any"


def weeks(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits were made in the last complete week, beside the week before.

    `rows` has week and numerator, one row or more for each week.
    """
    if untold := words.untold(selection, store):
        return untold
    full = week_completeness.complete(store, selection, VISITS)
    counts = dict(rows.group_by("week").agg(pl.col("numerator").sum()).iter_rows())
    if not sum(counts.values()):
        return f"No visits to {words.noun(selection)} in the period"
    if not full:
        return arriving.NONE_COMPLETE
    last = counts[full[-1]]
    many = f"{words.number(last)} visit{'' if last == 1 else 's'}" if last else "No visits"
    made = f"{many} in the {words.week_of(full[-1])}"
    if len(full) == 1:
        return made
    before = counts[full[-2]]
    if not last:
        return f"{made}{f'; {words.number(before)}' if before else ', nor'} in the week before"
    change = last - before
    way = "up" if change > 0 else "down"
    moved = f"{way} {words.number(abs(change))} on" if change else "the same as"
    return f"{made}, {moved} the week before"


def pace(store: Store, selection: Selection) -> tuple[str, str]:
    """Give the visits of the last complete week and, under it, the mean of the last four."""
    full = week_completeness.complete(store, selection, VISITS)
    if not full:
        return "[x]", "no complete week of visits is known"
    counts = dict(store.ask(VISITS, selection, ["week"]).select("week", "numerator").iter_rows())
    last = [counts.get(week, 0) for week in full[-4:]]
    mean = words.number(sum(last) / len(last))
    weeks = "a week over the 4 weeks to then" if len(last) == 4 else "a week until then"
    return words.number(last[-1]), f"in the {words.week_of(full[-1])}; {mean} {weeks}"


@withheld.in_words
def coverage(
    rows: pl.DataFrame, by_region: pl.DataFrame, store: Store, selection: Selection
) -> str:
    """Answer the Coverage page's question: how many are seen, which are not.

    `rows` and `by_region` are the results by authority and by region.
    """
    store.prove(results.coverage_measure(selection), selection)
    said = visited(store, selection)
    unknown = rows["numerator"].null_count() == rows.height
    if unknown or selection.is_authority or not rows["denominator"].sum():
        return said
    parts = [areas(rows, selection, store)]
    if selection.area is None:
        parts.insert(0, regions(by_region, selection))
    return " ".join([said, *(f"{words.opening(part)}." for part in parts)])


def reached(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say what share had been visited by the end of the period, and four weeks before."""
    known = rows.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return "Coverage over time cannot be shown"
    last = known.row(-1, named=True)
    now = f"{words.n_of_n(last['numerator'], last['denominator'])} visited"
    end = choice.last_day(selection, store)
    earlier = known.filter(pl.col("by") <= end - timedelta(weeks=4))["numerator"]
    then = f"; {words.number(earlier[-1])} four weeks before" if earlier.len() else ""
    return f"{now} by {words.day(end)}{then}"
