"""That a figure is made up, as a small mark whose meaning stands at a page's foot.

In a sample release the words would stand beside most figures. Files and papers, which
go without the page, keep them; where everything is made up, one chip says it.
"""

import re

from analytics.ground.landlord import Landlord
from analytics.words.names import MADE_UP
from pages.frame.view import open_shown


MARK = "†"

ALONE = re.compile(rf" \({MADE_UP}\)")
AMONG = re.compile(rf"\(([^()]*), {MADE_UP}\)")

CHIP_ALL = "Demonstration: all made up"
CHIP_SOME = "Sample"
MEANING = f"{MARK} made up; the rest was published."


def mark(text: str) -> str:
    """A sentence with the mark in place of the words."""
    sign = find_mark(open_shown().landlord)
    return AMONG.sub(rf"(\1){sign}", ALONE.sub(sign, text))


def find_mark(landlord: Landlord) -> str:
    """The mark beside made-up figures; none where every figure is one."""
    return MARK if landlord.anchored else ""


def write_chip(landlord: Landlord) -> str:
    """What one chip says of a sample release."""
    return CHIP_SOME if landlord.anchored else CHIP_ALL


def write_meaning(landlord: Landlord) -> str:
    """What the mark means, at a page's foot; empty where there is none."""
    return MEANING if landlord.anchored else ""
