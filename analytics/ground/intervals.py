"""Intervals at 95%: how far chance alone could have moved a figure.

Wilson for shares; for rates Byar's approximation from 10 events up and the exact
Poisson interval below, as the public health technical guide on confidence intervals
recommends. Survey counts may be fractions; their true interval is wider than this.
"""

from math import sqrt


CONFIDENCE = 0.95

# The 97.5% point of the normal distribution.
Z = 1.959963984540054

# Byar's approximation is within 0.2% of the exact interval from here up.
BYAR_FROM = 10

Interval = tuple[float, float]


def find_share_interval(numerator: float, denominator: float) -> Interval:
    """Wilson's interval of a share, as two shares between 0 and 1.

    `denominator` must be above nought.
    """
    share = numerator / denominator
    spread = Z * sqrt(share * (1 - share) / denominator + (Z / (2 * denominator)) ** 2)
    centre = share + Z**2 / (2 * denominator)
    scale = 1 + Z**2 / denominator
    lower, upper = (centre - spread) / scale, (centre + spread) / scale
    # At none or all of them arithmetic leaves a trace beside the exact end.
    return (
        0.0 if numerator == 0 else max(lower, 0.0),
        1.0 if numerator == denominator else min(upper, 1.0),
    )


def find_count_interval(count: float) -> Interval:
    """The interval of a count of independent events, as two counts."""
    if count >= BYAR_FROM:
        return find_byar_interval(count)
    # Only few events need it, and a page without them is there sooner.
    from scipy.special import gammaincinv

    # The exact limits are chi-square points, here as their gamma function.
    lower = 0.0 if count == 0 else float(gammaincinv(count, (1 - CONFIDENCE) / 2))
    return lower, float(gammaincinv(count + 1, (1 + CONFIDENCE) / 2))


def find_byar_interval(count: float) -> Interval:
    """Byar's approximation to the interval of a count."""
    after = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    upper = after * (1 - 1 / (9 * after) + Z / (3 * sqrt(after))) ** 3
    return lower, upper
