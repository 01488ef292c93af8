"""The made-up self-assessments: all 72 provisions of the Code, in two years."""

from data.made_up import Row


POLICY = "Complaints policy"
LETTERS = "Standard letters"
WEB_PAGE = "Complaints web page"
HANDBOOK = "Handbook for investigators"
SYSTEM = "Caseline records"
REPORT = "Annual complaints report"
MINUTES = "Minutes of the Residents' Scrutiny Panel"

# Provision, what the council points to, and how it explains itself.
PROVISIONS: dict[str, tuple[str, str]] = {
    "1.2": (POLICY, "The policy uses the Code's meaning of a complaint."),
    "1.3": (POLICY, "Nobody has to say the word, and others may speak for them."),
    "1.4": (HANDBOOK, "A first request for a service is entered as a request."),
    "1.5": (POLICY, "Unhappiness with a request for a service becomes a complaint."),
    "1.6": (POLICY, "Every survey tells people how they can complain."),
    "2.1": (HANDBOOK, "A complaint is accepted unless a listed reason applies."),
    "2.2": (POLICY, "The reasons for not accepting one are few and are listed."),
    "2.3": (POLICY, "Twelve months are allowed, and more where there is good cause."),
    "2.4": (LETTERS, "A refusal gives the reason and names the Ombudsman."),
    "2.5": (HANDBOOK, "Each case is looked at by itself before it is refused."),
    "3.1": (WEB_PAGE, "There are five ways to complain, with help for those who ask."),
    "3.2": (HANDBOOK, "Every member of staff can take a complaint."),
    "3.3": (REPORT, "A high number is not reported as a failing."),
    "3.4": (WEB_PAGE, "The policy is online and on paper in each office."),
    "3.5": (WEB_PAGE, "The Ombudsman and the Code are on the first screen."),
    "3.6": (POLICY, "Residents may bring or send somebody to speak for them."),
    "3.7": (LETTERS, "Every letter says that the Ombudsman can be asked at any time."),
    "4.1": ("Staffing plan", "A team of three looks after complaints."),
    "4.2": ("Staffing plan", "The team can ask any manager for an answer."),
    "4.3": ("Training record", "Investigators are trained before their first case."),
    "5.1": (POLICY, "There is one policy and nobody is worse off for using it."),
    "5.2": (POLICY, "There is no stage before stage 1."),
    "5.3": (POLICY, "There are two stages."),
    "5.4": ("Contracts", "What contractors answer counts within the two stages."),
    "5.5": ("Contracts", "Contractors are bound to follow the Code."),
    "5.6": (LETTERS, "The first letter sets out what is complained of."),
    "5.7": (LETTERS, "The first letter says what the council answers for."),
    "5.8": (HANDBOOK, "Investigators hear both sides and keep an open mind."),
    "5.9": (SYSTEM, "Where an answer is late, the next call is agreed."),
    "5.10": (SYSTEM, "Adjustments are agreed but are kept in several places."),
    "5.11": (HANDBOOK, "A review is refused for a listed reason only."),
    "5.12": (SYSTEM, "The whole case is kept, with the day it was received."),
    "5.13": (HANDBOOK, "A remedy can be offered at any point."),
    "5.14": ("Policy on conduct", "Unacceptable conduct has a policy of its own."),
    "5.15": ("Policy on conduct", "Limits fit the conduct and are looked at again."),
    "6.1": (HANDBOOK, "What can be put right at once is put right at once."),
    "6.2": (SYSTEM, "Complaints are acknowledged within five working days."),
    "6.3": (SYSTEM, "Stage 1 is answered ten working days after that."),
    "6.4": (SYSTEM, "An extension is ten working days at most, with its reason."),
    "6.5": (LETTERS, "The letter on an extension names the Ombudsman."),
    "6.6": (HANDBOOK, "The answer does not wait for the work to be done."),
    "6.7": (HANDBOOK, "Every point is answered, with reasons."),
    "6.8": (HANDBOOK, "New points join the case where they belong to it."),
    "6.9": (LETTERS, "The stage 1 letter has all the parts that are asked for."),
    "6.10": (POLICY, "What is not settled at stage 1 goes to stage 2."),
    "6.11": (SYSTEM, "Requests for a review are acknowledged in five working days."),
    "6.12": (POLICY, "Nobody has to give a reason to ask for a review."),
    "6.13": (SYSTEM, "Somebody who did not answer stage 1 answers stage 2."),
    "6.14": (SYSTEM, "Stage 2 is answered twenty working days after that."),
    "6.15": (SYSTEM, "An extension is twenty working days at most, with its reason."),
    "6.16": (LETTERS, "The letter on an extension names the Ombudsman."),
    "6.17": (HANDBOOK, "The answer does not wait for the work to be done."),
    "6.18": (HANDBOOK, "Every point is answered, with reasons."),
    "6.19": (LETTERS, "The stage 2 letter has all the parts that are asked for."),
    "6.20": (POLICY, "Stage 2 is the council's last word."),
    "7.1": (HANDBOOK, "Answers say what went wrong and what puts it right."),
    "7.2": (
        "Table of remedies",
        "What is offered fits what the resident went through.",
    ),
    "7.3": (LETTERS, "Letters say what will be done by when."),
    "7.4": ("Table of remedies", "The table follows the Ombudsman's guidance."),
    "8.1": (REPORT, "The report has every part that is asked for."),
    "8.2": (MINUTES, "The report is published with the governing body's answer."),
    "8.3": (MINUTES, "The council assesses itself again after a restructure."),
    "8.4": (MINUTES, "The council does so too where the Ombudsman asks for it."),
    "8.5": (MINUTES, "The council would tell the Ombudsman if it could not comply."),
    "9.1": (MINUTES, "Each upheld case is looked at for what others can learn."),
    "9.2": (MINUTES, "Patterns are looked for every quarter."),
    "9.3": (REPORT, "Residents, staff and the panel are told what was learnt."),
    "9.4": ("Staffing plan", "The Head of Housing answers for complaints."),
    "9.5": ("Constitution", "The Cabinet Member for Homes has the role."),
    "9.6": (MINUTES, "The member sees figures and may ask for cases."),
    "9.7": (MINUTES, "The member and the panel get the four parts each quarter."),
    "9.8": ("Appraisal form", "All relevant staff have the objective."),
}

# What was declared not to be met, why, and what is to be done about it.
NOT_MET: dict[str, dict[str, tuple[str, str]]] = {
    "2024-25": {
        "5.10": (
            "Adjustments are agreed but not always written down.",
            "Record them in one place by the summer of 2026.",
        ),
        "9.8": (
            "Managers had no objective on complaints.",
            "Set one for every manager in 2025-26.",
        ),
        "5.5": (
            "Two contracts were silent on the Code.",
            "Write it into both when they are renewed.",
        ),
    },
    "2025-26": {
        "5.10": (
            "Adjustments are still kept in several places.",
            "Finish the single record by the end of May 2026.",
        ),
        "6.14": (
            "Since October most stage 2 answers have been late.",
            "List reviews due within five days and add a second reviewer.",
        ),
    },
}
# Met, and yet to be bettered.
TO_BETTER = {
    "3.1": "Offer a call back in the resident's own language.",
    "6.2": "Send acknowledgements from Caseline by itself.",
    "7.3": "Check after a month that what was promised was done.",
    "9.2": "Look at patterns by ward as well as by service.",
}


def make_self_assessment() -> list[Row]:
    """Every provision of both years, as declared."""
    rows = []
    for year, not_met in NOT_MET.items():
        for provision, (evidence, commentary) in PROVISIONS.items():
            row = {
                "reporting_year": year,
                "provision": provision,
                "complies": "yes",
                "evidence": f"{evidence}, {year}",
                "commentary": commentary,
                "improvement": TO_BETTER.get(provision),
            }
            if provision in not_met:
                commentary, improvement = not_met[provision]
                row |= {"complies": "no", "commentary": commentary}
                row |= {"improvement": improvement}
            rows.append(row)
    return rows
