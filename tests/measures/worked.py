"""What the worked examples share: asking one measure, and the two kinds of landlord."""

from functools import partial

import conftest

from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES


# Asked of tallies, as the pages ask. That they answer as the rows do is tested too.
share = partial(conftest.share, is_tallied=True)


def ask(release, measure_id, period="2024-25", **where):
    """The one result of a measure in a period."""
    [result] = run(
        release, [MEASURES[measure_id]], [make_period(period)], where=where or None
    )
    return result


def ask_by(release, measure_id, *names, period="2024-25", **where):
    """The results of a measure by some dimensions: the total, then its groups."""
    return run(
        release,
        [MEASURES[measure_id]],
        [make_period(period)],
        by=names,
        where=where or None,
    )


def count(release, measure_id, period="2024-25", **where):
    """Numerator and denominator, as a worked example gives them."""
    result = ask(release, measure_id, period, **where)
    assert result.status == "ok", result.status
    return result.numerator, result.denominator


def groups(results, key="numerator"):
    """A number of each group, by its value."""
    return {
        ", ".join(result.group.values()): getattr(result, key)
        for result in results
        if result.group
    }
