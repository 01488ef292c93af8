"""The landlord's own answers to the Code, beside what its records say."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from analytics.behind.records import Row, fetch
from analytics.figures.open_release import OpenRelease, previous_year
from analytics.ground.calendar import Period
from analytics.ground.settings import REFERENCE
from analytics.measures.result import Result


# The parts of the Code, by the number before the point.
CODE_PARTS = {
    "1": "What a complaint is",
    "2": "What may be refused",
    "3": "How residents can complain",
    "4": "Who handles complaints",
    "5": "How complaints are handled",
    "6": "The two stages",
    "7": "Putting things right",
    "8": "Reporting",
    "9": "Learning and oversight",
}


# What is declared of a provision.
DECLARED = ("complies", "evidence", "commentary", "improvement")


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One assessed provision of the Complaint Handling Code, under a title of ours.

    `measure` is what stands beside the answer, empty where nothing does. Where it
    `is_for_every_case`, one case that does not count is against the provision.
    """

    number: str
    title: str
    measure: str
    is_for_every_case: bool

    @property
    def section(self) -> str:
        """The part of the Code it stands in."""
        return CODE_PARTS[self.number.partition(".")[0]]

    @property
    def name(self) -> str:
        """Its number and title."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was declared of a provision, and what is measured of it."""

    provision: Provision
    complies: str | None
    before: str | None
    evidence: str | None
    commentary: str | None
    improvement: str | None
    measured: Result | None

    @property
    def is_contradicted(self) -> bool:
        """Whether the answer is yes, and cases are known that were not so.

        What can still turn out either way is not held against it.
        """
        found = self.measured
        return bool(
            self.complies == "yes"
            and self.provision.is_for_every_case
            and found
            and found.is_ok
            and found.counted + found.pending < found.cases
        )

    @property
    def is_changed(self) -> bool:
        """Whether another answer was given the year before."""
        return None not in (self.complies, self.before) and self.complies != self.before

    def write(self) -> str:
        """The answer and what is said of it, in a line."""
        if self.complies is None:
            return f"{self.provision.name}: no answer is recorded."
        said = [f"{self.provision.name}: {self.complies}."]
        return " ".join([*said, *filter(None, (self.commentary, self.improvement))])


@cache
def list_provisions() -> tuple[Provision, ...]:
    """The 72 assessed provisions, in their order."""
    path = REFERENCE / "provisions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Provision(
                number=row["provision"],
                title=row["title"],
                measure=row["measure"],
                is_for_every_case=row["is_for_every_case"] == "yes",
            )
            for row in csv.DictReader(file)
        )


def list_measured() -> list[str]:
    """The measures that stand beside answers, each once."""
    return list(
        dict.fromkeys(each.measure for each in list_provisions() if each.measure)
    )


def read_answers(
    release: OpenRelease, year: Period, measured: Mapping[str, Result]
) -> list[Answer]:
    """An answer for each provision, empty of what a year's assessment leaves out.

    None at all where the year has no assessment.
    """
    now = read_year(release, year)
    before = read_year(release, previous_year(year))
    return [
        Answer(
            provision=each,
            before=before.get(each.number, {}).get("complies"),
            measured=measured.get(each.measure),
            **{name: now.get(each.number, {}).get(name) for name in DECLARED},
        )
        for each in (list_provisions() if now else ())
    ]


def read_year(release: OpenRelease, year: Period) -> dict[str, Row]:
    """What was declared in a year, by provision."""
    rows = fetch(
        release, ("provision", "reporting_year", *DECLARED), "from self_assessment"
    )
    return {
        row["provision"]: row for row in rows if row["reporting_year"] == year.label
    }


def list_unassessed(release: OpenRelease, year: Period) -> list[str]:
    """What was declared of numbers that are no assessed provision's."""
    return sorted(
        set(read_year(release, year)) - {each.number for each in list_provisions()}
    )


def count_yes(answers: Iterable[Answer]) -> Counter[str]:
    """How many provisions of each section are answered yes."""
    return Counter(each.provision.section for each in answers if each.complies == "yes")
