"""What the sample landlord says it learned, one row an action."""

from data.made_up import Row
from data.sample.areas import ASB, HANDLING
from data.sample.printed import REPORT


POLICY = "Policy and letters"
PEOPLE = "People and training"
SYSTEMS = "Systems and records"
RESIDENTS = "Keeping residents informed"
SCRUTINY = "Scrutiny and audit"
CASEWORK = "Case handling"

# Theme and description, by the report's section.
IMPROVEMENTS = {
    "4.3": [
        (POLICY, "Bring the council-wide complaints policy into line with the Code"),
        (
            PEOPLE,
            "Form a team for communication with residents, with two new posts that "
            "watch over complaints and what is learnt from them",
        ),
        (
            SCRUTINY,
            "Start a panel, led by the Member Responsible for Complaints, that "
            "examines how housing complaints are dealt with",
        ),
        (
            PEOPLE,
            "Give housing staff a guide to good complaint handling, and Tenancy "
            "Services staff a fresh round of training",
        ),
        (
            PEOPLE,
            "Brief housing managers on the revised policy and on the attitude to "
            "complaints that it asks for",
        ),
        (
            SYSTEMS,
            "Use a form for complaints made by telephone or face to face, so that "
            "they too are entered and treated as formal",
        ),
        (POLICY, "Write new standard letters that tell residents what the Code asks"),
        (RESIDENTS, "Ask residents how it went each time a complaint is closed"),
        (RESIDENTS, "Make figures about complaint performance public"),
        (
            RESIDENTS,
            "Rewrite the web pages and the leaflet on how to complain to match the "
            "policy and the Code",
        ),
        (
            SYSTEMS,
            "Move to Infreemation, which is better at entering, following and "
            "documenting complaints",
        ),
    ],
    "4.4": [
        (SYSTEMS, "Improve how One Housing holds anti-social behaviour cases"),
        (SYSTEMS, "Offer residents an app in which to note incidents"),
        (
            CASEWORK,
            "Look at vulnerability and assess the risk whenever a new case opens",
        ),
        (
            RESIDENTS,
            "Bring victims up to date at least once a month in the way they prefer",
        ),
        (CASEWORK, "Go through all open cases once a month in two teams"),
        (
            CASEWORK,
            "Hold a panel of tenancy staff on the cases of individual tenants, with "
            "a way up to one for complex cases",
        ),
    ],
    "2.3": [
        (SCRUTINY, "Audit closed complaints regularly for lessons and for waste"),
        (
            RESIDENTS,
            "Use both surveys to find what dissatisfies people who complain, and act",
        ),
        (
            SYSTEMS,
            "Set Infreemation up to record complaints that are refused, and check "
            "that the grounds were sound",
        ),
        (
            SCRUTINY,
            "Find a way to follow up what was promised after a complaint, and report "
            "on it to the Housing Complaints Panel",
        ),
    ],
}
# The report says who does this one; of the others it does not.
OWNERS = {
    "Go through all open cases once a month in two teams": (
        "Anti-Social Behaviour and Tenancy Management teams"
    )
}


def make_learning_actions() -> list[Row]:
    """The improvements the report lists as made, and the steps it lists as begun."""
    rows: list[Row] = []
    for section, improvements in IMPROVEMENTS.items():
        is_done = section != "2.3"
        for theme, description in improvements:
            rows.append(
                {
                    "action_id": f"L-{len(rows) + 1:02d}",
                    "service_area": ASB if section == "4.4" else HANDLING,
                    "theme": theme,
                    "origin": "complaint" if is_done else "self_assessment",
                    "description": description,
                    "status": "completed" if is_done else "open",
                    "owner": OWNERS.get(description),
                    "evidence": f"{REPORT}, section {section}" if is_done else None,
                }
            )
    return rows
