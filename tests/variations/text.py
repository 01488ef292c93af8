"""Text files: letters, line ends, what stands between cells, and quotes."""

from .made import HEADINGS, PLAIN, RIGHT, ROWS, TABLE, Variation, put, swap, write_lines


COMMA_AREA = tuple(
    row | {"service_areas": [area]}
    for row, area in zip(RIGHT, ('Repairs, "urgent"', "Repairs"), strict=True)
)
BROKEN_AREA = tuple(
    row | {"service_areas": [area]}
    for row, area in zip(RIGHT, ("Repairs\nand voids", "Repairs"), strict=True)
)
ACCENT = tuple(row | {"service_areas": ["Répairs – café"]} for row in RIGHT)
ACCENTED = swap("Repairs", "Répairs – café")

TEXT = tuple(
    Variation(name=name, why=why, write=put(*content), right=right)
    for name, why, content, right in (
        ("as the contract has it", "the template filled in", (PLAIN,), RIGHT),
        (
            "mark of byte order",
            "Excel's CSV UTF-8",
            (ACCENTED, "complaints.csv", "utf-8-sig"),
            ACCENT,
        ),
        (
            "UTF-16, low byte first",
            "Excel's Unicode text",
            (ACCENTED, "complaints.csv", "utf-16"),
            ACCENT,
        ),
        (
            "UTF-16, high byte first",
            "some servers",
            (b"\xfe\xff" + ACCENTED.encode("utf-16-be"),),
            ACCENT,
        ),
        (
            "UTF-16 without its mark",
            "a database's bulk copy",
            (PLAIN, "complaints.csv", "utf-16-le"),
            RIGHT,
        ),
        (
            "Windows-1252",
            "Excel's plain CSV",
            (ACCENTED, "complaints.csv", "cp1252"),
            ACCENT,
        ),
        ("Windows line ends", "Excel", (swap("\n", "\r\n"),), RIGHT),
        ("old Mac line ends", "Excel's CSV (Macintosh)", (swap("\n", "\r"),), RIGHT),
        ("semicolons", "Excel with Europe's settings", (swap(",", ";"),), RIGHT),
        ("tabs", "Excel's text", (swap(",", "\t"),), RIGHT),
        ("strokes", "a mainframe's extract", (swap(",", "|"),), RIGHT),
        ("sep= line", "for Excel's sake", ("sep=;\n" + swap(",", ";"),), RIGHT),
        (
            "UTF-16 with tabs",
            "Salesforce, and Excel's Unicode text",
            (swap(",", "\t"), "complaints.csv", "utf-16"),
            RIGHT,
        ),
        ("tsv", "a database's", (swap(",", "\t"), "complaints.tsv"), RIGHT),
        ("txt", "Excel's text", (swap(",", "\t"), "complaints.txt"), RIGHT),
        (
            "csv called xls",
            "web systems do so that Excel opens it",
            (swap(",", "\t"), "complaints.xls"),
            RIGHT,
        ),
        ("a title row", "reports", ("Complaints 2024-25\n" + PLAIN,), RIGHT),
        ("a title and a blank row", "reports", ("Complaints\n\n" + PLAIN,), RIGHT),
        (
            "a title as wide as the rows",
            "Excel fills up with commas",
            ("Complaints 2024-25,,,,,,\n,,,,,,\n" + PLAIN,),
            RIGHT,
        ),
        (
            "who ran it and when",
            "report servers",
            ("Run by:,A. Officer\nRun on:,01/04/2025 09:00\n\n" + PLAIN,),
            RIGHT,
        ),
        ("rows of commas at the end", "Excel", (PLAIN + ",,,,,,\n,,,,,,\n",), RIGHT),
        (
            "a blank row between rows",
            "grouped reports",
            ("\n\n".join((HEADINGS, *ROWS)) + "\n",),
            RIGHT,
        ),
        ("trailing commas", "Excel", (swap("\n", ",\n"),), RIGHT),
        ("all quoted", "web systems", (write_lines(TABLE, quoting=1),), RIGHT),
        (
            "doubled quotes and a comma in a cell",
            "free text",
            (swap("upheld,Repairs\nC", 'upheld,"Repairs, ""urgent"""\nC'),),
            COMMA_AREA,
        ),
        (
            "a line break in a cell",
            "free text",
            (swap("upheld,Repairs\nC", 'upheld,"Repairs\nand voids"\nC'),),
            BROKEN_AREA,
        ),
        (
            "blanks after the commas",
            "typed by hand",
            (swap(",", ", "),),
            RIGHT,
        ),
    )
)
