"""Ordinary variations of an ordinary export of complaints, a family a file."""

from .cells import CELLS
from .headings import HEADED
from .names import NAMED
from .parquet import PARQUET
from .refused import REFUSED
from .shapes import SHAPES
from .systems import SYSTEMS
from .text import TEXT
from .workbooks import BOOKS


__all__ = ["ALL", "CELLS", "FILES", "REFUSED"]

FILES = (*TEXT, *HEADED, *NAMED, *BOOKS, *PARQUET, *SHAPES, *SYSTEMS)
ALL = (*FILES, *CELLS, *REFUSED)
