"""What changed between two releases, figure by figure and row by row."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import INTERNAL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.behind.changes import (
    ROWS_LISTED,
    CellChange,
    SourceChange,
    compare_figures,
    compare_rows,
    may_list_rows,
    write_compared,
)
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord
from analytics.measures import MEASURES
from analytics.release.row_changes import Difference, compare_extracts
from analytics.release.store import hash_file
from expectations.contract import Column, Source
from expectations.sources import SOURCES


MakeRelease = Callable[..., OpenRelease]

YEAR = make_period("2024-25")

COMPLAINTS = """
    complaint_id | stage | received_date | acknowledged_date | responded_date | service_areas
    C-1          | 1     | 2024-05-01    | 2024-05-02        | 2024-05-08     | Repairs;Noise
    C-1          | 2     | 2024-06-03    | 2024-06-04        |                | Repairs
    C-2          | 1     | 2024-07-01    | 2024-07-02        | 2024-07-08     | Noise
"""  # noqa: E501


def change(text: str, *pairs: tuple[str, str]) -> str:
    """A drawn table with some of its text replaced."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def find(changes: list[SourceChange], source: str) -> SourceChange:
    """What is said of one source."""
    [found] = [each for each in changes if each.source == source]
    return found


def count(found: SourceChange) -> tuple[int, int, int]:
    """Rows added, removed and changed."""
    return found.added, found.removed, found.changed


def rewrite_extract(release: OpenRelease, source: str, **changes: Any) -> None:
    """Change an extract of a published release as if it had been published so.

    `drop` takes columns away, `cast` gives columns other types.
    """
    path = release.release.folder / "extracts" / f"{source}.parquet"
    table = pq.read_table(path)
    for name in changes.get("drop", ()):
        table = table.drop_columns([name])
    for name, kind in changes.get("cast", {}).items():
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table[name].cast(kind))
    pq.write_table(table, path)
    manifest = release.release.folder / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["files"][f"extracts/{source}.parquet"] = hash_file(path)
    manifest.write_text(json.dumps(content), encoding="utf-8")
    release.release.manifest["files"] |= content["files"]


# ---- Rows ----------------------------------------------------------------------------


# One row for each thing that can happen to one; AFTER has them in another order.
BEFORE = """
    complaint_id | stage | received_date | acknowledged_date | responded_date | service_areas
    SAME         | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs;Noise
    VALUE        | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    FILLED       | 1     | 2024-05-01    |                   |                | Repairs
    EMPTIED      | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    ORDER        | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs;Noise
    ITEM         | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs;Noise
    TWO          | 1     | 2024-05-01    | 2024-05-02        | 2024-05-08     | Repairs
    GONE         | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    REJECTED     | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    STAGE        | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
"""  # noqa: E501
AFTER = """
    complaint_id | stage | received_date | acknowledged_date | responded_date | service_areas
    NEW          | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    STAGE        | 2     | 2024-05-01    |                   | 2024-05-08     | Repairs
    REJECTED     | 1     | 2027-05-01    |                   | 2024-05-08     | Repairs
    TWO          | 1     | 2024-05-01    | 2024-05-03        | 2024-05-09     | Repairs
    ITEM         | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    ORDER        | 1     | 2024-05-01    |                   | 2024-05-08     | Noise;Repairs
    EMPTIED      | 1     | 2024-05-01    |                   |                | Repairs
    FILLED       | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs
    VALUE        | 1     | 2024-05-01    |                   | 2024-05-09     | Repairs
    SAME         | 1     | 2024-05-01    |                   | 2024-05-08     | Repairs;Noise
"""  # noqa: E501
CHANGED = [
    ("EMPTIED / 1", "responded_date", "2024-05-08", None),
    ("FILLED / 1", "responded_date", None, "2024-05-08"),
    ("ITEM / 1", "service_areas", "Repairs; Noise", "Repairs"),
    # An extract may mean something by the order of a list, so it is told, not judged.
    ("ORDER / 1", "service_areas", "Repairs; Noise", "Noise; Repairs"),
    # Two cells of a row, and one changed row.
    ("TWO / 1", "acknowledged_date", "2024-05-02", "2024-05-03"),
    ("TWO / 1", "responded_date", "2024-05-08", "2024-05-09"),
    ("VALUE / 1", "responded_date", "2024-05-08", "2024-05-09"),
]


def test_rows_are_compared_by_their_whole_key(make_release: MakeRelease) -> None:
    before = make_release(complaints=BEFORE, landlord=INTERNAL)
    after = make_release(complaints=AFTER, is_alone=True)
    [found] = compare_rows(before, after)
    assert [
        (cell.key, cell.column, cell.before, cell.after) for cell in found.cells
    ] == CHANGED
    assert found.changed == 6
    # STAGE is another row at stage 2; a rejected row is gone from every figure.
    assert found.added_keys == ("NEW / 1", "STAGE / 2")
    assert found.removed_keys == ("GONE / 1", "REJECTED / 1", "STAGE / 1")
    assert count(found) == (2, 3, 6)
    assert not found.is_same
    # Seen from the other side it is the other way round.
    [found] = compare_rows(after, before)
    assert count(found) == (3, 2, 6)
    assert (found.cells[0].before, found.cells[0].after) == (None, "2024-05-08")
    assert all(each.is_same for each in compare_rows(after, after))


def test_a_source_of_one_release_alone_is_all_added_or_all_removed(
    make_release: MakeRelease, landing: Path
) -> None:
    both = make_release(complaints=COMPLAINTS, homes="homes_owned\n4000")
    (landing / "complaints.csv").unlink()
    one = make_release(is_alone=True)
    for pair, counts in (((one, both), (3, 0, 0)), ((both, one), (0, 3, 0))):
        complaints, homes = compare_rows(*pair)
        assert complaints.source == "complaints"
        assert count(complaints) == counts
        assert (complaints.is_new, complaints.is_gone) == (
            pair[0] is one,
            pair[1] is one,
        )
        assert homes.is_same


def test_every_source_can_be_compared(make_release: MakeRelease) -> None:
    # Whatever a column is called, events have one called kind.
    tables = {name: source.key[0] for name, source in SOURCES.items()}
    release = make_release(**tables)
    assert [each.source for each in compare_rows(release, release)] == list(SOURCES)
    for source in SOURCES.values():
        path = release.release.folder / "extracts" / f"{source.name}.parquet"
        found = compare_extracts(source, path, None, 5)
        assert (found.counts["added"], found.uncompared) == (0, ())


def test_a_column_the_contract_has_gained_changes_no_row(
    make_release: MakeRelease,
) -> None:
    before = make_release(complaints=COMPLAINTS, landlord=INTERNAL)
    rewrite_extract(before, "complaints", drop=["service_areas", "ward_name"])
    after = make_release(
        complaints=change(COMPLAINTS, ("Repairs;Noise", "Noise        "))
    )
    for pair in ((before, after), (after, before)):
        [found] = compare_rows(*pair)
        assert count(found) == (0, 0, 0)
        assert found.uncompared == ("service_areas", "ward_name")


def test_where_a_column_of_the_key_is_missing_it_is_said_and_nothing_counted(
    make_release: MakeRelease,
) -> None:
    before = make_release(complaints=COMPLAINTS, homes="homes_owned\n4000")
    rewrite_extract(before, "complaints", drop=["stage"])
    after = make_release(is_alone=True)
    complaints, homes = compare_rows(before, after)
    assert complaints.problem == (
        "Its rows are told apart by stage, which one of the two releases does not have."
    )
    assert not complaints.is_same
    assert homes.is_same


def test_a_column_that_has_changed_its_type_is_compared_as_it_is_written(
    make_release: MakeRelease,
) -> None:
    before = make_release(complaints=COMPLAINTS, landlord=INTERNAL)
    kinds = {"responded_date": pa.string(), "stage": pa.int64()}
    rewrite_extract(before, "complaints", cast=kinds)
    after = make_release(complaints=change(COMPLAINTS, ("2024-05-08", "2024-05-09")))
    [found] = compare_rows(before, after)
    assert found.cells == (
        CellChange(
            key="C-1 / 1",
            column="responded_date",
            before="2024-05-08",
            after="2024-05-09",
        ),
    )


def test_cells_are_written_as_an_extract_writes_them(make_release: MakeRelease) -> None:
    drawn = """
    complaint_id | compensation_gbp | hazards
    C-1          | 12.50            | falls;fire
    """
    before = make_release(complaints=drawn, landlord=INTERNAL)
    after = make_release(complaints=change(drawn, ("12.50", "100"), (";fire", "")))
    [found] = compare_rows(before, after)
    assert [(each.before, each.after) for each in found.cells] == [
        ("12.5", "100"),
        ("falls; fire", "falls"),
    ]


def test_only_the_first_rows_are_listed_and_all_are_counted(
    make_release: MakeRelease,
) -> None:
    heading = "complaint_id | channel"
    ids = [f"C-{number:03}" for number in range(ROWS_LISTED + 20)]

    def draw(prefix: str, channel: str) -> str:
        return "\n".join([heading, *(f"{prefix}{each} | {channel}" for each in ids)])

    before = make_release(complaints=draw("", "post"), landlord=INTERNAL)
    changed = make_release(complaints=draw("", "phone"))
    [found] = compare_rows(before, changed)
    assert count(found) == (0, 0, ROWS_LISTED + 20)
    assert [cell.key for cell in found.cells] == [
        f"{each} / 1" for each in ids[:ROWS_LISTED]
    ]
    [found] = compare_rows(
        before, make_release(complaints=draw("X", "post"), is_alone=True)
    )
    assert count(found) == (ROWS_LISTED + 20, ROWS_LISTED + 20, 0)
    assert len(found.added_keys) == len(found.removed_keys) == ROWS_LISTED


# ---- Who may see rows ----------------------------------------------------------------


def test_rows_are_listed_only_where_neither_release_speaks_to_the_public(
    make_release: MakeRelease, as_public: Callable[[OpenRelease], OpenRelease]
) -> None:
    before = make_release(complaints=COMPLAINTS, landlord=INTERNAL)
    after = make_release(
        complaints=change(
            COMPLAINTS, ("2024-05-08", "2024-05-09"), ("C-2", "C-3"), ("C-1 ", "C-1 ")
        ),
        is_alone=True,
    )
    [internal] = compare_rows(before, after)
    assert internal.cells
    assert internal.added_keys
    assert internal.removed_keys
    for pair in (
        (as_public(before), after),
        (before, as_public(after)),
        (as_public(before), as_public(after)),
    ):
        [public] = compare_rows(*pair)
        assert count(public) == count(internal) == (1, 1, 1)
        assert public.cells == public.added_keys == public.removed_keys == ()


def test_who_has_not_said_that_it_is_internal_speaks_to_the_public() -> None:
    internal = Landlord(audience="internal")
    assert may_list_rows(internal)
    assert not may_list_rows(internal, Landlord())


# ---- Damage --------------------------------------------------------------------------


def test_a_damaged_extract_is_refused_in_a_sentence(make_release: MakeRelease) -> None:
    before = make_release(complaints=COMPLAINTS)
    after = make_release()
    path = before.release.folder / "extracts" / "complaints.parquet"
    path.write_bytes(b"PAR1")
    for pair in ((before, after), (after, before)):
        with pytest.raises(Refusal, match=r"complaints\.parquet is not what was"):
            compare_rows(*pair)
    path.unlink()
    with pytest.raises(Refusal, match=r"complaints\.parquet is missing\.$"):
        compare_rows(before, after)


def test_an_extract_lost_after_it_was_verified_is_refused_in_a_sentence(
    make_release: MakeRelease,
) -> None:
    # As when somebody prunes between the look at the hashes and the comparison.
    before = make_release(complaints=COMPLAINTS)
    after = make_release()
    (before.release.folder / "extracts" / "complaints.parquet").unlink()
    del before.release.manifest["files"]["extracts/complaints.parquet"]
    with pytest.raises(Refusal, match=r"can no longer be read\.$"):
        compare_rows(before, after)


# ---- A second answer -----------------------------------------------------------------


THINGS = Source(
    name="things",
    grain="One row per thing.",
    placed_by="day",
    key=("name", "number"),
    columns=(
        Column(name="name", kind="id", definition="Its name."),
        Column(name="number", kind="integer", definition="Its number."),
        Column(name="day", kind="date", definition="A day."),
        Column(name="price", kind="decimal", definition="A price."),
        Column(name="is_big", kind="boolean", definition="Whether it is big."),
        Column(name="parts", kind="text", is_list=True, definition="Its parts."),
    ),
)
TYPES = {
    "name": pa.string(),
    "number": pa.int32(),
    "day": pa.date32(),
    "price": pa.decimal128(18, 8),
    "is_big": pa.bool_(),
    "parts": pa.list_(pa.string()),
}
# Few values, so that rows of the two often meet and often agree; null among the keys
# too, though no contract of today allows it.
CELLS = st.fixed_dictionaries(
    {
        "day": st.sampled_from([None, date(2024, 4, 1), date(2024, 4, 2)]),
        "price": st.sampled_from([None, Decimal(0), Decimal("0.00000001")]),
        "is_big": st.sampled_from([None, True, False]),
        "parts": st.sampled_from([None, [], ["a"], ["a", "b"], ["b", "a"]]),
    }
)
KEYS = st.tuples(st.sampled_from([None, "", "a", "b"]), st.sampled_from([None, 0, 1]))
TABLES = st.dictionaries(KEYS, CELLS, max_size=12)
Table = dict[tuple[Any, ...], dict[str, Any]]


def write_things(path: Path, table: Table) -> Path:
    """The rows as parquet."""
    rows = [{"name": key[0], "number": key[1], **cells} for key, cells in table.items()]
    pq.write_table(pa.Table.from_pylist(rows, pa.schema(list(TYPES.items()))), path)
    return path


def compare_slowly(before: Table, after: Table) -> tuple[Any, ...]:
    """Keys added and removed, and changed cells by key, in plain Python."""
    changed = {
        key: {
            (name, str(cell), str(after[key][name]))
            for name, cell in before[key].items()
            if cell != after[key][name]
        }
        for key in before.keys() & after
    }
    return (
        after.keys() - before,
        before.keys() - after,
        {key: cells for key, cells in changed.items() if cells},
    )


def read_difference(found: Difference) -> tuple[Any, ...]:
    """The same of what the warehouse finds."""
    changed = {
        row.key: {
            (name, str(old), str(new)) if name != "price" else (name, *spell(old, new))
            for name, old, new in row.cells
        }
        for row in found.changed
    }
    return set(found.added), set(found.removed), changed


def spell(*prices: Decimal | None) -> tuple[str, ...]:
    """Prices as the drawn ones are spelled: parquet gives them eight places."""
    return tuple(str(each if each is None or each else Decimal(0)) for each in prices)


@given(before=TABLES, after=TABLES)
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_comparison_agrees_with_one_in_plain_python(
    tmp_path: Path, before: Table, after: Table
) -> None:
    found = compare_extracts(
        THINGS,
        write_things(tmp_path / "before.parquet", before),
        write_things(tmp_path / "after.parquet", after),
        100,
    )
    added, removed, changed = compare_slowly(before, after)
    assert read_difference(found) == (added, removed, changed)
    assert found.counts == {
        "added": len(added),
        "removed": len(removed),
        "changed": len(changed),
    }


def test_a_hundred_thousand_rows_are_all_compared(tmp_path: Path) -> None:
    # More than one of the batches in which rows are read; every thousandth differs.
    for name, shift in (("before", 0), ("after", 1)):
        numbers = range(shift * 10, 100_000 + shift * 10)
        day = date(2024, 4, 1 + shift)
        table = pa.table(
            {
                "name": [str(number) for number in numbers],
                "number": pa.array([1] * len(numbers), pa.int32()),
                "day": [None if number % 1000 else day for number in numbers],
            }
        )
        pq.write_table(table, tmp_path / f"{name}.parquet")
    found = compare_extracts(
        THINGS, tmp_path / "before.parquet", tmp_path / "after.parquet", 3
    )
    # Row 0 is among the ten that are gone; row 100,000 among the ten that came.
    assert found.counts == {"added": 10, "removed": 10, "changed": 99}
    assert [row.key for row in found.changed] == [
        ("1000", 1),
        ("10000", 1),
        ("11000", 1),
    ]


# ---- Figures -------------------------------------------------------------------------


def figures(
    before: OpenRelease, after: OpenRelease, period: str = "2024-25"
) -> dict[str, tuple[str, str]]:
    """The figures that differ, as both releases give them, by measure."""
    return {
        each.measure.id: (write_compared(each.before), write_compared(each.after))
        for each in compare_figures(before, after, make_period(period))
        if not each.is_same
    }


def test_every_measure_is_compared_once_and_in_order(make_release: MakeRelease) -> None:
    release = make_release(complaints=COMPLAINTS)
    changes = compare_figures(release, release, make_period("2024-25 Q3"))
    assert [each.measure.id for each in changes] == list(MEASURES)
    assert all(each.is_same for each in changes)
    for each in changes:
        period = YEAR if each.measure.is_yearly else make_period("2024-25 Q3")
        assert [each.after] == run(release, [each.measure], [period])


def test_a_figure_that_differs_is_told_with_its_counts(
    make_release: MakeRelease,
) -> None:
    homes = "year_end_date | homes_owned\n2025-03-31 | 1000"
    before = make_release(complaints=COMPLAINTS, homes=homes)
    # C-2 was answered far too late; C-1's stage 2, open till now, in time.
    after = make_release(
        complaints=change(
            COMPLAINTS,
            ("2024-07-08", "2024-08-30"),
            ("2024-06-04        |           ", "2024-06-04        | 2024-06-10"),
        )
    )
    found = figures(before, after)
    assert found["ch02_1"] == ("100.0% (2 of 2)", "50.0% (1 of 2)")
    assert found["open_2"] == ("1", "0")
    # Complaints received and their rate are what they were.
    assert not {"received_1", "received_2", "ch01_1", "ch01_2"} & set(found)


def test_the_same_share_of_other_counts_differs(make_release: MakeRelease) -> None:
    row = "C-{0} | 2024-05-01 | 2024-05-02 | 2024-05-08"
    heading = "complaint_id | received_date | acknowledged_date | responded_date"
    tables = [
        "\n".join([heading, *(row.format(each) for each in range(amount))])
        for amount in (2, 3)
    ]
    before, after = (make_release(complaints=table) for table in tables)
    assert figures(before, after)["ch02_1"] == ("100.0% (2 of 2)", "100.0% (3 of 3)")


def test_a_figure_that_is_known_in_one_release_alone_differs(
    make_release: MakeRelease, landing: Path
) -> None:
    before = make_release(homes="homes_owned\n4000")
    (landing / "homes.csv").unlink()
    after = make_release(complaints=COMPLAINTS, is_alone=True)
    found = figures(before, after)
    assert found["received_1"] == ("not supplied", "2")
    # Without homes there is no rate, and without complaints there was none either.
    assert found.get("ch01_1", ("", ""))[0] == found.get("ch01_1", ("", ""))[1]


def test_a_count_of_the_as_at_date_is_each_release_s_own(
    make_release: MakeRelease,
) -> None:
    # Its day was 4 July: open on both days, overdue on the second alone.
    drawn = """
    complaint_id | stage | received_date | acknowledged_date | responded_date
    C-1          | 2     | 2024-06-03    | 2024-06-06        |
    """
    before = make_release(complaints=drawn, as_at=date(2024, 7, 4))
    after = make_release(as_at=date(2024, 7, 5))
    found = figures(before, after)
    assert "open_2" not in found
    assert found["overdue_2"] == ("0", "1")


def test_a_figure_that_was_provisional_says_so(make_release: MakeRelease) -> None:
    drawn = """
    complaint_id | received_date | acknowledged_date | responded_date
    C-1          | 2025-03-03    | 2025-03-04        | 2025-03-07
    C-2          | 2025-03-28    | 2025-03-31        |
    """
    before = make_release(complaints=drawn, as_at=date(2025, 3, 31))
    after = make_release(as_at=date(2025, 6, 30))
    assert figures(before, after)["ch02_1"] == (
        "1 of 1 judged, 1 open, provisional",
        "50.0% (1 of 2)",
    )


def test_a_made_up_figure_says_so_on_its_side_alone(make_release: MakeRelease) -> None:
    before = make_release(complaints=COMPLAINTS, landlord="[sample]")
    after = make_release(landlord='[sample]\nanchored = { received_1 = ["2024-25"] }')
    assert figures(before, after) == {"received_1": ("2, made up", "2")}
