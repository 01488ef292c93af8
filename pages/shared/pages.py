"""The menu: which pages there are, in which section, under which name and address."""

# Paths are relative to the folder of menu.py, the script Streamlit runs.
OVERVIEW = "panel/overview.py"
VOLUMES = "panel/volumes.py"
OUTCOMES = "panel/outcomes.py"
TIMELINESS = "panel/timeliness.py"
SATISFACTION = "panel/satisfaction.py"
LEARNING = "panel/learning.py"
BRIEFING = "cabinet/briefing.py"
SERVICE_AREAS = "audit/service_areas.py"
CASES = "audit/cases.py"
EXTRACTS = "data/extracts.py"
DEFINITIONS = "data/definitions.py"
NUMBER = "data/number.py"
ACCESSIBILITY = "data/accessibility.py"

DEFAULT = OVERVIEW

# By section: path, title and address of each page.
MENU: dict[str, list[tuple[str, str, str]]] = {
    "Panel": [
        (OVERVIEW, "Overview", "overview"),
        (VOLUMES, "Volumes", "volumes"),
        (OUTCOMES, "Outcomes", "outcomes"),
        (TIMELINESS, "Timeliness", "timeliness"),
        (SATISFACTION, "Satisfaction", "satisfaction"),
        (LEARNING, "Learning", "learning"),
    ],
    "Cabinet": [
        (BRIEFING, "Briefing", "briefing"),
    ],
    "Audit": [
        (SERVICE_AREAS, "Service areas", "service-areas"),
        (CASES, "Cases", "cases"),
    ],
    "Data": [
        (EXTRACTS, "Extracts", "extracts"),
        (DEFINITIONS, "Definitions", "definitions"),
        (NUMBER, "Where a number comes from", "number"),
        (ACCESSIBILITY, "Accessibility", "accessibility"),
    ],
}

# The name of the page that opens under the bare address.
TITLE = next(
    title for entries in MENU.values() for path, title, _ in entries if path == DEFAULT
)

# Where each theme of the measures is shown in full.
THEMES = {
    "Volumes": VOLUMES,
    "Outcomes": OUTCOMES,
    "Timeliness": TIMELINESS,
    "Satisfaction": SATISFACTION,
    "Learning": LEARNING,
}
