"""Ordinary variations of an ordinary export: how each file is made, by its name."""

from collections.abc import Callable


HEADINGS = (
    "complaint_id,stage,tenure,received_date,responded_date,outcome,service_areas"
)
ROWS = (
    "C-1,1,lcra,2024-04-30,2024-05-08,upheld,Repairs",
    "C-2,1,lcra,2024-05-13,2024-05-21,not_upheld,Repairs",
)
PLAIN = "\n".join((HEADINGS, *ROWS)) + "\n"
TITLED = HEADINGS.replace("_", " ").title()

# What every variation is: two cases, their dates and their outcomes.
RIGHT = [
    ("C-1", "2024-04-30", "2024-05-08", "upheld"),
    ("C-2", "2024-05-13", "2024-05-21", "not_upheld"),
]


def _swap(old: str, new: str) -> str:
    return PLAIN.replace(old, new)


def _dates(write: Callable[[str, str, str], str]) -> str:
    text = PLAIN
    for day in (day for row in RIGHT for day in row[1:3]):
        text = text.replace(day, write(*day.split("-")))
    return text


MONTHS = {"04": "April", "05": "May"}

# The name of each, the name of its file and what is in it.
VARIATIONS: dict[str, tuple[str, bytes]] = {
    name: (file, text if isinstance(text, bytes) else text.encode("utf-8"))
    for name, file, text in (
        ("as the contract has it", "complaints.csv", PLAIN),
        ("title-case headings", "complaints.csv", _swap(HEADINGS, TITLED)),
        ("capitals", "complaints.csv", _swap(HEADINGS, HEADINGS.upper())),
        ("trailing blanks", "complaints.csv", _swap("stage,", "stage  ,")),
        ("hard blank in a heading", "complaints.csv", _swap("t_id", "t\u00a0id")),
        (
            "line break in a heading",
            "complaints.csv",
            _swap("t_id,", 't\nid",').replace("complaint\n", '"complaint\n', 1),
        ),
        ("mark of byte order", "complaints.csv", "\ufeff" + PLAIN),
        ("UTF-16", "complaints.csv", PLAIN.encode("utf-16")),
        (
            "Windows-1252",
            "complaints.csv",
            _swap("Repairs", "Répairs").encode("cp1252"),
        ),
        ("Windows line ends", "complaints.csv", _swap("\n", "\r\n")),
        ("no last line end", "complaints.csv", PLAIN.rstrip("\n")),
        ("semicolons", "complaints.csv", _swap(",", ";")),
        ("tabs", "complaints.csv", _swap(",", "\t")),
        ("strokes", "complaints.csv", _swap(",", "|")),
        ("sep= line", "complaints.csv", "sep=;\n" + _swap(",", ";")),
        ("UTF-16 with tabs", "complaints.csv", _swap(",", "\t").encode("utf-16")),
        ("a title row", "complaints.csv", "Complaints 2024-25\n" + PLAIN),
        ("a title and a blank row", "complaints.csv", "Complaints\n\n" + PLAIN),
        ("blank rows at the end", "complaints.csv", PLAIN + "\n\n"),
        ("rows of commas at the end", "complaints.csv", PLAIN + ",,,,,,\n"),
        ("trailing commas", "complaints.csv", _swap("\n", ",\n")),
        (
            "all quoted",
            "complaints.csv",
            '"' + PLAIN.rstrip("\n").replace(",", '","').replace("\n", '"\n"') + '"',
        ),
        (
            "an extra column",
            "complaints.csv",
            _swap("Repairs\n", "Repairs,x\n").replace("areas\n", "areas,Team\n"),
        ),
        ("capital in the file's name", "Complaints.csv", PLAIN),
        ("all capitals in the file's name", "COMPLAINTS.CSV", PLAIN),
        ("a year in the file's name", "complaints 2024-25.csv", PLAIN),
        ("30/04/2024", "complaints.csv", _dates(lambda y, m, d: f"{d}/{m}/{y}")),
        ("30-04-2024", "complaints.csv", _dates(lambda y, m, d: f"{d}-{m}-{y}")),
        ("30.04.2024", "complaints.csv", _dates(lambda y, m, d: f"{d}.{m}.{y}")),
        ("30/04/24", "complaints.csv", _dates(lambda y, m, d: f"{d}/{m}/{y[2:]}")),
        (
            "30-Apr-24",
            "complaints.csv",
            _dates(lambda y, m, d: f"{d}-{MONTHS[m][:3]}-{y[2:]}"),
        ),
        (
            "30 April 2024",
            "complaints.csv",
            _dates(lambda y, m, d: f"{int(d)} {MONTHS[m]} {y}"),
        ),
        (
            "a time of day",
            "complaints.csv",
            _dates(lambda y, m, d: f"{d}/{m}/{y} 09:30"),
        ),
        (
            "ISO with T and Z",
            "complaints.csv",
            _dates(lambda y, m, d: f"{y}-{m}-{d}T09:30:00Z"),
        ),
        ("Stage 1", "complaints.csv", _swap(",1,", ",Stage 1,")),
        ("S1", "complaints.csv", _swap(",1,", ",S1,")),
        ("Upheld", "complaints.csv", _swap(",upheld", ",Upheld")),
        ("Not Upheld", "complaints.csv", _swap("not_upheld", "Not Upheld")),
        ("LCRA", "complaints.csv", _swap("lcra", "LCRA")),
    )
}

# What cannot be taken, and a part of the sentence that says so.
REFUSED = {
    "a quote never closed": (_swap("C-1", '"C-1'), "quot"),
    "nothing in the file": ("", "empty"),
}
