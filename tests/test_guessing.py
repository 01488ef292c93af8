"""Exports of shapes that no profile knows: guessed, answered, and read right."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.ground.errors import Refusal, UsageError
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Rows, Sheet
from analytics.profiles.answering import (
    answer,
    change_profile,
    keep_asked,
    save_profile,
)
from analytics.profiles.choosing import choose
from analytics.profiles.drafts import NONE_SAYS
from analytics.profiles.files import read_profile
from analytics.profiles.guessing import guess
from analytics.profiles.learnt import own_folder
from analytics.profiles.recalling import recall, recall_columns
from analytics.profiles.shaping import shape
from analytics.profiles.synonyms import PERSONS, WRITINGS
from expectations.personal import ANY_PERSONAL_PATTERN


def write_export(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A drawn table as a csv; cells between bars, blanks around them are none."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for line in text.strip().splitlines() if line.strip()]
    mark = ";" if encoding == "cp1252" else ","
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    path = folder / "export.csv"
    path.write_text("\n".join(mark.join(row) for row in rows) + "\n", encoding)
    return path


def open_export(path: Path):
    [sheet] = open_sheets(path, path.name)
    return sheet


def make_sheet(headings: list[str], rows: list[list[str]]) -> Sheet:
    """A sheet of cells as they are, whatever csv would make of them."""

    def load(places):
        columns = {
            f"c{place}": pa.array([row[place] or None for row in rows], pa.string())
            for place in places
        }
        numbers = pa.array(range(2, len(rows) + 2), pa.int64())
        return Rows(table=pa.table({"_row": numbers} | columns))

    return Sheet(
        file="export.csv",
        name="export",
        stem="export",
        path=Path("export.csv"),
        kind="csv",
        headings=tuple(headings),
        heading_row=1,
        reader=load,
    )


def read_through(sheet, text: str, columns: list[str]) -> list[tuple[str | None, ...]]:
    """The rows that a sheet becomes through the profile, kept and read from its file.

    It is at home again by its headings.
    """
    profile = read_profile(save_profile("ours", text))
    choice = choose(sheet, [profile])
    assert choice.profile is profile
    [match] = choice.matches
    shaped = shape(sheet.file, sheet.read(match.read), match, profile)
    rows = shaped.table.to_pylist()
    return [tuple(row.get(name) for name in columns) for row in rows]


SIDE = """
    Case Ref | Customer Name | Date Received | Service  | Tenure     | Stage 1 Response Sent | Stage 1 Decision | Date Escalated | S2 Replied | Stage 2 Decision
    C-1      | Ann Smith     | 13/05/2024    | Repairs  | Leasehold  | 20/05/2024            | Partly upheld    |                |            |
    C-2      | Bob Jones     | 23/05/2024    | Lettings | Leasehold  | 28/05/2024            | Justified        | 14/06/2024     | 29/06/2024 | Not upheld
"""  # noqa: E501
SIDE_ROWS = [
    ("C-1", "1", "leasehold", "2024-05-13", "2024-05-20", "partially_upheld"),
    ("C-2", "1", "leasehold", "2024-05-23", "2024-05-28", "upheld"),
    ("C-2", "2", "leasehold", "2024-06-14", "2024-06-29", "not_upheld"),
]
CASE = ["complaint_id", "stage", "tenure", "received_date", "responded_date", "outcome"]

OWN_REFERENCES = """
    Our ref | Previous case reference | Stage   | Received on | Closed     | Finding    | Tenure type | Category
    R-1     |                         | Stage 1 | 2024-05-13  | 2024-05-20 | Upheld     | Shared owner| Repairs
    R-9     | R-1                     | Stage 2 | 2024-06-03  | 2024-06-20 | Not upheld | Shared owner| Repairs
"""  # noqa: E501
OWN_ROWS = [
    ("R-1", "1", "lcho", "2024-05-13", "2024-05-20", "upheld"),
    ("R-1", "2", "lcho", "2024-06-03", "2024-06-20", "not_upheld"),
]

AMERICAN = """
    Ticket ID | Created    | Responded  | Result | Tenure | Service area | Level
    7         | 04/30/2024 | 05/13/2024 | Upheld | LCRA   | Lifts        | 1
    8         | 05/20/2024 |            |        | LCRA   | Lifts        | 1
"""
AMERICAN_ROWS = [
    ("7", "1", "lcra", "2024-04-30", "2024-05-13", "upheld"),
    ("8", "1", "lcra", "2024-05-20", None, None),
]

SEMICOLONS = """
    Référence | Received   | Answered   | Outcome | Tenure | Café service | Compensation
    é-1       | 13.05.2024 | 20.05.2024 | Upheld  | LCRA   | Köln Road    | 50.00
"""

FLAGS = """
    Reference | Stage | Received   | Response sent | Outcome  | Tenure | Repairs | Anti-social behaviour | Damp or mould | Overdue
    F-1       | 1     | 2024-05-13 | 2024-05-20    | Upheld   | LCRA   | Y       | N                     | Y             | N
    F-2       | 1     | 2024-05-14 | 2024-05-21    | Upheld   | LCRA   | Y       | Y                     | N             | Y
"""  # noqa: E501

STATUS = """
    Case number | Case type       | Date opened | Status                                     | Tenure | Category 1 | Category 2
    S-1         | Complaint       | 2024-05-13  | Stage 1 Closed - response partially upheld | LCRA   | Repairs    | Noise
    S-2         | FOI             | 2024-05-13  | Stage 1 open                               | LCRA   | Repairs    |
    S-3         | Complaint       | 2024-05-14  | Stage 2 Closed - response not upheld       | LCRA   | Lifts      |
    S-4         | Complaint       | 2024-05-15  | Stage 1 open                               | LCRA   | Lifts      |
    S-5         | Member question | 2024-05-15  | Stage 1 open                               | LCRA   | Lifts      |
"""  # noqa: E501


# What a row is stands under a heading that could be a channel's; one day alone is
# there, and the second stage's columns are headed in short. Tenants by their tenancies.
KINDS = """
    Ref No | Contact Type    | Date Logged | Ack Sent    | Reply Sent  | Finding | Escalated On | Esc Reply Sent | Esc Finding | Tenure Group   | Team Responsible | How Made
    K-1    | Complaint       | 13-May-2024 | 14-May-2024 | 20-May-2024 | Upheld  | 03-Jun-2024  | 20-Jun-2024    | Not upheld  | Council Tenant | Repairs          | Letter
    K-2    | Compliment      | 13-May-2024 | 14-May-2024 | 20-May-2024 |         |              |                |             | Shared Owner   | Repairs          | Phone
    K-3    | Service Request | 14-May-2024 | 15-May-2024 | 21-May-2024 |         |              |                |             | Council Tenant | Lifts            | Phone
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "encoding", "asked", "columns", "rows"),
    [
        # Stages side by side; "Justified" is no word of the contract.
        (SIDE, "utf-8", {"value:outcome:Justified": "upheld"}, CASE, SIDE_ROWS),
        # A row a stage, the second with a reference of its own.
        (OWN_REFERENCES, "utf-8", {}, CASE, OWN_ROWS),
        # American dates, decided by a thirtieth day.
        (AMERICAN, "utf-8", {}, CASE, AMERICAN_ROWS),
        # Semicolons and Windows-1252; which stage and which area must be asked.
        (
            SEMICOLONS,
            "cp1252",
            {
                "where:complaint_id": "Référence",
                "where:stage": "1",
                "column:Café service": "service_areas",
            },
            ["complaint_id", "stage", "service_areas", "compensation_gbp"],
            [("é-1", "1", "Köln Road", "50.00")],
        ),
        # A yes/no column a category; a hazard's is one of hazards, and no area.
        (
            FLAGS,
            "utf-8",
            {},
            ["complaint_id", "service_areas", "hazards"],
            [
                ("F-1", "Repairs", "damp_and_mould"),
                ("F-2", "Repairs;Anti-social behaviour", None),
            ],
        ),
        # Stage and outcome in a status, a list in numbered columns, and other cases.
        (
            STATUS,
            "utf-8",
            {"keep:Case type:Member question": "no"},
            ["complaint_id", "stage", "outcome", "service_areas"],
            [
                ("S-1", "1", "partially_upheld", "Repairs;Noise"),
                ("S-3", "2", "not_upheld", "Lifts"),
                ("S-4", "1", None, "Lifts"),
            ],
        ),
        (
            KINDS,
            "utf-8",
            {"column:Date Logged": "stage 1 received_date"},
            [*CASE, "channel"],
            [
                ("K-1", "1", "lcra", "2024-05-13", "2024-05-20", "upheld", "Letter"),
                (
                    "K-1",
                    "2",
                    "lcra",
                    "2024-06-03",
                    "2024-06-20",
                    "not_upheld",
                    "Letter",
                ),
            ],
        ),
    ],
    ids=[
        "side by side",
        "own references",
        "American",
        "semicolons",
        "flags",
        "status",
        "kinds",
    ],
)
def test_an_export_of_no_known_shape_is_read_right(
    tmp_path, text, encoding, asked, columns, rows
) -> None:
    sheet = open_export(write_export(tmp_path, text, encoding))
    found = guess(sheet)
    # Only what cannot be known is asked: no question more, and each is needed.
    assert {each.id for each in found.open_questions} == set(asked)
    if asked:
        with pytest.raises(Refusal, match="not answered yet"):
            answer(found, {})
    assert read_through(sheet, answer(found, asked), columns) == rows


def test_each_line_of_the_profile_says_how_sure_and_why(tmp_path) -> None:
    sheet = open_export(write_export(tmp_path, OWN_REFERENCES))
    text = answer(guess(sheet), {})
    assert 'received_date = "Received on"  # sure: its heading says so' in text
    assert 'responded_date = "Closed"  # likely: its heading may mean it' in text
    assert re.search(r"complaint_id = .*# likely: .*points at the first", text)


@pytest.mark.parametrize(
    ("heading", "cells", "target"),
    [
        ("Compensation paid", ("£50.00", "£1,250.00"), "compensation_gbp"),
        ("Remedy amount", ("50.00", "12.50"), "compensation_gbp"),
        ("Financial redress", ("£50", "50p"), "compensation_gbp"),
        ("Redress £", ("50", "100"), "compensation_gbp"),
        ("Redress", ("£50.00", "50p"), "compensation_gbp"),
        ("Remedy", ("12.50", "0.00"), "compensation_gbp"),
        # Numbers that nobody calls money are neither; and words are what was done.
        ("Remedy", ("1", "2"), "not read"),
        ("Redress", ("Apology", "Repair"), "remedies"),
        ("Remedies", ("Apology and £50", "Repair"), "remedies"),
    ],
)
def test_sums_of_money_are_compensation_and_never_what_was_done(
    tmp_path, heading, cells, target
) -> None:
    rows = [f"{n} | 1 | LCRA | 2024-05-13 | {cell}" for n, cell in enumerate(cells)]
    text = "\n".join([f"Reference | Stage | Tenure | Received | {heading}", *rows])
    path = tmp_path / "export.csv"
    path.write_text(
        "\n".join(
            ";".join(cell.strip() for cell in line.split("|"))
            for line in text.splitlines()
        ),
        encoding="utf-8",
    )
    found = guess(open_export(path))
    [column] = [each for each in found.columns if each.heading == heading]
    assert column.target == target
    assert not [each.id for each in found.questions if heading in each.id]


def test_dates_with_two_readings_are_asked_and_never_guessed(tmp_path) -> None:
    # Received is decided by a 13th, Closed is not: it is asked all the same.
    text = """
        Reference | Stage | Tenure | Service | Received   | Closed
        A         | 1     | LCRA   | Lifts   | 13/05/2024 | 05/06/2024
    """
    sheet = open_export(write_export(tmp_path, text))
    found = guess(sheet)
    [question] = found.open_questions
    assert (question.id, question.default) == ("dates", None)
    assert '"Closed"' in question.text
    assert "Received" not in question.text
    columns = ["received_date", "responded_date"]
    by_month = answer(found, {"dates": "month first"})
    assert read_through(sheet, by_month, columns) == [("2024-05-13", "2024-05-06")]


@pytest.mark.parametrize(
    ("said", "areas"),
    [("one", "Antisocial behaviour, noise"), ("several", "Antisocial behaviour;noise")],
)
def test_a_comma_in_a_cell_is_asked_unless_its_parts_stand_alone(
    tmp_path, said, areas
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Reference,Stage,Tenure,Received,Service\n"
        'A,1,LCRA,2024-05-13,"Antisocial behaviour, noise"\n'
        "B,1,LCRA,2024-05-13,Lifts\n",
        encoding="utf-8",
    )
    sheet = open_export(path)
    text = answer(guess(sheet), {"list:Service": said})
    assert read_through(sheet, text, ["service_areas"])[0] == (areas,)


def test_what_an_answer_raises_is_asked_next(tmp_path) -> None:
    text = OWN_REFERENCES.replace("Tenure type", "Kind").replace("Shared owner", "Odd")
    found = guess(open_export(write_export(tmp_path, text)))
    assert [each.id for each in found.open_questions] == ["where:tenure"]
    again = found.retry({"where:tenure": "Kind"})
    assert [each.id for each in again.open_questions] == ["value:tenure:Odd"]
    with pytest.raises(UsageError, match='"lcro" is no answer to value:tenure:Odd'):
        answer(again, {"where:tenure": "Kind", "value:tenure:Odd": "lcro"})


def test_personal_columns_are_left_unread(tmp_path) -> None:
    text = """
        Reference | Raised by | Tel         | Odd             | What happened
        A         | Ann Smith | 01632960001 | a@example.org   | The roof leaks again
        B         | Bob Jones | 01632960002 | b@example.org   | Nobody came on Monday
        C         | Cy Grant  | 01632960003 | c@example.org   | My door is stuck fast
        D         | Di Heath  | 01632960004 | d@example.org   | It was never put right
    """
    found = guess(open_export(write_export(tmp_path, text)))
    targets = {each.heading: each.target for each in found.columns}
    assert targets.pop("Reference") == "complaint_id"
    assert set(targets.values()) == {"personal"}
    assert not any(each.samples for each in found.columns[1:])


def test_a_profile_is_never_written_over_without_a_word() -> None:
    save_profile("Our export", "title = 'one'\n")
    with pytest.raises(Refusal, match='There is a profile "our-export" already'):
        save_profile("Our export", "title = 'two'\n")
    path = save_profile("Our export", "title = 'two'\n", replace=True)
    assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == "two"


WORDS = st.sampled_from(
    ["Date", "Received", "Stage 1", "S2", "Outcome", "Ref", "*", "[x]", '"', "é", "No."]
)
HEADINGS = st.one_of(
    st.text(min_size=1, max_size=12).filter(str.strip),
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(sorted(PERSONS)),
)
CELLS = st.sampled_from(
    ["", "1", "Stage 2", "Upheld", "03/04/2024", "Y", "no", "ann@example.org", "x, y"]
)


@settings(max_examples=25)
@given(data=st.data())
def test_guessing_never_fails_and_shows_nothing_personal(data) -> None:
    headings = data.draw(st.lists(HEADINGS, min_size=2, max_size=6))
    rows = data.draw(
        st.lists(
            st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=4
        )
    )
    sheet = make_sheet(headings, rows)
    found = guess(sheet)
    assert [each.heading for each in found.columns] == headings
    for each in found.columns:
        assert not any(re.search(ANY_PERSONAL_PATTERN, cell) for cell in each.samples)
        if each.heading in PERSONS - WRITINGS:
            assert not each.samples
    # Answered with the first that is offered, it is a profile or says what it lacks.
    answers: dict[str, str] = {}
    for _ in range(40):
        asked = found.open_questions
        if not asked:
            assert tomllib.loads(answer(found, answers))
            break
        if not all(each.choices for each in asked if each.id.startswith("where")):
            answers |= {"where:service_areas": "Housing"}
        answers |= {each.id: each.choices[0] for each in asked if each.choices}
        answers = keep_asked(found, answers)
        again = found.retry(answers)
        if again.open_questions == asked:
            break
        found = again


def test_an_answer_that_another_makes_needless_is_no_longer_kept():
    # The one column of dates, and then it is said to be the reference instead.
    found = guess(make_sheet(["Received Outcome", "0"], [["1", "03/04/2024"]]))
    said = {"where:received_date": "0", "dates": "day first"}
    assert keep_asked(found, said) == said
    other = {"where:complaint_id": "0"}
    assert keep_asked(found, said | other).keys() == {
        "where:received_date",
        "where:complaint_id",
    }
    with pytest.raises(UsageError, match='Nobody asks "dates"'):
        answer(found, said | other)


@pytest.mark.parametrize(
    ("heading", "cells", "target"),
    [
        # Days, whatever was sent on them.
        ("Ack letter sent", ["13/05/2024", "14/05/2024"], "acknowledged_date"),
        ("Letter to MP", ["13/05/2024", "14/05/2024"], "personal"),
        ("Chaser letter", ["13/05/2024", "14/05/2024"], "not read"),
        ("Chaser letter", ["Dear Ann", "Dear Bob"], "personal"),
        ("E-mail", ["Dear Ann", ""], "personal"),
        ("Date of birth", ["13/05/1964", "14/05/1971"], "personal"),
    ],
)
def test_days_on_which_a_letter_was_sent_are_not_personal(
    heading, cells, target
) -> None:
    rows = [["A", "1", cells[0]], ["B", "1", cells[1]]]
    found = guess(make_sheet(["Reference", "Stage", heading], rows))
    assert found.columns[2].target == target
    assert bool(found.columns[2].samples) is (target != "personal")


def test_what_an_officer_says_of_a_personal_column_is_read_and_kept(tmp_path) -> None:
    text = """
        Reference | Stage | Tenure | Service | Received   | Told the tenant
        A         | 1     | LCRA   | Lifts   | 2024-05-13 | 2024-05-14
    """
    sheet = open_export(write_export(tmp_path, text))
    found = guess(sheet)
    assert found.columns[5].target == "personal"
    said = {"column:Told the tenant": "acknowledged_date"}
    again = found.retry(said)
    assert again.columns[5].target == "acknowledged_date"
    assert again.columns[5].samples == ("2024-05-14",)
    assert again.personal == ()
    written = answer(found, said)
    assert "personal" not in tomllib.loads(written)
    assert read_through(sheet, written, ["acknowledged_date"]) == [("2024-05-14",)]


def test_a_point_of_an_abbreviation_parts_no_table_from_its_column(tmp_path) -> None:
    text = """
        Complaint No. | Ack. sent  | Case.Stage | Case.Received    | Tenant type | Service
        H-1           | 2024-05-14 | 1          | 2024-05-13         | Leaseholder | Lifts
    """  # noqa: E501
    found = guess(open_export(write_export(tmp_path, text)))
    assert found.open_questions == ()
    assert [each.target for each in found.columns] == [
        "complaint_id",
        "acknowledged_date",
        "stage",
        "received_date",
        "tenure",
        "service_areas",
    ]


def test_what_a_row_is_shows_what_it_sets_aside(tmp_path) -> None:
    found = guess(open_export(write_export(tmp_path, KINDS)))
    kind = found.columns[1]
    assert kind.target == "which rows are complaints"
    assert kind.problems == ("sets aside 2 rows: Compliment, Service Request",)


def test_an_officer_says_which_column_tells_what_is_a_complaint(tmp_path) -> None:
    text = """
        Reference | Level | Tenure | Service | Received   | Kind of record
        A         | 1     | LCRA   | Lifts   | 2024-05-13 | Dissatisfaction
        B         | 1     | LCRA   | Lifts   | 2024-05-14 | Thanks
    """
    sheet = open_export(write_export(tmp_path, text))
    said = {"column:Kind of record": "which rows are complaints"}
    asked = guess(sheet, said).open_questions
    assert [each.text for each in asked] == [
        'Are rows whose Kind of record is "Dissatisfaction" complaints?',
        'Are rows whose Kind of record is "Thanks" complaints?',
    ]
    said |= dict(zip((each.id for each in asked), ("yes", "no"), strict=True))
    written = answer(guess(sheet), said, "Ours")
    assert read_through(sheet, written, ["complaint_id"]) == [("A",)]
    # Asked anew, the profile says it again.
    again, old = guess(sheet), read_profile(save_profile("again", written))
    corrected = recall_columns(again, old)
    assert corrected == {"column:Kind of record": "which rows are complaints"}
    assert [
        recall(again, each, old) for each in again.retry(corrected).open_questions
    ] == ["yes", "no"]


STEPS = """
    Ref | Process step      | Tenancy | Service | Rec'd      | Reported by | Logged by
    S-1 | 1 - Investigation | Secure  | Lifts   | 2024-05-13 | E-mail      | Ann
    S-1 | 2 - Review        | Secure  | Lifts   | 2024-06-13 | Telephone   | Bob
"""


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Process step", []),
        # It could number anything.
        ("Part", ['Does "Part" say the stage (1 - Investigation, 2 - Review)?']),
    ],
)
def test_words_that_begin_with_1_and_2_are_stages(tmp_path, heading, asked) -> None:
    text = STEPS.replace("Process step", heading)
    sheet = open_export(write_export(tmp_path, text))
    questions = guess(sheet).open_questions
    assert [each.text for each in questions] == asked
    written = answer(guess(sheet), {each.id: "yes" for each in questions}, "Ours")
    assert read_through(sheet, written, ["stage", "channel"]) == [
        ("1", "E-mail"),
        ("2", "Telephone"),
    ]
    again, old = guess(sheet), read_profile(save_profile("again", written))
    assert {recall(again, each, old) for each in again.open_questions} <= {"yes"}


def test_who_it_was_reported_by_is_read_only_where_all_of_it_are_ways(tmp_path) -> None:
    found = guess(open_export(write_export(tmp_path, STEPS)))
    assert [each.target for each in found.columns[5:]] == ["channel", "personal"]
    mixed = STEPS.replace("Telephone", "Ann Smith")
    found = guess(open_export(write_export(tmp_path / "mixed", mixed)))
    assert [each.target for each in found.columns[5:]] == ["personal", "personal"]
    assert found.columns[5].samples == ()


def test_what_was_logged_can_be_another_day_than_that_of_receipt(tmp_path) -> None:
    sheet = open_export(write_export(tmp_path, KINDS))
    [asked] = guess(sheet).open_questions
    assert asked.choices == ("stage 1 received_date", "stage 1 logged_date")
    found = guess(sheet, {asked.id: "stage 1 logged_date"})
    # Then nothing says when it was received, and none of the second stage's days may.
    [open_one] = found.open_questions
    assert open_one.id == "where:stage 1 received_date"
    assert not {each for each in open_one.choices if each.startswith("Esc")}


def test_a_total_under_the_rows_asks_nothing(tmp_path) -> None:
    text = """
        Reference | Level | Tenure | Service | Received
        A         | 1     | LCRA   | Lifts   | 2024-05-13
        B         | 2     | LCRA   | Lifts   | 2024-05-14
        Total     | 277   |        |         |
    """
    found = guess(open_export(write_export(tmp_path, text)))
    assert found.open_questions == ()
    assert found.columns[1].samples == ("1", "2")


LAST_YEAR = """
    Reference | Stage | Tenure | Service | Received   | Ack        | Decision  | Told the tenant
    A         | 1     | LCRA   | Lifts   | 2024-05-13 | 2024-05-14 | Justified | 2024-05-15
    B         | 1     | LCRA   | Lifts   | 2024-05-14 | 2024-05-15 | Dropped   | 2024-05-16
"""  # noqa: E501
# A heading was corrected, a word is new, and one does not come this time.
THIS_YEAR = LAST_YEAR.replace("Ack  ", "Acknowledged").replace("Dropped", "Resolved")


def test_a_profile_is_changed_with_what_it_said_as_answers(tmp_path) -> None:
    first = guess(open_export(write_export(tmp_path / "1", LAST_YEAR)))
    said = {
        "value:outcome:Justified": "upheld",
        "value:outcome:Dropped": "leave empty",
        "column:Told the tenant": "logged_date",
    }
    old = read_profile(save_profile("ours", answer(first, said, "Ours")))
    assert old.title == "Ours"
    sheet = open_export(write_export(tmp_path / "2", THIS_YEAR))
    again = guess(sheet)
    corrected = recall_columns(again, old)
    # What is guessed alike is not said again; the corrected heading is found.
    assert corrected == {"column:Told the tenant": "logged_date"}
    again = again.retry(corrected)
    assert {each.id: recall(again, each, old) for each in again.open_questions} == {
        "value:outcome:Justified": "upheld",
        "value:outcome:Resolved": "",
    }
    answers = corrected | {
        "value:outcome:Justified": "upheld",
        "value:outcome:Resolved": "not_upheld",
    }
    text = answer(again, answers, "Ours anew", old)
    path = change_profile("ours", "Ours anew", text)
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "ours-anew.toml",
        "ours.toml.before",
    ]
    outcome = tomllib.loads(text)["complaints"]["columns"]["outcome"]["values"]
    assert outcome == {"Justified": "upheld", "Dropped": "", "Resolved": "not_upheld"}
    assert read_through(sheet, text, ["acknowledged_date", "logged_date"])[0] == (
        "2024-05-14",
        "2024-05-15",
    )


def test_a_name_that_is_taken_changes_nothing() -> None:
    save_profile("one", "title = 'one'\n")
    save_profile("two", "title = 'two'\n")
    with pytest.raises(Refusal, match="There is a profile"):
        change_profile("one", "two", "title = 'three'\n")
    assert find_own() == {"one.toml": "one", "two.toml": "two"}


def find_own() -> dict[str, str]:
    """The title in each file of an officer's own profiles."""
    return {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"))["title"]
        for path in own_folder().iterdir()
    }


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Our homes", "homes"),
        ("Homes 2025", "homes"),
        ("Council homes complaints", "complaints"),
        ("Feedback log", "complaints"),
    ],
)
def test_a_file_that_is_called_after_a_source_is_guessed_as_one(name, source) -> None:
    sheet = make_sheet(["Year end", "Type"], [["2025-03-31", "Rented"]])
    assert guess(replace(sheet, name="Sheet1", stem=name)).source.name == source


def test_a_word_of_both_stages_is_asked_once() -> None:
    found = guess(
        make_sheet(
            ["Ref", "Received", "S1 outcome", "Stage 2 received", "S2 outcome"],
            [["A", "2024-05-01", "Not found", "2024-06-03", "Not found"]],
        )
    )
    asked = [each.id for each in found.questions]
    assert len(asked) == len(set(asked))
    assert asked.count("value:outcome:Not found") == 1


# Of stage 2 no heading says when it was answered; the last changed day is no answer.
HALF_SAID = """
    Ref | Received   | Tenure | Service | S1 replied | S1 outcome | S2 asked for | S2 wrapped up | S2 finding | Last modified
    A   | 2024-05-01 | LCRA   | Repairs | 2024-05-09 | Upheld     | 2024-06-03   | 2024-06-20    | Upheld     | 2024-07-01
    B   | 2024-05-02 | LCRA   | Repairs | 2024-05-10 | Upheld     |              |               |            | 2024-05-11
"""  # noqa: E501
STAGE_2_ANSWER = "where:stage 2 responded_date"


def test_the_answer_of_the_other_stage_is_asked_for_and_read(tmp_path) -> None:
    sheet = open_export(write_export(tmp_path, HALF_SAID))
    asked = {each.id: each for each in guess(sheet).open_questions}
    assert asked[STAGE_2_ANSWER].choices == ("S2 wrapped up", NONE_SAYS)
    given = answer_all(sheet, {STAGE_2_ANSWER: "S2 wrapped up"})
    rows = read_through(sheet, given, ["complaint_id", "stage", "responded_date"])
    assert rows == [
        ("A", "1", "2024-05-09"),
        ("A", "2", "2024-06-20"),
        ("B", "1", "2024-05-10"),
    ]


def test_where_no_column_has_the_answer_it_is_told_what_cannot_be_given(
    tmp_path,
) -> None:
    sheet = open_export(write_export(tmp_path, HALF_SAID))
    found = guess(sheet, {STAGE_2_ANSWER: NONE_SAYS})
    assert STAGE_2_ANSWER not in {each.id for each in found.open_questions}
    assert any("stage 2 responded_date" in each for each in found.problems)
    assert not any("stage 1 responded_date" in each for each in found.problems)
    # Changed later, it is what was said before.
    save_profile("ours", answer_all(sheet, {STAGE_2_ANSWER: NONE_SAYS}))
    [profile] = [read_profile(each) for each in own_folder().glob("ours.toml")]
    [question] = [e for e in guess(sheet).questions if e.id == STAGE_2_ANSWER]
    assert recall(guess(sheet), question, profile) == NONE_SAYS


def answer_all(sheet: Sheet, answers: dict[str, str]) -> str:
    """The profile of a sheet, with answers to what else it asks."""
    found = guess(sheet, answers)
    firsts = {e.id: e.choices[0] for e in found.open_questions if e.choices}
    return answer(found, {**firsts, **answers})


# No column tells the stage: a row that points at another is its second.
POINTING = """
    Our ref | Previous case reference | Received on | Closed     | Finding    | Tenure type  | Category
    R-1     |                         | 2024-05-13  | 2024-05-20 | Upheld     | Shared owner | Repairs
    R-2     |                         | 2024-05-14  | 2024-05-21 | Upheld     | Shared owner | Repairs
    R-9     | R-1                     | 2024-06-03  | 2024-06-20 | Not upheld | Shared owner | Repairs
"""  # noqa: E501
POINTS = "second:Previous case reference"


def test_a_row_that_points_at_another_is_its_second_stage_if_the_officer_says_so(
    tmp_path,
) -> None:
    sheet = open_export(write_export(tmp_path, POINTING))
    asked = {each.id for each in guess(sheet).open_questions}
    assert POINTS in asked
    assert "where:stage" not in asked
    # Joined to another case it would be a first stage like all: which, is asked next.
    joined = guess(sheet, {POINTS: "no"})
    assert "where:stage" in {each.id for each in joined.open_questions}
    text = answer_all(sheet, {POINTS: "yes"})
    assert read_through(sheet, text, CASE[:2]) == [
        ("R-1", "1"),
        ("R-2", "1"),
        ("R-1", "2"),
    ]
    [profile] = [read_profile(each) for each in own_folder().glob("ours.toml")]
    [question] = [e for e in guess(sheet).questions if e.id == POINTS]
    assert recall(guess(sheet), question, profile) == "yes"


def test_a_yes_to_an_extension_is_said_to_count_for_nothing(tmp_path) -> None:
    text = """
    Our ref | Stage | Received on | Closed     | Tenure | Category | Extension agreed
    R-1     | 1     | 2024-05-13  | 2024-05-20 | LCRA   | Repairs  | Yes
    R-2     | 1     | 2024-05-14  | 2024-05-21 | LCRA   | Repairs  | No
    """
    sheet = open_export(write_export(tmp_path, text))
    heading = "Extension agreed"
    said = [each for each in guess(sheet).problems if f'"{heading}"' in each]
    assert len(said) == 1
    # Taken for a date all the same, it is told that it is none.
    forced = guess(sheet, {f"column:{heading}": "extended_to_date"})
    [column] = [each for each in forced.columns if each.heading == heading]
    assert column.problems == ('its cells are no dates, such as "Yes"',)


DATED_EXTENSION = """
    Our ref | Stage | Date of contact | Closed     | Tenant / leaseholder | Category | Extension date
    R-1     | 1     | 2024-05-13      | 2024-06-03 | Leasehold            | Repairs  | 2024-06-05
    R-2     | 1     | 2024-05-14      | 2024-05-21 | Leasehold            | Repairs  |
"""  # noqa: E501


@pytest.mark.parametrize("name", ["extended_to_date", "extension_told_date"])
def test_an_extension_s_date_is_asked_about(tmp_path, name) -> None:
    sheet = open_export(write_export(tmp_path, DATED_EXTENSION))
    # Nor is what stands beside it taken for personal.
    [question] = guess(sheet).open_questions
    assert question.id == "column:Extension date"
    assert name in question.choices
    text = answer(guess(sheet), {question.id: name}, "ours")
    assert read_through(sheet, text, ["received_date", "tenure", name]) == [
        ("2024-05-13", "leasehold", "2024-06-05"),
        ("2024-05-14", "leasehold", None),
    ]


def test_a_dated_column_that_names_a_stage_alone_is_no_extension(tmp_path) -> None:
    text = DATED_EXTENSION.replace("Extension date", "Stage 1       ")
    asked = {e.id for e in guess(open_export(write_export(tmp_path, text))).questions}
    assert "column:Stage 1" not in asked


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        # What a landlord does.
        ("Repairs", "Noise nuisance", "service_areas"),
        # Where it does it.
        ("Bridge", "Temple Hill", "ward_name"),
        # Most of them tell.
        ("Heating", "Joyce Green", "service_areas"),
    ],
)
def test_an_area_is_of_a_service_or_a_part_of_town_by_its_cells(
    tmp_path, first, second, taken
) -> None:
    text = f"""
    Our ref | Stage | Received on | Closed     | Outcome | Tenure    | Area
    R-1     | 1     | 2024-05-13  | 2024-06-03 | Upheld  | Leasehold | {first}
    R-2     | 1     | 2024-05-14  | 2024-05-21 | Upheld  | Leasehold | {second}
    """
    found = guess(open_export(write_export(tmp_path, text)))
    [column] = [each for each in found.columns if each.heading == "Area"]
    assert column.target == taken
