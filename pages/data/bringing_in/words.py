"""What analytics says, in the words of this page: columns, presses, ways of reading."""

import re

from analytics.words.columns import say_columns


# What is typed in a terminal, or written in a profile, as what is done here.
SAID_HERE = {
    re.compile(typed): pressed
    for typed, pressed in {
        r"no file is named after a source \(.*\), and none has the headings of one or "
        r"of a source profile; make a profile for an export with: profiles new FILE": (
            "no way of reading that is known fits it; choose “Whichever knows its "
            "headings” under “The day it was made, and how it is read”, and try it "
            "again"
        ),
        r"fit the profiles (.*) alike; say which with --profile": (
            r"fit the ways of reading \1 alike; say which under “The day it was made, "
            "and how it is read”"
        ),
        r"the required column (.*) \((\w+) of \w+\), which the profile .* reads, is": (
            r"the column \1, which gives the \2, is"
        ),
        r'say in the profile: dates = "day first" or "month first"': (
            "have your system write days like 2024-04-30, and export it again"
        ),
        r"There is no source profile": "There is no way of reading",
        r", or leave (it|them) out with --replace FROM\.\.TO": (
            r" together with this export"
        ),
    }.items()
}


def put_in_words(text: str) -> str:
    """A sentence or a name as this page says it: every one goes through here."""
    for typed, said in SAID_HERE.items():
        text = typed.sub(said, text)
    return say_columns(text)
