"""Place one hexagon per authority: one layout by hand, others from it with the fewest moves."""

from collections.abc import Iterable
from itertools import combinations, pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment
from tables import Facts

Cell = tuple[int, int]  # column, row; odd rows lie half a hexagon to the right
Layout = dict[str, Cell]
Place = tuple[float, float]
Places = dict[str, Place]
ISLANDS = ("E06000046", "E06000053")  # Isle of Wight, Isles of Scilly


def neighbours(cell: Cell) -> tuple[Cell, ...]:
    """Give the six cells around a cell."""
    column, row = cell
    left = column - 1 + (row & 1)
    beside = ((column - 1, row), (column + 1, row))
    return (*beside, *((left + k, row + up) for up in (-1, 1) for k in (0, 1)))


def pieces(cells: Iterable[Cell]) -> int:
    """Count the separate groups that cells form."""
    left, count = set(cells), 0
    while left:
        reached, count = [left.pop()], count + 1
        while reached:
            found = left.intersection(neighbours(reached.pop()))
            left -= found
            reached.extend(found)
    return count


def holes(cells: Iterable[Cell]) -> int:
    """Count the gaps wholly inside a group of cells."""
    taken = set(cells)
    columns, rows = zip(*taken, strict=True)
    around = {
        (column, row)
        for column in range(min(columns) - 2, max(columns) + 3)
        for row in range(min(rows) - 2, max(rows) + 3)
    }
    return pieces(around - taken) - 1


def centre(cell: Cell) -> Place:
    """Place a cell on the page, with one hexagon's width as the unit and y downwards."""
    return cell[0] + (cell[1] & 1) / 2, cell[1] * 3**0.5 / 2


def refit(wanted: Places, cells: list[Cell]) -> tuple[float, Layout]:
    """Give each authority a cell at the least total squared distance from where it should be."""
    codes = sorted(wanted)
    there = np.array([centre(cell) for cell in cells])
    here = np.array([wanted[code] for code in codes])
    cost = ((here[:, None] - there[None]) ** 2).sum(axis=2)
    rows, picked = linear_sum_assignment(cost)
    fitted = {codes[i]: cells[k] for i, k in zip(rows, picked, strict=True)}
    return round(float(cost[rows, picked].sum()), 6), fitted


def resettle(
    layout: Layout, region: set[str], wanted: Places, more: int, others: set[Cell]
) -> Layout:
    """Settle a region again that gains or loses cells, disturbing least.

    The region stays one piece, and England has no holes. A cell that is gained is a free one
    beside the region.
    """
    own, taken = {layout[code] for code in region}, set(layout.values())
    free = {cell for each in own for cell in neighbours(each)} - taken
    changed = combinations(sorted(free if more > 0 else own), abs(more))
    tries = [
        refit(wanted, sorted(cells))
        for cells in (own.symmetric_difference(some) for some in changed)
        if pieces(cells) == 1 and not holes(others | cells)
    ]
    if not tries:
        raise SystemExit(
            f"No free hexagon beside the region of {sorted(set(wanted) - region)}: write the "
            "layout of that vintage into layout.csv by hand."
        )
    return min(tries, key=lambda fitted: (fitted[0], sorted(fitted[1].items())))[1]


def step(
    layout: Layout, codes: set[str], links: set[frozenset[str]], about: dict, at: Places
) -> Layout:
    """Take a layout to the codes of the next vintage, earlier or later.

    What became one other takes its place; where their number changes, their region settles again.
    """
    for gone, come in related(set(layout) - codes, codes - set(layout), links):
        if len(gone) == len(come) == 1:
            layout = {come[0] if code == gone[0] else code: c for code, c in layout.items()}
            continue
        name = about[come[0]]["region"]
        region = {code for code in layout if about[code]["region"] == name} - set(ISLANDS)
        wanted = {code: centre(layout[code]) for code in region - set(gone)}
        wanted |= places(layout, gone, come, links, at)
        others = {c for code, c in layout.items() if code not in (region | set(ISLANDS))}
        settled = resettle(layout, region, wanted, len(come) - len(gone), others)
        layout = {**{code: c for code, c in layout.items() if code not in region}, **settled}
    return layout


def places(
    layout: Layout, gone: list[str], come: list[str], links: set[frozenset[str]], at: Places
) -> Places:
    """Say where what is new would lie: in the middle of what it shares land with.

    Where there are more of them than before, each lies a little to the side where it really lies.
    """
    wanted = {}
    for new in come:
        kin = [old for old in gone if frozenset((old, new)) in links]
        if not kin:
            raise SystemExit(
                f"changes.csv does not say what {new} came from, or what became of it."
            )
        middle = mean(centre(layout[old]) for old in kin)
        really = mean(at[old] for old in kin)
        wanted[new] = beside(middle, at[new], really) if len(come) > len(gone) else middle
    return wanted


def related(
    gone: set[str], come: set[str], links: set[frozenset[str]]
) -> list[tuple[list[str], list[str]]]:
    """Part what goes and what comes into groups that share land."""
    left, groups = gone | come, []
    while left:
        group, reached = set(), {min(left)}
        while reached:
            group |= reached
            reached = {c for link in links if link & reached for c in link & left} - group
        left -= group
        groups.append((sorted(group & gone), sorted(group & come)))
    return groups


def mean(places: Iterable[Place]) -> Place:
    """Give the middle of some places."""
    x, y = zip(*places, strict=True)
    return sum(x) / len(x), sum(y) / len(y)


def beside(middle: Place, place: Place, other: Place) -> Place:
    """Move a quarter of a hexagon from the middle towards where a place lies from another."""
    east, north = place[0] - other[0], place[1] - other[1]
    far = (east**2 + north**2) ** 0.5 or 1
    return middle[0] + east / far / 4, middle[1] - north / far / 4


def check(layout: Layout, codes: set[str], about: dict) -> None:
    """Stop unless each authority has its own cell and each region is one piece without holes."""
    main = {code: cell for code, cell in layout.items() if code not in ISLANDS}
    regions = {about[code]["region"] for code in main}
    split = [
        region
        for region in sorted(regions)
        if pieces(cell for code, cell in main.items() if about[code]["region"] == region) != 1
    ]
    whole = set(layout) == codes and len(set(layout.values())) == len(codes)
    if not whole or split or holes(main.values()) or pieces(layout.values()) != 1 + len(ISLANDS):
        raise SystemExit(f"The hexagons do not make a map: {sorted(set(layout) ^ codes)} {split}")


def hexagons(
    rows: Facts, changes: Facts, about: dict, codes: dict[str, set[str]], at: Places
) -> dict[str, Layout]:
    """Lay out every vintage from the one that was finished by hand, going back and then on."""
    layout = {r["la_code"]: (int(r["column"]), int(r["row"])) for r in rows}
    links = {frozenset((r["old_code"], r["new_code"])) for r in changes}
    order = [*codes]
    own = next((order.index(v) for v in order if codes[v] == set(layout)), None)
    if own is None:
        raise SystemExit("The codes of layout.csv are those of no vintage.")
    layouts = {order[own]: layout}
    for way in (order[own::-1], order[own:]):
        for before, after in pairwise(way):
            layouts[after] = step(layouts[before], codes[after], links, about, at)
    for vintage in order:
        check(layouts[vintage], codes[vintage], about)
    return {vintage: layouts[vintage] for vintage in order}
