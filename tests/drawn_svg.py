"""What stands in an SVG picture of ours, and where."""

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree


# About how wide letters are at 13 pixels: narrow ones, and the rest.
NARROW = " ,.|"
NARROW_WIDTH, LETTER_WIDTH, SIZE = 3.2, 7.0, 13


@dataclass(frozen=True)
class Box:
    """A part of a picture, from its left upper corner to its right lower one."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    fill: str = ""

    def overlaps(self, other: "Box") -> bool:
        """Whether two parts cover a common place, by more than a hair."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


class Drawn:
    """A picture, read."""

    def __init__(self, svg: str) -> None:
        """Read a picture; it fails if it is not in order."""
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own.
        self.width, self.height = (float(self.root.attrib[e]) for e in SIZES)

    def find(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all marks of a kind."""
        space = "{http://www.w3.org/2000/svg}"
        return [dict(each.attrib) for each in self.root.iter(f"{space}{tag}")]

    @property
    def texts(self) -> list[Box]:
        """The texts, as wide and high as their letters are."""
        found = []
        for each in self.root.iter("{http://www.w3.org/2000/svg}text"):
            words = each.text or ""
            size = float(each.attrib.get("font-size", SIZE))
            width = sum(NARROW_WIDTH if c in NARROW else LETTER_WIDTH for c in words)
            width *= size / SIZE
            x, y = float(each.attrib["x"]), float(each.attrib["y"])
            part = {"start": 0.0, "middle": 0.5, "end": 1.0}
            left = x - width * part[each.attrib["text-anchor"]]
            found.append(Box(left, y - 0.72 * size, left + width, y, words))
        return found

    @property
    def words(self) -> list[str]:
        """The texts alone."""
        return [each.text for each in self.texts]

    @property
    def boxes(self) -> list[Box]:
        """The rectangles: columns, bands and pieces."""
        return [
            Box(
                float(each["x"]),
                float(each["y"]),
                float(each["x"]) + float(each["width"]),
                float(each["y"]) + float(each["height"]),
                fill=each["fill"],
            )
            for each in self.find("rect")
        ]

    @property
    def dots(self) -> list[tuple[float, float, str]]:
        """The dots: where they are, and their fill."""
        return [
            (float(each["cx"]), float(each["cy"]), each["fill"])
            for each in self.find("circle")
        ]

    @property
    def lines(self) -> list[list[tuple[float, float]]]:
        """The lines that join dots, by their points."""
        return [
            [
                (float(x), float(y))
                for x, y in (point.split(",") for point in each["points"].split())
            ]
            for each in self.find("polyline")
        ]

    @property
    def dashed(self) -> list[tuple[float, float, float, float]]:
        """The dashed rules: targets, limits and events."""
        return [
            tuple(float(each[end]) for end in ("x1", "y1", "x2", "y2"))  # type: ignore[misc]
            for each in self.find("line")
            if "stroke-dasharray" in each
        ]

    def list_overlaps(self) -> list[tuple[str, str]]:
        """Texts of which one covers the other."""
        return [
            (one.text, other.text)
            for one, other in combinations(self.texts, 2)
            if one.overlaps(other)
        ]

    def list_outside(self) -> list[Box]:
        """Texts, columns and dots that are not wholly inside the picture."""
        dots = [Box(x - 4, y - 4, x + 4, y + 4) for x, y, _ in self.dots]
        return [
            each
            for each in [*self.texts, *self.boxes, *dots]
            if each.left < -0.5
            or each.top < -0.5
            or each.right > self.width + 0.5
            or each.bottom > self.height + 0.5
        ]


SIZES = ("width", "height")
