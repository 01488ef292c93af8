"""How files are called, and what else lies in their folder."""

from pathlib import Path

from .made import PLAIN, ROWS, Variation, put


def link(folder: Path) -> None:
    """A link to a file that lies elsewhere."""
    kept = folder.parent / "kept"
    kept.mkdir()
    put(PLAIN, "export.csv")(kept)
    (folder / "complaints.csv").symlink_to(kept / "export.csv")


def surround(folder: Path) -> None:
    """The export among what usually lies in a folder of exports."""
    put(PLAIN)(folder)
    put("See the procedure.", "readme.md")(folder)
    put(b"%PDF-1.7", "report.pdf")(folder)
    put(b"", ".DS_Store")(folder)
    put(b"lock", "~$complaints.xlsx")(folder)
    (folder / "old").mkdir()


def halve(folder: Path) -> None:
    """A year in two files."""
    head = PLAIN.splitlines()[0]
    for quarter, row in zip(("Q1", "Q2"), ROWS, strict=True):
        put(f"{head}\n{row}\n", f"complaints {quarter}.csv")(folder)


NAMED = (
    *(
        Variation(name=file, why=why, write=put(PLAIN, file))
        for file, why in (
            ("Complaints.csv", "a capital"),
            ("COMPLAINTS.CSV", "a mainframe"),
            ("complaints 2024-25.csv", "the year behind it"),
            ("complaints.csv.txt", "a mail program adds .txt"),
            ("complaints (1).csv", "downloaded twice"),
            ("Export of complaints.csv", "the source's name is not the first word"),
            ("2024-25 Q4 FINAL v2.csv", "known by its headings alone"),
            ("plaintes été.csv", "letters with accents"),
        )
    ),
    Variation(name="a link", why="a share keeps the file elsewhere", write=link),
    Variation(name="a folder with other files", why="a share", write=surround),
    Variation(name="a year in two files", why="one export a quarter", write=halve),
)
