"""The made-up learning actions: what was promised after complaints and audits."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.demo.complaints import make_complaints
from data.demo.names import (
    AS_AT,
    ASB,
    ESTATES,
    HEATING,
    LEASEHOLD,
    LETTINGS,
    PLANNED,
    RENTS,
    REPAIRS,
    TENANCY,
)
from data.made_up import Row


INFORMING = "Keeping residents informed"
PEOPLE = "People and training"
PROCESS = "How work is done"
RECORDS = "Records and systems"
POLICY = "Policy and letters"

REPAIRS_TEAM = "Repairs Service Manager"
HEATING_TEAM = "Heating Contract Manager"
HOUSING_TEAM = "Neighbourhood Team"
COMPLAINTS_TEAM = "Complaints Team"

# Who answers for what a complaint about an area leads to.
OWNERS = {
    REPAIRS: REPAIRS_TEAM,
    HEATING: HEATING_TEAM,
    ASB: HOUSING_TEAM,
    ESTATES: HOUSING_TEAM,
    TENANCY: HOUSING_TEAM,
    PLANNED: "Investment Team",
    RENTS: "Income Team",
    LETTINGS: "Lettings Team",
    LEASEHOLD: "Home Ownership Team",
}


@dataclass(frozen=True, kw_only=True)
class Action:
    """What was promised, by whom and when, and how many days the promise took.

    `days` counts from raising to the due date, `done` to completion; None where the
    one was never set or the other has not come.
    """

    theme: str
    origin: str
    text: str
    area: str | None = None
    owner: str | None = None
    raised: date | None = None
    days: int | None = 90
    done: int | None = None
    status: str = ""
    evidence: str | None = None


def complaint(
    area: str, theme: str, raised: date, text: str, done: int | None = None
) -> Action:
    """An action that one upheld complaint led to."""
    evidence = "Note of the team's monthly review" if done else None
    return Action(
        area=area,
        theme=theme,
        origin="complaint",
        owner=OWNERS[area],
        raised=raised,
        text=text,
        done=done,
        evidence=evidence,
    )


FROM_COMPLAINTS = (
    complaint(
        REPAIRS,
        INFORMING,
        date(2023, 6, 12),
        "Send a text the day before every repair visit",
        80,
    ),
    complaint(
        REPAIRS,
        PROCESS,
        date(2023, 9, 4),
        "Book the second visit before leaving a job that needs one",
        75,
    ),
    complaint(
        ASB,
        INFORMING,
        date(2023, 11, 20),
        "Ring people who report nuisance every other week while a case is open",
        60,
    ),
    complaint(
        ESTATES,
        PROCESS,
        date(2024, 1, 15),
        "Inspect every block's stairs once a month and put the result on its board",
        120,
    ),
    complaint(
        RENTS,
        POLICY,
        date(2024, 3, 11),
        "Say in the rent letter how a service charge was worked out",
        85,
    ),
    complaint(
        REPAIRS,
        RECORDS,
        date(2024, 5, 20),
        "Keep photographs of damp with the record of the home",
        88,
    ),
    complaint(
        LEASEHOLD,
        INFORMING,
        date(2024, 6, 17),
        "Write to leaseholders when works are put off and say until when",
        130,
    ),
    complaint(
        PLANNED,
        INFORMING,
        date(2024, 9, 9),
        "Name one person to ring for each programme of works",
        70,
    ),
    complaint(
        TENANCY,
        PEOPLE,
        date(2024, 11, 4),
        "Train housing officers in what a change of tenancy needs",
        85,
    ),
    complaint(
        REPAIRS,
        PEOPLE,
        date(2025, 1, 20),
        "Brief operatives on leaving a home as they found it",
        40,
    ),
    complaint(
        LETTINGS,
        POLICY,
        date(2025, 3, 3),
        "Explain in plain words why an offer was withdrawn",
        110,
    ),
    complaint(
        HEATING,
        PROCESS,
        date(2025, 7, 14),
        "Agree with the contractor how soon a boiler without hot water is visited",
    ),
    complaint(
        HEATING,
        INFORMING,
        date(2025, 9, 22),
        "Tell residents which part is on order and when it is due",
    ),
    complaint(
        ESTATES,
        PROCESS,
        date(2025, 11, 10),
        "Go round the Millrace blocks with residents and list what is broken",
        85,
    ),
    complaint(
        HEATING,
        PEOPLE,
        date(2026, 2, 9),
        "Give complaints about heating to one named investigator",
    ),
)

FROM_ELSEWHERE = (
    Action(
        theme=RECORDS,
        origin="audit",
        owner=COMPLAINTS_TEAM,
        raised=date(2023, 5, 8),
        text="Replace the complaints register with a system that counts days",
        days=180,
        done=147,
        evidence="Go-live note of Caseline",
    ),
    Action(
        theme=RECORDS,
        origin="audit",
        owner=COMPLAINTS_TEAM,
        raised=date(2024, 2, 5),
        text="Check one case in ten each month for missing dates",
        done=60,
        evidence="Sheet of monthly checks",
    ),
    Action(
        theme=PROCESS,
        origin="audit",
        owner=COMPLAINTS_TEAM,
        raised=date(2025, 10, 13),
        text="List reviews that are due within five days each Monday",
        days=60,
    ),
    Action(
        theme=POLICY,
        origin="self_assessment",
        owner=COMPLAINTS_TEAM,
        raised=date(2024, 4, 15),
        text="Rewrite the complaints policy to match the Code of 2024",
        days=77,
        done=77,
        evidence="Policy of July 2024",
    ),
    Action(
        theme=POLICY,
        origin="self_assessment",
        owner=COMPLAINTS_TEAM,
        raised=date(2024, 8, 5),
        text="Put what a refusal must say into one standard letter",
        done=84,
        evidence="Letter in use since October 2024",
    ),
    Action(
        theme=PEOPLE,
        origin="self_assessment",
        owner="Head of Housing",
        raised=date(2025, 6, 2),
        text="Set an objective on complaints for every manager",
        days=300,
        done=250,
        evidence="Appraisal form of 2026",
    ),
    Action(
        theme=RECORDS,
        origin="self_assessment",
        owner=COMPLAINTS_TEAM,
        raised=date(2025, 9, 1),
        text="Record reasonable adjustments in one place",
        days=270,
    ),
    Action(
        area=REPAIRS,
        theme=PROCESS,
        origin="ombudsman",
        owner=REPAIRS_TEAM,
        raised=date(2023, 3, 6),
        text="Follow up every report of damp after three months",
        days=120,
        done=110,
        evidence="List of follow-up visits",
    ),
    Action(
        area=ASB,
        theme=PROCESS,
        origin="ombudsman",
        owner=HOUSING_TEAM,
        raised=date(2024, 10, 7),
        text="Use a risk assessment for each report of nuisance",
        done=140,
        evidence="Form in use since February 2025",
    ),
    Action(
        area=HEATING,
        theme=PROCESS,
        origin="ombudsman",
        owner=HEATING_TEAM,
        raised=date(2025, 12, 8),
        text="Lend heaters within a day where the heating has failed",
        days=60,
        done=45,
        evidence="Store list and delivery notes",
    ),
    Action(
        area=HEATING,
        theme=RECORDS,
        origin="ombudsman",
        owner=HEATING_TEAM,
        raised=date(2025, 12, 8),
        text="Join the contractor's records of visits to our own",
        days=200,
    ),
    Action(
        area=REPAIRS,
        theme=INFORMING,
        origin="survey",
        owner=REPAIRS_TEAM,
        raised=date(2024, 7, 1),
        text="Let residents see the date of their repair online",
        days=365,
        done=410,
        evidence="Page on the council's site",
    ),
    Action(
        theme=INFORMING,
        origin="survey",
        owner=COMPLAINTS_TEAM,
        raised=date(2025, 7, 7),
        text="Ring each person who complains within three days",
        days=120,
        done=118,
        evidence="Calls recorded in Caseline",
    ),
    Action(
        area=ESTATES,
        theme=INFORMING,
        origin="survey",
        owner=HOUSING_TEAM,
        raised=date(2026, 3, 2),
        text="Show cleaning days on the notice board of each block",
        status="proposed",
        days=None,
    ),
    Action(
        theme=PEOPLE,
        origin="survey",
        text="Ask residents to help to train new investigators",
        status="proposed",
        days=None,
    ),
)


def make_learning_actions() -> list[Row]:
    """Thirty actions in the order in which they were raised."""
    actions = sorted(
        (*FROM_COMPLAINTS, *FROM_ELSEWHERE),
        key=lambda action: (action.raised or AS_AT, action.text),
    )
    upheld = [
        row
        for row in make_complaints()
        if row.get("outcome") in ("upheld", "partially_upheld")
    ]
    linked: set[str] = set()
    rows = []
    for number, action in enumerate(actions, start=1):
        complaint_id = find_complaint(action, upheld, linked)
        linked |= {complaint_id} if complaint_id else set()
        row = {"action_id": f"L-{number:02d}", "complaint_id": complaint_id}
        rows.append(row | write_action(action))
    return rows


def write_action(action: Action) -> Row:
    """An action's columns, but for its reference and its complaint."""
    return {
        "service_area": action.area,
        "theme": action.theme,
        "origin": action.origin,
        "description": action.text,
        "status": action.status or ("completed" if action.done else "open"),
        "owner": action.owner,
        "raised_date": action.raised,
        "due_date": add_days(action.raised, action.days),
        "completed_date": add_days(action.raised, action.done),
        "evidence": action.evidence,
    }


def add_days(day: date | None, days: int | None) -> date | None:
    """The day so many days later, or None where either is not known."""
    return day + timedelta(days=days) if day and days else None


def find_complaint(action: Action, upheld: list[Row], linked: set[str]) -> str | None:
    """The latest upheld complaint about its area from before the action was raised."""
    if action.origin != "complaint" or action.raised is None:
        return None
    before = [
        row
        for row in upheld
        if action.area in row["service_areas"]
        and row["responded_date"] < action.raised
        and row["complaint_id"] not in linked
    ]
    latest = max(before, key=lambda row: (row["responded_date"], row["complaint_id"]))
    return str(latest["complaint_id"])
