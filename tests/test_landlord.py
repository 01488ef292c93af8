"""landlord.toml: every key is read, and every mistake is one sentence."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord, ServiceArea, Target, read_landlord
from analytics.ground.settings import SAMPLE


WHOLE = """
name = "Anytown Borough Council"
short_name = "Anytown"
regulator_code = "00AA"
as_at = 2025-06-30
governing_body = "Cabinet"
complaints_panel = "Residents' Panel"
member_responsible = "Councillor for Housing"
audit_body = "Audit Committee"
peer_group = "councils"

[[service_areas]]
name = "Repairs"

[[service_areas]]
name = "Allocations"
ombudsman = "local_government"
from = 2024-04-01
to = 2025-03-31

[[bank_holidays]]
date = 2026-07-13
name = "A day of thanks"

[[bank_holidays]]
date = 2026-06-29
name = "Another"

[targets]
ch02_1 = { value = 95, source = "Housing strategy, page 4" }
tp09 = { value = 45.5, source = "Cabinet, May 2024" }

[checks]
rejected_share = 0.1

[matters]
ch02_1 = 5
ch01_1 = 1.1

[disclosure]
audience = "internal"
threshold = 10

[contacts]
complaints = "complaints@example.gov.uk"
accessibility = "access@example.gov.uk"
offices = ["01632 960000", "ZE1 0AA"]

[people]
publish = ["complaints officer"]
releases = "readers"

[freshness]
every = "quarter"

[sample]
anchored = { ch01_1 = ["2023-24", "2024-25"], "findings by finding" = ["2024-25"] }
"""


def read(folder: Path, text: str) -> Landlord:
    """The landlord of a file of that text."""
    path = folder / "landlord.toml"
    path.write_text(text, encoding="utf-8")
    return read_landlord(path)


def refuse(folder: Path, text: str) -> str:
    """The sentence with which a file of that text is refused."""
    with pytest.raises(Refusal) as refused:
        read(folder, text)
    sentence = str(refused.value)
    assert sentence.startswith("landlord.toml: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_every_key_is_read(tmp_path):
    assert read(tmp_path, WHOLE) == Landlord(
        name="Anytown Borough Council",
        short_name="Anytown",
        regulator_code="00AA",
        as_at=date(2025, 6, 30),
        governing_body="Cabinet",
        complaints_panel="Residents' Panel",
        member_responsible="Councillor for Housing",
        audit_body="Audit Committee",
        peer_group="councils",
        service_areas=(
            ServiceArea(name="Repairs", ombudsman="housing"),
            ServiceArea(
                name="Allocations",
                ombudsman="local_government",
                from_date=date(2024, 4, 1),
                to_date=date(2025, 3, 31),
            ),
        ),
        targets={
            "ch02_1": Target(value=95.0, source="Housing strategy, page 4"),
            "tp09": Target(value=45.5, source="Cabinet, May 2024"),
        },
        rejected_share=0.1,
        matters={"ch02_1": 5.0, "ch01_1": 1.1},
        audience="internal",
        threshold=10,
        contacts=(
            "complaints@example.gov.uk",
            "access@example.gov.uk",
            "01632 960000",
            "ZE1 0AA",
        ),
        accessibility_contact="access@example.gov.uk",
        people={"publish": ["complaints officer"], "releases": "readers"},
        extracts_every="quarter",
        # In order, whatever the order they were written in.
        bank_holidays=(
            (date(2026, 6, 29), "Another"),
            (date(2026, 7, 13), "A day of thanks"),
        ),
        anchored={
            "ch01_1": ("2023-24", "2024-25"),
            "findings by finding": ("2024-25",),
        },
    )


def test_the_whole_file_above_leaves_no_key_at_its_default(tmp_path):
    landlord = read(tmp_path, WHOLE)
    for field in fields(Landlord):
        assert getattr(landlord, field.name) != getattr(Landlord(), field.name)


def test_an_empty_file_is_the_neutral_landlord(tmp_path):
    landlord = read(tmp_path, "")
    assert landlord == Landlord()
    assert (landlord.name, landlord.service_areas) == ("", ())
    # Who is not told otherwise sees no small numbers, and nothing is made up.
    assert (landlord.audience, landlord.threshold) == ("public", 5)
    assert not landlord.is_sample


def test_a_sample_is_one_even_if_no_figure_of_it_is_anchored(tmp_path):
    assert read(tmp_path, "[sample]").is_sample
    assert read(tmp_path, "[sample]").anchored == {}


def test_the_sample_landlord_reads():
    landlord = read_landlord(SAMPLE / "landlord.toml")
    assert landlord.is_sample
    assert landlord.as_at == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("first", "last", "is_used"),
    [
        (date(2024, 3, 1), date(2024, 3, 31), False),
        (date(2024, 3, 1), date(2024, 4, 1), True),
        (date(2025, 3, 31), date(2025, 4, 30), True),
        (date(2025, 4, 1), date(2025, 4, 30), False),
    ],
)
def test_an_area_is_used_from_its_first_to_its_last_day(first, last, is_used):
    area = ServiceArea(
        name="Allocations", from_date=date(2024, 4, 1), to_date=date(2025, 3, 31)
    )
    assert area.is_used_between(first, last) is is_used


def test_an_area_without_dates_is_always_used():
    area = ServiceArea(name="Repairs")
    assert area.is_used_between(date(1990, 1, 1), date(1990, 1, 1))


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", False),
        ("[people]", False),
        ('[people]\nreleases = "officer"', False),
        ('[people]\nreleases = "readers"', True),
        # Whoever publishes need not be who goes back.
        ('[people]\npublish = "readers"', False),
    ],
)
def test_readers_switch_releases_only_where_the_file_says_so(tmp_path, text, may):
    assert read(tmp_path, text).may_readers_switch is may


@pytest.mark.parametrize(
    ("every", "as_at", "due"),
    [
        ("month", date(2025, 5, 15), date(2025, 6, 15)),
        # A month's end is followed by a month's end, longer or shorter.
        ("month", date(2025, 6, 30), date(2025, 7, 31)),
        ("month", date(2025, 1, 31), date(2025, 2, 28)),
        ("month", date(2024, 1, 31), date(2024, 2, 29)),
        ("month", date(2025, 2, 28), date(2025, 3, 31)),
        # A leap year's 28 February is no month's end.
        ("month", date(2024, 2, 28), date(2024, 3, 28)),
        ("month", date(2025, 1, 30), date(2025, 2, 28)),
        ("month", date(2025, 12, 31), date(2026, 1, 31)),
        ("quarter", date(2025, 6, 30), date(2025, 9, 30)),
        ("quarter", date(2025, 9, 30), date(2025, 12, 31)),
        ("quarter", date(2025, 12, 31), date(2026, 3, 31)),
        ("year", date(2025, 3, 31), date(2026, 3, 31)),
        ("year", date(2024, 2, 29), date(2025, 2, 28)),
        ("year", date(2023, 2, 28), date(2024, 2, 29)),
    ],
)
def test_the_next_extract_is_due_after_whole_months(every, as_at, due):
    assert Landlord(extracts_every=every).find_next_due(as_at) == due


def test_no_extract_is_due_where_nobody_says_how_often(tmp_path):
    assert read(tmp_path, "[freshness]").find_next_due(date(2025, 6, 30)) is None
    assert read_landlord(SAMPLE / "landlord.toml").extracts_every == ""


# The mistake, and what its sentence must name: key, value and rule.
MISTAKES = {
    'nmae = "X"': ("nmae", "the nearest is name"),
    "zzz = 1": ("zzz", "not known", "service_areas"),
    "name = 5": ("name", '"5"', "text"),
    'short_name = ["a"]': ("short_name", "['a']", "text"),
    "regulator_code = 1.5": ("regulator_code", '"1.5"', "text"),
    "governing_body = true": ("governing_body", "text"),
    "complaints_panel = 1": ("complaints_panel", '"1"', "text"),
    "member_responsible = 1": ("member_responsible", '"1"', "text"),
    "audit_body = 1": ("audit_body", '"1"', "text"),
    "peer_group = 1": ("peer_group", '"1"', "text"),
    'as_at = "2025-06-30"': ("as_at", '"2025-06-30"', "without quotes"),
    "as_at = 2025-06-30T00:00:00": ("as_at", "2025-06-30 00:00:00", "date"),
    "as_at = 20250630": ("as_at", '"20250630"', "date"),
    'service_areas = "Repairs"': ("service_areas", "[[service_areas]]"),
    'service_areas = ["Repairs"]': ("service_areas", "name"),
    '[[service_areas]]\nombudsman = "housing"': ("service_areas", "name"),
    "[[service_areas]]\nname = 1": ("service_areas", "name"),
    '[[service_areas]]\nname = "A"\nombudsman = "lgo"': (
        "ombudsman",
        '"lgo"',
        "housing, local_government",
    ),
    '[[service_areas]]\nname = "A"\nfrom = "2024"': ("from", '"2024"', "date"),
    '[[service_areas]]\nname = "A"\nto = 2024': ("to", '"2024"', "date"),
    '[[service_areas]]\nname = "A"\n[[service_areas]]\nname = "A"': ('"A"', "twice"),
    "bank_holidays = [2026-07-13]": ("bank_holidays", "a date and a name"),
    "bank_holidays = 2026-07-13": ("bank_holidays", "[[bank_holidays]]"),
    "[[bank_holidays]]\ndate = 2026-07-13": ("bank_holidays", "a date and a name"),
    '[[bank_holidays]]\nname = "A"': ("bank_holidays", "a date and a name"),
    '[[bank_holidays]]\ndate = 2026-07-13\nname = " "': ("bank_holidays", "a name"),
    '[[bank_holidays]]\ndate = "2026-07-13"\nname = "A"': ("date", "without quotes"),
    "[[bank_holidays]]\ndate = 2026-07-13\nname = 1": ("name", '"1"', "text"),
    # A slip of the day: whoever means a weekend's substitute has to name that.
    '[[bank_holidays]]\ndate = 2026-07-12\nname = "A"': (
        '"A"',
        "Sunday 2026-07-12",
        "no working day anyway",
    ),
    '[[bank_holidays]]\ndate = 2026-07-13\nname = "A"\n'
    '[[bank_holidays]]\ndate = 2026-07-13\nname = "B"': ("2026-07-13", "twice"),
    "targets = 5": ("targets", "[targets]"),
    "[targets]\nch02_1 = 95": ("ch02_1", '"95"', "a value and a source"),
    "[targets]\nch02_1 = { value = 95 }": ("ch02_1", "source"),
    '[targets]\nch02_1 = { value = "95", source = "x" }': ("ch02_1", '"95"', "number"),
    '[targets]\nch02_1 = { value = true, source = "x" }': ("ch02_1", "number"),
    'disclosure = "public"': ("disclosure", "[disclosure]"),
    '[disclosure]\naudience = "Public"': ("audience", '"Public"', "internal, public"),
    '[disclosure]\naudience = ["public"]': ("audience", "internal, public"),
    "[disclosure]\nthreshold = 0": ("threshold", '"0"', "above nought"),
    "[disclosure]\nthreshold = 5.5": ("threshold", '"5.5"', "whole number"),
    "[disclosure]\nthreshold = true": ("threshold", "whole number"),
    'contacts = ["a@example.org"]': ("contacts", "[contacts]"),
    'people = "all"': ("people", "[people]"),
    '[people]\nreleases = "everybody"': ("releases", '"everybody"', "officer, readers"),
    '[people]\nreleases = ["readers"]': ("releases", "officer, readers"),
    'freshness = "month"': ("freshness", "[freshness]"),
    '[freshness]\nevery = "week"': ("every", '"week"', "month, quarter, year"),
    '[freshness]\nevery = ""': ("every", '""', "month, quarter, year"),
    "[freshness]\nevery = 3": ("every", '"3"', "month, quarter, year"),
    "sample = true": ("sample", "[sample]"),
    '[sample]\nanchored = ["ch01_1"]': ("anchored", "periods"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_one_sentence_with_file_key_value_and_rule(tmp_path, text):
    sentence = refuse(tmp_path, text)
    for part in MISTAKES[text]:
        assert part in sentence


# A misspelt key inside a block must not quietly leave the default in force: the
# threshold below would go on being 5, and the area's name would be in use for ever.
MISSPELT = {
    "[disclosure]\ntreshold = 10": "treshold",
    '[disclosure]\naudiance = "internal"': "audiance",
    '[[service_areas]]\nname = "A"\nform = 2024-04-01': "form",
    '[targets]\nch02_1 = { value = 95, source = "x", unit = "%" }': "unit",
    '[[bank_holidays]]\ndate = 2026-07-13\nname = "A"\nregion = "x"': "region",
    '[sample]\nanchord = { ch01_1 = ["2024-25"] }': "anchord",
    '[people]\nrelease = "readers"': "release",
    '[freshness]\nevry = "month"': "evry",
}


@pytest.mark.parametrize("text", MISSPELT)
def test_a_misspelt_key_inside_a_block_is_a_mistake_too(tmp_path, text):
    assert MISSPELT[text] in refuse(tmp_path, text)


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_a_target_that_is_no_number_is_a_mistake(tmp_path, value):
    text = f'[targets]\nch02_1 = {{ value = {value}, source = "x" }}'
    assert "number" in refuse(tmp_path, text)


@pytest.mark.parametrize("value", ["nan", "0", "-5", "true", '"5"'])
def test_what_matters_is_a_number_above_nought(tmp_path, value):
    assert "what matters of ch02_1" in refuse(tmp_path, f"[matters]\nch02_1 = {value}")


def test_an_area_that_ends_before_it_starts_is_a_mistake(tmp_path):
    text = '[[service_areas]]\nname = "A"\nfrom = 2025-04-01\nto = 2024-03-31'
    sentence = refuse(tmp_path, text)
    assert "2024-03-31" in sentence


@pytest.mark.parametrize("text", ["name = ", "name = Anytown", "[a", 'name = "A'])
def test_a_file_that_is_no_toml_says_where(tmp_path, text):
    assert "not readable as TOML" in refuse(tmp_path, text)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path):
    path = tmp_path / "landlord.toml"
    path.write_bytes(b'name = "Caf\xe9"')
    with pytest.raises(Refusal, match=r"^landlord\.toml: .*TOML.*\.$"):
        read_landlord(path)


def test_the_mark_that_windows_puts_before_text_does_not_matter(tmp_path):
    path = tmp_path / "landlord.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "Anytown"')
    assert read_landlord(path).name == "Anytown"


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path):
    for path in (tmp_path / "landlord.toml", tmp_path):
        with pytest.raises(Refusal, match=r"it cannot be opened \(.*\)\.$"):
            read_landlord(path)
