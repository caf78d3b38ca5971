"""Find out what records reach: from what they state, and else from their rows.

A setting type of which a table has no row at all is not known, and neither are the days before its
first row. Whether a field is told of is seen from the rows that ought to fill it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.records import words
from dashboard.records.model import Records, empty
from dashboard.records.reach import ALWAYS, EVERYTHING, Reach, Span, Spans

TABLE = "reach"
"""The table by which an extract states what it reaches."""
SIDES = (words.PROVIDERS, (words.LOCAL_AUTHORITY,))
"""Providers and authorities are recorded apart: what is told of one says nothing of the other."""
ASSURANCE = pl.col("visit_type") == "Assurance visit"
INSPECTION = pl.col("visit_type") == words.FULL_INSPECTION
FIELDS = ("letters", "reasons", "reasons_behind", "modes", "outcomes")
"""What visits may tell of themselves."""


def reach_of(records: Records, stated: Reach | None = None) -> Reach:
    """Work out what checked records reach: as `stated` or in their table `reach`, else by rows."""
    if stated == EVERYTHING and TABLE not in records:
        return EVERYTHING
    stated = stated or Reach({})
    said = Said(stated.spans, _own(records), stated.ends)
    found: dict[str, Spans] = {}
    for rows in (_of_register, _of_visits, _of_actions):
        found |= {told: said.over(told, of) for told, of in rows(records, said).items()}
    return Reach(found, frozenset({*said.files, *said.table}))


@dataclass(frozen=True)
class Said:
    """What is stated: by the files, of all types alike, and type by type in the table `reach`."""

    files: Mapping[str, Spans]
    table: Mapping[str, Spans]
    ends: Mapping[str, Mapping[str, date]]

    def over(self, told: str, rows: Spans) -> Spans:
        """Put what is stated in place of what the rows tell, and end it where files end."""
        ends, files = self.ends.get(told, {}), self.files.get(told, rows)
        until = {kind: Span(s.first, ends[kind]) for kind, s in files.items() if kind in ends}
        return {**files, **until, **self.table.get(told, {})}


def _own(records: Records) -> dict[str, Spans]:
    """Read the table `reach`: what is said of one type counts before what is said of several."""
    texts = (pl.col("table", "setting_type").cast(pl.String), "from", "to")
    rows = records.get(TABLE, empty(TABLE)).select(*texts)
    groups = {words.EVERY_TYPE: words.SETTING_TYPES, **words.GROUPS}
    said = [(told, groups.get(kind, (kind,)), *days) for told, kind, *days in rows.iter_rows()]
    found: dict[str, dict[str, Span]] = {}
    for told, kinds, first, last in sorted(said, key=lambda row: -len(row[1])):
        found.setdefault(told, {}).update(dict.fromkeys(kinds, Span(first, last)))
    return {**found}


def _of_register(records: Records, said: Said) -> dict[str, Spans]:
    """Tell of the register: types without a row are not known to be listed."""
    rows = records["settings"].with_columns(pl.col("setting_type").cast(pl.String))
    listed, grade = _types(rows), pl.col("last_grade").cast(pl.String)
    known = said.over("settings", dict.fromkeys(listed, ALWAYS))
    dated = {
        told: known if rows[day].count() else {}
        for told, day in (("registrations", "registered_on"), ("closures", "closed_on"))
    }
    placed = _types(rows.filter(pl.col("places").is_not_null()))
    homes = [kind for kind in listed if kind not in words.WITHOUT["places"]]
    owned = _types(rows.filter(pl.col("sector").is_not_null()))
    judged = _types(rows.filter(grade.is_not_null()))
    seen = rows.filter(grade.is_null() | (grade != words.NOT_YET_INSPECTED))
    on = _types(rows.filter(pl.col("last_inspected_on").is_not_null()))
    return {
        "settings": known,
        "not_yet_inspected": known,
        **dated,
        "places": _filled(known, placed, homes),
        "sectors": _filled(known, owned, listed),
        "judgements": _filled(known, judged, listed),
        "inspections": _filled(known, on, _types(seen)),
    }


def _types(rows: pl.DataFrame) -> list[str]:
    return rows["setting_type"].unique().to_list()


def _of_visits(records: Records, said: Said) -> dict[str, Spans]:
    """Tell of visits, of each of their fields, and of what the letters say."""
    rows = _by_type(records, "visits", "started_on", **FILLED) if "visits" in records else {}
    first = {kind: Span(row["first"]) for kind, row in rows.items()}
    known = said.over("visits", first)
    filled = {
        name: _filled(
            known,
            [kind for kind, row in rows.items() if row[name]],
            [kind for kind, row in rows.items() if row[f"{name}_due"]],
        )
        for name in FIELDS
    }
    named = _with_findings(records) if "findings" in records else set()
    findings = {kind: span for kind, span in known.items() if kind in named}
    return {"visits": known, **filled, "findings": findings}


def _of_actions(records: Records, said: Said) -> dict[str, Spans]:
    del said
    rows = _by_type(records, "actions", "issued_on") if "actions" in records else {}
    return {"actions": {kind: Span(row["first"]) for kind, row in rows.items()}}


FILLED = {
    "letters": pl.col("published_on").count(),
    "letters_due": pl.lit(0),
    "reasons": pl.col("selection_basis").count(),
    "reasons_due": pl.len(),
    "reasons_behind": pl.col("reason").count(),
    "reasons_behind_due": (pl.col("selection_basis") == words.PRIORITISED).sum(),
    "modes": pl.col("mode").count(),
    "modes_due": (~INSPECTION).sum(),
    "outcomes": pl.col("outcome").count(),
    "outcomes_due": (pl.col("published_on").is_not_null() & ASSURANCE).sum(),
}
"""For each field of visits, the rows that fill it, and those that ought to if it is told of.

A letter comes later: no visit by itself ought to have one. Something lies behind a priority, and a
full inspection is made on site without saying so.
"""


def _filled(known: Spans, told: Iterable[str], due: Iterable[str]) -> Spans:
    """Leave the types of which a field is told, or of which it would be if it had a row to fill."""
    told, without = set(told), set(due) - set(told)
    sides = [kind for side in SIDES if told & {*side} for kind in side]
    return {kind: span for kind, span in known.items() if kind in sides and kind not in without}


def _by_type(
    records: Records, table: str, day: str, **counts: pl.Expr
) -> dict[str, dict[str, date]]:
    """Give for each setting type with rows the first day, and further counts added up."""
    own = records[table].lazy().group_by("urn").agg(pl.col(day).min().alias("first"), **counts)
    types = records["settings"].lazy().select("urn", pl.col("setting_type").cast(pl.String))
    added = (
        own.join(types, on="urn")
        .group_by("setting_type")
        .agg(pl.col("first").min(), pl.col(*counts).sum() if counts else pl.len())
    )
    return {row["setting_type"]: row for row in added.collect().iter_rows(named=True)}


def _with_findings(records: Records) -> set[str]:
    """Name the setting types with a visit of whose letter a finding tells."""
    told = records["visits"].join(records["findings"], on="visit_id", how="semi")
    settings = records["settings"].join(told, on="urn", how="semi")
    return set(settings["setting_type"].cast(pl.String))
