"""Whether we went back: visits since the last judgement, where the records do not say why we went.

What this tells is our own coverage of those judged so, never how they do.
"""

import polars as pl

from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.enforcement import explained
from dashboard.exhibits.exhibit import Bars, Exhibit, Link
from dashboard.exhibits.why import why_answer
from dashboard.measures import Selection, Store, enforcement_powers, judged_inadequate
from dashboard.measures.authority_sample import FRAME, INADEQUATE
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.parts import FIRST
from dashboard.wording import limits, spoken, withheld, words

NOTE = (
    "Counted is any visit after the full inspection that gave the last judgement; one that judges "
    "anew is not."
)
LEFT_OUT = "Settings that our powers do not apply to, such as boarding schools, are left out."


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many of each last judgement were visited since, where no visit has a reason."""
    rows = _rows(store, selection)
    if rows.height < 2:
        return None
    chosen, listed = selection.in_settings(), judged_inadequate.listed(store, selection)
    made = download(store, chosen, LAST_SEEN, rows, ("name", *N_OF_N), "visited since judged")
    return Exhibit(
        "why-since",
        f"Visited since they were last judged: {_shares(rows)}",
        f"{words.opening(words.whom(selection, store))}, visited since they were last judged, % of "
        "those of each judgement",
        (Bars(rows, "Last judgement", "Visited since, of those"), *_link(store, selection, listed)),
        made.saying(definition=judged_inadequate.OF_EACH),
        (NOTE, f"{limits.visits_before(chosen, store)} {LEFT_OUT}"),
        results=(explained.since_judged(selection, listed),) if listed.height else (),
    )


def _rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the rows of each judgement; none where reasons are recorded, or powers do not apply."""
    for measure in (VISITS, LAST_SEEN):
        store.prove(measure, selection)
    stands = enforcement_powers.applies(selection) and not why_answer.recorded(store.as_counted)
    return judged_inadequate.by_judgement(store, selection) if stands else pl.DataFrame()


def _link(store: Store, selection: Selection, listed: pl.DataFrame) -> list[Link]:
    """Lead to those without a recorded visit since, where Enforcement lists them."""
    if enforcement_powers.recorded(store) or not listed["visited_on"].null_count():
        return []
    there, said = selection.changed("part", FIRST), "See who has no recorded visit since"
    return [Link(said, "enforcement", there, exhibit="not-visited-since")]


def _shares(rows: pl.DataFrame) -> str:
    """Say of those where concern is greatest, and of those one learns from, how many were."""
    groups = {"inadequate": (INADEQUATE,), "good or outstanding": FRAME}
    said = []
    for name, grades in groups.items():
        each = rows.filter(pl.col("name").is_in(grades))
        n, total = int(each["numerator"].sum()), int(each["denominator"].sum())
        if total:
            said.append(f"{spoken.of_them(n, total)} judged {name}")
    if not said:
        return spoken.of_them(int(rows["numerator"].sum()), int(rows["denominator"].sum()))
    return words.listed(said)


@withheld.in_words
def sentence(store: Store, selection: Selection) -> str:
    """Say how many were visited since they were last judged; nothing where that is not shown."""
    rows = _rows(store, selection)
    if rows.height < 2:
        return ""
    return f"Visited since they were last judged: {_shares(rows)}."
