"""The annex of the sample landlord's report for 2024-25: the Code's 72 provisions.

The facts are the report's: the answers, the documents with the sections and pages it
printed, errors included, what is done and what is still to be done. The wording of
commentary and improvements is ours; what the report left empty is empty here.
"""

from data.made_up import Row


YEAR = "2024-25"

# Provision, what the council points to, and how it explains itself. All are answered
# yes. Long lists of web pages are counted instead of named.
PROVISIONS: dict[str, tuple[str | None, str]] = {
    "1.2": (
        "Complaints Policy, section 3, pages 10-11; complaints and housing complaints "
        "web pages",
        "The policy and the website both take over the Code's own meaning.",
    ),
    "1.3": (
        "Complaints Policy, section 4.2, pages 19-20 and section 2.5, page 5; help and "
        "advice web page",
        "No set word is needed, others may complain for somebody, and a web page lists "
        "who can help.",
    ),
    "1.4": (
        "Complaints Policy, section 4, pages 19-21",
        "A first request is no complaint but a repeated one may be; requests have "
        "records of their own.",
    ),
    "1.5": (
        "Complaints Policy, section 3.1, page 11",
        "Delay or poor service is reason enough, even while the request is still open.",
    ),
    "1.6": (
        "Tenant Satisfaction Measures survey; Code of Practice on Resident "
        "Satisfaction Surveys",
        "A note for survey forms and letters tells how; what surveys bring up goes to "
        "the right team.",
    ),
    "2.1": (
        "Complaints Policy, section 3.6, page 12",
        "Only what the policy excludes is turned away, but the reasons are not "
        "monitored yet.",
    ),
    "2.2": (
        "Complaints Policy, section 3.6, page 12; web page on complaints outside the "
        "procedure",
        "The policy lists what it leaves out, such as court cases, appeals and matters "
        "over a year old.",
    ),
    "2.3": (
        "Complaints Policy, section 3.6, page 12 and section 3.11, pages 16-17",
        "The policy rules out looking into a cause that is more than a year old.",
    ),
    "2.4": (
        "Complaints Policy, section 3.6, page 12; letter template for a complaint not "
        "accepted",
        "A refusal is to give its reason and the way to the Ombudsman, and has a new "
        "letter for it.",
    ),
    "2.5": (
        None,
        "Exclusions are there because other routes are, such as courts; every case is "
        "judged by itself.",
    ),
    "3.1": (
        "Equality & Diversity Document Framework; Customer Access Review; share of "
        "complaints by channel, 2024-25",
        "Many ways are open, Braille and other languages too; half came online and "
        "46.46% by email.",
    ),
    "3.2": (
        "Housing Service complaint logging template",
        "Anybody on the staff can take one; a form of 2024 catches those told by phone "
        "or face to face.",
    ),
    "3.3": (
        "Complaints opened, 2021-22 to 2024-25: 43, 39, 30, 97; CH01, 2024-25: 17.6 "
        "and 3.8 per 1,000 homes",
        "The rise may come from wider awareness and from a system that misses less.",
    ),
    "3.4": (
        "Corporate complaints web page; complaints leaflet and form",
        "The website has the procedure, a form, the stages with their deadlines, and "
        "advice.",
    ),
    "3.5": (
        "Complaints Policy, section 2.8, page 7 and section 8.2.1, page 34; complaints "
        "leaflet and form; four complaints web pages; The Link newsletters",
        "A leaflet, web pages and the newsletter tell of the process, the Ombudsman "
        "and the Code.",
    ),
    "3.6": (
        "Complaints Policy, section 2.5, page 5 and section 2.6, page 6; help and "
        "advice web page",
        "Relatives, councillors, MPs or advocates may step in, and a web page says who "
        "else can help.",
    ),
    "3.7": (
        "Three complaints web pages; The Link newsletter; stage 2 decision letter",
        "Web pages, the newsletter and the stage 2 letter say how to reach the "
        "Ombudsman.",
    ),
    "4.1": (
        "Complaints Policy, sections 1.4 to 1.6, pages 2-3; Audit Board Complaints "
        "Monitoring and Procedure Review 2023-2024",
        "The Head of Legal Services is in charge; two new housing officers see to "
        "deadlines and quality.",
    ),
    "4.2": (
        None,
        "Those who handle complaints can go to anybody in the council and settle "
        "matters themselves.",
    ),
    "4.3": (
        "Complaints Policy, section 2.13, page 10; Guidance on the Corporate "
        "Complaints Procedure (July 2024); Housing Managers Training Presentation "
        "(October 2024)",
        "Housing staff were given guidance, managers a briefing and Tenancy Services "
        "fresh training.",
    ),
    "5.1": (
        "Complaints Policy",
        "One policy serves every council service, so that all who complain are treated "
        "alike.",
    ),
    "5.2": (
        "Complaints Policy",
        "Nothing comes before stage 1.",
    ),
    "5.3": (
        "Complaints Policy, section 8, pages 32-28",
        "The council has two stages; what its policy calls stage 3 belongs to the "
        "Ombudsman.",
    ),
    "5.4": (
        "Complaints Policy, section 5.6, pages 23-24 and section 5.7, page 24",
        "A complaint about a contractor counts as one about the service that hired it.",
    ),
    "5.5": (
        "Complaints Policy, section 5.6, pages 23-24 and section 5.7, page 24",
        "The policy meets the Code, and contractors normally go by the policy.",
    ),
    "5.6": (
        "Complaints Policy, section 8.1.1, pages 32-34 and section 8.1.2, pages 34-36; "
        "stage 1 and stage 2 acknowledgement letter templates",
        "Both acknowledgement letters have a place for it, and a manager asks where it "
        "is unclear.",
    ),
    "5.7": (
        "Complaints Policy, sections 5.7 and 5.9, pages 23-24 and section 5.14, pages "
        "26-27",
        "The policy names what lies outside, such as parking fines, and residents hear "
        "where to turn.",
    ),
    "5.8": (
        None,
        "Handlers weigh the facts, hear the resident and keep out of cases they have a "
        "part in.",
    ),
    "5.9": (
        "Complaints Policy, section 2.7, page 6, section 3.15, pages 17-18, section "
        "8.1.1, page 33 and section 8.2.2, page 34",
        "The policy has residents told where 10 or 20 working days will not be enough.",
    ),
    "5.10": (
        "Complaints Policy, section 9, pages 38-40",
        "Needs and adjustments are kept in One Housing; many choose not to fill in the "
        "equality form.",
    ),
    "5.11": (
        None,
        "Nothing is turned away unless the policy excludes it or there is another "
        "sound reason.",
    ),
    "5.12": (
        "Infreemation",
        "Since January 2025 everything is kept in Infreemation, which took over from "
        "Pentana.",
    ),
    "5.13": (
        None,
        "Either stage can put things right; of 81 complaints at stage 1, 16 went on to "
        "stage 2.",
    ),
    "5.14": (
        "Policy on Unreasonably Persistent and/or Vexatious Complainant's Behaviour",
        "There is such a policy, with the grounds for limits on contact.",
    ),
    "5.15": (
        "Policy on Unreasonably Persistent and/or Vexatious Complainant's Behaviour; "
        "Employee Code of Conduct",
        "The policy weighs equality duties and personal difficulties against fairness "
        "to others.",
    ),
    "6.1": (
        "Complaints Policy, section 8.1.1, pages 32-34",
        "What can be settled at once is, with an apology; a manager asks about what is "
        "unclear.",
    ),
    "6.2": (
        "Complaints Policy, section 2.7, page 6, section 3.13, page 17 and section "
        "8.1.1, page 32; stage 1 acknowledgement letter template",
        "The policy allows five working days after receipt.",
    ),
    "6.3": (
        "Complaints Policy, section 2.7, page 6 and section 8.1.1, page 32; stage 1 "
        "decision letter template; 85.1% within Code timescales, 2024-25",
        "The policy allows ten working days after the acknowledgement.",
    ),
    "6.4": (
        "Complaints Policy, section 2.7, page 6, section 3.15, pages 17-18 and section "
        "8.1.1, pages 32-33; stage 1 extension letter template",
        "Up to ten more working days can be added; a letter says why, and when the "
        "answer comes.",
    ),
    "6.5": (
        "Complaints Policy, section 2.7, page 6, section 3.15, pages 17-18 and section "
        "8.1.1, pages 32-33; stage 1 extension letter template",
        "The policy asks that the letter say how to reach the Ombudsman, and it does.",
    ),
    "6.6": (
        "Complaints Policy, section 8.1.1, pages 32-33",
        "The answer says what else will be done and is not held back until it is.",
    ),
    "6.7": (
        "Stage 1 decision letter template",
        "The letter goes point by point: what was found, what was decided and why.",
    ),
    "6.8": (
        None,
        "Related points join the answer; an unrelated one that comes after it is "
        "logged by itself.",
    ),
    "6.9": (
        "Stage 1 decision letter template",
        "The letter has a place for everything the Code asks.",
    ),
    "6.10": (
        "Complaints Policy, section 8.2.2, pages 34-37",
        "Whoever is not content with stage 1 can go on to stage 2, where the council's "
        "part ends.",
    ),
    "6.11": (
        "Complaints Policy, section 8.1.2, page 34",
        "As at stage 1, the policy allows five working days after receipt.",
    ),
    "6.12": (
        "Complaints Policy, section 8.1.2, pages 34-38",
        "An officer starts anew, from the papers, new evidence and the reasons given "
        "at stage 1.",
    ),
    "6.13": (
        "Complaints Policy, section 8.1.2, page 34",
        "A Director picks somebody who had no part in stage 1, usually a manager, or "
        "does it in person.",
    ),
    "6.14": (
        "Complaints Policy, section 2.7, page 6 and section 8.1.2, pages 34-35; 68.8% "
        "within Code timescales, 2024-25",
        "The policy allows twenty working days after the acknowledgement.",
    ),
    "6.15": (
        "Complaints Policy, section 8.1.2, pages 34-35; stage 2 extension letter "
        "template",
        "Up to twenty more working days can be added; a letter says why, and when the "
        "answer comes.",
    ),
    "6.16": (
        "Complaints Policy, section 2.7, page 6, section 3.15, pages 17-18 and section "
        "8.1.2, pages 34-35; stage 2 extension letter template",
        "As at stage 1, the letter says how to reach the Ombudsman.",
    ),
    "6.17": (
        "Complaints Policy, section 8.1.2, pages 34-38",
        "As at stage 1, the answer is not held back until all else is done.",
    ),
    "6.18": (
        "Stage 2 decision letter template",
        "As at stage 1, the letter goes point by point.",
    ),
    "6.19": (
        "Stage 2 decision letter template",
        "As at stage 1, the letter has a place for everything the Code asks.",
    ),
    "6.20": (
        None,
        "After stage 2 the council has no further stage of its own.",
    ),
    "7.1": (
        "Complaints Policy, section 11, page 41",
        "Most often the council apologises and mends the fault; the decision letter "
        "says what it will do.",
    ),
    "7.2": (
        "Complaints Policy, section 11, page 41",
        "Handlers use what both Ombudsmen advise, and ask what was lost and what would "
        "be fair.",
    ),
    "7.3": (
        None,
        "Decision letters state the remedy, and the complaints system records it.",
    ),
    "7.4": (
        "Complaints Policy, section 11, page 41",
        "The policy points handlers to what both Ombudsmen advise.",
    ),
    "8.1": (
        "Complaints performance and service improvement report 2024-25",
        "The report for 2024-25 is there, with everything that belongs in it.",
    ),
    "8.2": (
        "Web page on complaints about the council's housing landlord functions",
        "It goes to Cabinet on 22 May 2025 and then online, next to Cabinet's answer.",
    ),
    "8.3": (
        None,
        "This does not apply for now.",
    ),
    "8.4": (
        None,
        "The Ombudsman has not asked for one so far.",
    ),
    "8.5": (
        "Cyber Security Strategy; Cyber Incident Playbook; Information Security "
        "Policy; Business Continuity Plans; Risk Registers",
        "Plans are ready for such events, and residents and the Ombudsman would be "
        "told.",
    ),
    "9.1": (
        None,
        "Satisfaction rose from 30.9% to 35.9%; tenants want to be heard and to be "
        "told more.",
    ),
    "9.2": (
        None,
        "Complaints are learnt from, and a Housing Complaints Panel keeps watch.",
    ),
    "9.3": (
        "Reports and minutes of the Audit Board, Housing Advisory Board, Cabinet and "
        "Overview and Scrutiny Committee; Residents Annual Report; The Link newsletter",
        "Four bodies are reported to, and residents have a yearly report and a "
        "quarterly newsletter.",
    ),
    "9.4": (
        None,
        "The Head of Legal Services answers for it; Directors and their managers look "
        "for patterns.",
    ),
    "9.5": (
        None,
        "It is the Cabinet member for housing, who also leads the Housing Advisory "
        "Board.",
    ),
    "9.6": (
        "Housing Service Update Reports, quarters 1 and 2, 2024-25",
        "The Housing Service helps the member; Cabinet has had a report each quarter "
        "since October 2024.",
    ),
    "9.7": (
        None,
        "The member gets all of it quarterly, at board and Cabinet, and is asked about "
        "the yearly report.",
    ),
    "9.8": (
        "Complaints Policy, section 2, pages 4-5",
        "The policy's aims hold for staff and contractors: be fair, settle fast, learn "
        "from mistakes.",
    ),
}

# Met, and yet something is still to be done: the four steps of section 2.3 of the
# report, by 2.1, 7.3, 9.1 and 9.2, and what its annex alone says.
TO_BETTER = {
    "2.1": "Keep track of refusals in Infreemation, and check that the grounds hold.",
    "3.1": "Finish bringing the Equality & Diversity Document Framework up to date.",
    "3.3": "Set complaints per 1,000 homes beside those of similar landlords.",
    "7.3": "Follow up what was promised, and let the Housing Complaints Panel see it.",
    "9.1": "Find in both surveys what people who complain are unhappy with, and act.",
    "9.2": "Audit complaints regularly, with a tool for it, for lessons and for waste.",
    "9.7": "Bring what the new panel finds into the quarterly and yearly reports.",
}


def make_self_assessment() -> list[Row]:
    """A yes to each provision, with what was said of it."""
    return [
        {
            "reporting_year": YEAR,
            "provision": provision,
            "complies": "yes",
            "evidence": evidence,
            "commentary": commentary,
            "improvement": TO_BETTER.get(provision),
        }
        for provision, (evidence, commentary) in PROVISIONS.items()
    ]
