"""The models: business rows with a stated grain, each declared once.

The SQL that makes one has its name in sql/. What else the house needs to know of it
stands here: by which days its rows are placed, how it is read by service area, what of
a row a reader is shown, and whether its rows have a clock of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model.

    `dates` are the columns that can place a row in a period, each in words. `columns`
    are those shown of a row, each with its heading; none of a model that only other
    code reads. A row `has_areas` where it carries a list of service areas; then
    `area_model` is the model with one row for each area, empty where the list is
    unnested as it is asked.
    """

    name: str
    dates: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    has_areas: bool = False
    area_model: str = ""
    has_clock: bool = False


RECEIVED = {
    "received_date": (
        "The day the complaint was received; at stage 2, the day stage 2 was asked for."
    )
}
RESPONDED = {"responded_date": "The day the written answer was sent."}
DUE = {"due_date": "The day it was due."}

# In the order in which they can be built: each reads those before it.
MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        Model(
            name="complaint_stages",
            dates={
                **RECEIVED,
                **RESPONDED,
                "closed_date": (
                    "The day of the answer, or of the withdrawal where there was none."
                ),
            },
            columns={
                "complaint_id": "Case",
                "stage": "Stage",
                "received_date": "Received",
                "final_due_date": "Due",
                "responded_date": "Answered",
                "response_days": "Working days taken",
                "outcome": "Outcome",
                "tenure": "Residents",
                "service_areas": "Service areas",
                "channel": "Channel",
                "ward_name": "Ward",
                "hazards": "Hazards",
                "counted_hazards": "Hazards that count",
            },
            has_areas=True,
            area_model="complaint_areas",
            has_clock=True,
        ),
        Model(
            name="complaint_areas",
            dates=RECEIVED,
            columns={
                "complaint_id": "Case",
                "stage": "Stage",
                "service_area": "Service area",
                "received_date": "Received",
                "final_due_date": "Due",
                "responded_date": "Answered",
                "response_days": "Working days taken",
                "outcome": "Outcome",
                "tenure": "Residents",
                "channel": "Channel",
                "ward_name": "Ward",
            },
            has_clock=True,
        ),
        Model(name="stock"),
        Model(
            name="survey_answers",
            dates={"year_end_date": "The survey's reporting year."},
            columns={
                "reporting_year": "Reporting year",
                "tenure": "Residents",
                "answer": "Answer",
                "weighted_count": "Weighted count",
            },
        ),
        Model(name="surveys"),
        Model(
            name="closure_surveys",
            dates={"sent_date": "The day the survey was sent."},
            columns={
                "complaint_id": "Case",
                "stage": "Stage",
                "sent_date": "Sent",
                "answered_date": "Answered",
                "score": "Score",
                "theme": "Theme",
            },
            has_areas=True,
        ),
        Model(
            name="actions",
            dates=DUE,
            columns={
                "action_id": "Action",
                "description": "What was promised",
                "status": "Status",
                "due_date": "Due",
                "completed_date": "Completed",
                "service_area": "Service area",
                "theme": "Theme",
                "owner": "Owner",
                "complaint_id": "Case",
            },
        ),
        Model(
            name="upheld_complaints",
            dates=RESPONDED,
            columns={
                "complaint_id": "Case",
                "responded_date": "Answered",
                "has_action": "Has a learning action",
                "tenure": "Residents",
                "service_areas": "Service areas",
            },
            has_areas=True,
        ),
        Model(
            name="refused_complaints",
            dates={"refused_date": "The day of the refusal."},
            columns={
                "refusal_id": "Refusal",
                "refused_date": "Refused",
                "stage": "Stage",
                "reason": "Reason",
                "service_area": "Service area",
                "is_reason_explained": "Reason explained",
                "is_ombudsman_signposted": "Ombudsman named",
            },
        ),
        Model(
            name="findings",
            dates={"determined_date": "The day the Ombudsman decided the case."},
            columns={
                "determination_id": "Determination",
                "determined_date": "Determined",
                "head": "About",
                "finding": "Finding",
                "category": "Category",
            },
        ),
        Model(
            name="orders",
            dates=DUE,
            columns={
                "determination_id": "Determination",
                "order_id": "Order",
                "description": "What was ordered",
                "due_date": "Due",
                "complied_date": "Complied",
            },
        ),
        Model(name="events"),
        Model(name="coverage"),
        Model(name="published_figures"),
        Model(name="self_assessment"),
        Model(name="dimension_values"),
    )
}
