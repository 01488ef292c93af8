"""A sheet being guessed at: what is settled of it so far, and what is to be asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from analytics.landing.sheet import Sheet
from analytics.profiles.drafts import (
    NOT_READ,
    PERSONAL,
    TELLS_KIND,
    Draft,
    Guessed,
    OfficersQuestion,
    WordSieve,
    name_target,
)
from analytics.profiles.examining import Facts
from analytics.profiles.matching import Slot
from analytics.profiles.words import reduce_words
from expectations.contract import Source


SIDE_BY_SIDE = "a row a case, its stages side by side"
ROW_A_STAGE = "a row a stage"
ROW_EACH = "a row each"

# Columns of which each stage of a complaint has its own.
OF_A_STAGE = (
    "received_date",
    "logged_date",
    "acknowledged_date",
    "extension_told_date",
    "extended_to_date",
    "responded_date",
    "outcome",
    "withdrawn_date",
    "remedies",
    "compensation_gbp",
)

# A sheet's columns, with the headings that are said not to be personal.
Look = Callable[[frozenset[str]], tuple[Facts, ...]]


class Workings:
    """What each step of a guess finds and the next rests on."""

    def __init__(
        self, sheet: Sheet, source: Source, look: Look, answers: Mapping[str, str]
    ) -> None:
        """Take up a sheet's columns, and answers by the ids of questions."""
        self.sheet, self.look, self.answers = sheet, look, answers
        self.source = source
        self.is_complaints = source.name == "complaints"
        self.drafts: dict[Slot, Draft] = {}
        self.questions: list[OfficersQuestion] = []
        self.problems: list[str] = list(sheet.remarks)
        self.told: dict[str, list[str]] = {}
        self.sieves: list[WordSieve] = []
        self.newest = ""
        # Columns of the contract that a question on a heading may still give.
        self.pending: set[Slot] = set()
        self.shape = ROW_EACH
        facts = look(frozenset())
        self.forced = {
            each.heading: said
            for each in facts
            if (said := answers.get(f"column:{each.heading}"))
        }
        trusted = {
            each.heading
            for each in facts
            if each.personal and self.forced.get(each.heading, PERSONAL) != PERSONAL
        }
        self.facts = [self.settle_personal(e) for e in look(frozenset(trusted))]
        self.usable = self.find_usable()
        self.by_heading = {each.heading: each for each in self.facts}

    def settle_personal(self, facts: Facts) -> Facts:
        """A column that the officer calls personal is; one left unread stays so."""
        if self.forced.get(facts.heading) == PERSONAL:
            return replace(
                facts, personal="you said so", samples=(), cells={}, odd="", filled=0
            )
        return facts

    def find_usable(self) -> list[Facts]:
        """Columns that a profile can name: their headings have words, and come once."""
        words = [reduce_words(each.heading) for each in self.facts]
        usable = []
        for each, word in zip(self.facts, words, strict=True):
            if not word:
                self.tell(each, "its heading has no words by which it could be found")
            elif words.count(word) > 1:
                self.tell(each, "another heading has the same words")
            elif not each.personal and self.forced.get(each.heading) != NOT_READ:
                usable.append(each)
        return usable

    def tell(self, facts: Facts, problem: str) -> None:
        """Keep what is wrong with a column."""
        self.told.setdefault(facts.heading, []).append(problem)

    def list_free(self) -> list[Facts]:
        """Usable columns that nothing is made of yet."""
        used = {h for draft in self.drafts.values() for h in draft.headings}
        return [each for each in self.usable if each.heading not in used]

    def add(
        self,
        name: str,
        *headings: str,
        stage: int = 0,
        how: Literal["column", "filled", "gather", "flags", "constant"] = "column",
        constant: str = "",
        values: Mapping[str, str] | None = None,
        sure: Literal["sure", "likely", "unsure"] = "likely",
        reason: str = "",
    ) -> None:
        """Keep where a column of the contract comes from."""
        self.drafts[stage, name] = Draft(
            target=(stage, name),
            headings=headings,
            how=how,
            constant=constant,
            values=values or {},
            sure=sure,
            reason=reason,
        )

    def ask(
        self,
        question: str,
        text: str,
        choices: Iterable[str] = (),
        default: str | None = None,
    ) -> str:
        """Ask what is not answered yet; gives the answer, or "" where there is none.

        The same is asked once, however many columns wait for it.
        """
        said = self.answers.get(question, "")
        listed = tuple(choices)
        if said and (not listed or said in listed):
            return said
        if question not in {each.id for each in self.questions}:
            self.questions.append(
                OfficersQuestion(
                    id=question, text=text, choices=listed, default=default
                )
            )
        return default or ""

    def describe(self, facts: Facts) -> Guessed:
        """A column of the export as it is shown."""
        own = [d for d in self.drafts.values() if facts.heading in d.headings]
        sieved = [s.reason for s in self.sieves if s.heading == facts.heading]
        reasons = [d.reason for d in own] + sieved
        if facts.heading == self.newest:
            reasons.append("of several rows of one case the newest is kept")
        return Guessed(
            heading=facts.heading,
            target=PERSONAL
            if facts.personal
            else ", ".join(name_target(d.target) for d in own)
            or (TELLS_KIND if sieved else NOT_READ),
            samples=facts.samples,
            sure=own[0].sure if own else "likely" if reasons else "",
            reason=facts.personal or "; ".join(reasons),
            problems=tuple(self.told.get(facts.heading, ())),
        )


def list_slots(source: Source) -> list[Slot]:
    """Every column of the contract, and those of stages with each of the two."""
    plain = [(0, column.name) for column in source.columns]
    staged = [(stage, name) for stage in (1, 2) for name in OF_A_STAGE]
    return plain + (staged if source.name == "complaints" else [])
