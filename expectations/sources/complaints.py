"""Complaints: the extract that most measures are counted from."""

from datetime import date

from expectations.contract import Column, Expect, Source


TENURES = ("lcra", "lcho", "leasehold", "other")
OUTCOME_CHOICES = ("upheld", "partially_upheld", "not_upheld", "withdrawn")

# What is recorded of a complaint that is about none of the areas it was asked about.
NO_AREA = "None of these areas"

# The hazards of Awaab's Law, each with the day from which it is one: with SI 2025/1042
# damp and mould, with its second phase the others. A complaint received before that
# day keeps what it was tagged with, and is not counted for it.
HAZARDS = {
    "damp_and_mould": date(2025, 10, 27),
    "excess_cold": date(2026, 11, 30),
    "excess_heat": date(2026, 11, 30),
    "falls": date(2026, 11, 30),
    "structural_collapse": date(2026, 11, 30),
    "fire": date(2026, 11, 30),
    "electrical": date(2026, 11, 30),
    "hygiene": date(2026, 11, 30),
}


def write_hazard_dates() -> str:
    """From which day each hazard counts, in words."""
    since: dict[date, list[str]] = {}
    for name, day in HAZARDS.items():
        since.setdefault(day, []).append(name)
    return "; ".join(
        f"{', '.join(names)} from {day.day} {day:%B %Y}" for day, names in since.items()
    )


COMPLAINTS = Source(
    name="complaints",
    grain="One row per complaint per stage.",
    key=("complaint_id", "stage"),
    placed_by="received_date",
    columns=(
        Column(
            name="complaint_id",
            kind="id",
            is_required=True,
            definition="The landlord's reference; a stage 2 has its stage 1's.",
        ),
        Column(
            name="stage",
            kind="integer",
            is_required=True,
            choices=("1", "2"),
            definition="Stage 1 is the first answer, stage 2 the review of it.",
        ),
        Column(
            name="tenure",
            kind="choice",
            is_required=True,
            choices=TENURES,
            definition=(
                "Who complained: tenant of low cost rental (lcra), shared owner "
                "(lcho), leaseholder who owns outright, or other."
            ),
        ),
        Column(
            name="received_date",
            kind="date",
            is_required=True,
            definition=(
                "The day the complaint, or at stage 2 the request to escalate it, "
                "reached the landlord."
            ),
        ),
        Column(
            name="logged_date",
            kind="date",
            definition="The day it was entered in the complaints system.",
        ),
        Column(
            name="acknowledged_date",
            kind="date",
            definition="The day the acknowledgement of this stage was sent.",
        ),
        Column(
            name="extension_told_date",
            kind="date",
            definition="The day the resident was told of an extension and why.",
        ),
        Column(
            name="extended_to_date",
            kind="date",
            may_be_future=True,
            definition="The new answer date the resident was told.",
        ),
        Column(
            name="responded_date",
            kind="date",
            definition="The day the written answer of this stage was sent.",
        ),
        Column(
            name="outcome",
            kind="choice",
            choices=OUTCOME_CHOICES,
            definition="What the landlord decided about the complaint at this stage.",
        ),
        Column(
            name="withdrawn_date",
            kind="date",
            definition="The day the resident withdrew the complaint.",
        ),
        Column(
            name="service_areas",
            kind="text",
            is_list=True,
            none=NO_AREA,
            definition=(
                "Every housing service area the complaint is about; empty where the "
                f"area is not recorded, “{NO_AREA}” where it is about none."
            ),
        ),
        Column(
            name="channel",
            kind="text",
            definition="How it arrived, such as online form or telephone.",
        ),
        Column(
            name="ward_name",
            kind="text",
            definition="The council ward of the home concerned.",
        ),
        Column(
            name="source_system",
            kind="text",
            definition="The complaints system the row was exported from.",
        ),
        Column(
            name="remedies",
            kind="text",
            is_list=True,
            definition="What was done to put it right.",
        ),
        Column(
            name="compensation_gbp",
            kind="decimal",
            definition="Compensation paid at this stage, in pounds.",
        ),
        Column(
            name="hazards",
            kind="choice",
            is_list=True,
            choices=tuple(HAZARDS),
            flags=(("is_damp_or_mould", "damp_and_mould"),),
            definition=(
                "Every hazard in the home that is part of it. Awaab's Law counts "
                f"complaints received: {write_hazard_dates()}. Its clocks are not the "
                "complaint's."
            ),
        ),
    ),
    expects=(
        Expect(
            name="acknowledged_before_received",
            severity="reject",
            column="acknowledged_date",
            holds="acknowledged_date >= received_date",
            reason="it was acknowledged before it was received",
        ),
        Expect(
            name="logged_before_received",
            severity="reject",
            column="logged_date",
            holds="logged_date >= received_date",
            reason="it was logged before it was received",
        ),
        Expect(
            name="extension_told_before_received",
            severity="reject",
            column="extension_told_date",
            holds="extension_told_date >= received_date",
            reason="an extension was told before the complaint was received",
        ),
        Expect(
            name="extended_to_before_received",
            severity="reject",
            column="extended_to_date",
            holds="extended_to_date >= received_date",
            reason="it was extended to a day before it was received",
        ),
        Expect(
            name="extended_to_before_told",
            severity="reject",
            column="extended_to_date",
            holds="extended_to_date >= extension_told_date",
            reason="it was extended to a day before the extension was told",
        ),
        Expect(
            name="withdrawn_before_received",
            severity="reject",
            column="withdrawn_date",
            holds="withdrawn_date >= received_date",
            reason="it was withdrawn before it was received",
        ),
        Expect(
            name="responded_before_received",
            severity="reject",
            column="responded_date",
            holds="responded_date >= received_date",
            reason="it was answered before it was received",
        ),
        Expect(
            name="acknowledged_after_answered",
            severity="warn",
            column="acknowledged_date",
            table="complaint_stages",
            holds="acknowledged_date <= responded_date",
            reason="it was acknowledged after it was answered",
        ),
        Expect(
            name="withdrawn_after_answered",
            severity="warn",
            column="withdrawn_date",
            table="complaint_stages",
            holds="withdrawn_date <= responded_date",
            reason="it was withdrawn after it was answered, and counts as answered",
        ),
        Expect(
            name="stage_2_without_stage_1",
            severity="warn",
            column="stage",
            table="complaint_stages",
            holds="stage = 1 or has_stage_1",
            reason="it is a stage 2 whose stage 1 is not in these rows",
        ),
        Expect(
            name="stage_2_before_stage_1_answer",
            severity="warn",
            column="received_date",
            table="complaint_stages",
            holds=(
                "stage = 1 or not has_stage_1 "
                "or coalesce(received_date >= stage_1_responded_date, false)"
            ),
            reason="stage 2 was asked for before stage 1 was answered",
        ),
        Expect(
            name="extension_told_late",
            severity="warn",
            column="extension_told_date",
            table="complaint_stages",
            holds="extension_told_date <= response_due_date",
            reason=(
                "the extension was told after the answer was due, so it does not count"
            ),
        ),
        Expect(
            name="extension_too_long",
            severity="warn",
            column="extended_to_date",
            table="complaint_stages",
            holds="extended_to_date <= extended_limit_date",
            reason=(
                "the extension runs past what the Code permits, so it counts only up "
                "to the permitted limit"
            ),
        ),
        Expect(
            name="extension_without_told_date",
            severity="warn",
            column="extended_to_date",
            table="complaint_stages",
            holds="extended_to_date is null or extension_told_date is not null",
            reason=(
                "an extended date is given without the day the resident was told, so "
                "it does not count"
            ),
        ),
        Expect(
            name="extension_without_new_date",
            severity="warn",
            column="extension_told_date",
            table="complaint_stages",
            holds="extension_told_date is null or extended_to_date is not null",
            reason=(
                "an extension was told but not until when, so it counts up to the "
                "permitted limit"
            ),
        ),
        Expect(
            name="answered_without_outcome",
            severity="warn",
            column="outcome",
            table="complaint_stages",
            holds="responded_date is null or outcome is not null",
            reason="it was answered but no outcome is given",
        ),
        Expect(
            name="outcome_without_answer",
            severity="warn",
            column="outcome",
            table="complaint_stages",
            holds=(
                "outcome is null or outcome = 'withdrawn' or responded_date is not null"
            ),
            reason="an outcome is given but no answer date",
        ),
    ),
)
