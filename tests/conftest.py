"""Records that the tests share: the illustrative ones, and small ones at the edges.

Edge records take the real path: files in a folder, taken in, published, opened.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, cycle

import hypothesis
import polars as pl
import pytest

from dashboard.areas.authorities import authorities
from dashboard.measures import Selection, opening
from dashboard.measures.filters import (
    BANDS,
    BY_NAME,
    DIFFERENCES,
    HEXAGONS,
    MAP,
    PLACES_UNIT,
    SETTINGS_UNIT,
)
from dashboard.measures.narrowing import OF_VISITS
from dashboard.measures.questions import Answers
from dashboard.measures.road.targets import targets
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.settings import sunday

# By itself Hypothesis fails what takes over a fifth of a second: a busy machine is no fault.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

DAY = date(2020, 12, 7)
FIRST_VISIT = date(2020, 9, 14)
HOME = "Children's home"
AGENCY = "Independent fostering agency"
KENT = "E10000016"


def setting(number, code, setting_type=HOME):
    """Give one row of the register; an agency has no places."""
    return {
        "urn": f"EX{number:06}",
        "setting_type": setting_type,
        "la_code": code,
        "sector": w.SECTORS[number % 3],
        "places": 4 if setting_type == HOME else None,
        "registered_on": "2019-01-01",
        "last_grade": w.GRADES[number % 4],
    }


def everywhere(setting_type=HOME):
    """Give a register of twelve settings in each region, in two authorities of each."""
    listed = authorities("2020").group_by("region", maintain_order=True).head(2)
    codes = [code for code in listed["la_code"] for _ in range(6)]
    return [setting(number, code, setting_type) for number, code in enumerate(codes)]


def visit(number, row, day=FIRST_VISIT):
    """Give one visit to a setting, made for a reason that differs from the next one's."""
    return {
        "visit_id": f"V{number:04}",
        "urn": row["urn"],
        "visit_type": "Assurance visit",
        "selection_basis": w.SELECTION_BASES[number % 3],
        "started_on": day.isoformat(),
    }


def visits_to(rows):
    """Visit each setting once, a day apart."""
    return [visit(n, row, FIRST_VISIT + timedelta(days=n % 60)) for n, row in enumerate(rows)]


def of_later_years():
    """Give supported accommodation with each of its outcomes, and a type not heard of."""
    outcomes = cycle(w.SUPPORTED_OUTCOMES)
    rows = [row | {"last_grade": next(outcomes)} for row in everywhere(w.SUPPORTED_ACCOMMODATION)]
    another = [row | {"urn": f"EX1{row['urn'][3:]}"} for row in everywhere(w.ANOTHER_TYPE)]
    return [*rows, *another[::2]]


EDGES = {
    "nothing visited yet": lambda: (everywhere(), []),
    "one visit": lambda: (everywhere(), [visit(1, everywhere()[0])]),
    "all visited": lambda: (everywhere(), visits_to(everywhere())),
    "one setting type": lambda: (everywhere(AGENCY), visits_to(everywhere(AGENCY)[::5])),
    "one home": lambda: ([setting(1, KENT)], [visit(1, setting(1, KENT))]),
    "all equal": lambda: (everywhere(), visits_to(everywhere()[::3])),
    "no visits supplied": lambda: (everywhere(), None),
    "nothing on the register": lambda: ([], []),
    "types of later years": lambda: (of_later_years(), visits_to(of_later_years()[::3])),
}
"""For each edge, the rows of the register and of the visits; None where there is no such file."""

SETTING_COLUMNS, VISIT_COLUMNS = tuple(setting(0, KENT)), tuple(visit(0, setting(0, KENT)))


@pytest.fixture
def read_targets(tmp_path, monkeypatch):
    """Give a function that reads targets from a file with the given text.

    What stores remember under them is kept apart: tests share the stores, not the targets.
    """
    get, keep = Answers.get, Answers.keep

    def read(text):
        monkeypatch.setattr(Answers, "get", lambda self, key: get(self, (text, key)))
        monkeypatch.setattr(Answers, "keep", lambda self, key, it: keep(self, (text, key), it))
        path = tmp_path / "targets.csv"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("VISITS_TARGETS", str(path))
        targets.cache_clear()
        return targets()

    yield read
    monkeypatch.delenv("VISITS_TARGETS", raising=False)
    targets.cache_clear()


@pytest.fixture(scope="session")
def write_records():
    """Give a function that writes a register and its visits into a folder, as CSV.

    They tell of every type on every day: what they do not hold, there was not.
    """

    def write(folder, settings, visits=None):
        folder.mkdir(parents=True, exist_ok=True)
        tables = {"settings": (settings, SETTING_COLUMNS), "visits": (visits, VISIT_COLUMNS)}
        for name, (rows, columns) in tables.items():
            if rows is not None:
                named = dict.fromkeys([*columns, *chain.from_iterable(rows)])
                table = pl.DataFrame(rows, schema=[*named], infer_schema_length=None)
                table.write_csv(folder / f"{name}.csv")
        told = pl.DataFrame({"table": w.TOLD_OF}).with_columns(setting_type=pl.lit(w.EVERY_TYPE))
        told.write_csv(folder / "reach.csv")
        empty = [
            f"[{name}]\nmay_be_empty = true\n" for name, (rows, _) in tables.items() if not rows
        ]
        (folder / "mapping.toml").write_text("".join(empty))
        return folder

    return write


@pytest.fixture(scope="session")
def open_records(tmp_path_factory, write_records):
    """Give a function that takes rows the whole way: files, intake, snapshot, store."""

    def opened(settings, visits=None, as_at=DAY):
        folder = write_records(tmp_path_factory.mktemp("records"), settings, visits)
        root = tmp_path_factory.mktemp("snapshots")
        publish(root, from_folder(folder, as_at), as_at, Terms(["empty"], "an edge"))
        return opening.open_store(root)

    return opened


@pytest.fixture(scope="session")
def edges(open_records):
    """Open the records of every edge, by name."""
    return {name: open_records(*rows()) for name, rows in EDGES.items()}


@pytest.fixture(params=EDGES)
def edge(request, edges):
    """Give each edge in turn."""
    return edges[request.param]


@pytest.fixture(scope="session")
def illustrated():
    """Open the illustrative records on the day that the dashboard opens with."""
    return opening.make_illustrative(DAY)


@pytest.fixture(scope="session")
def at_the_end():
    """Open the illustrative records on their last day."""
    return opening.make_illustrative(date(2021, 3, 31))


@pytest.fixture(params=["2020-09-07", "2020-12-07", "2021-03-31", *EDGES])
def any_store(request, edges):
    """Give the illustrative records early, midway and late, and each edge, in turn."""
    if request.param in edges:
        return edges[request.param]
    return opening.make_illustrative(date.fromisoformat(request.param))


@pytest.fixture(scope="session")
def random_selections():
    """Give a function that draws choices a reader could make, the same ones for a seed.

    Filters of visits are among them where they are asked for, and so are areas to compare.
    """

    def drawn(opened, count, seed=1, of_visits=False, compared=False):
        chance = random.Random(seed)
        chosen = [random_selection(opened, chance, of_visits) for _ in range(count)]
        return [with_compared(opened, chance, each) for each in chosen] if compared else chosen

    return drawn


def with_compared(opened, chance, chosen):
    """Draw up to five areas to compare, regions among them; often none."""
    regions = opened.authorities[chosen.region_column].cast(pl.String).unique().sort().to_list()
    drawn = chance.sample([*regions, *opened.authorities["la_code"]], chance.choice((0, 1, 2, 5)))
    return replace(chosen, compare=tuple(drawn))


def random_selection(opened, chance, of_visits):
    """Draw one choice: about half of the filters are left as they open."""
    regions = chance.choice((8, 8, 9))
    start = chance.choice(opened.starts)
    ends = [e for e in map(sunday, opened.weeks) if start.day <= e <= opened.as_at]
    areas = opened.authorities
    named = areas[Selection(regions=regions).region_column].cast(pl.String).unique().sort()
    chosen = Selection(
        area=chance.choice([None, None, chance.choice(named), chance.choice(areas["la_code"])]),
        setting_type=chance.choice(
            (w.ALL_PROVIDERS, w.ALL_PROVIDERS, w.ALL_HOMES, HOME, chance.choice(w.SETTING_TYPES))
        ),
        since=chance.choice((None, start.day)),
        unit=chance.choice((SETTINGS_UNIT, SETTINGS_UNIT, PLACES_UNIT)),
        regions=regions,
        picture=chance.choice((HEXAGONS, MAP)),
        colours=DIFFERENCES if regions == 9 else BANDS,
        part=chance.choice(BY_NAME["part"].choices),
    )
    if chance.random() < 0.3:
        chosen = replace(chosen, sector=chance.choice((*w.SECTORS, w.NOT_RECORDED)))
    if chance.random() < 0.3:
        chosen = replace(chosen, last_grade=chance.choice((*w.GRADES, w.NOT_RECORDED)))
    if of_visits and chance.random() < 0.3:
        limited = chance.choice(OF_VISITS)
        chosen = chosen.changed(limited.name, chance.choice(limited.choices))
    if chosen.since and ends and chance.random() < 0.4:
        chosen = replace(chosen, until=chance.choice(ends))
    return chosen
