"""Which cells of the extracts a figure reads: what is set aside there makes it partial.

Followed from a measure's own conditions over its model, and from the columns by which
it is broken down, to the columns of the contract that the model's are made of.
"""

import re
from collections.abc import Iterable

from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS


# A cell of an extract that a figure reads: its source and its column.
CellRead = tuple[str, str]

# A stage's clock but for an extension, and with one.
BASE = (
    "logged_date",
    "acknowledged_date",
    "responded_date",
    "withdrawn_date",
    "outcome",
)
CLOCK = (*BASE, "extension_told_date", "extended_to_date")
ENDED = ("responded_date", "withdrawn_date", "outcome")
ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)

# Of each model, the source of its rows.
ROWS_OF = {
    "complaint_stages": "complaints",
    "complaint_areas": "complaints",
    "upheld_complaints": "complaints",
    "actions": "learning_actions",
    "refused_complaints": "refusals",
    "findings": "ombudsman_findings",
    "orders": "ombudsman_orders",
    "closure_surveys": "closure_survey",
    "survey_answers": "perception_survey",
}

STAGE = {
    "closed_date": ("responded_date", "withdrawn_date"),
    "service_area": ("service_areas",),
    "response_days": ("logged_date", "acknowledged_date", "responded_date"),
    "is_clock_recorded": ("acknowledged_date", "responded_date", "outcome"),
    "is_acknowledgement_recorded": ("acknowledged_date",),
    "is_acknowledgement_unknown": ("acknowledged_date",),
    "is_acknowledged_in_time": ("acknowledged_date",),
    "is_acknowledgement_provisional": ("acknowledged_date", *ENDED),
    "is_clock_unknown": CLOCK,
    "is_base_clock_unknown": BASE,
    "is_in_time_without_extension": BASE,
    "is_in_time_with_extension": CLOCK,
    "is_in_code_time": CLOCK,
    "is_in_strict_code_time": CLOCK,
    "is_provisional": CLOCK,
    "is_strict_provisional": CLOCK,
    "is_open": ENDED,
    "is_overdue": CLOCK,
    "is_outcome_unknown": ("outcome",),
    "is_decided": ("outcome",),
    "is_upheld_any": ("outcome",),
    "is_escalated": ("stage",),
}

# Of each model, what its columns are made of; any other is the source's of that name.
# One with a point is of another source.
MADE_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "complaint_stages": STAGE,
    "complaint_areas": STAGE,
    "upheld_complaints": {
        "service_area": ("service_areas",),
        "responded_date": ("responded_date", "outcome"),
        "has_action": ("learning_actions.complaint_id",),
        "is_link_recorded": ("learning_actions.complaint_id",),
    },
    "actions": {
        "is_open": ("status",),
        "is_overdue": ("status", "due_date"),
        "is_due": ("due_date",),
        "has_due_date": ("due_date",),
        "is_completion_unknown": ("status", "completed_date"),
        "is_completed_on_time": ("status", "completed_date", "due_date"),
    },
    "refused_complaints": {},
    "findings": {
        "is_first_of_determination": ("head",),
        "is_considered": ("finding",),
        "is_maladministration": ("finding",),
    },
    "orders": {
        "is_order": ("kind",),
        "is_open_order": ("kind", "complied_date"),
        "is_due": ("due_date",),
        "has_due_date": ("due_date",),
        "is_compliance_unknown": ("complied_date",),
        "is_on_time": ("complied_date", "due_date"),
        "is_overdue": ("complied_date", "due_date"),
    },
    "closure_surveys": {
        "tenure": ("complaints.tenure",),
        "ward_name": ("complaints.ward_name",),
        "service_area": ("complaints.service_areas",),
        "is_answered": ("answered_date", "score"),
        "is_scored": ("score",),
        "is_score_unknown": ("score",),
        "is_satisfied": ("score",),
    },
    "survey_answers": {
        "year_end_date": ("reporting_year",),
        "tenure": ("stock_type",),
        "answer": ANSWERS,
        "weighted_count": ANSWERS,
        "is_complete": ANSWERS,
        "is_satisfied": ANSWERS,
    },
}

QUOTED = re.compile(r"'[^']*'")
COLUMN_NAME = re.compile(r"[a-z_][a-z_0-9]*")
SQL_WORDS = {"and", "or", "not", "is", "null", "true", "false", "in", "coalesce"}


def list_model_columns(measure: Measure, by: Iterable[str] = ()) -> set[str]:
    """The columns of its model that a measure reads, broken down by some dimensions."""
    written = (
        measure.population_sql,
        measure.counted_sql,
        getattr(measure, "base_sql", ""),
        measure.undecided_sql,
        measure.recorded_sql,
        measure.recorded_among_sql,
        measure.time_dimension,
        measure.weight_column,
        measure.design_column,
        measure.column,
        *(DIMENSIONS[name].column for name in by),
    )
    names = COLUMN_NAME.findall(QUOTED.sub("", " ".join(written)))
    return set(names) - SQL_WORDS


def list_cells_read(measure: Measure, by: Iterable[str] = ()) -> set[CellRead]:
    """The cells of extracts that a measure reads, broken down by some dimensions."""
    made_of = MADE_OF[measure.model]
    own = ROWS_OF[measure.model]
    cells: set[CellRead] = set()
    for name in list_model_columns(measure, by):
        for column in made_of.get(name, (name,)):
            source, _, other = column.rpartition(".")
            cells.add((source or own, other))
    return cells
