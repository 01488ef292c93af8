"""Colours, once: the Analysis Function's palette for charts, all readable on white."""

LANDLORD = "#12436D"
SECOND = "#5B8DB8"
INK = "#1B1B1B"
QUIET = "#505A5F"
GREY = "#8A9299"
GRID = "#D8DCDF"
BAND = "#D9E2EC"
PEER_BAND = "#EDEFF1"
PAPER = "#FFFFFF"

# Five answers from best to worst: dark to light blue, a grey middle, light to dark of
# the second hue. Each is labelled as well.
ANSWER_COLOURS = {
    "very_satisfied": "#12436D",
    "fairly_satisfied": SECOND,
    "neither": "#8A9299",
    "fairly_dissatisfied": "#D98A5B",
    "very_dissatisfied": "#A8470F",
}
# What is written on each of them, at 4.5 to 1 or better.
ANSWER_TEXT_COLOURS = {
    "very_satisfied": PAPER,
    "fairly_satisfied": INK,
    "neither": INK,
    "fairly_dissatisfied": INK,
    "very_dissatisfied": PAPER,
}

# An action's way: done, under way, not begun; labelled as well.
STATUS_COLOURS = {"completed": LANDLORD, "open": SECOND, "proposed": BAND}
STATUS_TEXT_COLOURS = {"completed": PAPER, "open": INK, "proposed": INK}

FONT = "'Source Sans', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
