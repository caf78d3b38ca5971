"""Place one hexagon per authority: the layout of 2023, and older ones with the fewest moves."""

from collections.abc import Iterable

import numpy as np
from scipy.optimize import linear_sum_assignment

Cell = tuple[int, int]  # column, row; odd rows lie half a hexagon to the right
Layout = dict[str, Cell]
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


def centre(cell: Cell) -> tuple[float, float]:
    """Place a cell on the page, with one hexagon's width as the unit and y downwards."""
    return cell[0] + (cell[1] & 1) / 2, cell[1] * 3**0.5 / 2


def refit(wanted: dict[str, tuple[float, float]], cells: list[Cell]) -> tuple[float, Layout]:
    """Give each authority a cell at the least total squared distance from where it should be."""
    codes = sorted(wanted)
    there = np.array([centre(cell) for cell in cells])
    here = np.array([wanted[code] for code in codes])
    cost = ((here[:, None] - there[None]) ** 2).sum(axis=2)
    rows, picked = linear_sum_assignment(cost)
    fitted = {codes[i]: cells[k] for i, k in zip(rows, picked, strict=True)}
    return round(float(cost[rows, picked].sum()), 6), fitted


def before_split(layout: Layout, old: str, new: list[str], region: set[str]) -> Layout:
    """Undo a split: the region gives up its cell that disturbs least and settles again."""
    wanted = {code: centre(layout[code]) for code in region - set(new)}
    x, y = zip(*(centre(layout[code]) for code in new), strict=True)
    wanted[old] = (sum(x) / len(x), sum(y) / len(y))
    cells = sorted(layout[code] for code in region)
    others = {cell for code, cell in layout.items() if code not in (region | set(ISLANDS))}
    tries = []
    for given_up in cells:
        kept = [cell for cell in cells if cell != given_up]
        if pieces(kept) == 1 and not holes(others.union(kept)):
            tries.append(refit(wanted, kept))
    best = min(tries, key=lambda fitted: (fitted[0], sorted(fitted[1].items())))[1]
    return {**{code: cell for code, cell in layout.items() if code not in region}, **best}


def older(layout: Layout, codes: set[str], changes: list[dict[str, str]], about: dict) -> Layout:
    """Take a layout back to the codes of an earlier vintage."""
    for old in sorted(codes - set(layout)):
        new = [r["new_code"] for r in changes if r["old_code"] == old]
        if len(new) == 1:
            layout = {old if code == new[0] else code: cell for code, cell in layout.items()}
        else:
            name = about[old]["region"]
            region = {code for code in layout if about[code]["region"] == name} - set(ISLANDS)
            layout = before_split(layout, old, new, region)
    return layout


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
    rows: list[dict[str, str]], changes: list[dict[str, str]], about: dict, districts: list
) -> dict[str, Layout]:
    """Lay out every vintage from the hand-finished layout of 2023."""
    layout = {r["la_code"]: (int(r["column"]), int(r["row"])) for r in rows}
    layouts = {}
    for vintage in ("2023", "2021", "2020"):
        codes = {r[f"code_{vintage}"] for r in districts}
        layout = older(layout, codes, changes, about)
        check(layout, codes, about)
        layouts[vintage] = layout
    return layouts
