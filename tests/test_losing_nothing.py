"""Nothing is lost without a word: drawn cases, in every shape, with faults planted.

What became of each row is held against what the row was written to become, and the rows
that came in against a reader that is not the product's own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import AGREED, AS_AT, data_in
from drawn_cases import (
    AREAS,
    CASES,
    FORMS,
    HAZARDS,
    OUTCOMES,
    PROFILES,
    SHAPES,
    STAGE_HEADINGS,
    Case,
    Form,
    Row,
    Stage,
    write_export,
    write_rows,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from publishing import name_rules, read_breaches, read_rows

from analytics.profiles.files import find_profile
from analytics.profiles.learnt import own_folder
from analytics.profiles.shaping import UNDER
from analytics.release.publish import publish
from tests.fuzz.counting import count_rows
from tests.fuzz.exports import Export
from tests.fuzz.mutations import Damaged


LANDLORD = "".join(f'[[service_areas]]\nname = "{name}"\n' for name in AREAS)
UNUSED = {
    "acknowledged_date": None,
    "extension_told_date": None,
    "extended_to_date": None,
    "withdrawn_date": None,
    "ward_name": None,
    "source_system": None,
    "remedies": None,
}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a release kept of an export."""

    counts: dict[str, int]
    rows: list[dict[str, Any]]
    stages: list[dict[str, Any]]
    rejected: dict[int, list[tuple[str, str]]]
    cells: Counter[tuple[int, str, str]]
    aside: dict[int, str]
    mended: dict[int, str]


def publish_export(shape: str, rows: Sequence[Row], form: Form) -> Kept:
    """The rows as an export, published through the shape's own profile."""
    with TemporaryDirectory() as name, data_in(Path(name) / "data"):
        landing = Path(name) / "landing"
        landing.mkdir()
        (landing / form.name).write_bytes(write_export(rows, form))
        (landing / "landlord.toml").write_text(LANDLORD, encoding="utf-8")
        own_folder().mkdir(parents=True)
        (own_folder() / "ours.toml").write_text(PROFILES[shape], encoding="utf-8")
        publication = publish(
            [landing],
            as_at=AS_AT,
            agreed=AGREED,
            judge=None,
            profile=find_profile("ours"),
        )
        breaches = read_breaches(publication, "complaints")
        mended = [
            row
            for file in publication.release.manifest["rejected_files"]
            for row in read_rows(publication, file["path"].removesuffix(".parquet"))
        ]
        return Kept(
            counts=publication.release.sources["complaints"],
            rows=read_rows(publication, "extracts/complaints"),
            stages=read_rows(publication, "models/complaint_stages"),
            rejected={row: name_rules(found) for row, found in breaches.items()},
            cells=Counter(
                (each["row"], each["column_name"], each["rule"])
                for each in read_rows(publication, "cells_set_aside")
            ),
            aside={
                each["row"]: each["reason"]
                for each in read_rows(publication, "set_aside")
            },
            mended={
                row["Row in the export"]: row["Why it was rejected"] for row in mended
            },
        )


# --- The same cases, whatever the shape -----------------------------------------------


def sort_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows by their key."""
    return sorted(rows, key=lambda row: (row["complaint_id"], row["stage"]))


@settings(max_examples=6)
@given(
    cases=st.lists(CASES, min_size=1, max_size=6),
    forms=st.tuples(FORMS, FORMS, FORMS),
)
def test_the_same_cases_by_any_shape_are_the_same_rows(cases, forms):
    found = []
    for shape, form in zip(SHAPES, forms, strict=True):
        rows = write_rows(shape, cases)
        kept = publish_export(shape, rows, form)
        assert sort_rows(kept.rows) == write_accepted(rows)
        assert (kept.rejected, kept.aside, kept.cells) == ({}, {}, Counter())
        check_counts(kept, rows, form)
        found.append(sort_rows(kept.stages))
    # Figures are counted of these alone.
    assert found[0] == found[1] == found[2]


# --- Faults ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A way to spoil an export: in which shapes and files it can be done, and how.

    `spoil` changes a row, and may add others to the rows, or changes nothing but them.
    """

    name: str
    spoil: Callable[[Row, list[Row]], None]
    shapes: tuple[str, ...] = SHAPES
    kinds: tuple[str, ...] = ("csv", "xlsx", "parquet")


def reject(column: str, rule: str, **cells: Any) -> Callable[..., None]:
    """A cell for which the row is rejected; its cells are changed."""

    def spoil(row: Row, _rows: list[Row]) -> None:
        row.cells |= cells
        row.rejected = column, rule

    return spoil


def lose(column: str, rule: str, cell: Any) -> Callable[..., None]:
    """A cell of the row's first stage that is set aside."""

    def spoil(row: Row, _rows: list[Row]) -> None:
        first = row.made[0]
        row.cells[STAGE_HEADINGS[column]] = cell(first) if callable(cell) else cell
        lose_cell(row, row.made[:1], column, rule)

    return spoil


def lose_shared(column: str, rule: str, heading: str, cell: str) -> Callable[..., None]:
    """A cell of all stages of the row that is set aside."""

    def spoil(row: Row, _rows: list[Row]) -> None:
        row.cells[heading] = cell
        lose_cell(row, row.made, column, rule)

    return spoil


def lose_cell(row: Row, made: list[dict[str, Any]], column: str, rule: str) -> None:
    """The rows of the contract are without the cell, and say so."""
    row.lost = column, rule
    for each in made:
        each |= {column: None, "set_aside_columns": [column]}


def set_aside(heading: str, cell: str) -> Callable[..., None]:
    """A row that says of itself that it is no complaint."""

    def spoil(row: Row, _rows: list[Row]) -> None:
        row.cells[heading] = cell
        row.aside = f'its {heading} is "{cell}"'

    return spoil


def repeat(row: Row, rows: list[Row]) -> None:
    """The row once more: the first of the two counts."""
    again = deepcopy(row)
    again.rejected = "complaint_id", "key_repeated"
    rows.append(again)


def contradict(row: Row, rows: list[Row]) -> None:
    """The row once more with another cell: nobody knows which is right."""
    row.rejected = "complaint_id", "key_repeated"
    again = deepcopy(row)
    again.cells["Channel"] = "Carrier pigeon"
    rows.append(again)


def add_total(row: Row, rows: list[Row]) -> None:
    """A line under the rows."""
    cells = dict.fromkeys(row.cells, "") | {"Ref": "Grand total", "Paid": "£12.00"}
    rows.append(Row(cells=cells, aside=UNDER))


def go_out_of_step(row: Row, _rows: list[Row]) -> None:
    """A line with one cell more than there are headings."""
    row.beyond = ("more",)
    row.rejected = None, "row_unreadable"


def find_day_before(row: dict[str, Any]) -> date:
    """The day before a stage was received."""
    return row["received_date"] - timedelta(days=1)


LATER = {"Logged": "", "Answered": ""}
LISTED = ("stages side by side", "a row a stage")
FLAGGED = ("a column a category",)

FAULTS = [
    Fault(name=name, spoil=spoil, **where)
    for name, spoil, where in (
        (
            "an unreadable date without which no row is",
            reject("received_date", "cannot_be_read", Received="in spring"),
            {},
        ),
        (
            "no date at all where one is needed",
            reject("received_date", "required_value_missing", Received=""),
            {},
        ),
        (
            "a date after the as-at date",
            reject(
                "received_date",
                "dated_after_as_at",
                Received=AS_AT + timedelta(days=1),
                **LATER,
            ),
            {},
        ),
        (
            "a date before there were computers",
            reject("received_date", "too_early", Received=date(1985, 5, 1)),
            {},
        ),
        (
            "an error in a cell that is needed",
            reject("received_date", "cannot_be_read", Received="#N/A"),
            {},
        ),
        (
            "a person in a cell",
            reject(
                "channel", "looks_like_personal_data", Channel="jo.bloggs@example.com"
            ),
            {},
        ),
        (
            "a word for the stage that is in no look-up",
            reject("stage", "cannot_be_read", Kind="COMP9"),
            {"shapes": ("a row a stage",)},
        ),
        (
            "an unreadable date that may be empty",
            lose("responded_date", "cannot_be_read", "31/02/2025"),
            {},
        ),
        (
            "an answer after the as-at date",
            lose("responded_date", "dated_after_as_at", AS_AT + timedelta(days=1)),
            {},
        ),
        (
            "an answer before receipt",
            lose("responded_date", "responded_before_received", find_day_before),
            {},
        ),
        (
            "logged before receipt",
            lose("logged_date", "logged_before_received", find_day_before),
            {},
        ),
        (
            "a word for the outcome that is in no look-up",
            lose("outcome", "outside_closed_set", "Perhaps"),
            {},
        ),
        ("an error for an outcome", lose("outcome", "cannot_be_read", "#N/A"), {}),
        ("text for a sum", lose("compensation_gbp", "cannot_be_read", "plenty"), {}),
        (
            "an error for a sum",
            lose("compensation_gbp", "cannot_be_read", "#DIV/0!"),
            {},
        ),
        (
            "an area that the landlord does not have",
            lose_shared(
                "service_areas", "outside_closed_set", "Areas", "Repairs; Gardens"
            ),
            {"shapes": LISTED},
        ),
        (
            "an error among areas",
            lose_shared("service_areas", "cannot_be_read", "Areas", "#REF!"),
            {"shapes": LISTED},
        ),
        (
            "a hazard that there is not",
            lose_shared("hazards", "outside_closed_set", "Hazards", "fire; dragons"),
            {"shapes": LISTED},
        ),
        (
            "neither yes nor no for an area",
            lose_shared("service_areas", "outside_closed_set", "Is noise", "maybe"),
            {"shapes": FLAGGED},
        ),
        (
            "neither yes nor no for a hazard",
            lose_shared("hazards", "outside_closed_set", "Damp", "maybe"),
            {"shapes": FLAGGED},
        ),
        ("no complaint but a request", set_aside("Type", "FOI request"), {}),
        ("a duplicate by its own words", set_aside("Status", "Closed - duplicate"), {}),
        ("logged in error, it says", set_aside("Status", "Logged in error"), {}),
        ("a row that comes twice", repeat, {}),
        ("a row that is contradicted", contradict, {}),
        ("a grand total", add_total, {}),
        ("a line out of step", go_out_of_step, {"kinds": ("csv",)}),
    )
]


def write_accepted(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows of the contract that must be there, by their key."""
    made = [
        UNUSED | {"set_aside_columns": None} | each
        for row in rows
        if row.is_accepted
        for each in row.made
    ]
    return sort_rows(made)


def check_planted(shape: str, rows: list[Row], form: Form) -> None:
    """What a release kept is what the rows were written to become, and no more."""
    kept = publish_export(shape, rows, form)
    numbered = list(enumerate(rows, start=2))
    rejected = {at: row.rejected for at, row in numbered if row.rejected}
    assert {at: set(found) for at, found in kept.rejected.items()} == {
        at: {broken} for at, broken in rejected.items()
    }
    assert kept.mended.keys() == rejected.keys()
    assert kept.aside == {at: row.aside for at, row in numbered if row.aside}
    assert kept.cells == Counter(
        (at, *row.lost)
        for at, row in numbered
        if row.lost
        for each in row.made
        if each.get("set_aside_columns")
    )
    assert sort_rows(kept.rows) == write_accepted(rows)
    assert [each for row in kept.rows for each in list_broken(row)] == []
    check_counts(kept, rows, form)


def check_counts(kept: Kept, rows: list[Row], form: Form) -> None:
    """The sum holds, and another reader counts as many rows."""
    counted = count_rows(
        Damaged(
            seed=0,
            name=form.name,
            content=write_export(rows, form),
            export=Export(headings=tuple(rows[0].cells), rows=()),
            encoding=form.encoding,
            delimiter=form.delimiter,
        )
    )
    assert kept.counts["rows_in"] == counted.filled == len(rows)
    assert kept.counts["accepted"] == sum(row.is_accepted for row in rows)
    assert kept.counts["rejected"] == sum(bool(row.rejected) for row in rows)
    assert kept.counts["set_aside"] == sum(bool(row.aside) for row in rows)
    assert kept.counts["cells_set_aside"] == kept.cells.total()


def list_broken(row: dict[str, Any]) -> list[str]:
    """What of the contract an accepted row breaks, in plain words of Python."""
    received = row["received_date"]
    later = [row[name] for name in ("logged_date", "responded_date") if row[name]]
    holds = {
        "id": bool(row["complaint_id"]),
        "stage": row["stage"] in (1, 2),
        "tenure": row["tenure"] == "lcra",
        "received": date(1990, 1, 1) <= received <= AS_AT,
        "later days": all(received <= day <= AS_AT for day in later),
        "outcome": row["outcome"] in (None, *OUTCOMES),
        "sum": row["compensation_gbp"] is None or row["compensation_gbp"] >= 0,
        "areas": set(row["service_areas"] or ()) <= set(AREAS),
        "hazards": set(row["hazards"] or ()) <= set(HAZARDS),
    }
    return [name for name, is_so in holds.items() if not is_so]


def plant(
    shape: str, form: Form, cases: Sequence[Case], faults: Sequence[Fault]
) -> list[Row]:
    """The cases as rows, each fault in a row of its own; those behind it are whole."""
    rows = write_rows(shape, cases)
    fitting = [
        fault for fault in faults if shape in fault.shapes and form.kind in fault.kinds
    ]
    for row, fault in zip(list(rows), fitting, strict=False):
        fault.spoil(row, rows)
    return rows


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        *((shape, "csv") for shape in SHAPES),
        ("stages side by side", "xlsx"),
        ("a row a stage", "parquet"),
    ],
)
def test_every_fault_at_once_is_found_under_its_own_rule(shape, kind):
    stage = Stage(
        received=date(2024, 5, 1),
        logged=1,
        answered=9,
        outcome="upheld",
        paid=Decimal("12.50"),
    )
    case = Case(stages=(stage, stage), areas=AREAS[:1], hazards=(), channel="Phone")
    form = Form(kind=kind)
    check_planted(shape, plant(shape, form, [case] * (len(FAULTS) + 1), FAULTS), form)


@settings(max_examples=16)
@given(
    shape=st.sampled_from(SHAPES),
    form=FORMS,
    cases=st.lists(CASES, min_size=7, max_size=9),
    faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=6),
)
def test_planted_faults_are_found_and_other_rows_untouched(shape, form, cases, faults):
    check_planted(shape, plant(shape, form, cases, faults), form)
