"""How every number is written and rounded: half up, and in words where it is not known."""

from decimal import ROUND_HALF_UP, Decimal

from dashboard.settings import Settings

NOT_TOLD = "not known"
"""What stands for a figure that the records do not reach."""


def number(count: float | None, places: int = 0) -> str:
    """Write a number with commas, rounded half up; one that is not known in words."""
    return NOT_TOLD if count is None else f"{half_up(count, places):,.{places}f}"


def half_up(count: float, places: int = 0) -> Decimal:
    """Round half up as on paper: 2.5 is 3, and 1.15 is 1.2 though it falls short in binary."""
    return Decimal(str(round(count, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(value: float | None) -> str:
    """Write a share as a whole percentage, never 0% or 100% unless it is exactly that."""
    if value is None:
        return NOT_TOLD
    if 0 < value < 0.005:
        return "under 1%"
    if 0.995 <= value < 1:
        return "over 99%"
    return f"{whole(value)}%"


def percents(low: float, high: float) -> str:
    """Write two shares as the ends of a range: "10 to 14%"; once where both are written alike."""
    first, last = percent(low), percent(high)
    return last if first == last else f"{first.removesuffix('%')} to {last}"


def whole(value: float) -> int:
    """Round a share to a whole percentage, half up; 57 of 200 is 29, though 0.285 falls short."""
    return int(half_up(value * 100))


def n_of_n(numerator: int | None, denominator: int) -> str:
    """Write "n of N", with the percentage only where there are enough to mean something."""
    counts, share = counts_and_share(numerator, denominator)
    return f"{counts} ({share})" if share else counts


def counts_and_share(numerator: int | None, denominator: int) -> tuple[str, str]:
    """Write "n of N" and the percentage apart; none where there are too few to mean something."""
    if numerator is None:
        return NOT_TOLD, ""
    counts = f"{number(numerator)} of {number(denominator)}"
    enough = denominator >= Settings.percentage_from
    return counts, percent(numerator / denominator) if enough else ""


def every(count: int) -> str:
    """Open a sentence on all of so many: "all 36", "both", "the one"."""
    return {1: "the one", 2: "both"}.get(count, f"all {number(count)}")


def none_of(count: int) -> str:
    """Open a sentence on none of so many: "not one of the 36", "neither of the 2", "no"."""
    return {1: "no", 2: "neither of the 2"}.get(count, f"not one of the {number(count)}")


def short_share(numerator: int | None, denominator: int) -> str:
    """Write a share as small as it can be: "42%", or "3/8" where there are too few."""
    if numerator is None:
        return NOT_TOLD
    if denominator < Settings.percentage_from:
        return f"{numerator}/{denominator}"
    return percent(numerator / denominator).replace("under ", "<").replace("over ", ">")
