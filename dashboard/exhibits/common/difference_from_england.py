"""How far authorities lie from England: points between printed percentages, on a scale of five."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exhibits.common.map_values import Legend, Value
from dashboard.wording.nouns import many

STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 40)
"""Where a scale may be cut, in points."""
LEAST = 5
"""So many authorities with a percentage make a scale."""
BLANKS = ("few", "none", "unknown", "hidden")


@dataclass(frozen=True)
class Differences:
    """What a map of differences shows: values that print points, each share, and the legend."""

    values: Mapping[str, Value]
    shares: Mapping[str, str]
    legend: Legend


def differences(values: Mapping[str, Value], england: str, blanks: Legend) -> Differences | None:
    """Colour authorities by their difference from England; those without a percentage are blank.

    The scale is cut where these differences lie: about a third are near England, a fifth far from
    it. None where England has no percentage or too few authorities have one.
    """
    whole = _percent(england)
    if whole is None:
        return None
    points = {code: _points(value, whole) for code, value in values.items()}
    known = sorted(abs(each) for each in points.values() if each is not None)
    if len(known) < LEAST:
        return None
    near, far = _cuts(known)
    told = {code: _told(values[code], each, near, far) for code, each in points.items()}
    states = {value[0] for value in told.values()}
    few = [("few", "Too few settings to compare")] if "few" in states else []
    rest = [each for each in blanks if each[0] in states and each[0] != "few"]
    shares = {code: value[1] for code, value in values.items() if points[code] is not None}
    return Differences(told, shares, (*_legend(near, far, england), *few, *rest))


def _points(value: Value, whole: int) -> int | None:
    share = None if value[0] in BLANKS else _percent(value[1])
    return None if share is None else share - whole


def _percent(printed: str) -> int | None:
    return int(printed.strip("<>%")) if printed.endswith("%") else None


def _cuts(sizes: Sequence[int]) -> tuple[int, int]:
    """Give from how many points on a difference is not near, and from how many it is far."""
    near = max(step for step in STEPS if step <= max(sizes[len(sizes) // 3] + 1, 1))
    outer = max(step for step in STEPS if step <= max(sizes[len(sizes) * 4 // 5], 1))
    far = max(outer, *(step for step in STEPS[: STEPS.index(near) + 2] if step > near), near + 1)
    return near, far


def _told(value: Value, points: int | None, near: int, far: int) -> Value:
    state, printed, n, total = value
    if points is None:
        return (state if state in BLANKS else "few"), printed, n, total
    size = "" if abs(points) < near else "1" if abs(points) < far else "2"
    state = f"{'low' if points < 0 else 'high'}{size}" if size else "even"
    sign = "\N{MINUS SIGN}" if points < 0 else "+" if points else ""
    return state, f"{sign}{abs(points)}", n, total


def _legend(near: int, far: int, england: str) -> Legend:
    """Put the five states in words, from furthest below to furthest above."""
    between = f"{near} to {far - 1} points" if far - 1 > near else many(near, "points")
    same = "The same as England" if near == 1 else f"Within {many(near - 1, 'points')} of England"
    return (
        ("low2", f"{many(far, 'points')} or more below"),
        ("low1", f"{between} below"),
        ("even", f"{same} ({england})"),
        ("high1", f"{between} above"),
        ("high2", f"{many(far, 'points')} or more above"),
    )
