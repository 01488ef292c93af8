"""Imported benchmarks: kept whole, listed, and told of on the command line."""

import fcntl
import json
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from golden import OPEN_DATA
from regulator import (
    make_2025,
)
from test_cli import Ask, ask
from workbooks import (
    IN_TIME_1,
    SHARE_1,
    write,
)

from analytics.bearing.peers.store import (
    benchmarks_folder,
    import_benchmarks,
    list_imported,
    read_imported,
    read_peers,
)
from analytics.bearing.peers.workbook import (
    read_workbook,
)
from analytics.ground.errors import Refusal, UsageError
from analytics.release.store import UNFINISHED


__all__ = ["ask"]

# --- Keeping it -----------------------------------------------------------------------


def test_an_import_keeps_figures_and_origin_in_one_file(tmp_path):
    imported = import_benchmarks(write(tmp_path))
    assert imported.file == "tsm.xlsx"
    assert re.fullmatch(r"[0-9a-f]{64}", imported.sha256)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", imported.imported_at)
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]
    assert list_imported() == ["2023-24"]
    assert set(imported.entries) == set(read_workbook(tmp_path / "tsm.xlsx").entries)
    assert imported.count_landlords() == dict.fromkeys(sorted(OPEN_DATA), 3)


def test_a_second_import_takes_the_place_of_the_first(tmp_path):
    import_benchmarks(write(tmp_path))
    import_benchmarks(write(tmp_path, homes=5_000))
    assert len(list_imported()) == 1
    peers = read_peers("ch01_1", "2023-24", "councils")
    assert peers is not None
    assert peers.codes == ("00XA", "00XB")
    assert peers.values.tolist() == [16.0, pytest.approx(100 / 3)]


def test_who_has_the_first_open_keeps_it(tmp_path):
    import_benchmarks(write(tmp_path))
    with (benchmarks_folder() / "2023-24.parquet").open("rb") as stream:
        before = stream.read()
        import_benchmarks(write(tmp_path, homes=5_000))
        stream.seek(0)
        assert stream.read() == before
    assert (benchmarks_folder() / "2023-24.parquet").read_bytes() != before


def test_a_figure_that_was_excluded_is_no_peers_though_its_counts_are_there(tmp_path):
    import_benchmarks(write(tmp_path, cells={SHARE_1: "[E]"}))
    peers = read_peers("ch02_1", "2023-24", "all")
    assert peers is not None
    assert peers.codes == ("00XB", "L9001")


def test_a_refused_import_leaves_what_was_there(tmp_path):
    before = import_benchmarks(write(tmp_path))
    with pytest.raises(Refusal):
        import_benchmarks(write(tmp_path, kind="ALMO"))
    assert read_imported("2023-24") == before
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]


def test_what_a_killed_import_left_behind_is_cleared(tmp_path):
    benchmarks_folder().mkdir(parents=True)
    (benchmarks_folder() / f"{UNFINISHED}x.parquet").write_bytes(b"half")
    assert list_imported() == []
    import_benchmarks(write(tmp_path))
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]


def test_what_another_import_is_writing_is_left_alone(tmp_path):
    benchmarks_folder().mkdir(parents=True)
    place = benchmarks_folder() / f"{UNFINISHED}y"
    with place.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        import_benchmarks(write(tmp_path))
        assert place.exists()


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    import_benchmarks(write(tmp_path))
    (benchmarks_folder() / "2021-22.parquet").symlink_to(tmp_path / "gone")
    with pytest.raises(Refusal, match=r"2021-22\.parquet: it cannot be opened"):
        read_imported("2021-22")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, data_folder):
    data_folder.write_text("a file", encoding="utf-8")
    with pytest.raises(Refusal, match="it cannot be written"):
        import_benchmarks(write(tmp_path))


@pytest.mark.parametrize("damage", ["bytes", "no manifest", "no column"])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path, damage):
    import_benchmarks(write(tmp_path))
    path = benchmarks_folder() / "2023-24.parquet"
    if damage == "bytes":
        path.write_bytes(b"PAR1 nothing")
    elif damage == "no manifest":
        pq.write_table(pq.read_table(path).replace_schema_metadata({}), path)
    else:
        table = pq.read_table(path)
        pq.write_table(table.drop_columns(["missing"]), path)
    with pytest.raises(Refusal) as refused:
        read_imported("2023-24")
    assert str(refused.value) == (
        "2023-24.parquet: the imported figures are damaged; import the regulator's "
        "workbook again."
    )


def test_a_year_that_was_not_imported_is_wrong_usage(tmp_path):
    import_benchmarks(write(tmp_path))
    with pytest.raises(UsageError, match="the nearest is 2023-24"):
        read_imported("2024-25")
    assert read_peers("ch01_1", "2024-25", "all") is None


def test_groups_are_told_by_type_and_band(tmp_path):
    import_benchmarks(write(tmp_path))
    codes = {
        group: getattr(read_peers("tp09", "2023-24", group), "codes", None)
        for group in ("all", "councils", "councils_below_5000", "associations")
    }
    assert codes == {
        "all": ("00XA", "00XB", "L9001"),
        "councils": ("00XA", "00XB"),
        "councils_below_5000": ("00XA",),
        "associations": ("L9001",),
    }


def test_the_kept_types_are_those_declared(tmp_path):
    import_benchmarks(write(tmp_path))
    table = pq.read_table(benchmarks_folder() / "2023-24.parquet")
    assert table.schema.field("value").type == pa.float64()
    assert table.schema.field("is_small").type == pa.bool_()


# --- The command line -----------------------------------------------------------------


def test_import_and_list_as_documents(tmp_path, ask: Ask):
    assert ask("benchmarks", "list", "--json").read() == []
    assert ask("benchmarks", "list").out == "Nothing has been imported yet.\n"
    path = write(tmp_path, cells={IN_TIME_1: "[X]", SHARE_1: 0})
    answer = ask("benchmarks", "import", path, "--json")
    document = answer.read()
    assert (answer.status, answer.err) == (0, "")
    assert document["year"] == "2023-24"
    assert document["landlords"]["ch02_1"] == 2
    listed = ask("benchmarks", "list", "--json").read()
    ours = [each for each in listed if each["landlord_code"] == "00XA"]
    assert ours[0] == {
        "year": "2023-24",
        "landlord_code": "00XA",
        "landlord_name": "Landlord 00XA",
        "type": "council",
        "stock": "lcra",
        "homes": 4000,
        "measure": "ch01_1",
        "numerator": 80,
        "denominator": 4000,
        "value": 20,
        "missing": None,
    }
    [blank] = [e for e in ours if (e["stock"], e["measure"]) == ("lcra", "ch02_1")]
    assert (blank["numerator"], blank["value"], blank["missing"]) == (None, None, "[X]")
    assert listed == ask("benchmarks", "list", "--year", "2023-24", "--json").read()


def test_import_and_list_in_words(tmp_path, ask: Ask):
    path = write(tmp_path, make_2025(), kind="LA")
    answer = ask("benchmarks", "import", path)
    assert answer.out.startswith("Imported 2024-25 from tsm.xlsx: 3 landlords for ch01")
    assert "is read as stage one, as its code CH02 1 says" in answer.err
    assert "2024-25" in ask("benchmarks", "list").out


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["import", "none.xlsx"], 1, "none.xlsx: there is no such file.\n"),
        (["import", "x", "--year", "2024"], 2, "is not a reporting year"),
        (["list", "--year", "2024-25"], 2, "No figures of 2024-25 have been imported"),
        (["list", "--year", "soon"], 2, "is not a reporting year"),
        (["import"], 2, "file"),
        ([], 2, ""),
    ],
)
def test_what_cannot_be_done_is_one_sentence(ask: Ask, arguments, status, sentence):
    answer = ask("benchmarks", *arguments)
    assert answer.status == status
    assert sentence in answer.out + answer.err


def test_a_document_is_whole_json_without_nan(tmp_path, ask: Ask):
    ask("benchmarks", "import", write(tmp_path, stage_2=(0, 0)))
    text = ask("benchmarks", "list", "--json").out
    assert "NaN" not in text
    assert json.loads(text)
