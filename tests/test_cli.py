"""The command line that others script: one document out, sentences beside, a status."""

import getpass
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import INTERNAL, data_in, publish_drawn, write_table
from golden import RESULT_KEYS

from analytics import cli
from analytics.ground.settings import PROJECT
from analytics.measures import MEASURES
from analytics.release.store import current_id, list_ids


# Five complaints of 2024-25, one of them in its third quarter, two of 2023-24.
COMPLAINTS = """
    complaint_id | stage | tenure    | received_date | service_areas | outcome | responded_date
    A            | 1     | lcra      | 2024-04-02    | Repairs       | upheld  | 2024-04-10
    B            | 1     | lcra      | 2024-05-02    | Repairs;Noise | upheld  | 2024-05-10
    C            | 1     | leasehold | 2024-06-03    | Noise         | upheld  | 2024-06-10
    D            | 1     | lcra      | 2024-11-04    | Lifts         | upheld  | 2024-11-11
    D            | 2     | lcra      | 2024-12-02    | Lifts         |         |
    E            | 1     | lcra      | 2023-05-02    | Repairs       |         |
    F            | 1     | lcra      | 2024-03-28    | Repairs       |         |
"""  # noqa: E501


class Answer:
    """What a command wrote, and the status it left with."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        assert "Traceback" not in err

    def read(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """A function that runs a command in this process."""

    def run(*arguments: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["analytics", *map(str, arguments)])
        status = 0
        try:
            cli.main()
        except SystemExit as left:
            status = left.code or 0
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return run


def ask_process(*arguments: object) -> Answer:
    """Run a command as people do, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "analytics", *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release of the complaints above."""
    data, landing = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("landing")
    with data_in(data):
        publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    return data


@pytest.fixture
def published(published_once: Path, data_folder: Path) -> str:
    """The id of that release, in a data folder of the test's own."""
    shutil.copytree(published_once, data_folder)
    return "2025-06-30.1"


@pytest.fixture
def republished(published: str, landing: Path) -> str:
    """The id of a second release, which is now the current one."""
    release = publish_drawn(landing, homes="homes_owned\n4202")
    assert release.id != published
    return release.id


# --- publish --------------------------------------------------------------------------


def test_publish_prints_one_document_and_its_remarks_beside_it(landing):
    write_table(
        landing,
        "homes",
        "stock_type | homes_owned | colour\nlcra | 4202 | red\nlcho | 0 | blue",
    )
    (landing / "notes.txt").write_text("x", encoding="utf-8")
    command = ("publish", landing, "--as-at", "2025-06-30", "--json")
    answer = ask_process(*command, "--yes", "rejected:homes")
    assert answer.status == 0
    assert answer.read() == {
        "release": "2025-06-30.1",
        "as_at": "2025-06-30",
        "is_sample": False,
        "sources": {
            "homes": {
                "rows_in": 2,
                "accepted": 1,
                "rejected": 1,
                "set_aside": 0,
                "cells_set_aside": 0,
            }
        },
    }
    assert answer.err.splitlines() == [
        "notes.txt: ignored, it is not named after a source.",
        "homes.csv: columns not read: colour.",
        'homes.csv, row 3: homes_owned is "0", but the number of homes must be above '
        "nought.",
    ]


def test_publish_without_json_is_a_table_for_people(landing, ask):
    write_table(landing, "homes", "homes_owned\n4202")
    answer = ask("publish", landing, "--as-at", "2025-06-30")
    assert answer.status == 0
    assert "Published as release 2025-06-30.1, now the current one." in answer.out
    assert re.search(r"homes\W+1\W+1\W+0\W+0", answer.out)
    assert answer.err == ""


def test_a_refused_publish_is_one_sentence_with_status_1(landing):
    write_table(landing, "homes", "homes_owned\n0")
    answer = ask_process("publish", landing, "--as-at", "2025-06-30", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("homes.csv: none of its 1 rows can be accepted")
    assert answer.err.count("\n") == 1
    assert list_ids() == []


def test_publish_takes_several_paths_and_another_landlord(landing, tmp_path, ask):
    homes = write_table(landing, "homes", "homes_owned\n4202")
    events = write_table(tmp_path / "more", "events", "label\nNew system")
    landlord = tmp_path / "other.toml"
    landlord.write_text("as_at = 2025-03-31\n[sample]", encoding="utf-8")
    document = ask("publish", homes, events, "--landlord", landlord, "--json").read()
    assert list(document["sources"]) == ["homes", "events"]
    assert document["is_sample"] is True
    assert document["as_at"] == "2025-03-31"


def test_a_dry_run_says_what_would_move_and_publishes_nothing(landing, ask, published):
    write_table(landing, "complaints", "complaint_id | received_date\nG | 2024-05-06")
    (landing / "landlord.toml").write_text(INTERNAL, encoding="utf-8")
    command = ("publish", landing, "--as-at", "2025-06-30", "--dry-run")
    told = ask(*command)
    assert told.status == 0
    assert "complaints G / 1 would be added.\n" in told.out
    assert re.search(r"received_1 +│ 4 +│ 5 ", told.out)
    assert told.out.endswith("Nothing was published: this was a dry run.\n")
    document = ask(*command, "--json").read()
    assert document["appended_to"] == published
    assert document["rows"][0]["first_added"] == ["G / 1"]
    [received] = [
        each for each in document["figures"] if each["measure"] == "received_1"
    ]
    assert (received["before"], received["after"]) == ("4", "5")
    assert list_ids() == [published]


def test_days_are_replaced_only_with_a_yes_to_exactly_that(landing, ask, published):
    write_table(landing, "complaints", "complaint_id | received_date\nA | 2024-04-02")
    (landing / "landlord.toml").write_text(INTERNAL, encoding="utf-8")
    command = ("publish", landing, "--as-at", "2025-06-30")
    command = (*command, "--replace", "2024-04-01..2025-03-31")
    refused = ask(*command)
    assert (refused.status, refused.out) == (1, "")
    assert "4 of the 7 rows of complaints in release" in refused.err
    assert refused.err.endswith("say `--yes fewer:complaints`.\n")
    assert list_ids() == [published]
    document = ask(*command, "--dry-run", "--json").read()
    assert list(document["needs_yes"]) == ["fewer:complaints"]
    assert document["rows"][0]["vanishing_rows"] == ["B / 1", "C / 1", "D / 1", "D / 2"]
    assert ask(*command, "--yes", "fewer:complaints").status == 0
    assert len(list_ids()) == 2
    wrong = ask(*command[:-1], "2024-25")
    assert (wrong.status, "2024-25" in wrong.err) == (2, True)


def test_only_the_first_rejected_rows_are_told_and_the_others_counted(landing, ask):
    write_table(
        landing,
        "events",
        "label | event_date\nNew | 2024-04-02\n"
        + "\n".join(f"E{number} | soon" for number in range(1030)),
    )
    command = ("publish", landing, "--as-at", "2025-06-30", "--json")
    answer = ask(*command, "--yes", "rejected:events")
    lines = answer.err.splitlines()
    assert len(lines) == 21
    kept = "the release keeps all of them in breaches.parquet"
    assert lines[-1] == f"And 1,010 more; {kept}."


@pytest.mark.parametrize(
    "day", ["soon", "30/06/2025", "2025-02-30", "2025-13-01", "20250630", "2025-W27-1"]
)
def test_an_as_at_date_that_is_none_is_wrong_usage(landing, ask, day):
    write_table(landing, "homes", "homes_owned\n4202")
    answer = ask("publish", landing, "--as-at", day, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        f'The as-at date "{day}" is not a date: write it like 2025-06-30.\n'
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "nowhere: there is no such file or folder.\n"),
        ([".", "--landlord", "no.toml"], "no.toml: it cannot be opened"),
        ([".", "--as-at", "1989-01-01"], "is not between 1990 and 2100."),
        (["."], "no file is named after a source"),
    ],
)
def test_what_cannot_be_published_is_refused_with_status_1(
    tmp_path, monkeypatch, ask, arguments, sentence
):
    monkeypatch.chdir(tmp_path)
    answer = ask("publish", *arguments, "--json")
    assert (answer.status, answer.out) == (1, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


# --- releases -------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["releases"], ["releases", "list"]])
def test_releases_lists_nothing_before_the_first(ask, command):
    assert ask(*command, "--json").read() == []
    assert ask(*command).out == "Nothing has been published yet.\n"


def test_releases_list_use_prune_and_verify_as_documents(landing, ask):
    write_table(landing, "homes", "homes_owned\n4202")
    for _ in range(3):
        assert ask("publish", landing, "--as-at", "2025-06-30", "--json").status == 0
    one, two, three = (f"2025-06-30.{number}" for number in (1, 2, 3))
    listed = ask("releases", "list", "--json").read()
    assert listed == ask("releases", "--json").read()
    assert [each["release"] for each in listed] == [one, two, three]
    assert [each["is_current"] for each in listed] == [False, False, True]
    assert {each["as_at"] for each in listed} == {"2025-06-30"}
    assert {each["is_sample"] for each in listed} == {False}
    assert listed[0]["sources"]["homes"]["accepted"] == 1

    used = ask("releases", "use", one, "--json").read()
    assert (used["release"], used["is_current"]) == (one, True)
    assert current_id() == one

    assert ask("releases", "prune", "--keep", "1", "--json").read() == {
        "pruned": [two],
        "kept": [one, three],
    }
    assert ask("releases", "verify", "--json").read() == [
        {"release": each, "is_whole": True, "problems": []} for each in (one, three)
    ]


def test_releases_in_words_for_people(ask, published):
    assert re.search(rf"{published}.*2025-06-30.*real.*current", ask("releases").out)
    assert ask("releases", "use", published).out == (
        f"Release {published} is now the current one.\n"
    )
    assert ask("releases", "prune", "--keep", "1").out == "Deleted: nothing.\n"
    assert ask("releases", "verify").out == "1 releases are whole.\n"


@pytest.mark.usefixtures("republished")
def test_a_list_of_releases_says_who_published_each_and_on_what(ask, published):
    first, second = ask("releases", "list", "--json").read()
    assert first["published_by"] == second["published_by"] == getpass.getuser()
    assert (first["appended_to"], second["appended_to"]) == (None, published)
    assert getpass.getuser() in ask("releases").out


# --- erase ----------------------------------------------------------------------------


def test_nothing_is_erased_before_it_was_shown_what_would_be(ask, published):
    asked = ask("erase", "--complaint", "D")
    assert asked.status == 1
    assert asked.out == f"Release {published}: complaints 2.\n"
    assert asked.err == "Nothing was erased: say --yes to erase this for good.\n"
    assert ask("erase", "--log").out == "Nothing has been erased yet.\n"
    done = ask("erase", "--complaint", "D", "--yes")
    assert done.status == 0
    assert f"Release {published}: complaints 2.\n" in done.out
    assert "received_1, 2024-25: 4 is 3.\n" in done.out
    assert ask("erase", "--log").out == done.out
    [entry] = ask("erase", "--log", "--json").read()
    assert entry["releases"] == {published: {"complaints": 2}}
    assert ask("releases", "verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        ((), 2, "--complaint ID"),
        (("--before", "30/06/2025"), 2, '"30/06/2025" is not a date'),
        (("--complaint", "Z"), 1, "No release holds anything of that."),
    ],
)
def test_what_cannot_be_erased_is_one_sentence(
    ask, published, arguments, status, named
):
    answer = ask("erase", *arguments, "--yes")
    assert (answer.status, answer.out) == (status, "")
    assert named in answer.err
    assert list_ids() == [published]


def test_verify_says_what_is_damaged_and_leaves_with_status_1(
    ask, published, data_folder
):
    folder = data_folder / "releases" / published
    (folder / "models" / "stock.parquet").write_bytes(b"x")
    answer = ask("releases", "verify", "--json")
    sentence = (
        f"Release {published} is damaged: models/stock.parquet is not what was "
        "published."
    )
    assert answer.status == 1
    assert answer.read() == [
        {"release": published, "is_whole": False, "problems": [sentence]}
    ]
    assert answer.err == sentence + "\n"


@pytest.mark.usefixtures("published")
def test_verify_notices_that_the_current_release_is_gone(ask, data_folder):
    (data_folder / "releases" / "CURRENT").write_text("2020-01-01.1\n", "utf-8")
    answer = ask("releases", "verify")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Release 2020-01-01.1 is damaged: it is missing.\n"


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"as_at": "2025-06-30"}'])
def test_a_damaged_manifest_is_told_and_the_others_are_listed(
    ask, published, republished, data_folder, damage
):
    (data_folder / "releases" / published / "manifest.json").write_bytes(damage)
    answer = ask("releases", "list", "--json")
    assert answer.status == 0
    assert [each["release"] for each in answer.read()] == [republished]
    assert published in answer.err


def test_a_manifest_without_its_time_does_not_stop_the_list(
    ask, published, data_folder
):
    path = data_folder / "releases" / published / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["published_at"]
    path.write_text(json.dumps(content), encoding="utf-8")
    answer = ask("releases", "list", "--json")
    assert answer.status == 0
    assert published in answer.out + answer.err


@pytest.mark.parametrize("wrong", ["2020-01-01.1", "../x", "", "x" * 300])
def test_an_id_that_does_not_exist_is_wrong_usage(ask, published, wrong):
    answer = ask("releases", "use", wrong, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("There is no release")
    assert answer.err.count("\n") == 1
    assert current_id() == published


def test_keeping_no_release_is_wrong_usage(ask, published):
    answer = ask("releases", "prune", "--keep", "0")
    assert (answer.status, answer.out) == (2, "")
    assert list_ids() == [published]


# --- measures -------------------------------------------------------------------------


def test_measures_prints_one_array_of_results_in_their_one_shape(published):
    answer = ask_process("measures", "--json")
    assert answer.status == 0
    assert answer.err == ""
    results = answer.read()
    assert {result["measure"] for result in results} == set(MEASURES)
    for result in results:
        assert list(result) == RESULT_KEYS
        assert result["release"] == published
        assert result["as_at"] == "2025-06-30"
        assert result["is_made_up"] is False
    # Without a year it is the latest that was complete.
    assert {result["period"] for result in results} == {"2024-25", "as at 2025-06-30"}


def count(answer: Answer) -> dict[tuple[str, ...], int]:
    """Counts by period and group of a document of one measure."""
    assert (answer.status, answer.err) == (0, "")
    return {
        (result["period"], *result["group"].values()): result["value"]
        for result in answer.read()
    }


@pytest.mark.usefixtures("published")
def test_every_option_of_measures_narrows_what_is_counted(ask):
    command = ("measures", "--measure", "received_1", "--json")
    assert count(ask(*command)) == {("2024-25",): 4}
    assert count(ask(*command, "--year", "2023-24", "--year", "2024-25")) == {
        ("2023-24",): 2,
        ("2024-25",): 4,
    }
    assert count(ask(*command, "--period", "2024-25 Q3")) == {("2024-25 Q3",): 1}
    # The same year twice is one year.
    assert count(ask(*command, "--year", "2024-25", "--year", "2024-25")) == {
        ("2024-25",): 4
    }
    by_tenure = count(ask(*command, "--by", "tenure"))
    assert by_tenure["2024-25",] == 4
    assert by_tenure["2024-25", "lcra"] == 3
    assert by_tenure["2024-25", "leasehold"] == 1


@pytest.mark.usefixtures("published")
def test_the_same_dimension_twice_means_either_and_different_ones_mean_both(ask):
    command = ("measures", "--measure", "received_1", "--year", "2024-25", "--json")
    repairs = ("--where", "service_area=Repairs")
    noise = ("--where", "service_area=Noise")
    assert count(ask(*command, *repairs)) == {("2024-25",): 2}
    # B is about both and counts once.
    assert count(ask(*command, *repairs, *noise)) == {("2024-25",): 3}
    assert count(ask(*command, *noise, "--where", "tenure=leasehold")) == {
        ("2024-25",): 1
    }


@pytest.mark.usefixtures("published")
def test_measures_without_json_is_a_table_for_people(ask):
    answer = ask("measures", "--measure", "received_1")
    assert answer.status == 0
    assert re.search(r"received_1\W+2024-25\W+4", answer.out)
    assert "Release 2025-06-30.1, as at 2025-06-30." in answer.out


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--year", "2024-26"], "2024-26"),
        (["--year", "2024"], "2024"),
        (["--period", "2024-25 Q5"], "2024-25 Q5"),
        (["--measure", "recieved_1"], "the nearest are received_1"),
        (["--measure", "received_1", "--by", "tenur"], "tenure"),
        (["--measure", "received_1", "--where", "tenure"], "DIMENSION=VALUE"),
        (["--measure", "received_1", "--where", "tenure=LCRA"], "LCRA"),
        (["--measure", "received_1", "--where", "colour=red"], "colour"),
    ],
)
def test_a_question_that_makes_no_sense_is_wrong_usage(ask, arguments, named):
    answer = ask("measures", *arguments, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert named in answer.err
    assert answer.err.count("\n") == 1


def test_measures_before_the_first_release_is_refused(ask):
    answer = ask("measures", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Nothing has been published yet.\n"


def test_a_damaged_release_is_answered_from_the_one_before_with_a_notice(
    ask, published, republished, data_folder
):
    (data_folder / "releases" / republished / "models" / "stock.parquet").unlink()
    answer = ask("measures", "--measure", "received_1", "--json")
    assert answer.status == 0
    assert {result["release"] for result in answer.read()} == {published}
    assert f"Release {published} is shown instead." in answer.err


# --- All commands ---------------------------------------------------------------------


def list_commands() -> list[str]:
    """Every command there is, as it is typed."""
    named = [
        command.name or command.callback.__name__
        for command in cli.commands.registered_commands
    ]
    for group in cli.commands.registered_groups:
        named += [
            f"{group.name} {command.name}"
            for command in group.typer_instance.registered_commands
        ]
    return named


def test_the_commands_that_others_script_are_there():
    assert {
        "publish",
        "measures",
        "erase",
        "releases list",
        "releases use",
        "releases prune",
        "releases verify",
    } <= set(list_commands())


def test_the_readme_mentions_every_command():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if "python -m analytics" in line]
    missing = [
        command
        for command in list_commands()
        if not any(
            f"python -m analytics {command.split()[0]}" in line
            and set(command.split()) <= set(re.findall(r"\w+", line))
            for line in lines
        )
    ]
    assert not missing


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["publsh"],
        ["publish"],
        ["publish", ".", "--colour", "red"],
        ["releases", "remove"],
        ["releases", "use"],
        ["releases", "prune"],
        ["releases", "prune", "--keep", "some"],
        ["measures", "--yaer", "2024-25"],
        ["measures", "2024-25"],
    ],
    ids=" ".join,
)
def test_wrong_usage_leaves_with_status_2_and_nothing_on_standard_output(
    ask, arguments
):
    answer = ask(*arguments)
    assert answer.status == 2
    if arguments:
        assert answer.out == ""
        assert answer.err


@pytest.mark.parametrize("command", [[], *(each.split() for each in list_commands())])
def test_every_command_explains_itself(ask, command):
    answer = ask(*command, "--help")
    assert answer.status == 0
    assert "Usage: python -m analytics" in re.sub(r"\x1b\[[0-9;]*m", "", answer.out)


@pytest.mark.parametrize("command", [["releases", "list"], ["measures"]])
def test_a_data_folder_that_is_a_file_is_one_sentence(ask, data_folder, command):
    data_folder.write_text("x", encoding="utf-8")
    answer = ask(*command, "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
