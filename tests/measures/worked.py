"""What the worked examples share: asking one measure, and the two kinds of landlord."""

import datetime as dt

import pytest
from conftest import AS_AT, write_table

from analytics.figures.open_release import open_release
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES
from analytics.release.publish import publish


# A landlord whose members see small counts too, except by ward.
INTERNAL = '[disclosure]\naudience = "internal"\n'


def share(*, as_at: dt.date = AS_AT, landlord: str = "", **tables: str):
    """A fixture: the release of drawn tables, published once for a file's tests."""

    @pytest.fixture(scope="module")
    def release(tmp_path_factory):
        folder = tmp_path_factory.mktemp("shared")
        landing = folder / "landing"
        for name, text in tables.items():
            write_table(landing, name, text)
        (landing / "landlord.toml").write_text(landlord, encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATA_DIR", str(folder / "data"))
            publication = publish([landing], as_at=as_at)
            opened = open_release(publication.release, is_tallied=True)
        yield opened
        opened.warehouse.close()

    return release


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
