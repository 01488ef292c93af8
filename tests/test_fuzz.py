"""The fuzz itself, on a part of its files; and that it would find what it looks for."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

from analytics.ground.settings import PROJECT
from tests.fuzz.counting import Count, count_rows
from tests.fuzz.exports import (
    ROWS,
    make_export,
    make_table,
    write_csv,
    write_parquet,
    write_xlsx,
)
from tests.fuzz.mutations import Damaged, make_damaged
from tests.fuzz.trying import check_sentence, compare


WHOLE = {"rows_in": 24, "accepted": 20, "rejected": 3, "set_aside": 1}
COUNT = Count(rows=24, filled=24, names={"A", "B"}, cells=Counter(channel=24))
TOLD = {"counts": WHOLE, "names": ["A", "B", "B"], "cells": {"channel": 20}}


def test_a_hundred_damaged_files_and_ten_kills_lose_nothing():
    command = [sys.executable, "-m", "tests.fuzz", "--seed", "1"]
    command += ["--files", "100", "--kills", "10", "--minutes", "5"]
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    *_, files, kills = done.stdout.splitlines()
    numbers = [int(number) for number in re.findall(r"(\d+) \w", files)]
    tried, _seconds, published, refused, faults, left = numbers
    assert (tried, published + refused, faults, left) == (100, 100, 0, 0)
    # Neither all that is damaged is refused, nor is all of it let in.
    assert published >= 30
    assert refused >= 20
    assert re.fullmatch(r"10 publishes in \d+ s: ([5-9]|10) killed, 0 faults\.", kills)


@pytest.mark.parametrize("shape", ["contract", "icasework"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_an_independent_reader_counts_an_export_that_is_whole(shape, kind):
    export = make_export(shape)
    content = {
        "csv": write_csv(export, ";").encode(),
        "xlsx": write_xlsx(export),
        "parquet": write_parquet(make_table(export)),
    }
    count = count_rows(
        Damaged(
            seed=0,
            name=f"complaints.{kind}",
            content=content[kind],
            export=export,
            encoding="utf-8",
            delimiter=";",
        )
    )
    assert (count.rows, count.filled) == (ROWS, ROWS)
    assert count.names == {row[0] for row in export.rows}
    assert count.cells == Counter(
        heading
        for row in export.rows
        for heading, cell in zip(export.headings, row, strict=True)
        if cell
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_seed_is_a_file(seed):
    assert make_damaged(seed) == make_damaged(seed)


@pytest.mark.parametrize(
    ("told", "count", "found"),
    [
        pytest.param({}, {}, [], id="all is well"),
        pytest.param(
            {"counts": WHOLE | {"accepted": 19}},
            {},
            ["the sum does not hold"],
            id="a row was dropped inside",
        ),
        pytest.param(
            {},
            {"rows": 25, "filled": 25},
            ["24 rows in, but 25 of 25 rows are filled"],
            id="a row of the file was never read",
        ),
        pytest.param({}, {"rows": 26}, [], id="blank rows are none"),
        pytest.param(
            {},
            {"rows": 23, "filled": 23},
            ["24 rows in, but 23 of 23 rows are filled"],
            id="a row came from nowhere",
        ),
        pytest.param(
            {"names": ["A", "C"]},
            {},
            ["rows that the file does not have: ['C']"],
            id="cells went out of step",
        ),
        pytest.param(
            {"cells": {"channel": 19}},
            {},
            ["24 cells of channel, but 23 are kept"],
            id="a cell became empty without a word",
        ),
    ],
)
def test_a_loss_is_found(told, count, found):
    faults = compare(TOLD | told, replace(COUNT, **count))
    assert len(faults) == len(found)
    for fault, words in zip(faults, found, strict=True):
        assert fault.startswith(words)


def test_a_file_that_no_other_reader_opens_has_its_sum_held_all_the_same():
    assert compare(TOLD, None) == []
    assert compare(TOLD | {"counts": WHOLE | {"rejected": 2}}, None)


@pytest.mark.parametrize("said", ["two\nlines.", "no stop", "x" * 2000 + "."])
def test_what_is_no_sentence_is_found(said):
    assert check_sentence(said)
    assert not check_sentence("complaints.csv: it is empty.")


@pytest.mark.parametrize(
    ("work", "said"),
    [
        pytest.param("1 / 0", "ZeroDivisionError", id="another error"),
        pytest.param("os.abort()", "it died without a word: SIGABRT", id="a crash"),
        pytest.param("bytearray(10**11)", "MemoryError", id="too much memory"),
        pytest.param("signal.pause()", "it hangs", id="a hang"),
    ],
)
def test_what_goes_wrong_in_a_copy_is_a_fault(work, said):
    # In a process of its own, which has no threads that a copy would be without.
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, signal\nfrom tests.fuzz.children import begin, finish\n"
            f"print(finish(*begin(lambda: {work}), seconds=2))",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("{'fault': ")
    assert said in done.stdout
