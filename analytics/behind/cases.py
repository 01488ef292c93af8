"""The rows behind a figure, for the internal audience only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.figures.counting.groups import check_question
from analytics.figures.counting.passes import write_rows
from analytics.figures.counting.questions import Question
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import explain_inapplicable
from analytics.ground.calendar import Announced, Period, make_as_at
from analytics.ground.errors import Refusal, UsageError, quote_nearest
from analytics.measures.base import ALL, Measure
from analytics.words.clock import UNREADABLE, VERDICT_COLUMNS, write_verdict


FOR_INSIDE_ONLY = (
    "The rows behind this figure are for the internal audience only: a single row "
    "could point to a person."
)


def may_see_rows(release: OpenRelease, measure: Measure) -> bool:
    """Whether the release's audience may see the rows of a measure."""
    return release.landlord.audience == "internal" or not measure.is_about_residents


def list_rows(
    release: OpenRelease,
    measure: Measure,
    period: Period,
    where: Mapping[str, Sequence[str]],
    part: str = ALL,
) -> pa.Table:
    """The rows of a measure's model that a figure is made of, or one part of them.

    A weighted count has the row that carries the weight. Raises Refusal where the
    audience may not see rows, UsageError where the measure has no such part.
    """
    parts = measure.row_parts
    if part not in parts:
        hint = quote_nearest(part, list(parts))
        raise UsageError(f'{measure.label} has no rows called "{part}"; {hint}.')
    question = make_question(release, measure, [period], where)
    rows = release.warehouse.fetch(*write_rows(question, parts[part]))
    # What is promised is public; which complaint it came from is not.
    is_public = release.landlord.audience == "public"
    hidden = [name for name in ("complaint_id",) if name in rows.column_names]
    return rows.drop_columns(hidden) if is_public else rows


def list_dates(
    release: OpenRelease,
    measure: Measure,
    periods: Sequence[Period],
    where: Mapping[str, Sequence[str]],
) -> list[date]:
    """The date of each row that a measure counts in some periods, in order.

    Raises as `list_rows` does.
    """
    question = make_question(release, measure, periods, where)
    rows = release.warehouse.query(
        *write_rows(question, "true", measure.time_dimension)
    )
    return sorted(row[0] for row in rows)


def list_waits(
    release: OpenRelease,
    measure: Measure,
    periods: Sequence[Period],
    where: Mapping[str, Sequence[str]],
) -> list[tuple[date, int]]:
    """The date of each row of a median with the value it has, in order.

    Raises as `list_rows` does.
    """
    question = make_question(release, measure, periods, where)
    columns = f"{measure.time_dimension}, {measure.column}"
    return sorted(release.warehouse.query(*write_rows(question, "true", columns)))


def make_question(
    release: OpenRelease,
    measure: Measure,
    periods: Sequence[Period],
    where: Mapping[str, Sequence[str]],
) -> Question:
    """The question whose rows are asked for; Refusal or UsageError if it may not be."""
    if not may_see_rows(release, measure):
        raise Refusal(FOR_INSIDE_ONLY)
    check_question(release, [measure], (), where)
    wrong = explain_inapplicable(measure, (), where)
    if wrong:
        raise UsageError(wrong)
    asked = [make_as_at(release.as_at)] if measure.is_at_as_at else periods
    return Question(
        model=measure.model,
        time_dimension=measure.time_dimension,
        measures=(measure,),
        periods=tuple(asked),
        where=where,
    )


def add_verdicts(rows: pa.Table, announced: Announced) -> list[str]:
    """For each row of a model with a clock, whether it was late and why, in a line.

    `announced` are the bank holidays that the landlord names.
    """
    columns = [name for name in rows.column_names if name in VERDICT_COLUMNS]
    return [write_verdict(row, announced) for row in rows.select(columns).to_pylist()]


def find_case(release: OpenRelease, complaint_id: str) -> list[dict[str, Any]]:
    """The stages of one complaint, in order; empty if there is none of that name.

    Raises Refusal where the audience may not see rows.
    """
    if release.landlord.audience != "internal":
        raise Refusal(FOR_INSIDE_ONLY)
    rows = release.warehouse.fetch(
        "select * from complaint_stages where complaint_id = $complaint_id "
        "order by stage",
        {"complaint_id": complaint_id},
    )
    unreadable = list_unreadable(release, complaint_id)
    return [
        {**row, UNREADABLE: unreadable.get(row["stage"], [])}
        for row in rows.to_pylist()
    ]


def list_unreadable(release: OpenRelease, complaint_id: str) -> dict[int, list[str]]:
    """The columns of each stage of a complaint whose cells were set aside.

    No model carries them: they are asked of one case, where a reader looks at it.
    """
    if not release.release.manifest.get("set_aside_columns", {}).get("complaints"):
        return {}
    try:
        rows = pq.read_table(
            release.release.folder / "extracts" / "complaints.parquet",
            columns=["stage", "set_aside_columns"],
            filters=[("complaint_id", "=", complaint_id)],
        )
    except OSError:
        # Pruned while it is read: its models are in memory, its extracts are gone.
        return {}
    return {row["stage"]: row["set_aside_columns"] or [] for row in rows.to_pylist()}
