"""Ways of forecasting that were compared: each gives low, middle and high for days to come."""

from dataclasses import replace

from scipy import stats

from dashboard.measures.forecast import HIGH, LOW, MIDDLE, Record, ahead, forecast
from dashboard.measures.forecast.suppositions import SHIPPED, suppose

LEVELS = (LOW, MIDDLE, HIGH)


def constant_pace(counts, days, total, to_come, known=0, since=0):
    """Carry the pace of the last 8 weeks forward: negative binomial, as it was until 2026."""
    recent, lengths = counts[-8:], days[-8:]
    rate, seen = sum(recent) / sum(lengths), sum(lengths)
    left = total - sum(counts)
    if rate == 0 or left <= 0:
        return known, known, known
    expected = [rate * length for length in lengths]
    gaps = [(n - e) ** 2 / e for n, e in zip(recent, expected, strict=True)]
    uneven = max(1.0, sum(gaps) / (len(lengths) - 1))
    to_come = to_come + since
    mean, spread = rate * to_come, uneven * (1 + to_come / seen)
    found = stats.nbinom(mean / (spread - 1), 1 / spread)
    return tuple(max(known, min(left, int(found.ppf(level)))) for level in LEVELS)


def of(supposed, own_errors):
    """Make a method of some suppositions, with or without the width of its own past errors."""

    def method(counts, days, total, to_come, known=0, since=0):
        made = forecast(counts, days, total, known, since, supposed)
        made = made if own_errors else replace(made, record=Record())
        left = max(0, total - sum(counts) - known)
        return tuple(known + ahead(made, [to_come], level, left)[0] for level in LEVELS)

    return method


PLAIN = suppose(pool=0, discounts=(1.0,), unevenness=(1.0,))
METHODS = {
    "constant pace of 8 weeks (until 2026)": constant_pace,
    "constant pace, half an event before (Jeffreys)": of(PLAIN, own_errors=False),
    "the same, as wide as its own errors (conformal)": of(PLAIN, own_errors=True),
    "drifting pace": of(suppose(pool=0, discounts=(0.85,)), own_errors=False),
    "rate of each setting left (hazard)": of(suppose(pool=1, discounts=(1.0,)), own_errors=False),
    "all of these, weighed": of(SHIPPED, own_errors=False),
    "all of these, weighed, as wide as its own errors": of(SHIPPED, own_errors=True),
}
SHIPPED_AS = "all of these, weighed, as wide as its own errors"
