"""What a profile says of cells and rows, each on a small export of its own."""

from datetime import date

import pytest
from exported import read_export

from analytics.figures.open_release import open_release
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES
from analytics.profiles.files import find_profile
from analytics.profiles.learnt import own_folder
from analytics.profiles.shaping import FEW_ROWS
from analytics.release.publish import publish


READS = """
[complaints.columns]
complaint_id = "Ref"
stage = { constant = 1 }
tenure = { constant = "lcra" }
received_date = "Received"
"""

FLAGS = 'service_areas.flags = { "Is repairs" = "Repairs", "Is noise" = "Noise" }'


def read(folder, drawn, *, said="", columns=""):
    """A drawn export, read through a profile that says something more."""
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / "ours.toml").write_text(
        f'dates = "day first"\n[complaints]\n{said}\n{READS}\n{columns}\n',
        encoding="utf-8",
    )
    return read_export(folder, "ours", drawn)


def test_a_look_up_takes_what_is_written_out_before_what_a_star_covers(tmp_path):
    export = read(
        tmp_path,
        """
Ref | Received   | Result          | Area
1   | 01/05/2024 | closed - UPHELD | Repairs
2   | 01/05/2024 | Closed: nothing | Repairs
3   | 01/05/2024 | closed, other   | Repairs
4   | 01/05/2024 | Pending         | Repairs
""",
        columns="""
service_areas = "Area"
[complaints.columns.outcome]
column = "Result"
values = { "closed nothing" = "", "*upheld" = "upheld", "closed*" = "not_upheld" }
""",
    )
    assert export.list_rows("outcome") == [
        ("upheld",),
        # What means "" is as an empty cell.
        (None,),
        ("not_upheld",),
        # What stands in no look-up is left for the contract to name.
        ("Pending",),
    ]


def test_what_stands_in_a_date_that_a_row_needs_is_kept_whatever_it_means(tmp_path):
    export = read(
        tmp_path,
        """
Ref | Received   | Answered
1   | 01/05/2024 | tbc
2   | TBC        | 02/05/2024
3   |            | 02/05/2024
""",
        columns='responded_date = "Answered"',
    )
    assert export.list_rows("received_date", "responded_date") == [
        # Of another date it is an empty cell.
        ("2024-05-01", None),
        # The contract's rule then names it, instead of calling the cell empty.
        ("TBC", "2024-05-02"),
        (None, "2024-05-02"),
    ]


def test_flags_are_a_list_and_what_is_neither_yes_nor_no_is_left_to_be_named(tmp_path):
    export = read(
        tmp_path,
        """
Ref | Received   | Is repairs | Is noise
1   | 01/05/2024 | Y          | x
2   | 01/05/2024 | no         | 1
3   | 01/05/2024 |            |
4   | 01/05/2024 | perhaps    | N
5   | 01/05/2024 | ✓          | ✗
6   | 01/05/2024 | (✔)        | ✘
7   | 01/05/2024 | ✓✗         | !
8   | 01/05/2024 | ✗ Yes      | no ✔
9   | 01/05/2024 | N          | no
10  | 01/05/2024 | N          |
""",
        columns=FLAGS,
    )
    assert export.list_rows("service_areas") == [
        ("Repairs;Noise",),
        ("Noise",),
        (None,),
        ("Repairs: perhaps",),
        ("Repairs",),
        ("Repairs",),
        # Both ticks, and no tick at all.
        ("Repairs: ✓✗;Noise: !",),
        # Words say it where there are any.
        ("Repairs",),
        # Asked of each and recorded: about none of them.
        ("None of these areas",),
        # Of one nobody knows.
        (None,),
    ]


def test_noes_say_nothing_beside_a_column_that_names_an_area(tmp_path):
    export = read(
        tmp_path,
        """
Ref | Received   | Is repairs | Is noise | Other area
1   | 01/05/2024 | N          | N        | Lettings
2   | 01/05/2024 | Y          | N        | Lettings
3   | 01/05/2024 | N          | N        |
""",
        columns=f'service_areas.column = "Other area"\n{FLAGS}',
    )
    assert export.list_rows("service_areas") == [
        ("Lettings",),
        ("Lettings;Repairs",),
        ("None of these areas",),
    ]


def test_noes_are_none_of_a_landlords_own_areas_and_are_not_set_aside(tmp_path):
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "landlord.toml").write_text(
        '[[service_areas]]\nname = "Repairs"\n[[service_areas]]\nname = "Noise"\n',
        encoding="utf-8",
    )
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / "ours.toml").write_text(
        f'dates = "day first"\n[complaints]\n{READS}\n{FLAGS}\n', encoding="utf-8"
    )
    (tmp_path / "landing" / "complaints.csv").write_text(
        "Ref,Received,Is repairs,Is noise\n1,01/05/2024,Y,N\n2,01/05/2024,N,N\n"
        "3,01/05/2024,,N\n4,01/05/2024,,\n",
        encoding="utf-8",
    )
    publication = publish(
        [tmp_path / "landing"],
        as_at=date(2025, 6, 30),
        judge=None,
        profile=find_profile("ours"),
    )
    assert publication.sentences == ()
    opened = open_release(publication.release)
    [*results] = run(
        opened,
        [MEASURES["received_1"], MEASURES["service_area_mentions"]],
        [make_period("2024-25")],
        by=("service_area",),
    )
    opened.warehouse.close()
    found = {(each.measure.id, *each.group.values()): each for each in results}
    # Four complaints: one of repairs, one of neither, two of which nobody knows.
    assert {
        key[1:]: int(each.numerator)
        for key, each in found.items()
        if key[0] == "received_1"
    } == {
        (): 4,
        ("Repairs",): 1,
        ("Noise",): 0,
        ("None of these areas",): 1,
        ("not recorded",): 2,
    }
    # One mention of an area; what stands beside it is told and is no mention.
    whole = found["service_area_mentions",]
    assert (whole.numerator, whole.beside) == (
        1,
        "2 with no area recorded and 1 about none of the areas named",
    )
    assert found["service_area_mentions", "None of these areas"].numerator == 1


def test_a_flag_that_is_gone_is_listed(tmp_path):
    export = read(
        tmp_path,
        """
Ref | Received   | Is repairs
1   | 01/05/2024 | Y
""",
        columns=FLAGS,
    )
    assert "Is noise" in export.absent
    assert "Is repairs" not in export.absent


def test_a_mark_before_what_would_be_a_formula_is_taken_away(tmp_path):
    export = read(
        tmp_path,
        """
Ref    | Received   | Area
'=A1   | 01/05/2024 | '-Repairs
'@b    | 01/05/2024 | '+1
'tis   | 01/05/2024 | '-
""",
        columns='service_areas = "Area"',
    )
    assert export.list_rows("complaint_id", "service_areas") == [
        ("=A1", "-Repairs"),
        ("@b", "+1"),
        # No mark of ours; and a dash is an empty cell, with the mark or without.
        ("'tis", None),
    ]


@pytest.mark.parametrize("heading", ["Modified", "(Hidden) Modified"])
def test_the_newest_of_a_case_is_kept_by_the_first_heading_that_is_there(
    tmp_path, heading
):
    export = read(
        tmp_path,
        f"""
Ref | Received   | {heading}        | Area
1   | 01/05/2024 | 03/05/2024 10:00 | Noise
1   | 01/05/2024 | 03/05/2024 09:00 | Repairs
2   | 01/05/2024 | 02/05/2024 09:00 | Repairs
""",
        said='newest = ["Modified", "(Hidden) Modified"]',
        columns='service_areas = "Area"',
    )
    assert export.list_rows("complaint_id", "service_areas") == [
        ("1", "Noise"),
        ("2", "Repairs"),
    ]
    assert export.list_aside() == {3: "an older row of the same case"}


REOPENED = """
Ref | Received   | Answered   | Result | Area
1   | 03/06/2024 | 12/06/2024 | upheld | Repairs
1   | 01/08/2024 | 09/08/2024 | not upheld | Noise
2   | 03/06/2024 | 12/06/2024 | upheld | Repairs
2   | 05/06/2024 | 09/08/2024 | not upheld | Noise
"""

# Received again before it was answered: copies that contradict each other stay.
CONTRADICTORY = [("2", "2024-06-03", "2024-06-12"), ("2", "2024-06-05", "2024-08-09")]


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (
            "first receipt with the last answer",
            [("1", "2024-06-03", "2024-08-09")],
        ),
        ("newest row", [("1", "2024-08-01", "2024-08-09")]),
        # The contract's own rule on keys is left to judge them.
        (
            "refuse",
            [("1", "2024-06-03", "2024-06-12"), ("1", "2024-08-01", "2024-08-09")],
        ),
    ],
)
def test_a_reopened_case_is_counted_once_by_the_rule_and_warned_of(
    tmp_path, rule, kept
):
    export = read(
        tmp_path,
        REOPENED,
        said=f'reopened = "{rule}"',
        columns="""
responded_date = "Answered"
outcome = "Result"
service_areas = "Area"
""",
    )
    rows = export.list_rows("complaint_id", "received_date", "responded_date")
    assert rows == [*kept, *CONTRADICTORY]
    is_joined = rule != "refuse"
    assert export.list_aside() == (
        {3: "reopened: counted once, with row 2"} if is_joined else {}
    )
    assert [each.key for each in export.shaped.remarks] == ["1 / 1"] * is_joined


def test_lines_under_the_rows_and_rows_of_another_kind_are_set_aside(tmp_path):
    export = read(
        tmp_path,
        """
Ref     | Received   | Kind      | State
1       | 01/05/2024 | Complaint | Open
2       | 01/05/2024 | FOI       | Open
3       | 01/05/2024 |           | Merged
4       | 01/05/2024 |           | Open
Total 4 |            |           |
Ref     | Received   | Kind      | State
""",
        said="""
only = [{ column = "Kind", values = ["complaint*"] }]
aside = [{ column = "State", values = ["Merged"] }]
""",
    )
    # A row that says nothing of its kind is kept.
    assert export.list_rows("complaint_id") == [("1",), ("4",)]
    assert export.list_aside() == {
        3: 'its Kind is "FOI"',
        4: 'its State is "Merged"',
        6: "it is a line under the rows: a total, or a word on the export",
        7: "it is the headings again, as a printed report has them above each page",
    }


def test_headings_are_matched_by_their_words_and_personal_ones_never_read(tmp_path):
    export = read_export(
        tmp_path,
        "dynamics",
        """
case_number | CREATED ON | Subject | stage | Tenure | Customer Name
1           | 2024-05-01 | Repairs | 1     | lcra   | Somebody
""",
    )
    assert export.list_rows("complaint_id") == [("1",)]
    assert export.headings_read == (
        "case_number",
        "CREATED ON",
        "Subject",
        "stage",
        "Tenure",
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("£50.00", "50.00"),
        ("£1,250.00", "1250.00"),
        ("50 GBP", "50"),
        ("-£5", "-5"),
        # As accounts write what is taken off.
        ("(£50.00)", "-50.00"),
        # Neither a thousand nor a decimal: it stays, and the contract's rule finds it.
        ("1,25", "1,25"),
        ("50p", "0.50"),
        ("250 P", "2.50"),
        ("-5p", "-0.05"),
        ("1.5p", "1.5p"),
        ("50pp", "50pp"),
        ("ten pounds", "ten pounds"),
        ("£", "£"),
    ],
)
def test_a_sum_of_money_is_its_number(tmp_path, written, read_as):
    export = read(
        tmp_path,
        f"Ref | Received | Paid\n1 | 01/05/2024 | {written}\n",
        columns='compensation_gbp = "Paid"',
    )
    assert export.list_rows("compensation_gbp") == [(read_as,)]


DATES = """
logged_date = "Logged"
acknowledged_date = { column = "Told", zone = "UTC", values = { "n/a" = "" } }
responded_date = { filled = ["Answered", "Closed"], dates = "month first" }
"""
DATED = """
Ref | Received         | Logged      | Told             | Answered   | Closed
1   | 01/05/2024       | 2 May 2024  | 02/05/2024 23:30 | 05/13/2024 |
2   | 31/04/2024       |             | n/a              |            | 5/13/24
3   | 45413            | in spring   | 2024-05-02T08:00 | 13/05/2024 | 5/13/2024
4   | 01/05/2024 09:15 | 2024-05-01  |                  |            |
"""


def test_dates_are_the_same_in_few_rows_and_in_many(tmp_path):
    """Of few rows they are read together, of many column by column."""
    names = ("received_date", "logged_date", "acknowledged_date", "responded_date")
    heading, *lines = DATED.strip().splitlines()
    rounds = FEW_ROWS // len(lines) + 1
    found = [
        read(tmp_path, "\n".join([heading, *lines * times]), columns=DATES)
        for times in (1, rounds)
    ]
    few, many = [export.list_rows(*names) for export in found]
    assert few == [
        ("2024-05-01", "2024-05-02", "2024-05-03", "2024-05-13"),
        ("31/04/2024", None, None, "2024-05-13"),
        ("2024-05-01", "in spring", "2024-05-02", "13/05/2024"),
        ("2024-05-01", "2024-05-01", None, None),
    ]
    assert many == few * rounds
