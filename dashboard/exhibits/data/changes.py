"""What changed since the last figures, in words, as a table and as files."""

import polars as pl

from dashboard.audit.changes import Changes
from dashboard.audit.earlier import since_last
from dashboard.exhibits.download import Download
from dashboard.measures import Measure, Selection, Store
from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.differences import CORRECTED, HAPPENED, KINDS, LATE, METHOD, REMOVED
from dashboard.wording import words

BECAUSE = {
    METHOD: "the method changed",
    REMOVED: "records were removed",
    CORRECTED: "records were corrected",
    LATE: "records arrived late",
    HAPPENED: "of what happened",
}
MEANINGS = {
    HAPPENED: "its day is not before the day of the earlier figures",
    LATE: "its day is before that, but it was recorded since",
    CORRECTED: "it was recorded before with another value",
    REMOVED: "it was recorded before and is recorded no more",
    METHOD: "the earlier figure was counted in another way",
}


def since(store: Store) -> Changes | None:
    """Compare with the last earlier figures; None where there are none, or a figure is doubted."""
    return None if store.trust.doubted else since_last(store)


def headline(compared: Changes, selection: Selection | None = None) -> str:
    """Say how the number of visits (or of settings, without any) differs, and why."""
    measure, what = _foremost(compared)
    (was, _), (now, _) = compared.ends(measure, selection)
    then = words.day(compared.previous.as_at)
    if was is None or now is None:
        return f"Visits were not known on {then}, so they cannot be compared"
    said = f"{words.number(now) if now else 'No'} {words.for_count(now, what)}"
    if was == now:
        return f"{said}, as {'many as ' if now else ''}on {then}"
    steps = compared.steps(measure, selection)
    parts = [
        f"{words.number(abs(amount))} {'more' if amount > 0 else 'fewer'} because {BECAUSE[kind]}"
        for kind, amount in reversed(list(steps.select("kind", "numerator").iter_rows()))
        if amount
    ]
    were = (
        f"was {words.number(was)}" if was == 1 else f"were {words.number(was) if was else 'none'}"
    )
    return f"{said}; on {then} there {were}: {words.listed(parts)}"


def in_short(compared: Changes) -> str:
    """Say it in a line: "visits: +53 happened, +16 arrived late = 886 (817 on 7 March 2020)"."""
    measure, what = _foremost(compared)
    (was, _), (now, _) = compared.ends(measure)
    if was is None or now is None or was == now:
        return headline(compared)
    counts = reversed(list(compared.steps(measure).select("kind", "numerator").iter_rows()))
    parts = ", ".join(f"{_signed(amount)} {kind}" for kind, amount in counts if amount)
    then = f"{words.number(was)} on {words.day(compared.previous.as_at)}"
    return f"{what}: {parts} = {words.number(now)} ({then})"


def _foremost(compared: Changes) -> tuple[Measure, str]:
    """Give the count of which changes are told first, and its name: visits, if known."""
    known = compared.ends(VISITS)[1][0] is not None
    return (VISITS, "visits") if known else (SETTINGS, "settings in scope")


def rows(compared: Changes) -> list[list[str]]:
    """Lay out each count that differs: then, what each kind of change did, and now."""
    found = []
    for measure in MEASURES:
        (was, _), (now, _) = compared.ends(measure)
        steps = compared.steps(measure)["numerator"]
        if was is None or now is None or measure.denominator:
            continue
        if (steps != 0).any():
            listed = [_signed(step) for step in steps]
            found.append([measure.label, words.number(was), *listed, words.number(now)])
    return found


HEADINGS = ("Count", "Then", *(words.opening(kind) for kind in KINDS), "Now")


def _signed(step: int) -> str:
    return f"{'+' if step > 0 else '−'}{words.number(abs(step))}" if step else "0"


def meanings() -> str:
    """Say what each kind of change means."""
    return "; ".join(f"{words.opening(kind)}: {text}" for kind, text in MEANINGS.items()) + "."


def methods(compared: Changes) -> str:
    """Name the measures that are counted in another way than they were; nothing without any."""
    found = [
        f"{measure.label.lower()} ({compared.recounted(measure)})"
        for measure in MEASURES
        if compared.previous.methods.get(measure.name, measure.version) != measure.version
    ]
    return f"Counted in another way since: {words.listed(found)}." if found else ""


def steps(compared: Changes) -> pl.DataFrame:
    """Give every measure that is known in both: measure, kind, numerator, denominator.

    Before and after the kinds of change come the figures themselves: "then" and "now".
    """
    found = []
    for measure in MEASURES:
        (was, below), (now, over) = compared.ends(measure)
        if was is not None and now is not None:
            changed = [(measure.name, *step) for step in compared.steps(measure).iter_rows()]
            ends = ((measure.name, "then", was, below), (measure.name, "now", now, over))
            found += [ends[0], *changed, ends[1]]
    columns = {"measure": pl.String, "kind": pl.String}
    return pl.DataFrame(
        found, columns | {"numerator": pl.Int64, "denominator": pl.Int64}, orient="row"
    )


def figures_file(compared: Changes) -> Download:
    """Describe as a file what each kind of change did to every measure."""
    return Download(steps(compared), facts(compared), _name("figures", compared))


def records_file(compared: Changes) -> Download:
    """Describe as a file every record that differs."""
    told = compared.rows.with_columns(pl.col("kind").cast(pl.String))
    return Download(told, facts(compared), _name("records", compared))


def facts(compared: Changes) -> dict[str, str]:
    """Say of a file which two snapshots it compares."""

    def told(store: Store) -> str:
        return f"{store.name}, as at {store.as_at}"

    return {
        "as_at": compared.store.as_at.isoformat(),
        "earlier_snapshot": told(compared.previous),
        "later_snapshot": told(compared.store),
        "source": words.source(compared.store),
    }


def _name(what: str, compared: Changes) -> str:
    return f"changed {what} since {compared.previous.as_at}"
