"""What is refused by design, each with the whole sentence that says what to do."""

from .made import HEADINGS, PLAIN, ROWS, Refused, put, swap


TWICE = PLAIN.replace(HEADINGS, HEADINGS.replace("tenure", "Tenure,Tenure")).replace(
    "lcra", "lcra,other"
)
REPORT = (
    "Case Number,Date/Time Opened,Stage,Tenure\n"
    "C-1,05/04/2024 09:00,1,LCRA\nC-2,06/04/2024 09:00,1,LCRA\n"
)

REFUSED = tuple(
    Refused(name=name, why=why, write=put(*content), sentence=sentence)
    for name, why, content, sentence in (
        (
            "a quote never closed",
            "free text",
            (swap("C-1", '"C-1'),),
            "complaints.csv: a quote that is opened in line 2 is not closed where its "
            "cell ends, and what follows would be swallowed; close it or take it out.",
        ),
        (
            "nothing in the file",
            "an export that failed",
            ("",),
            "complaints.csv: it is empty, or its first lines are; export it again, "
            "with a line of headings above the rows.",
        ),
        (
            "lines cut short",
            "a heading more than there are cells",
            (swap("service_areas\n", "service_areas,Remark\n"),),
            "complaints.csv: none of its 2 rows can be accepted; the first reason is: "
            "complaints.csv, row 2: it has 7 cells, but the heading has 8 cells. Mend "
            "the file, or export it again.",
        ),
        (
            "a pdf called csv",
            "printed to a file",
            (b"%PDF-1.7\n",),
            "complaints.csv: it is a PDF, whatever it is called, from which no rows "
            "can be read; have them exported as csv or xlsx.",
        ),
        (
            "a web page called xls",
            "old web systems",
            ("<html><table></table></html>", "complaints.xls"),
            "complaints.xls: it is a web page or XML, whatever it is called; open it "
            "in Excel and save it as csv or xlsx.",
        ),
        (
            "a heading that no profile knows",
            "a report of its own; the browser makes a profile of it",
            (swap("received_date", "Date Received"),),
            "complaints.csv: the required column received_date is missing; columns not "
            "known here are: Date Received.",
        ),
        (
            "a needed column twice",
            "joined tables",
            (TWICE,),
            'complaints.csv: the column "Tenure" comes twice; take one of the two out, '
            "or give it another heading.",
        ),
        (
            "a damaged workbook",
            "cut off on the way",
            (b"PK\x03\x04cut", "complaints.xlsx"),
            "complaints.xlsx: it cannot be read as a workbook (File is not a zip "
            "file); export it again, or open it in Excel and save it as a new xlsx.",
        ),
        (
            "days that can be read in two orders",
            "Salesforce writes them as each user has set it: asked, never guessed",
            (REPORT, "report.csv"),
            'report.csv: "Date/Time Opened" can be read with the day first or the '
            'month first; say in the profile: dates = "day first" or "month first".',
        ),
        (
            "a row that comes twice",
            "joined tables: the second is rejected, and its share is asked about",
            (f"{PLAIN}{ROWS[0]}\n",),
            "Nothing was published: 1 of 3 rows of complaints would be rejected, more "
            "than 5%. If that is meant, say `--yes rejected:complaints`.",
        ),
    )
)
