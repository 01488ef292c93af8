"""A release of an older version answers what is asked of it today."""

import json
import shutil
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from conftest import INTERNAL, publish_drawn

from analytics.behind.passport import explain
from analytics.figures.open_release import open_release
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.ground.errors import Refusal
from analytics.measures import MEASURES
from analytics.measures.base import Count
from analytics.measures.dimensions import DIMENSIONS, Dimension
from analytics.release import building
from analytics.release.building import MADE_BY
from analytics.release.store import hash_file, read_release
from expectations.contract import Column
from expectations.sources import SOURCES


YEAR = make_year("2024-25")
COMPLAINTS = """
complaint_id | received_date | channel
A            | 2024-05-01    | Letter
B            | 2024-06-01    |
C            | 2024-07-01    | Letter
"""


@pytest.fixture
def today(tmp_path, monkeypatch):
    """A function after which the contract, models and measures know a novelty."""

    def change():
        source = SOURCES["complaints"]
        column = Column(name="novelty", kind="text", definition="What nobody else has.")
        columns = (*source.columns, column)
        monkeypatch.setitem(SOURCES, "complaints", replace(source, columns=columns))
        folder = tmp_path / "sql"
        shutil.copytree(building.SQL_FOLDER, folder)
        path = folder / "complaint_stages.sql"
        sql = path.read_text(encoding="utf-8")
        assert sql.count("        channel,\n") == 1
        path.write_text(
            sql.replace("        channel,\n", "        channel,\n        novelty,\n"),
            encoding="utf-8",
        )
        monkeypatch.setattr(building, "SQL_FOLDER", folder)
        dimension = Dimension(name="novelty", label="Novelty", column="novelty")
        monkeypatch.setitem(DIMENSIONS, "novelty", dimension)
        measure = Count(
            id="novelty_1",
            label="Urgent complaints",
            definition="Stage 1 complaints received in the period that were urgent.",
            why_it_matters="It shows what cannot wait.",
            authority="The landlord's own policy",
            theme="Volumes",
            sources=("complaints",),
            model="complaint_stages",
            time_dimension="received_date",
            population="urgent complaints",
            population_sql="stage = 1 and novelty = 'urgent'",
            recorded_sql="novelty is not null",
            recorded_among_sql="stage = 1",
            not_recorded_reason="No complaint has a novelty.",
            unit="complaints",
            dimensions=("year", "channel", "novelty"),
        )
        monkeypatch.setitem(MEASURES, "novelty_1", measure)
        received = MEASURES["received_1"]
        names = (*received.dimensions, "novelty")
        monkeypatch.setitem(MEASURES, "received_1", replace(received, dimensions=names))

    return change


def ask(release, measure_id, *by, **where):
    """The figures of a measure, by their groups; the total's group is empty."""
    results = run(release, [MEASURES[measure_id]], [YEAR], by=by, where=where)
    return {", ".join(each.group.values()): each for each in results}


@pytest.mark.parametrize("is_tallied", [False, True])
def test_a_new_column_breakdown_and_measure_can_be_asked_of_an_older_release(
    landing, today, is_tallied
):
    older = publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    today()
    opened = open_release(older, is_tallied=is_tallied)
    # Nobody recorded it, and that is what is said: of three complaints none has one.
    by = ask(opened, "received_1", "novelty")
    assert {name: each.numerator for name, each in by.items()} == {
        "": 3,
        "not recorded": 3,
    }
    urgent = ask(opened, "novelty_1")[""]
    assert (urgent.status, urgent.numerator) == ("not_recorded", None)
    # What it has is as it was.
    letters = ask(opened, "received_1", "channel")
    assert {name: each.numerator for name, each in letters.items()} == {
        "": 3,
        "Letter": 2,
        "not recorded": 1,
    }
    opened.warehouse.close()


def test_a_newer_release_counts_what_the_older_could_not(landing, today):
    publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    today()
    newer = publish_drawn(
        landing,
        INTERNAL,
        complaints="""
        complaint_id | received_date | novelty
        A            | 2024-05-01    | urgent
        B            | 2024-06-01    | usual
        """,
    )
    opened = open_release(newer)
    assert ask(opened, "novelty_1")[""].numerator == 1
    # Its passport asks the older release the same, which has no such column.
    [passport] = explain(opened, [ask(opened, "novelty_1")[""]])
    [earlier] = passport.earlier
    assert earlier.shown == "not recorded"
    assert earlier.sentence == "No complaint has a novelty."
    opened.warehouse.close()


def rewrite(release, name, sql):
    """Put something else into a file of a release, as an older version left it."""
    path = release.folder / name
    with duckdb.connect() as connection:
        rows = sql.format(file=f"'{path}'")
        connection.execute(f"create table old as {rows}")
        connection.execute(f"copy old to '{path}' (format parquet)")
    manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
    manifest["files"][name] = hash_file(path)
    manifest[MADE_BY] = "by older statements"
    text = json.dumps(manifest)
    (release.folder / "manifest.json").write_text(text, encoding="utf-8")
    return read_release(release.id)


def test_a_model_whose_column_had_another_type_is_made_again(landing):
    older = rewrite(
        publish_drawn(landing, INTERNAL, complaints=COMPLAINTS),
        "models/complaint_stages.parquet",
        "select * replace (received_date::varchar as received_date) from {file}",
    )
    opened = open_release(older)
    assert ask(opened, "received_1")[""].numerator == 3
    opened.warehouse.close()


def test_a_model_that_was_not_yet_is_made_from_the_extracts(landing):
    older = publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    (older.folder / "models" / "dimension_values.parquet").unlink()
    opened = open_release(older)
    assert opened.years == ["2024-25"]
    opened.warehouse.close()


def test_a_yes_or_no_of_an_older_contract_is_an_item_of_its_list_today(landing):
    published = publish_drawn(
        landing,
        INTERNAL,
        as_at=date(2026, 1, 31),
        complaints="""
        complaint_id | received_date | hazards
        A            | 2025-12-01    | damp_and_mould
        B            | 2025-12-01    |
        """,
    )
    older = rewrite(
        published,
        "extracts/complaints.parquet",
        "select * exclude (hazards), complaint_id = 'A' as is_damp_or_mould "
        "from {file}",
    )
    (older.folder / "models" / "complaint_stages.parquet").unlink()
    opened = open_release(older)
    found = opened.warehouse.query(
        "select complaint_id, counted_hazards from complaint_stages order by 1"
    )
    opened.warehouse.close()
    assert found == [("A", ["damp_and_mould"]), ("B", None)]


def test_an_extract_that_gives_no_model_is_refused_in_a_sentence(landing):
    # Without its key, and with words where dates belong, nothing can be made of it.
    older = rewrite(
        publish_drawn(landing, INTERNAL, complaints=COMPLAINTS),
        "extracts/complaints.parquet",
        "select 'last week' as received_date from {file}",
    )
    (older.folder / "models" / "stock.parquet").unlink()
    with pytest.raises(Refusal, match=r"older version, and what it lacks cannot be"):
        open_release(older)
