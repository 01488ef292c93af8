"""Headings: how they are spelt, in which order, and what stands beside them."""

from .made import HEADINGS, PLAIN, TABLE, Variation, add_column, put, swap, write_lines


def reorder() -> str:
    """The same columns from last to first."""
    return write_lines([row[::-1] for row in TABLE])


def number() -> str:
    """A column of numbers before the others."""
    numbered = [["No.", *TABLE[0]], ["1", *TABLE[1]], ["2", *TABLE[2]]]
    return write_lines(numbered)


def surround() -> str:
    """Two columns without a heading or a cell between the others."""
    return write_lines([[*row[:3], "", "", *row[3:]] for row in TABLE])


ORDINARY = tuple(
    Variation(name=name, why=why, write=put(text))
    for name, why, text in (
        (
            "title-case headings",
            "reports for readers",
            swap(HEADINGS, HEADINGS.replace("_", " ").title()),
        ),
        ("capitals", "databases", swap(HEADINGS, HEADINGS.upper())),
        (
            "camel case",
            "programs' names",
            swap(HEADINGS, HEADINGS.replace("_", " ").title().replace(" ", "")),
        ),
        ("trailing blanks", "typed by hand", swap("stage,", "stage  ,")),
        ("a hard blank", "pasted from a web page", swap("t_id", "t\u00a0id")),
        (
            "a line break",
            "wrapped in Excel",
            swap("complaint_id,", '"complaint\nid",'),
        ),
        ("a question mark", "web forms", swap("outcome", "Outcome?")),
        ("an asterisk", "marked as required", swap("stage", "Stage *")),
        ("other order", "nobody keeps the order", reorder()),
        ("a column of numbers", "row numbers", number()),
        ("an extra column", "a team", add_column("Team", "North", "South")),
        ("blank columns between", "spaced out for print", surround()),
        (
            "two columns of one unknown name",
            "joined tables",
            PLAIN.replace("_areas\n", "_areas,Note,Note\n").replace(
                "Repairs\n", "Repairs,a,b\n"
            ),
        ),
        (
            "personal columns",
            "every system has them; they are not read",
            add_column("Complainant Name", "Somebody", "Somebody else"),
        ),
    )
)

# A printed report begins each of its pages so.
AGAIN = Variation(
    name="headings again above a page",
    why="printed reports: set aside, and told",
    write=put(PLAIN.replace("C-2", f"{HEADINGS}\nC-2")),
    aside=1,
)

HEADED = (*ORDINARY, AGAIN)
