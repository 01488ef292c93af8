"""What was guessed of an export, before it is a profile: columns, questions, problems.

All of it is plain data, told on a page and on the terminal alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from analytics.profiles.matching import Slot
from expectations.contract import Source


Surety = Literal["sure", "likely", "unsure"]
How = Literal["column", "filled", "gather", "flags", "constant"]

# What an officer says of a column that is no column of the contract.
NOT_READ, PERSONAL = "not read", "personal"
# And of one by whose words a row says what it is: a complaint, or a compliment.
TELLS_KIND = "which rows are complaints"
# What an officer says of a word that means that nothing stands there.
LEFT_EMPTY = "leave empty"
# And of a second stage that the export does not date.
LEAVE_OUT = "leave stage 2 out"
# And of what judges a case, where no column has it.
NONE_SAYS = "no column says it"


def name_target(target: Slot) -> str:
    """A column of the contract as an officer chooses it: with its stage, if any."""
    stage, name = target
    return f"stage {stage} {name}" if stage else name


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Where one column of the contract seems to come from, how sure that is, and why.

    `how` and `headings` are what a profile will say; `values` its look-up.
    """

    target: Slot
    headings: tuple[str, ...] = ()
    how: How = "column"
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    dates: str = ""
    sure: Surety = "sure"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """One column of the export: what stands in it, and what it is taken for.

    `target` is a column of the contract, "not read", "personal" or "which rows are
    complaints"; of a personal column there are no samples, because it was left unread.
    """

    heading: str
    target: str
    samples: tuple[str, ...] = ()
    sure: Surety | Literal[""] = ""
    reason: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfficersQuestion:
    """What cannot be known from the export; `choices` empty means any words.

    `default` is None where nobody can say it but the officer.
    """

    id: str
    text: str
    choices: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True, kw_only=True)
class WordSieve:
    """Rows told apart by a column's words: those that are kept, or those set aside."""

    heading: str
    values: tuple[str, ...]
    is_kept: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Everything that was guessed of one sheet, with the questions that are left."""

    source: Source
    file: str
    name: str
    shape: str
    columns: tuple[Guessed, ...]
    questions: tuple[OfficersQuestion, ...]
    problems: tuple[str, ...]
    drafts: tuple[Draft, ...] = ()
    sieves: tuple[WordSieve, ...] = ()
    dates: str = ""
    newest: str = ""
    personal: tuple[str, ...] = ()
    # The same columns guessed at again, with answers to questions by their ids.
    retry: Callable[[Mapping[str, str]], "Guess"]

    @property
    def open_questions(self) -> tuple[OfficersQuestion, ...]:
        """Those that only the officer can answer."""
        return tuple(each for each in self.questions if each.default is None)

    def to_dict(self) -> dict[str, Any]:
        """What a page or a script shows of it."""
        return {
            "source": self.source.name,
            "file": self.file,
            "name": self.name,
            "shape": self.shape,
            "columns": [asdict(each) for each in self.columns],
            "questions": [asdict(each) for each in self.questions],
            "problems": list(self.problems),
        }
