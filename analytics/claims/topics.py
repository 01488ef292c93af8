"""What a sentence can speak of, by the words for it."""

import re

from analytics.claims.quantities import MONTHS


# What is spoken of, by the words for it; of two in one place the first is meant.
# {stage} stands for each stage spoken of.
TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("rate", r"(?:per|for every|every) 1,000(?: [\w-]+){0,4} homes|per 1,000",
     ("ch01_{stage}",)),
    ("ratio", r"(?:for every|per) 100\b", ("escalation_ratio",)),
    ("days", r"median (?:time|of \w+ working days)|\bmedian\b(?=.*? days)|"
     r"working days rather", ("response_days_median_{stage}",)),
    ("without", r"without (?:an |any )?extension|no extension|original (?:due )?date",
     ("ch02_{stage}_without_extension",)),
    ("with", r"with an extension|permitted extension|\bhad one\b|an extension",
     ("ch02_{stage}_with_extension",)),
    ("acknowledged", r"acknowledg\w+", ("acknowledged_in_time_{stage}",)),
    ("returned", r"surveys? (?:that were )?sent.*?(?:returned|answered|came back)|"
     r"(?:returned|answered).*?surveys? sent|surveys?.*?\breturned|response rate",
     ("closure_response_rate",)),
    ("closed", r"satisf\w+ (?:on|at|after|upon) clos\w+|closure surveys?|"
     r"closure satisf\w+", ("closure_satisfaction",)),
    ("satisfied", r"(?:dis)?satisf\w+|TP09|perception survey|tenant survey", ("tp09",)),
    ("explained", r"told (?:\w+ )?why|told the reasons?|explained|given the reasons?",
     ("refusals_explained",)),
    ("signposted", r"(?:pointed|signposted|directed|"
     r"referred) (?:\w+ )?to the Ombudsman|"
     r"named the Ombudsman|way to the Ombudsman", ("refusals_signposted",)),
    ("refused", r"refus\w+|not accepted|declin\w+ to accept", ("refusals",)),
    ("severe", r"severe maladministration", ("findings",)),
    ("findings", r"\bfindings?\b", ("findings",)),
    ("orders", r"\borders?\b", ("orders_on_time",)),
    ("determined", r"determin\w+|Ombudsman.*?\bcases?\b|\bcases?\b.*?Ombudsman",
     ("determinations",)),
    ("learned", r"led to (?:a|at least one|any)(?: learning)? action|"
     r"(?:have|has|had) (?:an|at least one) action", ("learning_coverage",)),
    ("actions", r"(?:learning |improvement )?actions?\b", ("actions",)),
    ("either", r"upheld (?:or|and) part(?:ly|ially)(?: upheld)?|fault(?: was)? found|"
     r"found fault|(?:wholly|fully|in full) or part(?:ly|ially)|"
     r"(?:the )?residents?['’]?s? way|at least in part|in whole or in part|"
     r"in full or in part|"
     r"upheld in some way",
     ("upheld_share_{stage}",)),
    ("not_upheld", r"not (?:to )?(?:be )?uph[eo]ld|no fault", ("outcomes_{stage}",)),
    ("partly", r"part(?:ly|ially)(?: upheld)?|\bin part\b", ("outcomes_{stage}",)),
    ("upheld", r"uph[eo]ld(?: in (?:full|whole))?|outright|"
     r"\bin whole\b", ("outcomes_{stage}",)),
    ("withdrawn", r"withdrawn?|withdrew", ("outcomes_{stage}",)),
    ("decided", r"decisions? \w+ made|(?:we|were|was) (?:decided|closed)|complaints? "
     r"(?:that were )?(?:closed|decided)", ("outcomes_{stage}",)),
    ("overdue", r"overdue|past their due|past its due", ("overdue_{stage}",)),
    ("in_time", r"\bon[- ]time\b|\bin time\b|Code time|timescales?|timeliness|"
     r"\blate\b|target time|time limits?|permitted time|due date|deadlines?|"
     r"within the time|the Code sets",
     ("ch02_{stage}", "answered_in_time_{stage}")),
    ("open", r"awaiting|waiting|outstanding|unanswered|still open", ("open_{stage}",)),
    ("escalated", r"escalat\w+|(?:taken|went|gone) (?:on )?to (?:the )?(?:stage 2|"
     r"a second|the second|second)",
     ("escalation", "received_2")),
    ("mentioned", r"mention\w*|\bnamed\b|complained about", ("service_area_mentions",)),
    ("received", r"receiv\w+|\bopened\b|\bmade\b(?! up| because)|brought|\bsent\b|"
     r"arriv\w+|\bcame\b|"
     r"took in|logged|lodged|came in|new stage|reached stage|dealt with|subject|"
     r"\bhad\b",
     ("received_{stage}",)),
    ("complaints", r"complaints?\b", ("received_{stage}",)),
)  # fmt: skip

OUTCOME_TOPICS = {
    "not_upheld": "not_upheld",
    "partly": "partially_upheld",
    "upheld": "upheld",
    "withdrawn": "withdrawn",
}

# What is said of learning actions, the more particular first.
STATES = (
    ("actions_completed_on_time", r"on time|by (?:their|its) due"),
    ("actions_overdue", r"overdue|past (?:their|its) due"),
    (
        "actions_open",
        r"outstanding|not (?:yet )?(?:been )?complet\w*|still|remain\w* (?:open|to)|"
        r"not (?:yet )?done|unfinished",
    ),
    (
        "actions_completed",
        r"complet\w*|carried (?:out|through)|\bdone\b|finished|delivered",
    ),
)

NEGATIVE = re.compile(
    r"\bnot\b(?! (?:quite )?(?:reach|exceed|the only|one|a single)\b)|n['’]t\b|"
    r"\bnever\b|\bfail\w*|\bmissed\b|\blate\b|\bwithout an? answer|"
    r"\bneither\b",
    re.IGNORECASE,
)

STAGE_NAMED = re.compile(
    r"\bstages? (\d|one|two)\b|(?:\b(first|second)[- ]stage\b|"
    r"\bat the (first|second)\b(?! (?:quarter|half)))",
    re.IGNORECASE,
)

POPULATIONS = (
    ("all", r"tenants and leaseholders|leaseholders (?:and|as well as) tenants|"
     r"leaseholders are counted as well(?: as tenants)?|all residents|"
     r"of all our residents"),
    ("leasehold", r"leaseholders?['’]?"),
    ("lcho", r"shared owners?['’]?"),
    ("all", r"every tenure|all tenures"),
    ("tenants", r"tenants?['’]?s?|rented homes|low[- ]cost"),
    ("all", r"residents?['’]?"),
)  # fmt: skip

YEAR_LABEL = re.compile(r"\b(20\d\d)[-–/](?:20)?(\d\d)\b")

BEFORE_YEAR = re.compile(
    r"\b(?:last|previous|the preceding) year\b|\byear before\b|\byear (?:ago|"
    r"earlier)\b",
    re.IGNORECASE,
)

# The words by which an earlier year is only what the other is set beside.
BESIDE_YEAR = re.compile(
    r"(?:than(?: they were| it was)? in|than|from|since|on|over|with|to|against|after|"
    r"of|was in)\s*$|\b(?:from|against|compared (?:with|to)|than|after) [\d.,%\w-]+"
    r"(?: \w+){0,3} (?:in|for)\s*$",
    re.IGNORECASE,
)

QUARTER_WORDS = (
    (
        1,
        r"first(?= quarter| and second quarter)|\bQ1\b|quarter 1|April (?:to|and|"
        r"–) June",
    ),
    (
        2,
        r"second(?= quarter| and third quarter)|\bQ2\b|quarter 2|July (?:to|and|"
        r"–) September",
    ),
    (
        3,
        r"third(?= quarter| and fourth quarter)|\bQ3\b|quarter 3|October (?:to|and|"
        r"–) December",
    ),
    (4, r"(?:fourth|last|final) quarter|\bQ4\b|quarter 4|January (?:to|and|–) March"),
)

OTHER_TIME = re.compile(
    rf"(?<!\d )\b(?:{MONTHS})\b(?: 20\d\d)?|\b(?:\w+|\d+) months\b|\bmonth\b|"
    r"\b(?:first|second) half\b|\bweeks?\b|\bso far\b",
    re.IGNORECASE,
)

BOUNDARY = re.compile(r"[,;:()]|\band\b|\bwhile\b|\bbut\b|\bwhereas\b", re.IGNORECASE)

# Names of areas hold words that end a clause: they are hidden first.
AREA_WORDS = {
    "asb": "Anti-social behaviour",
    "antisocial behaviour": "Anti-social behaviour",
}

# Where the words of an area name something else: the Code, what people are asked about.
NO_NAME_BEFORE = re.compile(
    r"\b(?:satisf\w+ with|approach to|with)(?: our| its| the)? $"
)

NO_NAME_AFTER = re.compile(
    r" (?:code|performance|culture|policy|process|within|has|have|timescales|"
    r"should|could|can|is)\b"
)
