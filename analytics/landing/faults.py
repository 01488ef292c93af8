"""What goes wrong inside other people's readers, as one sentence."""

import csv
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

import pyarrow as pa
from python_calamine import CalamineError

from analytics.ground.errors import Refusal


STUMBLES = (
    OSError,
    pa.ArrowException,
    CalamineError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    # What is no old workbook, or a damaged one.
    ValueError,
    # A part of a workbook, or an encoding, that is named and not there.
    LookupError,
    # An encrypted zip.
    RuntimeError,
    # What zipfile raises on a kind of packing that it does not know.
    NotImplementedError,
    # A length of time that no clock tells.
    OverflowError,
)

# What helps where a file of a kind cannot be read.
REMEDIES = {
    "csv": "export it again as csv, with its letters in UTF-8",
    "a workbook": "export it again, or open it in Excel and save it as a new xlsx",
    "parquet": "export it again",
}


@contextmanager
def refuse_faults(label: str, kind: str) -> Iterator[None]:
    """Whatever a reader stumbles over becomes the refusal of the file."""
    try:
        yield
    except BaseException as error:
        # What stops calamine in its tracks is no Exception, and cannot be imported.
        has_panicked = type(error).__name__ == "PanicException"
        if not (isinstance(error, STUMBLES) or has_panicked):
            raise
        if isinstance(error, OSError) and error.strerror:
            reason = (
                f"opened ({error.strerror}); close it where else it is open, and see "
                "that you may read it"
            )
        else:
            detail = (str(error).splitlines() or ["no reason given"])[0].rstrip(". ")
            reason = f"read as {kind} ({detail}); {REMEDIES[kind]}"
        raise Refusal(f"{label}: it cannot be {reason}.") from error
