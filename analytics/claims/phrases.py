"""Turns of phrase by which a sentence claims something without a number."""

import re


COMPLAINT_WORDS = r"(?:number of |volume of |level of )?(?:[\w-]+ ){0,4}complaints?"

FEWER_IS_BETTER = re.compile(
    rf"\b(?:target|aim|goal|objective|ambition|priority|commit\w*|plan|intend\w*|want|"
    rf"hope|seek\w*|work\w*|determined|strive\w*)\b.*?\b(?:reduc\w+|fewer|cut\w*|"
    rf"lower\w*|bring\w* (?:\w+ ){{0,4}}down|decreas\w+|minimis\w+|less|down|halv\w+|"
    rf"drive)\b.*?(?:complaints?|figure|number)"
    rf"|\b(?:reduc\w+|cut\w*|lower\w*|bring\w* (?:\w+ ){{0,4}}down)\b.*?"
    rf"\b(?:complaints?|figure|number)\b.*?\b(?:target|aim|goal|priority|objective)\b"
    rf"|\b(?:fewer|fall\w*|fell|low\w*|drop\w*|declin\w+(?! to)|decreas\w+|"
    rf"reduc\w+)\b.*?"
    rf"\b(?:complaints?|mentions?)\b.*?\b(?:happier|happy|satisfied with|improv\w+|"
    rf"success\w*|good news|pleas\w+|welcome|proud|encourag\w+|better service|"
    rf"show\w* that|positive)\b"
    rf"|\bcomplaints?\b.*?\b(?:fell|fewer|falling|dropped|decreased|down)\b.*?"
    rf"\b(?:success\w*|good news|pleas\w+|proud|encourag\w+|achievement)\b"
    rf"|\b(?:pleas\w+|proud|encourag\w+|welcome|success\w*|good news|positive|"
    rf"delighted|"
    rf"celebrat\w+)\b.*?\b(?:fewer|fall\w*|fell|low\w*|drop\w*|declin\w+|decreas\w+|"
    rf"reduc\w+)\b.*?{COMPLAINT_WORDS}"
    rf"|\b(?:disappoint\w+|concern\w+|worr\w+|regrett\w+|unfortunate\w*|bad news)\b"
    rf".*?complaints?\b.*?\b(?:rose|ris\w+|increas\w+|went up|grew|more)\b"
    rf"|\btarget\b.*?\b(?:receiv\w+|no more than|fewer than|below|at most)\b.*?"
    rf"complaints?",
    re.IGNORECASE,
)

MORE_IS_WORSE = re.compile(
    r"\bcomplaints?\b.*?\b(?:ros\w+|ris\w+|increas\w+|more|up)\b.*?\b(?:getting worse|"
    r"worse service|failing|failed|failure|poor\w*|deteriorat\w+|performed worse)|"
    r"\bmore\b.*?\bcomplaints?\b.*?\b(?:performed worse|worse\b|failed|failure)|"
    r"\bdisappoint\w+\b.*?\bcomplaints?\b|\bcomplaints?\b.*?\bfailure of\b|"
    r"\b(?:only|just|few|low number of|fewer)\b.*?\bcomplaints?\b.*?\b(?:very well|"
    r"excellent|good (?:service|performance)|strong|well run|successful\w*)",
    re.IGNORECASE,
)

NO_SIGN = re.compile(
    r"\bno sign\b|\bnot (?:a|in itself a) sign\b|\bdoes not mean\b|\bin itself\b|"
    r"\bneed not\b|\bnot necessarily\b",
    re.IGNORECASE,
)

CAUSE = re.compile(
    r"\bbecause of\b|\bthanks to\b|\bas a (?:direct )?result of\b|\bdue to\b|"
    r"\bowing to\b|\bcaus(?:ed|es|ing)\b|\bprov(?:es?|ed|ing)\b|\bcaused by\b|"
    r"\bbrought about by\b|\bled to an? (?:improve|reduc|increas|rise|fall|better)\w*|"
    r"\bthis shows that\b|\bshow(?:s|ing)? that our\b|\bdemonstrat\w+ that\b|"
    r"\bevidence that\b|\bresulted in\b|\bthe reasons? (?:why|for|that)\b|"
    r"\bhas made it\b|\breflects? our\b|\bis down to\b",
    re.IGNORECASE,
)

SIGNIFICANT = re.compile(
    r"\b(?:statistically |highly )?significan(?:t|tly|ce)\b|\bclear(?:ly)?\b|"
    r"\bmarked(?:ly)?\b|\bdramatic(?:ally)?\b|\bsharp(?:ly)?\b|\bsubstantial(?:ly)?\b",
    re.IGNORECASE,
)

BENCHMARK = re.compile(
    r"\b(?:median|sector|national(?:ly)?|quartile|benchmark\w*|average(?:d)?|"
    r"other (?:landlords|councils|providers)|like landlords|peers?|most landlords|"
    r"(?:all|most|many) (?:landlords|councils)|council median)\b",
    re.IGNORECASE,
)

UP = (
    r"ros\w|risen|ris\w+|increas\w+|went up|gone up|going up|up from|climb\w+|"
    r"gr[eo]w\w*|"
    r"more than doubled|doubl\w+|trebl\w+|tripl\w+|jump\w+|higher|(?:more) .*?\bthan\b|"
    r"up on|an? extra|up by|is up|were up|was up"
)

DOWN = (
    r"fell(?! due)|fall\w*|com(?:e|ing) down|came down|decreas\w+|went down|"
    r"gone down|down from|declin\w+|dropp?\w*|"
    r"fewer|reduc\w+|lower|less often|less than (?:last|the)|halv\w+|down on|down by|"
    r"is down|was down|were down"
)

BETTER = (
    r"(?<!be )improved|(?:seen|an|some|clear|marked) improvement|better|quicker|faster"
)

WORSE = r"wors\w+|deteriorat\w+|slipp\w+|less satisfied|slower"

SAME = r"(?:the )?same (?:as|number)|unchanged|stayed|no change"

DIRECTION_WORDS = (
    ("better", BETTER),
    ("worse", WORSE),
    ("up", UP),
    ("down", DOWN),
    ("same", SAME),
)

# A direction is a claim about time only where a time before is spoken of.
TIME_BEFORE = re.compile(
    r"\b(?:last|previous|preceding) year|year (?:ago|before|earlier)|\bfrom\b|"
    r"\bsince\b|"
    r"\bthan in\b|\bthan (?:last|the year|they|it|20)|compared (?:with|to)|"
    r"\bagainst\b|\brather than\b|\bafter\b|\b(?:have|has) (?:become|got|improved|"
    r"worsened|fallen|risen|increased|decreased)\b|\bthis year[’']s (?:higher|lower)\b|"
    r"\bover the two years\b|\bon last\b|\bas in\b|\bdecrease in|\bincrease in|"
    r"\bdrop in|"
    r"\brise in|\bfall in",
    re.IGNORECASE,
)

# These say by themselves that something was otherwise before.
MOVED = re.compile(
    r"\b(?:rose|risen|fell(?! due)|fallen|increased|decreased|declined(?! to)|"
    r"dropped|grew|grown|"
    r"climbed|worsened|deteriorated|doubled|halved|(?:have|has) (?:come|gone) (?:up|"
    r"down))"
    r"\b",
    re.IGNORECASE,
)

# Years that are not looked into.
OTHER_YEARS = re.compile(
    r"\bin a row\b|\bconsecutive\b|\b(?:best|worst|highest|lowest) (?:ever|on record|"
    r"since)\b|\brecord (?:high|low|number)\b|\bnever before\b",
    re.IGNORECASE,
)

RANKS = (
    (
        "second",
        r"second (?:most|largest|biggest|highest)|(?:came|ranked) second|second place",
    ),
    (
        "third",
        r"third (?:most|largest|biggest|highest)|(?:came|ranked) third|third place",
    ),
    (
        "last",
        r"least (?:often|mentioned|common)?|smallest|fewest|lowest number|"
        r"named least often|quietest",
    ),
    (
        "first",
        r"most (?:often|common\w*|mentioned|complained|frequent\w*|complaints)|"
        r"largest|biggest|busiest|highest number|than (?:\w+ )?any other|"
        r"ranked first|main (?:area|subject)|"
        r"top of the list|most",
    ),
)

MOST_OF = re.compile(r"^\s*most (?:\w+ ){0,3}complaints", re.IGNORECASE)

MORE_THAN_OTHER = re.compile(r"\b(more|less|fewer)\b.*?\bthan\b", re.IGNORECASE)

# Words by which a sentence may claim something without a number.
UNREAD = re.compile(
    r"\b(?:many|few|most|all|every|always|often|rarely|only|late|good|well|poor|better|"
    r"worse|high|low|more|less|fewer)\b",
    re.IGNORECASE,
)

NEGATED = re.compile(
    r"\bnot (?:answered|acknowledged|complet\w+|uph[eo]ld)", re.IGNORECASE
)

AFTER_ANOTHER = re.compile(
    r"^\s*(?:after|behind|apart from|other than)\b|\bsecond only to\b", re.IGNORECASE
)
