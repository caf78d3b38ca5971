"""The authority itself: its own visits with their basis and letter, and its standing judgement.

The judgement is context, shown with its date. It is never put beside a visit as its result.
"""

import polars as pl

from dashboard.exhibits.areas import area_files
from dashboard.exhibits.common.columns import Columns, day, tabled
from dashboard.exhibits.exhibit import Exhibit, Records
from dashboard.measures import Selection, Store, choice, letter_ages
from dashboard.measures.authority_services import are_told_of, services, visits
from dashboard.records import words as w
from dashboard.wording import spoken, words

SHOWN = 100
CONTEXT = (
    "It is context, not what a visit found: assurance, monitoring and focused visits are not "
    "graded and do not change it."
)
ABSENT = "These records do not hold authorities' own services"


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give the visits to authorities themselves, and the standing judgement as context."""
    rows, judged = visits(store, selection), judgement(store, selection)
    listed = tabled(rows.head(SHOWN), columns(store))
    return Exhibit(
        "area-own",
        headline(rows, store, selection),
        "Visits to local authorities themselves, latest first",
        (Records(*listed, caption=judged, of=rows.height),) if rows.height else (),
        area_files.file(store, selection, rows, "own visits", "visits", CONTEXT),
        () if rows.height else (judged,),
        words.more(rows.height - SHOWN),
        stays=True,
    )


def columns(store: Store) -> Columns:
    """Say what is listed of a visit to an authority itself, each blank in words."""
    is_known = letter_ages.known(store, Selection(setting_type=w.LOCAL_AUTHORITY))
    return {
        "Authority": "authority",
        "Visit": "visit_type",
        "Began": day("started_on"),
        "Why we went": lambda row: words.BASIS[row["selection_basis"] or w.NOT_RECORDED],
        "On site or remote": lambda row: row["mode"] or "not recorded",
        "Letter published": day(
            "published_on", "not yet published" if is_known else "not recorded"
        ),
    }


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say when the authority itself was last visited, or how many of several were."""
    own = services(store, selection)
    where, only = words.place(selection.area, store), words.only_counting(selection)
    if own.is_empty():
        return f"{ABSENT}, so visits to them are not known"
    if not are_told_of(store, selection):
        return f"Visits to local authorities in {where} are not known{only}"
    if selection.is_authority:
        if rows.is_empty():
            return f"We have not visited {where} council{only}"
        last = words.day(rows["started_on"][0])
        return f"We last visited {where} council on {last}{only}"
    n, councils = rows["authority"].n_unique(), f"councils in {where}"
    said = f"We have visited {spoken.named(n, own.height, councils)}{only}"
    if own.height == 1 and not n:
        said = f"We have not visited the one council in {where}{only}"
    period = choice.days(selection, store)
    within = rows.filter(pl.col("started_on").is_between(*period))["authority"].n_unique()
    every = "all the visits in these records"
    return said if within == n else f"{said}{' and' if only else ', counting'} {every}"


def judgement(store: Store, selection: Selection) -> str:
    """Give the standing judgement with its date, or how many authorities hold each."""
    own = services(store, selection)
    if own.is_empty():
        return ""
    if not selection.is_authority:
        return f"Prior judgements: {_counts(own)}. {CONTEXT}"
    return f"Prior judgement: {standing(own.row(0, named=True), store)}. {CONTEXT}"


def standing(row: dict, store: Store) -> str:
    """Say what judgement an authority's own service holds and of which day, or why that is blank.

    `row` is one of `services`.
    """
    if row["last_inspected_on"] is not None and row["last_inspected_on"] > store.as_at:
        return (
            f"not known for {words.day(store.as_at)}, because these records hold only that of a "
            "later inspection"
        )
    if row["last_grade"] is None:
        return "not recorded"
    if row["last_grade"] == w.NOT_YET_INSPECTED:
        return "none yet, because there has been no full inspection"
    if row["last_inspected_on"] is None:
        return f"{row['last_grade'].lower()}; its day is not recorded"
    day = words.day(row["last_inspected_on"])
    return f"{row['last_grade'].lower()}, at the full inspection of {day}"


def _counts(own: pl.DataFrame) -> str:
    """Count the judgements in their own order, not by how many hold them."""
    counts = dict(own["last_grade"].cast(pl.String).value_counts().iter_rows())
    grades = [(grade, counts[grade]) for grade in (*w.GRADES, None) if grade in counts]
    return words.listed(
        [f"{words.number(n)} {(grade or w.NOT_RECORDED).lower()}" for grade, n in grades]
    )
