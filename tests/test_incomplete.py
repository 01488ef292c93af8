"""Cells that could not be read: kept, marked, and never taken for empty ones."""

import pytest
from conftest import AS_AT, draw, write_table
from publishing import name_rules, publish_tables, read_breaches, read_rows

from analytics.figures.open_release import open_release
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal
from analytics.measures import MEASURES
from analytics.measures.reading import MADE_OF, list_cells_read, list_model_columns
from analytics.release.building import describe_models
from analytics.release.publish import publish
from analytics.words.narrative import write_sentence
from expectations.sources import SOURCES
from expectations.sources.coverage import RECORDED


def ask(publication, *names, by=()):
    """Figures of 2024-25 by measure and group."""
    release = open_release(publication.release)
    measures = [MEASURES[name] for name in names]
    results = run(release, measures, [make_period("2024-25")], by=by)
    return {(each.measure.id, *each.group.values()): each for each in results}


def test_every_column_that_a_measure_reads_leads_to_cells_of_the_contract():
    models = describe_models()
    contract = {
        (source.name, column.name)
        for source in SOURCES.values()
        for column in source.columns
    }
    for measure in MEASURES.values():
        by = measure.dimensions
        read = list_model_columns(measure, by) - {"service_area"}
        assert read <= models[measure.model].keys(), measure.id
        assert list_cells_read(measure, by) <= contract, measure.id


def test_what_is_made_of_cells_is_a_column_of_its_model():
    models = describe_models()
    for model, columns in MADE_OF.items():
        assert set(columns) - {"service_area"} <= models[model].keys(), model


def test_coverage_can_speak_of_every_other_source():
    assert {*RECORDED, "coverage"} == set(SOURCES)


# What cannot be read, and what of the case is unknown then.
UNREADABLE = """
    column              | value      | is_clock | is_base | is_open
    logged_date         | soon       | no       | no      | no
    acknowledged_date   | soon       | yes      | yes     | no
    extension_told_date | soon       | yes      | no      | no
    extended_to_date    | soon       | yes      | no      | no
    responded_date      | #N/A       | yes      | yes     | no
    withdrawn_date      | soon       | no       | no      | no
    channel             | #REF!      | no       | no      | no
    outcome             | Fine       | no       | no      | no
    service_areas       | #VALUE!    | no       | no      | no
    compensation_gbp    | much       | no       | no      | no
"""


@pytest.mark.parametrize("row", draw(UNREADABLE), ids=lambda row: row["column"])
def test_a_cell_that_cannot_be_read_makes_unknown_what_rests_on_it(landing, row):
    cells = {
        "complaint_id": "A",
        "received_date": "2024-05-01",
        "acknowledged_date": "2024-05-02",
        "responded_date": "2024-05-07",
        "outcome": "upheld",
        "service_areas": "Repairs",
    } | {row["column"]: row["value"]}
    publication = publish_tables(
        landing,
        complaints=f"{' | '.join(cells)}\n{' | '.join(cells.values())}\n"
        + " | ".join(
            {
                "complaint_id": "B",
                "received_date": "2024-05-01",
                "acknowledged_date": "2024-05-02",
                "responded_date": "2024-05-08",
                "outcome": "upheld",
                "service_areas": "Repairs",
            }.get(name, "")
            for name in cells
        ),
    )
    [aside] = read_rows(publication, "cells_set_aside")
    assert (aside["column_name"], aside["value"]) == (row["column"], row["value"])
    assert (aside["row"], aside["key"]) == (2, "A / 1")
    assert publication.release.sources["complaints"]["cells_set_aside"] == 1
    [stage, other] = read_rows(publication, "models/complaint_stages")
    assert stage["is_clock_unknown"] == (row["is_clock"] == "yes")
    assert stage["is_base_clock_unknown"] == (row["is_base"] == "yes")
    assert (stage["is_open"], stage["is_overdue"]) == (False, False)
    assert stage["is_in_code_time"] == (row["is_clock"] == "no")
    assert (other["is_in_code_time"], other["is_clock_unknown"]) == (True, False)


def test_a_share_gives_the_range_and_says_that_a_cell_could_not_be_read(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | received_date | acknowledged_date | responded_date
            A            | 2024-05-01    | 2024-05-01        | 2024-05-07
            B            | 2024-05-01    | 2024-05-01        | #NOT CALCULATED
            C            | 2024-05-01    | 2024-05-01        | 2024-08-01
        """,
    )
    found = ask(publication, "ch02_1", "open_1", "overdue_1", "received_1", "ch01_1")
    share = found["ch02_1",]
    assert (share.counted, share.cases, share.pending, share.unknown) == (1, 3, 1, 1)
    assert share.span == (pytest.approx(100 / 3), pytest.approx(200 / 3))
    assert share.reason == "1 cannot be judged, because a cell could not be read."
    assert share.incomplete == "Incomplete: of complaints, 1 cell set aside."
    assert share.to_dict()["reason"] == f"{share.reason} {share.incomplete}"
    assert found["open_1",].counted == found["overdue_1",].counted == 0
    assert found["open_1",].incomplete
    # Nothing that it reads was set aside.
    assert found["received_1",].counted == 3
    assert not found["received_1",].incomplete


def test_an_area_not_recorded_is_a_group_of_its_own(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | service_areas
            A            | Repairs
            B            |
            C            | not recorded
        """,
    )
    found = ask(publication, "received_1", by=["service_area"])
    assert found["received_1",].counted == 3
    assert found["received_1", "not recorded"].counted == 2
    assert found["received_1", "Repairs"].counted == 1


def test_names_that_differ_by_case_space_or_signs_are_warned_of(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | service_areas | ward_name   | channel
            A            | Repairs       | Temple Hill | Web
            B            | repairs       | Temple-hill | Letter
            C            | Repairs       | Temple Hill | Web
        """,
    )
    found = [
        (each["column_name"], each["key"], each["reason"])
        for each in read_rows(publication, "warnings")
        if each["rule"] == "names_alike"
    ]
    assert [each[:2] for each in found] == [
        ("service_areas", "Repairs / repairs"),
        ("ward_name", "Temple Hill / Temple-hill"),
    ]
    assert found[0][2] == (
        '"Repairs" (2) and "repairs" (1) look like one name and are counted apart; a '
        "line in the profile under [values.service_areas] makes them one: "
        '"repairs" = "Repairs"'
    )


def test_spells_that_contradict_each_other_and_unknown_sources_are_rejected(landing):
    publication = publish_tables(
        landing,
        landlord="[checks]\nrejected_share = 1",
        complaints="""
            complaint_id
            A
        """,
        coverage="""
            source     | from_date  | to_date    | is_recorded
            complaints | 2024-04-01 | 2024-06-30 | yes
            complaints | 2024-06-30 |            | no
            complaints | 2023-04-01 | 2024-03-31 | no
            Gripes     | 2023-04-01 | 2024-03-31 | no
        """,
    )
    breaches = read_breaches(publication, "coverage")
    assert {row: name_rules(each) for row, each in breaches.items()} == {
        2: [("is_recorded", "spells_contradict")],
        3: [("is_recorded", "spells_contradict")],
        5: [("source", "outside_closed_set")],
    }


def test_more_rejected_than_the_share_needs_a_yes(landing):
    write_table(
        landing,
        "complaints",
        """
        complaint_id | received_date
        A            | 2024-05-01
        B            | soon
        """,
    )
    with pytest.raises(Refusal, match="say `--yes rejected:complaints`"):
        publish([landing], as_at=AS_AT)
    publication = publish([landing], as_at=AS_AT, agreed={"rejected:complaints"})
    assert publication.release.sources["complaints"]["rejected"] == 1
    [result] = ask(publication, "received_1").values()
    assert result.incomplete == "Incomplete: of complaints, 1 row was rejected."
    assert write_sentence(result) == "1 stage 1 complaint (incomplete)."


def test_a_date_or_score_that_cannot_be_read_is_neither_kept_nor_broken(landing):
    publication = publish_tables(
        landing,
        # Kept; unreadable; not kept.
        ombudsman_orders="""
            determination_id | order_id | kind  | due_date   | complied_date
            D                | 1        | order | 2024-06-03 | 2024-06-03
            D                | 2        | order | 2024-06-03 | done
            D                | 3        | order | 2024-06-03 |
        """,
        learning_actions="""
            action_id | description | status    | due_date   | completed_date
            1         | Train staff | completed | 2024-06-03 | 2024-06-03
            2         | Train staff | completed | 2024-06-03 | #REF!
            3         | Train staff | open      | 2024-06-03 |
        """,
        # Satisfied; unreadable, and so answered; not answered.
        closure_survey="""
            complaint_id | stage | sent_date  | answered_date | score
            A            | 1     | 2024-05-01 | 2024-05-02    | 4
            B            | 1     | 2024-05-01 |               | good
            C            | 1     | 2024-05-01 |               |
        """,
    )
    found = ask(
        publication,
        *("orders_on_time", "orders_overdue", "actions_completed_on_time"),
        *("closure_satisfaction", "closure_response_rate"),
    )
    for name, counted, cases, unknown in (
        ("orders_on_time", 1, 3, 1),
        ("actions_completed_on_time", 1, 3, 1),
        ("closure_satisfaction", 1, 2, 1),
        ("closure_response_rate", 2, 3, 0),
    ):
        share = found[name,]
        assert (share.counted, share.cases, share.unknown) == (counted, cases, unknown)
        assert "1 cell set aside" in share.incomplete, name
    assert found["orders_overdue",].counted == 1


@pytest.mark.parametrize(
    ("second", "rejected"),
    [
        # It came after the day figures look from; it is no day; it is good.
        ("2025-07-01", 1),
        ("soon", 1),
        ("2024-07-01", 0),
    ],
)
def test_two_stages_of_one_row_are_judged_alike_where_one_is_bad(
    tmp_path, second, rejected
):
    headings = (
        "reference | Channel | service | Tenure | stage_1_sla_start_date | "
        "stage_1_decision_date | stage_1_decision | stage_2_sla_start_date"
    )
    row = "Post | Repairs | LCRA | 2024-05-01 | 2024-05-08 | upheld"
    path = tmp_path / "in" / "jadu.csv"
    path.parent.mkdir()
    lines = [headings, f"A | {row} |", f"B | {row} | {second}"]
    path.write_text("\n".join(lines).replace(" | ", ",").replace(" |", ","), "utf-8")
    # By both judges, which must agree.
    publication = publish(
        [path], as_at=AS_AT, agreed=frozenset({"rejected:complaints"})
    )
    counts = publication.release.sources["complaints"]
    assert (counts["rows_in"], counts["rejected"]) == (2, rejected)
    # Both stages of a row are rejected with it.
    assert counts["accepted"] == 2 - rejected
    assert len(read_breaches(publication, "complaints")) == rejected
