"""Which files of a folder are read, and what each is called."""

import re
from pathlib import Path

from analytics.ground.errors import Refusal


SUFFIXES = (
    ".csv",
    ".tsv",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".parquet",
)


def find_files(paths: list[Path]) -> tuple[dict[Path, str], list[str]]:
    """Files to read, with what to call each, and names of files passed over.

    A file given twice is read once. Where two files have one name their folders tell
    them apart, since a file's name and a row number are how a row is found again.
    """
    found: dict[Path, Path] = {}
    ignored = []
    for path in paths:
        if not path.exists():
            raise Refusal(f"{print_name(path)}: there is no such file or folder.")
        members = sorted(path.iterdir()) if path.is_dir() else [path]
        for member in members:
            if is_read(member):
                found.setdefault(member.resolve(), member)
            elif not member.is_dir() and member.name != "landlord.toml":
                ignored.append(print_name(Path(member.name)))
    names = [path.name for path in found.values()]
    near = [f"{path.parent.name}/{path.name}" for path in found.values()]
    labels = {}
    for path, given in found.items():
        label = given.name
        if names.count(label) > 1:
            label = f"{given.parent.name}/{given.name}"
        if near.count(label) > 1:
            label = str(given)
        labels[path] = label
    return labels, ignored


def is_read(member: Path) -> bool:
    """Whether a member of a folder is a file of a kind that is read.

    Hidden files are programs' own, as is the lock that Excel leaves beside a workbook
    which somebody has open. A link is followed; one that leads nowhere is no file.
    """
    return (
        member.suffix.lower() in SUFFIXES
        and not member.name.startswith(("~$", "."))
        and print_name(member) == str(member)
        and member.is_file()
    )


def print_name(path: Path) -> str:
    """A path that can be shown and kept: bytes that are no letters as \\x and digits.

    Folders may hold names in another encoding; Python keeps their bytes as lone
    surrogates, which no file of ours could be written with.
    """
    text = (
        str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    )
    return re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\x{ord(found[0]):02x}", text)


def strip_suffixes(name: str) -> str:
    """A file's name without its endings: "complaints" of "complaints.csv.txt"."""
    stem = Path(name).stem
    while Path(stem).suffix.lower() in SUFFIXES:
        stem = Path(stem).stem
    return stem
