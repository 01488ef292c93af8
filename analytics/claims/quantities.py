"""The numbers of a sentence, in digits and in words, and what each is of.

What is no figure of the records is left out: days, years, stages, time limits, the
names of measures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from analytics.ground.rounding import write_rounded


Unit = Literal["number", "per cent", "points", "fraction", "times"]
Role = Literal["", "base", "before", "change", "benchmark"]

ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        start=2,
    )
}
PARTS_OF_ONE = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
}
TIMES: dict[str, Fraction] = {
    "doubled": Fraction(2),
    "trebled": Fraction(3),
    "tripled": Fraction(3),
    "halved": Fraction(1, 2),
}
NONE_AT_ALL = r"\b(?:not (?:one|a single|\w+ any)|no|none|neither|nobody|never)\b"

_ones = "|".join(ONES)
_tens = "|".join(TENS)
_below = rf"(?:{_tens})(?:[- ](?:{_ones}))?|(?:{_ones})"
IN_WORDS = re.compile(
    rf"\b(?:(?:(?:a|{_ones}) hundred(?: and (?:{_below}))?)|{_below})\b", re.IGNORECASE
)
IN_DIGITS = re.compile(r"(?<![\w.,])[+-]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w,]*\d)")
IN_PARTS = re.compile(
    r"\b(?:(a|one|two|three|four|nine)[- ](half|thirds?|quarters?|fifths?|tenths?)|"
    r"half)\b",
    re.IGNORECASE,
)
ONE_IN = re.compile(
    rf"\b({_ones}|\d+) (?:in|out of)(?: every)? ({_ones}|\d+)\b", re.IGNORECASE
)

AS_MANY = re.compile(
    rf"\b(?:twice|({_ones}|\d+) times) (?:as many|as often|the number|what|more)\b",
    re.IGNORECASE,
)

# What looks like a figure and is none: replaced by as many blanks.
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
NO_FIGURE = re.compile(
    rf"^\s*\d+(?:\.\d+)+\.?\s"
    rf"|\b\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"
    rf"|\b(?:{MONTHS}) \d{{4}}"
    r"|\b20\d\d(?:[-–/]\d\d(?:\d\d)?)?\b"
    r"|\bstages? (?:\d|one|two|three)\b|\b(?:first|second|third) stage\b"
    r"|\bper 1,000\b|\b1,000 (?:low[- ]cost |rental |rented )*homes\b"
    r"|\bfor every 1,000\b|\b(?:for every|per) 100\b"
    r"|\b(?:CH|TP)\d\d(?: ?\(\d\))?|\bQ[1-4]\b|\bquarter [1-4]\b"
    r"|\b(?:first|second|third|fourth|last|final)(?: and (?:second|third|fourth))?"
    r" quarters?\b|\bthe quarter\b|\bquarterly\b|\btop quartile\b"
    r"|\bwithin (?:the )?(?:\w+|\d+) (?:working )?days\b"
    r"|\b(?:more than |over )?(?:\w+|\d+) months(?: old| ago)?\b"
    r"|\bscores? of (?:\w+|\d+)(?: (?:or|to|and) (?:\w+|\d+))?"
    rf"|\b(?:top )?(?:{_below}|\d) (?:main |service |key |busiest )?(?:areas|wards|"
    r"quarters(?! of)|channels|themes|reasons|stages|groups)\b|\btop (?:\w+|\d)\b"
    r"|\b(?:\d|four|five) (?:or|and) (?:\d|five) out of (?:5|five)\b"
    r"|\b(?:every|each|any|this|that|which) one\b"
    rf"|(?<!not )\bone of (?:its|our|the|those|these|them)\b(?! (?:{_below}|\d))"
    r"|\bhalf of (?:all )?(?:other )?(?:councils|landlords)\b|\b(?:first|second) half\b"
    r"|\b(?:\w+|\d+) years\b|\b(?:had|have|has) one\b"
    r"|\b(?:\w+|\d+) working days (?:for|of|after|from)\b"
    r"|\b(?:no one|one another|one of the areas|one area|two stages|two-stage)\b",
    re.IGNORECASE,
)

LOOSELY = (
    ("below", r"not (?:quite |even )?(?:reach(?:ed)?|exceed(?:ed)?|\w+ even)"),
    ("over", r"(?:just|a little|slightly|well)? ?(?:over|above|more than)"),
    ("under", r"(?:just|a little|slightly)? ?(?:under|below|less than|fewer than)"),
    ("under", r"(?:nearly|almost|not quite|close to)"),
    ("about", r"(?:about|around|roughly|some|approximately|in the region of|circa)"),
    ("over", r"(?:at least)"),
)
# A word before a number that says it is of the time before, or a difference.
BEFORE = re.compile(
    r"(?:\bfrom|\bagainst|\bcompared (?:with|to)|\brather than|\bafter|\bthan|"
    r"\bwhere)(?: the| only| just| about)?\s*$",
    re.IGNORECASE,
)
CHANGED_BY = re.compile(
    r"(?:\bby|(?<!made)(?<!make)(?<!makes)(?<!making) up|\b(?:increase|rise|"
    r"decrease|fall|drop|reduction|growth|gain) of|"
    r"\bdown|\bdifference of|\bgrew|\brose|\bfell|\bdropped|\bclimbed|\bincreased|"
    r"\bdecreased)"
    r"(?: about| around| some| only| just)?\s*\+?$",
    re.IGNORECASE,
)
# "Reduced by the end", "upheld by": a number comes at once.
MORE_THAN_BEFORE = re.compile(
    r"\s*(?:more|fewer|less|higher|lower)\b(?! than half).*?\bthan\b", re.IGNORECASE
)
SAID_OF = re.compile(
    r"(?:^|[,;(]\s*|\b)(?:of|among|within|from among)(?: (?:the|our|all|these|its|a "
    r"total of))*\s*$",
    re.IGNORECASE,
)
SAID_OF_OTHERS = re.compile(
    r"\b(?:median|average|mean|quartile)\b[^,;]{0,70}$", re.IGNORECASE
)
OF = re.compile(
    r"\s+(?:out )?of(?: (?:the year['’]s|the|our|its|all|these|those|your|"
    r"a total of))*\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number of a sentence: where it stands, how exactly it is written, its role.

    `base` is the number it is said to be out of: "63 of 74".
    """

    start: int
    end: int
    value: Fraction
    unit: Unit
    places: int = 0
    loosely: str = ""
    base: Fraction | None = None
    role: Role = ""

    def fits(self, value: Fraction | int | None) -> bool:
        """Whether it is what was written, as exactly as it was written."""
        if value is None:
            return False
        found = Fraction(value)
        said = self.value * 100 if self.unit == "fraction" else self.value
        if self.unit == "fraction":
            near, far = Fraction(1), Fraction(5)
        elif self.unit == "per cent":
            near, far = Fraction(3, 2), Fraction(5)
        else:
            near, far = max(Fraction(1), said / 20), max(Fraction(3), said / 8)
        match self.loosely:
            case "below":
                return found < said
            case "over":
                return said < found <= said + far
            case "under":
                return said - far <= found < said
            case "about":
                loose = max(near, Fraction(5, 2)) if self.unit == "fraction" else near
                return abs(found - said) <= loose
        if self.unit == "fraction":
            return abs(found - said) <= Fraction(1, 2)
        return write_rounded(found, self.places) == write_rounded(said, self.places)

    def fits_times(self, times: Fraction) -> bool:
        """Whether it is how many times as many: "more than doubled"."""
        match self.loosely:
            case "over":
                return times > self.value
            case "under":
                return times < self.value
        return abs(times - self.value) <= Fraction(15, 100)


def hide_others(sentence: str) -> str:
    """The sentence with marks over what looks like a figure and is none."""
    return NO_FIGURE.sub(lambda found: "~" * len(found[0]), sentence)


def read_number_word(word: str) -> int:
    """A number in words, up to 999."""
    total = 0
    for part in re.split(r"[- ]", word.lower()):
        if part == "hundred":
            total = max(total, 1) * 100
        elif part in TENS:
            total += TENS[part]
        elif part in ONES:
            total += ONES[part]
        elif part == "a":
            total = 1
    return total


def read_small(text: str) -> int:
    """A number in digits or in a word."""
    return int(text) if text.isdigit() else read_number_word(text)


def read_quantities(sentence: str) -> list[Quantity]:
    """Every number of a sentence, in order; a pair of "x of y" is one."""
    text = hide_others(sentence)
    found = sorted(list_raw(text), key=lambda each: (each.start, -each.end))
    kept: list[Quantity] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return [find_role(text, each) for each in join_pairs(text, kept)]


def list_raw(text: str) -> Iterator[Quantity]:
    """Numbers as they stand, some of them overlapping: the longer comes first."""
    for found in ONE_IN.finditer(text):
        first, second = read_small(found[1]), read_small(found[2])
        is_part = " in" in found[0].lower() or second <= ONES["ten"]
        if first < second and is_part:
            yield Quantity(
                start=found.start(),
                end=found.end(),
                value=Fraction(first, second),
                unit="fraction",
                loosely=read_loosely(text, found.start()),
            )
    for found in IN_PARTS.finditer(text):
        many = read_small(found[1]) if found[1] and found[1].lower() != "a" else 1
        part = found[2] or "half"
        yield Quantity(
            start=found.start(),
            end=found.end(),
            value=many * PARTS_OF_ONE[part.lower()],
            unit="fraction",
            loosely=read_loosely(text, found.start()),
        )
    for found in IN_DIGITS.finditer(text):
        value = Fraction(str(found[1] + (found[2] or "")).replace(",", ""))
        yield make_number(text, found.start(), found.end(), value, found[2] or "")
    for found in IN_WORDS.finditer(text):
        yield make_number(
            text, found.start(), found.end(), Fraction(read_number_word(found[0])), ""
        )
    for found in re.finditer(NONE_AT_ALL, text, re.IGNORECASE):
        if not re.match(
            r" (?:longer|more|further|change|doubt|extension|answer|reason|sign|"
            r"evidence|"
            r"indication|surprise|cause)",
            text[found.end() :],
        ):
            yield Quantity(
                start=found.start(), end=found.end(), value=Fraction(0), unit="number"
            )
    for found in AS_MANY.finditer(text):
        many = 2 if found[0].lower().startswith("twice") else read_small(found[1])
        yield Quantity(
            start=found.start(),
            end=found.end(),
            value=Fraction(many),
            unit="times",
            loosely=read_loosely(text, found.start()),
        )
    for found in re.finditer(r"\b(?:" + "|".join(TIMES) + r")\b", text, re.IGNORECASE):
        yield Quantity(
            start=found.start(),
            end=found.end(),
            value=TIMES[found[0].lower()],
            unit="times",
            loosely=read_loosely(text, found.start()),
        )


def make_number(
    text: str, start: int, end: int, value: Fraction, decimals: str
) -> Quantity:
    """A number with what is written after it, and how loosely it is meant."""
    after = re.match(r"\s?(?:%|per ?cent\b)(?:age)?", text[end:], re.IGNORECASE)
    points = re.match(r"\s?(?:percentage[- ])?points?\b", text[end:], re.IGNORECASE)
    unit: Unit = "points" if points else "per cent" if after else "number"
    suffix = points or after
    return Quantity(
        start=start,
        end=end + (suffix.end() if suffix else 0),
        value=value,
        unit=unit,
        places=max(len(decimals) - 1, 0),
        loosely=read_loosely(text, start),
    )


def read_loosely(text: str, start: int) -> str:
    """How loosely a number is meant, by the words before it."""
    for name, pattern in LOOSELY:
        if re.search(rf"\b{pattern}(?: a)?\s+$", text[:start], re.IGNORECASE):
            return name
    return ""


def join_pairs(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers with those they are out of joined to them."""
    joined: list[Quantity] = []
    skip = False
    for place, each in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        is_pair = (
            after is not None
            and after.unit == each.unit == "number"
            and OF.fullmatch(text[each.end : after.start])
        )
        if is_pair and after:
            joined.append(replace(each, base=after.value, end=after.end))
            skip = True
        else:
            joined.append(each)
    return joined


def find_role(text: str, quantity: Quantity) -> Quantity:
    """A number with its role: of what was before, a difference, a base, a middle."""
    before, after = text[: quantity.start], text[quantity.end :]
    role: Role = ""
    if (
        SAID_OF_OTHERS.search(before)
        and "days" not in after[:14]
        and "time" not in before
    ):
        role = "benchmark"
    elif (
        quantity.unit == "points"
        or quantity.unit == "times"
        or CHANGED_BY.search(before)
        or MORE_THAN_BEFORE.match(after)
    ):
        role = "change"
    elif BEFORE.search(before) and not quantity.loosely:
        role = "before"
    elif quantity.base is None and SAID_OF.search(before) and quantity.unit == "number":
        role = "base"
    return replace(quantity, role=role)
