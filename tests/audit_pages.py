"""Releases for the pages of cases, areas and numbers, shown through the real menu."""

import pytest
from conftest import INTERNAL, data_in, publish_drawn
from shown_pages import (
    list_tables,
    open_folds,
    read_table,
    start_menu,
    turn_to,
    unescape,
)

from pages.frame.entries import SERVICE_AREAS


# Repairs: two in time, one late that is about noise too, and a late stage 2. Noise:
# two in time and two late stage 2. Allocations: two late. So each order is another.
COMPLAINTS = """
complaint_id | stage | received_date | acknowledged_date | responded_date | outcome    | service_areas
R-1          | 1     | 2024-05-01    | 2024-05-01        | 2024-05-09     | upheld     | Repairs
R-2          | 1     | 2024-05-02    | 2024-05-02        | 2024-05-10     | upheld     | Repairs
R-3          | 1     | 2024-08-01    | 2024-08-01        | 2024-10-01     | upheld     | Repairs;Noise
N-1          | 1     | 2024-08-02    | 2024-08-02        | 2024-08-09     | not_upheld | Noise
N-2          | 1     | 2024-10-01    | 2024-10-01        | 2024-10-08     | not_upheld | Noise
A-1          | 1     | 2024-10-02    | 2024-10-02        | 2024-12-20     | upheld     | Allocations
A-2          | 1     | 2024-10-03    | 2024-10-03        | 2024-12-20     | upheld     | Allocations
R-1          | 2     | 2024-06-03    | 2024-06-03        | 2024-10-01     | upheld     | Repairs
N-1          | 2     | 2024-09-02    | 2024-09-02        | 2025-01-10     | upheld     | Noise
N-2          | 2     | 2024-11-01    | 2024-11-01        | 2025-03-10     | upheld     | Noise
"""  # noqa: E501

# Two promises about moving, of which nobody complained.
ACTIONS = """
action_id | status | service_area | complaint_id
X-1       | open   | Moving       |
X-2       | open   | Moving       |
X-3       | open   | Repairs      | R-1
"""

LANDLORD = """
[[service_areas]]
name = "Repairs"
ombudsman = "housing"

[[service_areas]]
name = "Allocations"
ombudsman = "local_government"

[[service_areas]]
name = "Noise"
ombudsman = "housing"

[[service_areas]]
name = "Moving"
ombudsman = "housing"

[[service_areas]]
name = "Parking"
ombudsman = "housing"
from = 2026-01-01

[disclosure]
audience = "{audience}"
"""

FINDINGS = """
determination_id | determined_date | head | finding
D-1              | 2024-05-01      | Damp | redress
"""

# Sixty complaints: more than a table is read for.
SIXTY = "\n".join(
    [
        "complaint_id | received_date | acknowledged_date | responded_date | ward_name",
        *(
            f"C-{number:02} | 2024-05-01 | 2024-05-01 | 2024-05-09 | "
            f"{'Ash' if number < 2 else 'Birch'}"
            for number in range(60)
        ),
    ]
)


@pytest.fixture(scope="module")
def published(tmp_path_factory, sample_data):
    """Data folders that several tests only look at."""
    drawn = {"complaints": COMPLAINTS, "learning_actions": ACTIONS}
    releases = {
        "inside": (LANDLORD.format(audience="internal"), drawn),
        "public": (LANDLORD.format(audience="public"), drawn),
        "sixty": (INTERNAL, {"complaints": SIXTY, "ombudsman_findings": FINDINGS}),
    }
    folders = {"sample": sample_data}
    for name, (landlord, tables) in releases.items():
        folder = tmp_path_factory.mktemp(name)
        folders[name] = folder / "data"
        with data_in(folders[name]):
            publish_drawn(folder / "landing", landlord, **tables)
    return folders


@pytest.fixture
def show(published, monkeypatch):
    """A function that opens a page of one of those releases, as an address asks."""

    def open_page(name, path, **query):
        if name:
            monkeypatch.setenv("DATA_DIR", str(published[name]))
        page = start_menu(**query)
        if path == SERVICE_AREAS:
            # Its address is not its file's name, so the menu must have run once.
            page.run()
        open_folds(turn_to(page, path))
        assert not page.exception, page.exception
        assert not page.error, page.error
        return page

    return open_page


def read_warnings(page):
    return [unescape(each.value) for each in page.warning]


def list_cases(page):
    """The ids in the list of rows."""
    tables = [table for table in list_tables(page) if table.value.index.name == "Case"]
    return [name for table in tables for name in read_table(table)]
