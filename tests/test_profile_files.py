"""Each slip in a profile's TOML gives one sentence, with the file and the key."""

import pytest

from analytics.ground.errors import Refusal
from analytics.profiles.files import SHIPPED, SHIPPED_NAMES, is_own, read_profile
from analytics.profiles.learnt import own_folder


GOOD = """\
[complaints.columns]
complaint_id = "Ref"
stage = "Stage"
tenure = "Tenure"
received_date = "Received"
"""

# What is written, and what the sentence must hold.
SLIPS = [
    ("[complaints", "not readable as TOML"),
    (f"datez = 'day first'\n{GOOD}", "datez"),
    (f"dates = 'year first'\n{GOOD}", "dates"),
    (f"zone = 'Europe/Londn'\n{GOOD}", "Londn"),
    (f"empty = [1]\n{GOOD}", "empty must be text"),
    (f"complaints = 3\n{GOOD.replace('complaints', 'homes')}", "complaints must be a"),
    (f"{GOOD}chanel = 'Via'\n", "chanel"),
    (f"{GOOD}channel = 3\n", "channel must be a heading or a table"),
    (f"{GOOD}channel = {{ colum = 'Via' }}\n", "colum"),
    (
        f"{GOOD}channel = {{ column = 'Via', constant = 'x' }}\n",
        "channel needs exactly",
    ),
    (f"{GOOD}channel = {{ values = {{ a = 'b' }} }}\n", "channel needs exactly one"),
    (f"[complaints]\nonly = [{{ column = 'A' }}]\n{GOOD}", "only needs a column"),
    (f"[complaints]\nreopened = 'twice'\n{GOOD}", "reopened"),
    (f"[complaints]\nnewest = 3\n{GOOD}", "newest must be text"),
    (GOOD.replace("received_date", "logged_date"), "where received_date of complaints"),
    (f"{GOOD}[complaints.stage_2]\noutcome = 'Two'\n", "received_date of complaints"),
]


@pytest.mark.parametrize(("text", "says"), SLIPS)
def test_a_slip_is_told_in_one_sentence_with_file_and_key(tmp_path, text, says):
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_profile(path)
    sentence = str(refused.value)
    assert sentence.startswith("ours.toml: ")
    assert says in sentence
    assert sentence.endswith(".")
    assert sentence.count("\n") == 0


def test_a_profile_without_a_slip_is_read(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert [block.source.name for block in read_profile(path).blocks] == ["complaints"]


def test_what_comes_with_the_project_is_no_officer_s_own_in_the_same_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATA_DIR", str(SHIPPED.parent))
    assert own_folder() == SHIPPED
    paths = own_folder().glob("*.toml")
    files = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    made = {name for name, text in files.items() if "by `profiles new`" in text}
    assert set(SHIPPED_NAMES) == set(files) - made
    assert not any(map(is_own, SHIPPED_NAMES))
