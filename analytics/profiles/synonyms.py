"""What people call the columns of the contract, as plain data, and words to look for.

Compared without small words: "Date received", "Received on" and "complaint_received"
say the same. The first of a list is the likeliest to be meant where several are there.
"""


def split_set(text: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(text.split())


# Headings that say it.
SAYS: dict[str, tuple[str, ...]] = {
    "complaint_id": (
        "complaint id",
        "complaint reference",
        "complaint ref",
        "reference number",
        "ref number",
        "case number",
        "reference",
        "ref",
        "our ref",
        "case",
        "our reference",
        "complaint",
        "unique reference",
        "ticket id",
        "ticket number",
        "enquiry id",
        "feedback reference",
        "feedback id",
        "unique id",
        "urn",
        "unique ref",
        "crm reference",
        "enquiry number",
        "feedback number",
        "record id",
        "record number",
        "incident id",
        "incident number",
        "job number",
        "log number",
        "id number",
    ),
    "stage": ("stage", "stage number", "complaint stage", "current stage"),
    "tenure": (
        "tenure",
        "tenure type",
        "tenancy type",
        "tenancy",
        "tenant type",
        "type of tenant",
        "type of tenure",
        "customer type",
        "resident type",
        "tenant leaseholder",
    ),
    "received_date": (
        "received",
        "date of receipt",
        "recd",
        "rec d",
        "receipt",
        "date complaint made",
        "complaint received",
        "date of complaint",
        "complaint date",
        "recvd",
        "rcvd",
        "date and time received",
        "received time",
    ),
    "logged_date": ("logged", "date entered", "date recorded", "registered"),
    "acknowledged_date": (
        "acknowledged",
        "acknowledgement",
        "acknowledgement sent",
        "ack",
        "ack'd",
        "ack sent",
        "acknowledgment",
        "acknowledgment sent",
        "ack letter sent",
        "ack letter",
        "acknowledgement letter sent",
        "acknowledgement letter",
        "accepted",
    ),
    "extension_told_date": (
        "extension told",
        "extension letter sent",
        "extension agreed",
        "extension notified",
        "told of extension",
        "extension sent",
    ),
    "extended_to_date": (
        "extended to",
        "extended until",
        "extended due",
        "extension until",
        "new due",
        "revised due",
        "new target",
        "revised target",
        "extended deadline",
        "extended target",
        "extension due",
    ),
    "responded_date": (
        "response sent",
        "responded",
        "response",
        "final response sent",
        "final response",
        "final reply",
        "actual response",
        "response letter sent",
        "reply letter sent",
        "reply letter",
        "reply",
        "letter out",
        "response letter",
        "reply sent",
        "replied",
        "answered",
        "answer sent",
        "response issued",
        "full response",
        "decision",
        "decision issued",
        "date of response",
    ),
    "outcome": (
        "outcome",
        "decision",
        "finding",
        "complaint outcome",
        "response outcome",
        "overall outcome",
        "upheld status",
        "determination",
        "verdict",
        "result",
        "upheld",
        "conclusion",
    ),
    "withdrawn_date": ("withdrawn", "withdrawal"),
    "service_areas": (
        "service area",
        "service areas",
        "service",
        "services",
        "category",
        "categories",
        "complaint category",
        "classification",
        "classifications",
        "service team",
        "complaint about",
        "about",
        "what about",
        "subject area",
        "service area team",
    ),
    "channel": (
        "channel",
        "how received",
        "origin",
        "method",
        "contact method",
        "method of contact",
        "received by",
        "received via",
        "method received",
        "contact channel",
        "case origin",
        "access channel",
        "communication channel",
        "how was it received",
        "via",
        "how made",
        "how contacted",
        "how submitted",
        "how raised",
        "how reported",
        "reported by",
        "made by",
        "contacted by",
        "submitted by",
    ),
    "ward_name": ("ward", "ward name", "electoral ward", "council ward"),
    "source_system": ("source system", "system"),
    "remedies": ("remedies", "remedy", "redress", "actions to put right"),
    "compensation_gbp": (
        "compensation",
        "compensation paid",
        "compensation amount",
        "goodwill payment",
        "compensation gbp",
        "compensation awarded",
        "compensation value",
        "total compensation",
        "redress amount",
        "redress paid",
        "redress payment",
        "financial redress",
        "remedy amount",
        "remedy value",
        "remedy payment",
        "financial remedy",
        "goodwill amount",
        "comp",
        "comp paid",
    ),
    "hazards": ("hazard", "hazards", "hazard type"),
}

# Headings that may say it: another column would say it better.
MAY_SAY: dict[str, tuple[str, ...]] = {
    "complaint_id": ("id", "number", "key", "ticket"),
    "stage": ("level", "complaint level", "step"),
    "tenure": ("type of resident", "customer group", "client type", "property tenure"),
    "received_date": (
        "date of contact",
        "asked",
        "opened",
        "created",
        "raised",
        "reported",
        "start",
        "started",
        "requested",
        "submitted",
        "open",
        "creation",
        "request",
        "submission",
        "date in",
        "date",
    ),
    "acknowledged_date": ("first response", "initial response"),
    "responded_date": (
        "closed",
        "completed",
        "completion",
        "resolved",
        "closure",
        "end",
        "sent",
        "solved",
        "finished",
        "close",
        "outcome",
        "resolution",
        "letter sent",
    ),
    "outcome": ("resolution", "status", "closure reason"),
    "service_areas": (
        "directorate",
        "department",
        "team",
        "issue",
        "issue type",
        "main issue",
        "topic",
        "nature",
        "reason",
        "theme",
        "case reason",
        "nature of complaint",
        "sub category",
        "responsible team",
        "business area",
        "type",
        # Of a service only if its cells are: else a part of the town.
        "area",
    ),
    "channel": ("source", "contact type", "medium"),
    "ward_name": ("area", "locality", "neighbourhood"),
    "remedies": ("resolution action", "action taken", "learning"),
    "compensation_gbp": ("amount", "payment", "goodwill"),
}

# Headings of columns that are no column of the contract, and say something of a row.
BESIDE: dict[str, tuple[str, ...]] = {
    "parent": (
        "previous case reference",
        "parent case",
        "parent reference",
        "parent ref",
        "original reference",
        "original ref",
        "original complaint",
        "linked case",
        "related case",
        "previous reference",
        "previous ref",
        "linked reference",
        "linked ref",
        "related reference",
        "parent id",
        "original case id",
        "previous case",
        "original complaint ref",
        "parent",
        "stage one ref",
    ),
    "type": (
        "type",
        "case type",
        "feedback type",
        "contact type",
        "record type",
        "complaint type",
        "request type",
        "enquiry type",
        "status",
        "status reason",
        "case status",
        "complaint status",
        "state",
        "closure reason",
        "outcome",
        "resolution",
        "decision",
    ),
    "newest": ("modified", "last modified", "updated", "last updated", "changed"),
}

# Words in a heading with which it is not the day that something was done.
NOT_DONE = split_set(
    "due target deadline sla expected proposed days day elapsed working overdue time "
    "taken count flag next last modified updated reminder printed run"
)

# Words of a cell that tell of what a landlord does, and of no part of a town.
OF_SERVICES = split_set(
    "repair repairs maintenance noise asb behaviour nuisance rent rents rental charges "
    "allocation allocations lettings heating gas boiler plumbing electrical damp mould "
    "cleaning caretaking grounds leasehold income compensation planned works "
    "improvements homelessness tenancy staff communication aids adaptations voids"
)

# Words and signs in a heading that tell that sums of money stand under it.
OF_MONEY = split_set("£ gbp pounds amount value paid payment")

SMALL_WORDS = split_set(
    "the of on at by was is to for a an in and or complaint complaints case date day "
    "dt gbp utc"
)
SAME_WORDS = {"no": "number", "num": "number", "nr": "number", "ids": "id"}

# Words in a heading that tell that persons stand under it.
PERSONS = split_set(
    "name names forename forenames surname firstname lastname fullname initials title "
    "salutation address addresses street house flat town uprn email mail phone "
    "telephone mobile tel fax dob birth born age gender ethnicity nationality religion "
    "disability sexuality postcode postal zip nino ni contact customer complainant "
    "resident tenant client citizen applicant person party requester submitter "
    "description detail details comment comments note notes summary narrative text "
    "message body subject officer handler assigned assignee owner agent investigator "
    "manager username user author creator councillor mp vulnerability vulnerable "
    "background explanation correspondence letter"
)

# Those of them that name what is sent on a day.
WRITINGS = split_set("letter correspondence email mail")

# Ways in which complaints come: a column "Reported by" of these tells of no person.
WAYS = split_set(
    "email telephone phone call letter post portal online onlineform webform web "
    "website inperson facetoface visit homevisit officevisit socialmedia text sms app "
    "selfservice councillor mp voicemail webchat livechat customerservices callcentre "
    "contactcentre"
)

STAGE_2_WORDS = split_set("escalated escalation esc review appeal reviewed")

# Words in a cell with which a row says that it is no complaint.
ASIDE = (
    "Duplicate*",
    "*logged in error*",
    "*raised in error*",
    "*opened in error*",
    "Error",
    "Test",
    "Test case",
    "*service request*",
    "Compliment*",
    "FOI*",
    "EIR",
    "Freedom of information*",
    "Subject access*",
    "SAR",
    "DSAR",
    "*data breach*",
    "Enquiry",
    "General enquiry",
    "Comment",
    "Comments",
    "Suggestion*",
    "Praise",
    "*not a complaint*",
    "Request for service",
    "Member enquiry",
    "MP enquiry",
    "Councillor enquiry",
    "Spam",
    "Merged*",
)

# What stands in a cell that tells a stage, and what tells an outcome, the first first.
STAGES_IN_WORDS = {
    "*stage 1*": "1",
    "*stage one*": "1",
    "*first stage*": "1",
    "*1st stage*": "1",
    "*stage 2*": "2",
    "*stage two*": "2",
    "*second stage*": "2",
    "*2nd stage*": "2",
}
OUTCOMES_IN_WORDS = {
    "*not upheld*": "not_upheld",
    "*partially upheld*": "partially_upheld",
    "*partly upheld*": "partially_upheld",
    "*part upheld*": "partially_upheld",
    "*upheld in part*": "partially_upheld",
    "*upheld*": "upheld",
    "*withdrawn*": "withdrawn",
}

# Yes/no columns that are no service area.
NOT_AREAS = split_set(
    "reopened escalated overdue time late closed open valid vulnerable adjustment "
    "adjustments consent anonymous urgent learning compensation extension extended "
    "acknowledged response responded upheld satisfied damp mould mold hazard active "
    "deleted is has"
)

# What cannot be said without a column that a row need not have.
CANNOT = {
    "acknowledged_date": (
        "whether it was acknowledged within 5 working days cannot be given, nor, from "
        "April 2024, whether it was answered in time (CH02): the clock begins there"
    ),
    "responded_date": (
        "CH02, answered in time, cannot be given, and what has no outcome will be open"
    ),
    "outcome": "what was upheld cannot be given",
    "ward_name": "nothing can be shown by ward",
}
