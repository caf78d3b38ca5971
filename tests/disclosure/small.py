"""Small registers, release after release, and all that making a release of one needs."""

import random
from collections import Counter
from datetime import date
from types import SimpleNamespace

from dashboard.disclosure import known
from dashboard.disclosure.counts import Counted
from dashboard.disclosure.release import as_json

REGIONS = ("A", "B")
VISITED = "visited"


def register(seed, releases=3, regions=REGIONS):
    """Make the counts of a small register as they grow, and the settings visited by region."""
    chance = random.Random(seed)
    most = chance.choice((2, 4, 8))
    now = {region: Counter({known.IN_FORCE: chance.randint(0, most)}) for region in regions}
    every = []
    for _ in range(releases):
        for held in now.values():
            grow(held, chance, most)
        names = [name for name in NAMES if name != VISITED]
        counts = {name: {region: held[name] for region, held in now.items()} for name in names}
        every.append((counts, {region: held[VISITED] for region, held in now.items()}))
    return every


def grow(held, chance, most):
    """Let some time go by: visits, their letters, what they say, and actions."""
    visits = [chance.randint(0, most) for _ in known.REASON]
    held.update(dict(zip(known.REASON, visits, strict=True)))
    held[known.ALL_VISITS] += sum(visits)
    held[VISITED] += chance.randint(0, sum(visits))
    for reason, out in zip(known.REASON, OUT_OF, strict=True):
        published = chance.randint(0, held[reason] - held[out])
        held.update({out: published, known.OUT: published})
    for out, stated, concerns in zip(OUT_OF, known.STATED, known.CONCERNS, strict=False):
        held[stated] += chance.randint(0, held[out] - held[stated])
        held[concerns] += chance.randint(0, held[stated] - held[concerns])
    held[known.AWAITED] = held[known.ALL_VISITS] - held[known.OUT]
    issued = chance.randint(0, most)
    ended = chance.randint(0, held[known.IN_FORCE] + issued)
    held.update({known.ISSUED: issued, known.ENDED: ended, known.IN_FORCE: issued - ended})


OUT_OF = tuple(f"published of {reason}" for reason in known.REASON)
NAMES = (
    *known.REASON,
    known.ALL_VISITS,
    known.OUT,
    known.AWAITED,
    *known.STATED,
    *known.CONCERNS,
    known.IN_FORCE,
    known.ISSUED,
    known.ENDED,
    VISITED,
)


def store(day):
    """Stand for the records of a day."""
    return SimpleNamespace(
        as_at=day,
        starts=[SimpleNamespace(day=date(2020, 9, 1))],
        name=f"{day}-small",
        illustrative=True,
        source="",
        authorities={"region": REGIONS},
    )


def counted(opened, _columns):
    """Count the register of a day: so many of everything that its audit takes no time."""
    weeks = opened.as_at.toordinal() // 7 - date(2020, 9, 7).toordinal() // 7
    found, visited = register(1, weeks)[-1]
    counts = {name: {of: 40 * n for of, n in places.items()} for name, places in found.items()}
    visited = {of: 40 * n for of, n in visited.items()}
    whole = ("england", "", "England", sum(visited.values()), 90_000)
    return Counted(
        counts, (whole, *(("region", "", name, n, 45_000) for name, n in visited.items()))
    )


def written(release):
    """Write a few files of what a release tells."""
    told = {"figures": release.figures, "coverage": release.coverage}
    return {f"tables/{name}.json": as_json(value) for name, value in told.items()}
