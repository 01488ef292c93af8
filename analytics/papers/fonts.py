"""The one font of charts and PDF: it comes with matplotlib, so it is always there."""

from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font


FONT = "DejaVu Sans"

# What stands for a letter that the font does not have.
BOX = "\N{WHITE SQUARE}"


def font_folder() -> Path:
    """The folder of the font's files."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=1)
def list_letters() -> frozenset[int]:
    """Characters that the font has, in both its weights."""
    plain, bold = (
        set(FT2Font(str(font_folder() / name)).get_charmap())
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    )
    return frozenset((plain & bold) | {ord("\n")})


def fit_font(text: str) -> str:
    """The text with a box for every letter the font does not have."""
    letters = list_letters()
    return "".join(each if ord(each) in letters else BOX for each in text)
