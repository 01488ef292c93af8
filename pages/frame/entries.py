"""The menu: which pages there are, in which section, under which name and address."""

from dataclasses import dataclass

from analytics.measures.learning import THEME as LEARNING_THEME
from analytics.measures.ombudsman import THEME as OMBUDSMAN_THEME
from analytics.measures.outcomes import THEME as OUTCOMES_THEME
from analytics.measures.refusals import THEME as REFUSALS_THEME
from analytics.measures.satisfaction import THEME as SATISFACTION_THEME
from analytics.measures.timeliness import THEME as TIMELINESS_THEME
from analytics.measures.volumes import THEME as VOLUMES_THEME


# Paths are relative to the folder of menu.py, the script Streamlit runs.
OVERVIEW = "panel/overview/overview.py"
VOLUMES = "panel/volumes/volumes.py"
OUTCOMES = "panel/outcomes.py"
TIMELINESS = "panel/timeliness.py"
SATISFACTION = "panel/satisfaction/satisfaction.py"
LEARNING = "panel/learning.py"
REFUSED = "panel/refused.py"
OMBUDSMAN = "panel/ombudsman/ombudsman.py"
COMMENTS = "cabinet/comments/comments.py"
CLAIMS = "cabinet/claims/claims.py"
BRIEFING = "cabinet/briefing/briefing.py"
SERVICE_AREAS = "audit/service_areas/service_areas.py"
CASES = "audit/cases/cases.py"
AUDITS = "audit/audits/audits.py"
SELF_ASSESSED = "audit/self_assessment/self_assessment.py"
PRINTED_FIGURES = "audit/printed/printed.py"
BRINGING_IN = "data/bringing_in/bringing_in.py"
EXTRACTS = "data/extracts/extracts.py"
DEFINITIONS = "data/definitions/definitions.py"
NUMBER = "data/number/number.py"
ACCESSIBILITY = "data/accessibility/accessibility.py"

DEFAULT = OVERVIEW


@dataclass(frozen=True)
class MenuEntry:
    """One page of the menu: its file, its name and its address."""

    path: str
    title: str
    address: str


# By section, in the order of the menu and of the links from one page to the next.
MENU: dict[str, tuple[MenuEntry, ...]] = {
    "Panel": (
        MenuEntry(OVERVIEW, "Overview", "overview"),
        MenuEntry(VOLUMES, "Volumes", "volumes"),
        MenuEntry(OUTCOMES, "Outcomes", "outcomes"),
        MenuEntry(TIMELINESS, "Timeliness", "timeliness"),
        MenuEntry(SATISFACTION, "Satisfaction", "satisfaction"),
        MenuEntry(LEARNING, "Learning", "learning"),
        MenuEntry(REFUSED, "Refused complaints", "refused"),
        MenuEntry(OMBUDSMAN, "Ombudsman", "ombudsman"),
    ),
    "Cabinet": (
        MenuEntry(BRIEFING, "Papers", "briefing"),
        MenuEntry(CLAIMS, "Check a draft", "claims"),
        MenuEntry(COMMENTS, "Comments and questions", "comments"),
    ),
    "Audit": (
        MenuEntry(SERVICE_AREAS, "Service areas", "service-areas"),
        MenuEntry(CASES, "Cases", "cases"),
        MenuEntry(AUDITS, "Audits of cases", "audits"),
        MenuEntry(SELF_ASSESSED, "Self-assessment", "self-assessment"),
        MenuEntry(PRINTED_FIGURES, "Printed figures", "printed"),
    ),
    "Data": (
        MenuEntry(BRINGING_IN, "Bring in an export", "bring-in"),
        MenuEntry(EXTRACTS, "Extracts", "extracts"),
        MenuEntry(DEFINITIONS, "Definitions", "definitions"),
        MenuEntry(NUMBER, "Where a number comes from", "number"),
        MenuEntry(ACCESSIBILITY, "Accessibility", "accessibility"),
    ),
}
ENTRIES = tuple(entry for entries in MENU.values() for entry in entries)

# The page that opens under the bare address.
[HOME] = (entry for entry in ENTRIES if entry.path == DEFAULT)

# Where each theme of the measures is shown in full.
THEMES = {
    VOLUMES_THEME: VOLUMES,
    OUTCOMES_THEME: OUTCOMES,
    TIMELINESS_THEME: TIMELINESS,
    SATISFACTION_THEME: SATISFACTION,
    LEARNING_THEME: LEARNING,
    REFUSALS_THEME: REFUSED,
    OMBUDSMAN_THEME: OMBUDSMAN,
}


def find_address(path: str) -> str:
    """Where the page of a file stands."""
    return next(entry.address for entry in ENTRIES if entry.path == path)


def find_next(address: str) -> MenuEntry:
    """The page after the one at an address, the first after the last."""
    addresses = [entry.address for entry in ENTRIES]
    place = addresses.index(address or HOME.address)
    return ENTRIES[(place + 1) % len(ENTRIES)]
