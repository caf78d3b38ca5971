"""What headlines should say, counted from tables of records with the csv module alone."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

HOMES = (
    "Children's home",
    "Secure children's home",
    "Residential special school (registered as a children's home)",
)
OWN = "Local authority"
TYPED = {
    "All providers": lambda kind: kind != OWN,
    "All children's homes": lambda kind: kind in HOMES,
}
BLANK = "Not recorded"
OF_VISITS = ("visit_type", "selection_basis", "reason")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table that was written out; nothing where there is none."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def day(text: str) -> date | None:
    """Read a day; a blank is none."""
    return date.fromisoformat(text) if text else None


class Recount:
    """The records of a folder on a day, counted for one choice at a time.

    Where their `reach` is not stated, they tell of no visits to types to which they hold none.
    """

    def __init__(self, folder: Path, as_at: date, start: date, reach: bool = True) -> None:
        self.as_at, self.start = as_at, start
        self.settings = rows(folder, "settings")
        self.visits = rows(folder, "visits")
        self.actions = rows(folder, "actions")
        self.areas = {row["la_code"]: row for row in rows(folder, "local_authorities")}
        kinds = {row["urn"]: row["setting_type"] for row in self.settings}
        self.told = None if reach else {kinds[visit["urn"]] for visit in self.visits}

    def chosen(self, choice) -> dict[str, dict[str, str]]:
        """Give the settings that a choice leaves, open or closed, by URN."""
        region = "region" if choice.regions == 8 else "statistical_region"
        is_type = TYPED.get(choice.setting_type, lambda kind: kind == choice.setting_type)
        return {
            row["urn"]: row
            for row in self.settings
            if is_type(row["setting_type"])
            and choice.area in (None, row["la_code"], self.areas[row["la_code"]][region])
            and choice.sector in (None, row["sector"] or BLANK)
            and choice.last_grade in (None, row["last_grade"] or BLANK)
        }

    def is_open(self, row: dict[str, str]) -> bool:
        """Say whether a setting is on the register on the day."""
        begins, ends = day(row["registered_on"]), day(row["closed_on"])
        return (begins is None or begins <= self.as_at) and (ends is None or ends > self.as_at)

    def visits_to(self, choice) -> list[dict[str, str]]:
        """Give the visits of the period to what a choice leaves."""
        first, last = choice.since or self.start, choice.until or self.as_at
        urns = self.chosen(choice)
        limits = {name: getattr(choice, name) for name in OF_VISITS} | {"mode": choice.visit_mode}
        return [
            visit
            for visit in self.visits
            if visit["urn"] in urns
            and first <= day(visit["started_on"]) <= last
            and all(word in (None, visit[name] or BLANK) for name, word in limits.items())
        ]

    def coverage(self, choice) -> dict[str, int]:
        """Count the settings in scope, those visited, and the authorities with none visited.

        No filter of visits limits it, as its page says.
        """
        choice = replace(choice, **dict.fromkeys((*OF_VISITS, "visit_mode")))
        seen = {visit["urn"] for visit in self.visits_to(choice)}
        there = [row for row in self.chosen(choice).values() if self.is_open(row)]
        scope = [row for row in there if self.told is None or row["setting_type"] in self.told]
        reached = {row["la_code"] for row in scope if row["urn"] in seen}
        within = {row["la_code"] for row in scope}
        visited = sum(row["urn"] in seen for row in scope)
        return {
            "listed": len(there),
            "scope": len(scope),
            "visited": visited,
            "within": len(within),
            "unreached": len(within - reached),
        }

    def why(self, choice) -> dict[str, int]:
        """Count the visits, and those that were prioritised."""
        made = self.visits_to(choice)
        first = sum(visit["selection_basis"] == "Prioritised on concerns" for visit in made)
        return {"visits": len(made), "prioritised": first}

    def found(self, choice, basis: str) -> tuple[int, int]:
        """Count serious concerns, and the letters published, of assurance visits for a reason."""
        out = [
            visit
            for visit in self.visits_to(choice)
            if visit["visit_type"] == "Assurance visit"
            and visit["selection_basis"] == basis
            and self.is_out(visit)
        ]
        return sum(visit["outcome"] == "Serious concerns" for visit in out), len(out)

    def waiting(self, choice) -> int:
        """Count the visits without a published letter."""
        return sum(not self.is_out(visit) for visit in self.visits_to(choice))

    def is_out(self, visit: dict[str, str]) -> bool:
        """Say whether a visit's letter is published by the day."""
        published = day(visit["published_on"])
        return published is not None and published <= self.as_at

    def powers(self, choice) -> dict[str, int]:
        """Count the settings with an action in force, the days of the longest, those issued."""
        first, last = choice.since or self.start, choice.until or self.as_at
        urns = self.chosen(choice)
        theirs = [row for row in self.actions if row["urn"] in urns]
        held = [
            row
            for row in theirs
            if day(row["issued_on"]) <= self.as_at
            and (not row["ended_on"] or day(row["ended_on"]) > self.as_at)
        ]
        ages = [(self.as_at - day(row["issued_on"])).days for row in held]
        issued = sum(first <= day(row["issued_on"]) <= last for row in theirs)
        return {
            "settings": len({row["urn"] for row in held}),
            "longest": max(ages, default=0),
            "issued": issued,
        }
