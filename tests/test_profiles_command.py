"""`profiles`: listed, shown, and made of a real export, answer by answer."""

import sys
import tomllib

import pytest

from analytics import cli


EXPORT = """\
Reference,Stage,Received on,Service,Name
A,1,13/05/2024,Lifts,Ann Smith
B,2,14/06/2024,Lifts,Bob Jones
"""


@pytest.fixture
def run(monkeypatch, capsys):
    """A function that runs a command; gives its status, output and messages."""

    def go(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["analytics", *map(str, arguments)])
        status = 0
        try:
            cli.main()
        except SystemExit as left:
            status = int(left.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return go


def test_new_asks_and_then_writes_what_publish_reads(tmp_path, run) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    status, out, err = run("profiles", "new", path)
    assert status == 1
    assert '--answer "where:tenure=…" (lcra, lcho, leasehold, other)' in err
    assert "left unread" in out
    assert "Ann Smith" not in out + err
    said = ("--answer", "where:tenure=lcra")
    status, out, _ = run("profiles", "new", path, "--name", "Ours", *said)
    assert (status, out.splitlines()[-1].endswith("ours.toml")) == (0, True)
    assert run("profiles", "new", path, "--name", "Ours", *said)[0] == 1
    status, out, _ = run("profiles", "show", "ours")
    assert tomllib.loads(out)["personal"] == ["Name"]
    assert "ours" in run("profiles", "list")[1]
    status, out, _ = run("publish", path, "--as-at", "2025-06-30")
    assert status == 0


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("where:tenure", 'The answer "where:tenure" is not ID=VALUE.'),
        ("where:tenur=lcra", 'Nobody asks "where:tenur"; the nearest is where:tenure'),
        (
            "column:Servic=personal",
            'Nobody asks "column:Servic"; the nearest are column:Service',
        ),
        ("where:tenure=lcrb", '"lcrb" is no answer to where:tenure; the nearest'),
    ],
)
def test_a_wrong_answer_is_told(tmp_path, run, answer, says) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    status, _, err = run("profiles", "new", path, "--answer", answer)
    assert status == 2
    assert says in err


def test_what_a_column_is_can_be_said_though_nobody_asks(tmp_path, run) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    said = ("--answer", "where:tenure=lcra", "--answer", "column:Service=service_areas")
    assert run("profiles", "new", path, "--name", "Ours", *said)[0] == 0
