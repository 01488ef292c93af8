# ruff: noqa: E501 (exports are wide)
"""The profiles that come with the project, each on a small export of its system."""

import pytest
from exported import read_export

from analytics.profiles.files import CONTRACT, list_profiles


COLUMNS = ("complaint_id", "stage", "received_date", "responded_date", "outcome")


def test_every_profile_says_what_was_seen_of_its_system_and_what_was_not():
    systems = [each for each in list_profiles() if each.name != CONTRACT]
    assert len(systems) == 8
    for profile in systems:
        assert "Seen: " in profile.seen, profile.name
        assert "Not seen: " in profile.seen, profile.name
        assert profile.personal, profile.name


def test_icasework_is_a_row_a_case_with_its_stages_side_by_side(tmp_path):
    export = read_export(
        tmp_path,
        "icasework",
        """
CaseDetails.CaseId | MainParty.Name | CaseStatusReceipt.DateReceived | CaseStageStage1.DateCompleted | CaseStageStage1.Outcome | CaseStageStage2.DateReceived | CaseStageStage2.DateCompleted | CaseStageStage2.Outcome | Classifications | Tenure
1                  | Somebody       | 01/05/2024                     | 10/05/2024                    | Partly Upheld           |                              |                               |                         | Repairs; Noise  | LCRA
2                  | Somebody       | 02/05/2024                     | 13/05/2024                    | Not upheld              | 20/05/2024                   | 03/06/2024                    | Upheld                  | Repairs         | Leasehold
3                  | Somebody       | 03/05/2024                     |                               |                         |                              |                               |                         | Noise           | Other
""",
    )
    assert export.list_rows(*COLUMNS) == [
        # Answered, and not escalated: no stage 2.
        ("1", "1", "2024-05-01", "2024-05-10", "partially_upheld"),
        ("2", "1", "2024-05-02", "2024-05-13", "not_upheld"),
        ("2", "2", "2024-05-20", "2024-06-03", "upheld"),
        # Still open.
        ("3", "1", "2024-05-03", None, None),
    ]
    assert export.list_rows("service_areas")[0] == ("Repairs;Noise",)
    assert "MainParty.Name" not in export.headings_read


def test_jadu_is_a_row_a_case_with_its_stages_in_the_headings(tmp_path):
    export = read_export(
        tmp_path,
        "jadu",
        """
reference | Channel | service | customer_name | stage_1_sla_start_date | stage_1_decision | stage_1_decision_date | stage_2_sla_start_date | stage_2_decision | stage_2_decision_date | tenure
J-1       | Web     | Repairs | Somebody      | 30 June 2025           | Upheld           | 01/07/2025            |                        |                  |                       | LCRA
J-2       | Phone   | Repairs | Somebody      | 30/06/2025             | Not upheld       | 2025-07-01            | 02/07/2025             |                  |                       | LCRA
""",
    )
    assert export.list_rows(*COLUMNS) == [
        ("J-1", "1", "2025-06-30", "2025-07-01", "upheld"),
        ("J-2", "1", "2025-06-30", "2025-07-01", "not_upheld"),
        ("J-2", "2", "2025-07-02", None, None),
    ]
    assert "customer_name" not in export.headings_read


def test_hocs_is_a_row_a_stage_that_points_at_its_first(tmp_path):
    export = read_export(
        tmp_path,
        "hocs",
        """
timestamp           | reference  | caseType | PreviousCaseReference | DateReceived | DateResponded | CctCaseOutcome | CatDelay | CatRude | ComplainantDOB | Tenure
2024-05-09T10:00:00 | COMP/1/24  | COMP     |                       | 2024-05-01   |               |                | Yes      | Yes     | 1980-01-01     | LCRA
2024-05-10T10:00:00 | COMP/1/24  | COMP     |                       | 2024-05-01   | 2024-05-10    | Upheld         | Yes      |         | 1980-01-01     | LCRA
2024-06-10T10:00:00 | COMP2/9/24 | COMP2    | COMP/1/24             | 2024-06-01   |               |                |          | Yes     | 1980-01-01     | LCRA
2024-06-11T10:00:00 | FOI/3/24   | FOI      |                       | 2024-06-02   |               |                |          |         | 1980-01-01     | LCRA
""",
    )
    assert export.list_rows(*COLUMNS, "service_areas") == [
        ("COMP/1/24", "1", "2024-05-01", "2024-05-10", "upheld", "Delay"),
        ("COMP/1/24", "2", "2024-06-01", None, None, "Rudeness"),
    ]
    assert export.list_aside() == {
        2: "an older row of the same case",
        5: 'its caseType is "FOI"',
    }
    assert "ComplainantDOB" not in export.headings_read


def test_respond_gives_an_outcome_to_the_stage_that_it_names(tmp_path):
    export = read_export(
        tmp_path,
        "respond",
        """
Case.Reference | Case.FeedbackType | Case.ReceiptDate | Case.StageEnteredStage2 | Case.OverallOutcome                          | Case.ServiceAreaTeam | Contact.Name | Case.Tenure
R-1            | Complaint         | 01/05/2024       |                         | Stage 1 Closed - response partially upheld   | Repairs              | Somebody     | LCRA
R-2            | Complaint         | 02/05/2024       | 03/06/2024              | Stage 2 Closed - response not upheld         | Repairs              | Somebody     | LCRA
R-3            | FOI               | 02/05/2024       |                         |                                              | Legal                | Somebody     | LCRA
R-4            | Complaint         | 02/05/2024       |                         | Stage 1 Closed - duplicate of R-1            | Repairs              | Somebody     | LCRA
""",
    )
    assert export.list_rows("complaint_id", "stage", "received_date", "outcome") == [
        ("R-1", "1", "2024-05-01", "partially_upheld"),
        # What stage 2 came to says nothing of stage 1.
        ("R-2", "1", "2024-05-02", None),
        ("R-2", "2", "2024-06-03", "not_upheld"),
    ]
    assert export.list_aside() == {
        4: 'its Case.FeedbackType is "FOI"',
        5: 'its Case.OverallOutcome is "Stage 1 Closed - duplicate of R-1"',
    }
    assert "Contact.Name" not in export.headings_read


# A row a stage: its headings (the fifth is of a person, the last of the filter), and two
# words of the filter: of a row that counts, and of one that is spare.
ROW_A_STAGE = {
    "dynamics": (
        "Case Number,Created On,Date Responded,Subject,Customer,Status Reason",
        "Resolved,Cancelled",
    ),
    "salesforce": (
        "Case Number,Date/Time Opened,Date/Time Closed,Case Reason,Contact Name,Status",
        "Closed,Duplicate",
    ),
    "zendesk": (
        "Id,Created at,Solved at,Group,Requester,Status",
        "Solved,Deleted",
    ),
    "freshdesk": (
        "Ticket ID,Created time,Resolved time,Group,Full name,Status",
        "Closed,Spam",
    ),
}


@pytest.mark.parametrize("name", ROW_A_STAGE)
def test_a_row_a_stage_with_times_of_day(tmp_path, name):
    headings, words = ROW_A_STAGE[name]
    person = headings.split(",")[4]
    good, spare = words.split(",")
    columns = " | ".join(headings.split(","))
    export = read_export(
        tmp_path,
        name,
        f"""
{columns} | Stage | Tenure | Outcome
7 | 2025-06-30T23:30:00Z | 15/07/2025 09:15 | Repairs | Somebody | {good}  | Stage 1 | LCRA | Upheld
7 | 16/07/2025 10:00     |                  | Repairs | Somebody | {good}  | 2       | LCRA |
8 | 16/07/2025 10:00     |                  | Repairs | Somebody | {spare} | Stage 1 | LCRA |
""",
    )
    assert export.list_rows(*COLUMNS) == [
        # 23:30 UTC in June is the next day in London.
        ("7", "1", "2025-07-01", "2025-07-15", "upheld"),
        ("7", "2", "2025-07-16", None, None),
    ]
    assert export.list_aside() == {4: f'its {headings.split(",")[5]} is "{spare}"'}
    assert person not in export.headings_read


def test_the_lines_under_a_salesforce_report_are_set_aside(tmp_path):
    export = read_export(
        tmp_path,
        "salesforce",
        """
Case Number | Date/Time Opened | Case Reason | Stage | Tenure
9 | 16/07/2025 10:00 | Repairs | 1 | LCRA
Grand Totals (1 records) | | | |
Confidential Information - Do Not Distribute | | | |
Copyright (c) 2000-2025 salesforce.com, inc. | | | |
""",
    )
    assert export.list_rows("complaint_id") == [("9",)]
    assert sorted(export.list_aside()) == [3, 4, 5]
