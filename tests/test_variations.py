"""Each ordinary variation of an export gets in right, or is refused in a sentence."""

import pytest
from conftest import AS_AT
from publishing import read_rows
from variations import REFUSED, RIGHT, VARIATIONS

from analytics.ground.errors import Refusal
from analytics.release.publish import publish
from analytics.release.store import list_ids


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_variation_gets_in_with_its_dates_and_outcomes(name, tmp_path):
    file, content = VARIATIONS[name]
    path = tmp_path / file
    path.write_bytes(content)
    publication = publish([path], as_at=AS_AT, judge=None)
    rows = read_rows(publication, "extracts/complaints")
    found = sorted(
        (
            row["complaint_id"],
            row["received_date"].isoformat(),
            row["responded_date"].isoformat(),
            row["outcome"],
        )
        for row in rows
    )
    assert found == RIGHT
    assert {row["stage"] for row in rows} == {1}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_and_nothing_published(name, tmp_path):
    text, words = REFUSED[name]
    path = tmp_path / "complaints.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=words):
        publish([path], as_at=AS_AT, judge=None)
    assert list_ids() == []
