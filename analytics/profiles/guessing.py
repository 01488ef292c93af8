"""Guesses of an export's columns and shape, and what only the officer can say of it.

Everything is guessed from headings and cells together, each guess with how sure it is
and why. What cannot be known is a question: words are never guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Literal

from analytics.landing.sheet import Sheet
from analytics.profiles.choosing import find_named
from analytics.profiles.declared import DATE_ORDERS
from analytics.profiles.drafts import (
    LEAVE_OUT,
    LEFT_EMPTY,
    NOT_READ,
    PERSONAL,
    Draft,
    Guess,
    Guessed,
    OfficersQuestion,
    WordSieve,
    name_target,
)
from analytics.profiles.examining import Facts, examine
from analytics.profiles.matching import Slot
from analytics.profiles.phrases import (
    BESIDE_SAID,
    drop_small,
    find_numbered,
    split_words,
)
from analytics.profiles.scoring import (
    Candidate,
    find_like,
    find_stage_share,
    is_aside,
    is_case_type,
    list_known,
    list_phrases,
    weigh_columns,
)
from analytics.profiles.synonyms import (
    CANNOT,
    NOT_AREAS,
    OUTCOMES_IN_WORDS,
    STAGES_IN_WORDS,
)
from analytics.profiles.words import reduce_words
from expectations.contract import LIST_SEPARATOR, Column, Source
from expectations.sources import SOURCES


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
SEPARATORS = (";", "|", "\n", ",", " / ")

# A sheet's columns, with the headings that are said not to be personal.
Look = Callable[[frozenset[str]], tuple[Facts, ...]]


def guess(sheet: Sheet, answers: Mapping[str, str] | None = None) -> Guess:
    """What a sheet's columns are guessed to be, with what has been answered so far."""
    return conclude(sheet, cache(partial(examine, sheet)), answers or {})


def conclude(sheet: Sheet, look: Look, answers: Mapping[str, str]) -> Guess:
    """The guess on columns that are examined once."""
    return Guesser(sheet, look, answers).work()


def find_called(sheet: Sheet) -> Source | None:
    """The source that a sheet is called after: "Our homes" too are homes."""
    names = (sheet.name, sheet.stem)
    begun = [name for name in names if "complaint" not in name.casefold()]
    later = [find_named(" ".join(split_words(name)[1:])) for name in begun]
    return next(filter(None, (*map(find_named, names), *later)), None)


class Guesser:
    """One sheet being guessed at: what is settled so far, and what is to be asked."""

    def __init__(self, sheet: Sheet, look: Look, answers: Mapping[str, str]) -> None:
        """Take up a sheet's columns, and answers by the ids of questions."""
        named = find_called(sheet)
        self.sheet, self.look, self.answers = sheet, look, answers
        self.source: Source = named or SOURCES["complaints"]
        self.is_complaints = self.source.name == "complaints"
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

    def work(self) -> Guess:
        """Everything, in the order in which one thing rests on another."""
        self.gather_numbered()
        self.assign()
        self.gather_flags()
        if self.is_complaints:
            self.find_stage()
            self.find_parent()
            self.find_outcome_words()
            self.find_newest()
            self.find_sieves()
        self.ask_required()
        self.find_separators()
        self.look_up_words()
        dates = self.settle_dates()
        self.list_absent()
        return Guess(
            source=self.source,
            file=self.sheet.file,
            name=self.sheet.stem,
            shape=self.shape,
            columns=tuple(map(self.describe, self.facts)),
            questions=tuple(self.questions),
            problems=tuple(self.problems),
            drafts=tuple(self.drafts.values()),
            sieves=tuple(self.sieves),
            dates=dates,
            newest=self.newest,
            personal=tuple(e.heading for e in self.facts if e.personal),
            retry=partial(conclude, self.sheet, self.look),
        )

    # --- Columns ----------------------------------------------------------------------

    def list_free(self) -> list[Facts]:
        """Usable columns that nothing is made of yet."""
        used = {h for draft in self.drafts.values() for h in draft.headings}
        return [each for each in self.usable if each.heading not in used]

    def gather_numbered(self) -> None:
        """Numbered columns, "Category 1" and "Category 2", are a list."""
        groups: dict[str, list[Facts]] = {}
        for each in self.usable:
            if each.heading not in self.forced and (
                named := find_numbered(each.heading)
            ):
                groups.setdefault(named, []).append(each)
        for group in groups.values():
            base = drop_small(split_words(group[0].heading.rstrip("0123456789 ")))
            for column in self.source.columns:
                says, may_say = list_phrases(self.source, column)
                is_new = (0, column.name) not in self.drafts
                if column.is_list and is_new and base in (*says, *may_say):
                    self.add(
                        column.name,
                        *(each.heading for each in group),
                        how="gather",
                        reason="they are numbered",
                    )

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

    def assign(self) -> None:
        """Each column of the export to the column of the contract it fits best."""
        targets = {name_target(each): each for each in self.list_targets()}
        for heading, said in self.forced.items():
            if said in targets:
                stage, name = targets[said]
                self.add(name, heading, stage=stage, sure="sure", reason="you said so")
        candidates = sorted(
            (
                candidate
                for each in self.list_free()
                if each.heading not in self.forced
                for candidate in weigh_columns(self.source, each)
            ),
            key=lambda each: (-each.points, each.facts.place),
        )
        if self.is_complaints and self.is_side_by_side(candidates):
            self.shape = SIDE_BY_SIDE
        taken: set[str] = {h for d in self.drafts.values() for h in d.headings}
        for each in candidates:
            heading = each.facts.heading
            target = self.find_target(each)
            if heading in taken or target is None:
                continue
            if target in self.drafts:
                read = ", ".join(self.drafts[target].headings)
                note = f'it may be {name_target(target)} too; "{read}" is read for it'
                self.tell(each.facts, note)
                continue
            taken.add(heading)
            if each.sure == "unsure" and not self.settle_unsure(each, target):
                continue
            stage, name = target
            self.add(name, heading, stage=stage, sure=each.sure, reason=each.reason)
            if each.problem:
                self.tell(each.facts, each.problem)

    def settle_unsure(self, candidate: Candidate, target: Slot) -> bool:
        """Ask what a column is, where its heading only hints at it."""
        heading = candidate.facts.heading
        self.pending.add(target)
        self.ask(
            f"column:{heading}",
            f'Is "{heading}" {name_target(target)}? {candidate.reason.capitalize()}.',
            (name_target(target), NOT_READ),
        )
        return False

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

    def list_targets(self) -> list[Slot]:
        """Every column of the contract, and those of stages with each of the two."""
        plain = [(0, column.name) for column in self.source.columns]
        staged = [(stage, name) for stage in (1, 2) for name in OF_A_STAGE]
        return plain + (staged if self.is_complaints else [])

    def is_side_by_side(self, candidates: Iterable[Candidate]) -> bool:
        """Whether a row is a case with the days of its second stage beside the first's.

        Not where references repeat beside a column that tells the stage.
        """
        listed = list(candidates)
        dated = any(
            each.facts.phrase.stage == 2
            and self.source.column(each.column).kind == "date"
            and each.facts.days
            for each in listed
        ) or any(stage == 2 for stage, _ in self.drafts)
        ids = [each for each in listed if each.column == "complaint_id"]
        repeats = bool(ids) and ids[0].facts.distinct < ids[0].facts.filled
        tells = any(each.column == "stage" for each in listed)
        return dated and not (repeats and tells)

    def find_target(self, candidate: Candidate) -> Slot | None:
        """The stage that a candidate is of; None where it is of no use there."""
        name, stage = candidate.column, candidate.facts.phrase.stage
        if not self.is_complaints:
            return 0, name
        if self.shape != SIDE_BY_SIDE:
            # A first stage's reference beside a row's own is whose second stage it is.
            is_parent = name == "complaint_id" and stage
            return None if is_parent or stage == 2 else (0, name)
        if name == "stage" or (name == "complaint_id" and stage == 2):
            return None
        return (stage or 1, name) if name in OF_A_STAGE else (0, name)

    def gather_flags(self) -> None:
        """Yes/no columns that each stand for a category are a list together."""
        if not self.is_complaints:
            return
        free = [
            each
            for each in self.list_free()
            if each.is_yes_no and each.heading not in self.forced
        ]
        damp = [e for e in free if e.phrase.words & {"damp", "mould", "mold"}]
        if damp and (0, "hazards") not in self.drafts:
            values = {each.heading: "damp_and_mould" for each in damp}
            why = "yes or no, and named after a hazard"
            self.add("hazards", *values, how="flags", values=values, reason=why)
        areas = [e for e in free if not e.phrase.words & NOT_AREAS]
        if len(areas) > 1 and (0, "service_areas") not in self.drafts:
            values = {each.heading: each.heading for each in areas}
            why = "each is yes or no, as columns of categories are"
            self.add("service_areas", *values, how="flags", values=values, reason=why)

    # --- Stages -----------------------------------------------------------------------

    def find_stage(self) -> None:
        """The column that tells the stage, where its heading does not."""
        if self.shape == SIDE_BY_SIDE:
            return
        self.shape = ROW_A_STAGE
        if (0, "stage") in self.drafts:
            draft = self.drafts[0, "stage"]
            cells = self.by_heading[draft.headings[0]].cells
            self.drafts[0, "stage"] = replace(draft, values=find_stage_words(cells))
            return
        for each in self.usable:
            if each.cells and each.filled and find_stage_share(each) >= 0.5:
                values = find_stage_words(each.cells)
                if values:
                    why = "stages stand in its cells"
                    self.add("stage", each.heading, values=values, reason=why)
                    return

    def find_parent(self) -> None:
        """A second stage's own reference is joined to the first's by what points at it.

        Only in rows of a stage, and where what points is found among the references.
        """
        own = self.drafts.get((0, "complaint_id"))
        if self.shape == SIDE_BY_SIDE or not own or own.how != "column":
            return
        for each in self.list_free():
            points = each.phrase.words in BESIDE_SAID["parent"]
            first = (
                each.phrase.stage == 1
                and each.phrase.words
                in (list_phrases(self.source, self.source.column("complaint_id"))[0])
            )
            if (points or first) and each.filled and each.heading not in self.forced:
                self.drafts[0, "complaint_id"] = replace(
                    own,
                    headings=(each.heading, *own.headings),
                    how="filled",
                    sure="likely",
                    reason=f'"{each.heading}" points at the first stage\'s',
                )
                return

    def find_outcome_words(self) -> None:
        """Outcomes that stand in a status beside the stage."""
        told = [slot for slot in self.drafts if slot[1] == "outcome"]
        for slot in told:
            draft = self.drafts[slot]
            if draft.headings:
                cells = self.by_heading[draft.headings[0]].cells
                self.drafts[slot] = replace(draft, values=find_outcomes(cells))
        if told:
            return
        for each in self.usable:
            found = find_outcomes(each.cells)
            if self.shape == ROW_A_STAGE and set(found.values()) - {LEFT_EMPTY}:
                why = "outcomes stand in its cells"
                self.add("outcome", each.heading, values=found, reason=why)
                return

    def find_newest(self) -> None:
        """When a row was changed last, where references come more than once."""
        own = self.drafts.get((0, "complaint_id"))
        known = own and self.by_heading[own.headings[-1]]
        for each in self.list_free():
            is_changed = each.phrase.words in BESIDE_SAID["newest"]
            if is_changed and each.days and known and known.distinct < known.filled:
                self.newest = each.heading

    def find_sieves(self) -> None:
        """Rows that say of themselves that they are no complaints."""
        read = {h for d in self.drafts.values() for h in d.headings}
        for each in self.usable:
            may_tell = each.phrase.words in BESIDE_SAID["type"]
            if not may_tell or not each.cells or not is_case_type(each):
                continue
            kept = [cell for cell in each.cells if "complaint" in cell.casefold()]
            kept = [cell for cell in kept if not is_aside(cell)]
            aside = [cell for cell in each.cells if is_aside(cell)]
            if kept and each.heading not in read:
                for cell in each.cells:
                    if cell in kept or cell in aside:
                        continue
                    said = self.ask(
                        f"keep:{each.heading}:{cell}",
                        f'Are rows whose {each.heading} is "{cell}" complaints?',
                        ("yes", "no"),
                    )
                    kept += [cell] if said == "yes" else []
                self.sift(each, kept, is_kept=True)
            elif aside:
                self.sift(each, aside, is_kept=False)

    def sift(self, facts: Facts, cells: list[str], *, is_kept: bool) -> None:
        """Keep which words tell rows apart."""
        rows = sum(facts.cells[cell] for cell in cells)
        count = facts.filled - rows if is_kept else rows
        self.sieves.append(
            WordSieve(
                heading=facts.heading,
                values=tuple(cells),
                is_kept=is_kept,
                reason=f"likely: by their own words {count} rows are no complaints",
            )
        )

    # --- What must be asked -----------------------------------------------------------

    def ask_required(self) -> None:
        """Columns that every row must have, and that nothing seems to give."""
        for stage, name in self.list_required():
            if {(stage, name), (0, name if stage != 2 else "")} & (
                self.pending | set(self.drafts)
            ):
                continue
            column = self.source.column(name)
            target = name_target((stage, name))
            free = [
                each.heading
                for each in self.list_free()
                if column.kind != "date" or each.days
            ]
            choices = (*column.choices, *free)
            said_out = (LEAVE_OUT,) if stage == 2 else ()
            is_free = column.kind not in ("date", "id") and not column.choices
            said = self.ask(
                f"where:{target}",
                f"No column seems to say {target} ({column.definition}) Which does"
                f"{'' if column.kind in ('date', 'id') else ', or what is it always'}?",
                () if is_free else (*choices, *said_out),
            )
            if said == LEAVE_OUT:
                self.leave_out()
            elif said in free:
                self.add(name, said, stage=stage, sure="sure", reason="you said so")
            elif said:
                self.add(
                    name,
                    stage=stage,
                    how="constant",
                    constant=said,
                    sure="sure",
                    reason="you said that it is always so",
                )

    def list_required(self) -> list[Slot]:
        """What every row of a source must have, in this shape."""
        if self.shape != SIDE_BY_SIDE:
            return [(0, name) for name in self.source.required]
        of_all = [n for n in self.source.required if n not in ("stage", *OF_A_STAGE)]
        return [
            *((0, name) for name in of_all),
            (1, "received_date"),
            (2, "received_date"),
        ]

    def leave_out(self) -> None:
        """Leave out a second stage that nothing dates."""
        self.drafts = {each: d for each, d in self.drafts.items() if each[0] != 2}
        self.problems.append("stage 2 is left out: no figure of it can be given")

    def find_separators(self) -> None:
        """What parts the items of a list in one cell."""
        for target, draft in self.drafts.items():
            if not self.source.column(target[1]).is_list or draft.how != "column":
                continue
            facts = self.by_heading[draft.headings[0]]
            separator = self.find_separator(facts)
            if separator:
                self.drafts[target] = replace(draft, separator=separator)

    def find_separator(self, facts: Facts) -> str:
        """The separator of a column's lists; asked where a comma may be part of a name.

        A comma parts what stands alone elsewhere.
        """
        for separator in SEPARATORS:
            cells = [cell for cell in facts.cells if separator in cell]
            if not cells:
                continue
            if separator in (";", "|", "\n"):
                return separator
            alone = {reduce_words(c) for c in facts.cells if separator not in c}
            pieces = [reduce_words(p) for c in cells for p in c.split(separator)]
            if all(piece in alone for piece in pieces):
                return separator
            said = self.ask(
                f"list:{facts.heading}",
                f'In {facts.heading}, is "{cells[0]}" one, or several with '
                f'"{separator.strip()}" between?',
                ("one", "several"),
            )
            if said:
                return separator if said == "several" else LIST_SEPARATOR
        return ""

    def look_up_words(self) -> None:
        """Words of a closed set: those that are none of it are asked, each once.

        What a word means of one stage it means of the other.
        """
        for target, draft in self.drafts.items():
            column = self.source.column(target[1])
            if column.choices and draft.how in ("column", "filled", "gather"):
                values = dict(draft.values)
                for word in self.list_unknown(column, draft):
                    said = self.ask(
                        f"value:{column.name}:{word}",
                        f'What is "{word}" of {", ".join(draft.headings)} '
                        f"as {column.name}?",
                        (*column.choices, LEFT_EMPTY),
                    )
                    if said:
                        values[word] = said
                self.drafts[target] = replace(draft, values=values)

    def list_unknown(self, column: Column, draft: Draft) -> list[str]:
        """Words in the cells that are no choice of a column, however they are spelt."""
        known = set(list_known(column))
        covered = dict(draft.values)
        aside = {
            (sieve.heading, reduce_words(cell))
            for sieve in self.sieves
            if not sieve.is_kept
            for cell in sieve.values
        }
        unknown: dict[str, str] = {}
        for heading in draft.headings:
            facts = self.by_heading[heading]
            if facts.filled and not facts.cells:
                self.tell(facts, "it has too many different words for a closed list")
            for cell in facts.cells:
                items = cell.split(draft.separator) if draft.separator else [cell]
                for item in map(str.strip, items):
                    word = reduce_words(item)
                    is_aside_word = (heading, reduce_words(cell)) in aside
                    if word in known or is_aside_word or find_like(item, covered):
                        continue
                    unknown.setdefault(word, item)
        return list(unknown.values())

    def settle_dates(self) -> str:
        """The order of days and months: as the cells say it, or asked."""
        orders: dict[Slot, str | None] = {
            target: self.by_heading[heading].find_order()
            for target, draft in self.drafts.items()
            if self.source.column(target[1]).kind == "date"
            for heading in draft.headings
        }
        decided = {order for order in orders.values() if order}
        unsaid = [
            self.drafts[each].headings[0]
            for each in orders
            if not (orders[each] or orders[each] == "")
        ]
        order = next(iter(decided)) if len(decided) == 1 else ""
        if unsaid:
            listed = ", ".join(f'"{heading}"' for heading in dict.fromkeys(unsaid))
            others = f" The other dates have the {order}." if order else ""
            example = self.by_heading[unsaid[0]].samples[:1]
            order = self.ask(
                "dates",
                f"{listed} can be read with the day or the month first (such as "
                f"{', '.join(example)}). Which is it?{others}",
                DATE_ORDERS,
            )
        for target, own in orders.items():
            if own and own != order:
                self.drafts[target] = replace(self.drafts[target], dates=own)
        return order

    def list_absent(self) -> None:
        """What cannot be said without columns that nothing gives."""
        given = {name for _, name in self.drafts}
        if self.is_complaints:
            self.problems += [
                f"no column gives {name}: {means}"
                for name, means in CANNOT.items()
                if name not in given
            ]

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
            else ", ".join(name_target(d.target) for d in own) or NOT_READ,
            samples=facts.samples,
            sure=own[0].sure if own else "likely" if reasons else "",
            reason=facts.personal or "; ".join(reasons),
            problems=tuple(self.told.get(facts.heading, ())),
        )


def find_stage_words(cells: Mapping[str, int]) -> dict[str, str]:
    """Patterns of stages, where these stand in longer words; all, for later exports."""
    plain = list_known(SOURCES["complaints"].column("stage"))
    in_words = [cell for cell in cells if reduce_words(cell) not in plain]
    return (
        STAGES_IN_WORDS if any(find_like(c, STAGES_IN_WORDS) for c in in_words) else {}
    )


def find_outcomes(cells: Mapping[str, int]) -> dict[str, str]:
    """The patterns of outcomes that cells have, where they stand in longer words.

    Words beside them, such as "Stage 1 open", then say that there is none yet.
    """
    plain = list_known(SOURCES["complaints"].column("outcome"))
    in_words = [cell for cell in cells if reduce_words(cell) not in plain]
    if not any(find_like(cell, OUTCOMES_IN_WORDS) for cell in in_words):
        return {}
    rest = [cell for cell in in_words if not find_like(cell, OUTCOMES_IN_WORDS)]
    # All of them, in their order: "upheld" stands in "not upheld" too.
    return OUTCOMES_IN_WORDS | {
        c: LEFT_EMPTY for c in rest if find_like(c, STAGES_IN_WORDS)
    }
