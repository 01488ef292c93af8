"""Small-number suppression: which figures could point to a person.

Counts from 1 up to the threshold are hidden, and so is whatever would give them back:
the other part of a share, the last visible cell beside a total, a finer cut of
something hidden. Whether a figure is hidden depends only on the figure, never on what
was asked with it, so putting two answers side by side gives nothing away.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from analytics.ground.calendar import name_quarter
from analytics.measures.dimensions import DIMENSIONS


# A cell is one value for each dimension of a table, in the table's order.
Cell = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many cases stand behind a figure, in the counts that give them away."""

    total: int
    parts: tuple[int, ...] = ()


# The sizes of every cell of a table, for its dimensions.
Fetch = Callable[[tuple[str, ...]], dict[Cell, Size]]


def is_at_risk(names: Iterable[str], audience: str) -> bool:
    """Whether a breakdown or filter by these dimensions can point to a person.

    Ward always can. The whole landlord by one dimension that councils publish
    themselves never does; for the public any other crossing may.
    """
    involved = set(names)
    if "ward" in involved:
        return True
    if audience == "internal" or not involved:
        return False
    return len(involved) > 1 or not all(
        DIMENSIONS[name].is_free_alone for name in involved
    )


class HiddenCells:
    """Which cells of one measure in one reporting year are hidden."""

    def __init__(self, fetch: Fetch, audience: str, threshold: int) -> None:
        """Judge by the sizes that `fetch` gives, for an audience and a threshold."""
        self._fetch = fetch
        self._audience = audience
        self._threshold = threshold
        self._hidden = cache(self._find_hidden)

    def is_hidden(self, values: dict[str, tuple[str, ...]]) -> bool:
        """Whether a figure for any of some values of each dimension is hidden.

        A figure over several values is hidden if any single one of them is: else it
        could be taken from a larger one.
        """
        names = tuple(sorted(values))
        if not is_at_risk(names, self._audience):
            return False
        hidden = self._hidden(names)
        return any(
            cell in hidden for cell in product(*(values[name] for name in names))
        )

    def _is_small(self, size: Size) -> bool:
        return any(0 < part < self._threshold for part in (size.total, *size.parts))

    def _find_hidden(self, names: tuple[str, ...]) -> frozenset[Cell]:
        """The hidden cells of the table of some dimensions."""
        sizes = self._fetch(names)
        hidden = {
            cell
            for cell, size in sizes.items()
            if self._is_small(size)
            or self._is_margin_hidden(names, cell)
            or self._is_rest_small(names, cell, size)
        }
        lines = self._list_lines(names, sizes)
        # Hiding a second cell in one line can leave a third alone in another.
        before = -1
        while before != len(hidden):
            before = len(hidden)
            for line in lines:
                self._protect(line, sizes, hidden)
        return frozenset(hidden)

    def _is_margin_hidden(self, names: tuple[str, ...], cell: Cell) -> bool:
        """Whether something coarser that the cell is part of is hidden."""
        for place, name in enumerate(names):
            rest, values = (
                names[:place] + names[place + 1 :],
                cell[:place] + cell[place + 1 :],
            )
            if name == "month":
                margin = dict(zip(rest, values, strict=True)) | {
                    "quarter": quarter_of(cell[place])
                }
            else:
                margin = dict(zip(rest, values, strict=True))
            if self.is_hidden({key: (value,) for key, value in margin.items()}):
                return True
        return False

    def _is_rest_small(self, names: tuple[str, ...], cell: Cell, size: Size) -> bool:
        """Whether the whole less this cell is small, where cells overlap.

        Service areas do not add up to the whole, so no second hidden cell protects it.
        """
        for place, name in enumerate(names):
            if DIMENSIONS[name].list_column:
                rest = names[:place] + names[place + 1 :]
                whole = self._fetch(rest)[cell[:place] + cell[place + 1 :]]
                if 0 < whole.total - size.total < self._threshold:
                    return True
        return False

    def _list_lines(
        self, names: tuple[str, ...], sizes: dict[Cell, Size]
    ) -> list[list[Cell]]:
        """Cells that add up to something that may be shown, one list for each sum."""
        lines: dict[tuple[str, Cell, str], list[Cell]] = {}
        for cell in sizes:
            for place, name in enumerate(names):
                rest = cell[:place] + cell[place + 1 :]
                part = quarter_of(cell[place]) if name == "month" else ""
                lines.setdefault((name, rest, part), []).append(cell)
        return list(lines.values())

    def _protect(
        self, line: list[Cell], sizes: dict[Cell, Size], hidden: set[Cell]
    ) -> None:
        """Hide the smallest other cell of a line in which only one is hidden."""
        covered = [cell for cell in line if cell in hidden]
        others = [cell for cell in line if cell not in hidden]
        if len(covered) == 1 and others:
            # A nought hides nothing if every other cell is nought; any other does.
            filled = [cell for cell in others if sizes[cell].total] or others
            hidden.add(min(filled, key=lambda cell: (sizes[cell].total, cell)))


def quarter_of(month: str) -> str:
    """The quarter that a month like 2024-12 lies in: "2024-25 Q3"."""
    return name_quarter(date(int(month[:4]), int(month[5:]), 1))
