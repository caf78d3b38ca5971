"""What rounds came to: medians, and ratios of the same round with the interval of the median."""

from math import comb
from statistics import median

SURE = 0.9


def interval(values):
    """Give the median and the two of the values between which it lies with nine chances in ten.

    By order: none of the two is nearer than the binomial of a half allows; with fewer than five
    values the least and the most.
    """
    ordered = sorted(values)
    count, below, place = len(ordered), 0.0, 0
    while place < count // 2:
        below += comb(count, place) / 2**count
        if 2 * below > 1 - SURE:
            break
        place += 1
    place = max(place - 1, 0)
    return median(ordered), ordered[place], ordered[count - 1 - place]


def ratios(rounds, name, base, figure, kind="new"):
    """Give the ratios of a figure to that of another page in the same round."""
    pairs = ((one.get((name, kind)), one.get((base, "new"))) for one in rounds)
    return [a[figure] / b[figure] for a, b in pairs if a and b and b[figure]]


def told(values, digits=2):
    """Write a median with its interval."""
    if not values:
        return "–"
    middle, low, high = interval(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(head, rows):
    """Write a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def of(rounds, name, figure, kind="new"):
    """List a figure of a page over the rounds."""
    return [one[name, kind][figure] for one in rounds if (name, kind) in one]


def middle(values, digits=0):
    """Write a median."""
    return f"{median(values):,.{digits}f}" if values else "–"
