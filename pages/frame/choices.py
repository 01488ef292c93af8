"""What the filters offer, as the words that stand in them and in the page's address.

Streamlit writes a filter's words, not the value behind them, into the address, and
drops what it does not recognise; so words and values are matched here and nowhere else.
"""

from analytics.figures.counting.groups import list_values
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_period
from analytics.ground.peer_groups import GROUPS
from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED


WHOLE_YEAR = "Whole year"
# Whom each figure counts by its own definition, as it is published.
AS_PUBLISHED = "As published"
ALL_RESIDENTS = "All residents"
BOTH_STAGES = "Both stages"


def name_quarters(quarters: str) -> str:
    """A run of quarters as months, the same in every year: "April to June"."""
    period = make_period(f"2001-02 {quarters}")
    return f"{period.first:%B} to {period.last:%B}"


# Every run of quarters inside a reporting year, by its words.
RUNS = ("Q1", "Q2", "Q3", "Q4", "Q1 to Q2", "Q2 to Q3", "Q3 to Q4", "Q1 to Q3")
YEAR_PARTS: dict[str, str] = {
    WHOLE_YEAR: "",
    **{name_quarters(quarters): quarters for quarters in (*RUNS, "Q2 to Q4")},
}
STAGES: dict[str, tuple[int, ...]] = {
    BOTH_STAGES: (1, 2),
    "Stage 1": (1,),
    "Stage 2": (2,),
}
# The filters that can have several values, each with its dimension.
SEVERAL: dict[str, str] = {"area": "service_area", "ward": "ward"}
# Landlords to stand beside, by their words.
PEER_CHOICES: dict[str, str] = {group.label: group.id for group in GROUPS.values()}
# What links between pages carry besides the filters; the page that reads one says so
# itself where it knows no such value.
OF_FIGURES = ("measure", "by", "group", "rows", "start", "case")
CARRIED = (*OF_FIGURES, "find", "sort", "before", "after", "paper")


def list_residents(release: OpenRelease) -> dict[str, str]:
    """Tenures that complained, by their words."""
    tenures = list_values(release, "tenure", "complaint_stages")
    return {DIMENSIONS["tenure"].name_value(tenure): tenure for tenure in tenures}


def list_recorded(release: OpenRelease, dimension: str) -> list[str]:
    """Values of a dimension that complaints have."""
    values = list_values(release, dimension, "complaint_stages")
    return [value for value in values if value != NOT_RECORDED]


def list_areas(release: OpenRelease) -> list[str]:
    """Service areas that complaints name, and those the landlord lists besides."""
    listed = [area.name for area in release.landlord.service_areas]
    return list(dict.fromkeys([*list_recorded(release, "service_area"), *listed]))


def list_options(release: OpenRelease) -> dict[str, list[str]]:
    """The words each filter may have in a release, by the filter's key."""
    return {
        "year": release.years,
        "part": list(YEAR_PARTS),
        "residents": [AS_PUBLISHED, ALL_RESIDENTS, *list_residents(release)],
        "area": list_areas(release),
        "stage": list(STAGES),
        "ward": list_recorded(release, "ward"),
        "peers": list(PEER_CHOICES),
    }
