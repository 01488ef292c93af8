"""What a measure may be broken down by or filtered by."""

from dataclasses import dataclass, field

from analytics.ground.calendar import TimePart
from expectations.sources.complaints import OUTCOME_CHOICES, TENURES
from expectations.sources.learning_actions import ACTION_STATUSES, ORIGINS
from expectations.sources.ombudsman import FINDINGS
from expectations.sources.perception_survey import SURVEY_ANSWERS


# What stands for an empty cell wherever rows are grouped.
NOT_RECORDED = "not recorded"


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One way to break a measure down.

    `column` is its column in every model that has it. `list_column` is set where a row
    can belong to several groups at once, so that groups add up to more than the whole.
    `is_free_alone`: councils publish this breakdown of the whole landlord themselves,
    so on its own it is never suppressed; small counts by any other are hidden.
    """

    name: str
    label: str
    column: str = ""
    list_column: str = ""
    part: TimePart | None = None
    values: tuple[str, ...] = ()
    value_labels: dict[str, str] = field(default_factory=dict)
    is_free_alone: bool = False
    # What must be said of groups that overlap.
    caution: str = ""

    def name_value(self, value: str) -> str:
        """A value as people read it."""
        return self.value_labels.get(value, value)


def label_words(values: tuple[str, ...]) -> dict[str, str]:
    """Labels for values whose words say what they are."""
    return {value: value.replace("_", " ").capitalize() for value in values}


DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension(name="year", label="Reporting year", part="year", is_free_alone=True),
        Dimension(name="quarter", label="Quarter", part="quarter", is_free_alone=True),
        Dimension(name="month", label="Month", part="month", is_free_alone=True),
        Dimension(
            name="stage",
            label="Stage",
            column="stage",
            values=("1", "2"),
            value_labels={"1": "Stage 1", "2": "Stage 2"},
            is_free_alone=True,
        ),
        Dimension(
            name="tenure",
            label="Residents",
            column="tenure",
            values=TENURES,
            value_labels={
                "lcra": "Tenants (low cost rent)",
                "lcho": "Shared owners",
                "leasehold": "Leaseholders",
                "other": "Other residents",
            },
        ),
        Dimension(
            name="service_area",
            label="Service area",
            column="service_area",
            list_column="service_areas",
            caution="A complaint about several areas is in each of them.",
            is_free_alone=True,
        ),
        Dimension(name="ward", label="Ward", column="ward_name"),
        Dimension(
            name="channel", label="Channel", column="channel", is_free_alone=True
        ),
        Dimension(
            name="outcome",
            label="Outcome",
            column="outcome",
            values=OUTCOME_CHOICES,
            value_labels=label_words(OUTCOME_CHOICES)
            | {"partially_upheld": "Partly upheld"},
            is_free_alone=True,
        ),
        Dimension(
            name="response_days",
            label="Working days to answer",
            column="response_days",
            is_free_alone=True,
        ),
        Dimension(
            name="answer",
            label="Answer",
            column="answer",
            values=SURVEY_ANSWERS,
            value_labels=label_words(SURVEY_ANSWERS)
            | {"neither": "Neither satisfied nor dissatisfied"},
            is_free_alone=True,
        ),
        Dimension(name="theme", label="Theme", column="theme", is_free_alone=True),
        Dimension(name="owner", label="Owner", column="owner", is_free_alone=True),
        Dimension(
            name="status",
            label="Status",
            column="status",
            values=ACTION_STATUSES,
            value_labels=label_words(ACTION_STATUSES),
            is_free_alone=True,
        ),
        Dimension(
            name="origin",
            label="Where it came from",
            column="origin",
            values=ORIGINS,
            value_labels=label_words(ORIGINS),
            is_free_alone=True,
        ),
        Dimension(
            name="finding",
            label="Finding",
            column="finding",
            values=FINDINGS,
            value_labels=label_words(FINDINGS),
            is_free_alone=True,
        ),
        Dimension(
            name="category", label="Category", column="category", is_free_alone=True
        ),
        Dimension(name="reason", label="Reason", column="reason", is_free_alone=True),
    )
}

TIME_DIMENSIONS: tuple[TimePart, ...] = ("year", "quarter", "month")
