"""What the contract spells its own way, as people say it."""

import pytest

from analytics.words.columns import say_cell, say_column, say_columns, say_row
from expectations.sources import SOURCES
from pages.data.bringing_in.words import put_in_words


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            'complaints.csv, row 4: responded_date is "soon", but it must be a date.',
            'complaints.csv, row 4: answered date is "soon", but it must be a date.',
        ),
        (
            "the same complaint_id and stage comes more than once",
            "the same reference and stage comes more than once",
        ),
        (
            "it must be one of lcra, lcho, leasehold, other",
            "it must be one of tenants (low cost rent), shared owners, leaseholders, "
            "other residents",
        ),
        (
            'Is "Type" stage 1 received_date?',
            'Is "Type" stage 1 received date?',
        ),
        (
            "tenant of low cost rental (lcra), shared owner (lcho), or other",
            "tenant of low cost rental, shared owner, or other",
        ),
        # What an officer wrote stays as it is, and so does the name of a file.
        (
            'homes_owned.csv: the column "homes_owned" comes twice',
            'homes_owned.csv: the column "homes_owned" comes twice',
        ),
        ("book.xlsx [closure_survey], row 2", "book.xlsx [closure_survey], row 2"),
        ("my_received_date and Case_Ref", "my_received_date and Case_Ref"),
    ],
)
def test_a_sentence_names_columns_as_people_do(sentence: str, said: str) -> None:
    assert say_columns(sentence) == said


def test_no_name_of_the_contract_shows_its_underscores() -> None:
    for source in SOURCES.values():
        for column in source.columns:
            for name in (source.name, column.name, *column.choices):
                for said in (say_column(name), say_columns(f"The {name} is empty.")):
                    assert "_" not in said


@pytest.mark.parametrize(
    ("source", "key", "said"),
    [
        ("complaints", "HC3007 / 2", "HC3007, stage 2"),
        # A reference can have the mark in it that stands between the parts.
        ("complaints", "HC / 3007 / 1", "HC / 3007, stage 1"),
        ("homes", "2025-03-31 / lcra", "2025-03-31, tenants (low cost rent)"),
        # Rows that are told by their day alone.
        ("", "2025-03-31", "2025-03-31"),
    ],
)
def test_a_row_is_named_by_its_key(source: str, key: str, said: str) -> None:
    assert say_row(source, key) == said


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("tenure", "other", "other residents"),
        ("stock_type", "lcho", "shared owners"),
        ("outcome", "partially_upheld", "partially upheld"),
        ("hazards", "damp_and_mould; fire", "damp and mould; fire"),
        ("ward_name", "St_Mary", "St_Mary"),
    ],
)
def test_a_cell_is_said_by_its_column(column: str, cell: str, said: str) -> None:
    assert say_cell(column, cell) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "a.csv: no file is named after a source (complaints, homes), and none has "
            "the headings of one or of a source profile; make a profile for an export "
            "with: profiles new FILE.",
            "a.csv: no way of reading that is known fits it; choose “Whichever knows "
            "its headings” under “The day it was made, and how it is read”, and try it "
            "again.",
        ),
        (
            "a.csv: its headings fit the profiles one and two alike; say which with "
            "--profile.",
            "a.csv: its headings fit the ways of reading one and two alike; say which "
            "under “The day it was made, and how it is read”.",
        ),
        (
            "a.csv: the required column Case Number (complaint_id of complaints), "
            'which the profile "jadu" reads, is missing; there are none.',
            "a.csv: the column Case Number, which gives the reference, is missing; "
            "there are none.",
        ),
        (
            'a.csv: "Opened" can be read with the day first or the month first; say in '
            'the profile: dates = "day first" or "month first".',
            'a.csv: "Opened" can be read with the day first or the month first; have '
            "your system write days like 2024-04-30, and export it again.",
        ),
        (
            "complaints: 3 rows of release 2025-06-30.1 that would be kept break a "
            "rule of today: responded_date, it was answered before it was received; "
            "bring them in mended, or leave them out with --replace FROM..TO.",
            "complaints: 3 rows of release 2025-06-30.1 that would be kept break a "
            "rule of today: answered date, it was answered before it was received; "
            "bring them in mended together with this export.",
        ),
    ],
)
def test_what_a_terminal_would_do_is_said_as_what_the_page_does(
    sentence: str, said: str
) -> None:
    assert put_in_words(sentence) == said
