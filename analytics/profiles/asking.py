"""What only the officer can say of an export, once its columns are guessed."""

from dataclasses import replace

from analytics.profiles.case_rows import find_outcomes
from analytics.profiles.declared import DATE_ORDERS
from analytics.profiles.drafts import (
    LEAVE_OUT,
    LEFT_EMPTY,
    NONE_SAYS,
    NOT_READ,
    Draft,
    name_target,
)
from analytics.profiles.examining import Facts
from analytics.profiles.matching import Slot
from analytics.profiles.phrases import BESIDE_SAID
from analytics.profiles.scoring import HARDLY, find_like, list_known
from analytics.profiles.synonyms import CANNOT, NOT_DONE
from analytics.profiles.words import reduce_words
from analytics.profiles.workings import OF_A_STAGE, SIDE_BY_SIDE, Workings
from expectations.contract import LIST_SEPARATOR, Column


EXTENSIONS = {"extension", "extensions", "extended"}
SEPARATORS = (";", "|", "\n", ",", " / ")
# What judges a case: unread it would pass for what was never done.
JUDGES = ("responded_date", "acknowledged_date", "outcome")


def ask_required(work: Workings) -> None:
    """Columns that every row must have, and that nothing seems to give."""
    for stage, name in list_required(work):
        if {(stage, name), (0, name if stage != 2 else "")} & (
            work.pending | set(work.drafts)
        ):
            continue
        column = work.source.column(name)
        target = name_target((stage, name))
        if name == "received_date" and ask_logged(work, stage):
            continue
        free = [
            each.heading
            for each in work.list_free()
            if (column.kind != "date" or each.days)
            and not (stage and each.phrase.stage == 3 - stage)
        ]
        choices = (*column.choices, *free)
        said_out = (LEAVE_OUT,) if stage == 2 else ()
        is_free = column.kind not in ("date", "id") and not column.choices
        said = work.ask(
            f"where:{target}",
            f"No column seems to say {target} ({column.definition}) Which does"
            f"{'' if column.kind in ('date', 'id') else ', or what is it always'}?",
            () if is_free else (*choices, *said_out),
        )
        if said == LEAVE_OUT:
            leave_out(work)
        elif said in free:
            work.add(name, said, stage=stage, sure="sure", reason="you said so")
        elif said:
            work.add(
                name,
                stage=stage,
                how="constant",
                constant=said,
                sure="sure",
                reason="you said that it is always so",
            )


def ask_logged(work: Workings, stage: int) -> bool:
    """Ask whether what was logged was received on that day, where nothing else says it.

    Gives whether it was asked: many systems have the one day alone.
    """
    logged = work.drafts.get((stage, "logged_date"))
    if not logged or logged.how != "column" or logged.headings[0] in work.forced:
        return False
    heading = logged.headings[0]
    work.drafts[stage, "logged_date"] = replace(logged, sure="unsure")
    targets = [name_target((stage, name)) for name in ("received_date", "logged_date")]
    work.ask(
        f"column:{heading}",
        f'No other column seems to say when it was received. What is "{heading}"?',
        targets,
    )
    return True


def ask_extensions(work: Workings) -> None:
    """Ask of an extension's date whether it was told then, or lasts until then."""
    for each in work.list_free():
        words = each.phrase.words
        # A heading that names a stage and nothing else has no words left.
        if not words or words - EXTENSIONS or each.heading in work.forced:
            continue
        if not each.days or each.share(each.days) < HARDLY:
            continue
        both = work.shape == SIDE_BY_SIDE
        stage = (each.phrase.stage or 1) if both else 0
        slots = [(stage, name) for name in ("extended_to_date", "extension_told_date")]
        left = [slot for slot in slots if slot not in work.drafts]
        if left:
            work.ask(
                f"column:{each.heading}",
                f'Is "{each.heading}" the day until which the answer was put off, or '
                "the day on which that was told?",
                (*map(name_target, left), NOT_READ),
            )


def ask_judges(work: Workings) -> None:
    """What judges a case and is read of no column, though a free one could hold it.

    Of one stage beside the other, and of the answer in any shape.
    """
    both = work.shape == SIDE_BY_SIDE
    given = set(work.drafts) | work.pending
    for name in JUDGES:
        for stage in (1, 2) if both else (0,):
            is_paired = (3 - stage, name) in given
            is_there = not stage or any(other == stage for other, _ in given)
            if (stage, name) in given or not is_there:
                continue
            if not is_paired and name != "responded_date":
                continue
            target = name_target((stage, name))
            may = list_judging(work, stage, name)
            said = may and work.ask(
                f"where:{target}",
                f"No column seems to say {target} "
                f"({work.source.column(name).definition}) Does one of these?",
                (*may, NONE_SAYS),
            )
            if said and said != NONE_SAYS:
                cells = work.by_heading[said].cells if name == "outcome" else {}
                work.add(
                    name,
                    said,
                    stage=stage,
                    values=find_outcomes(cells),
                    sure="sure",
                    reason="you said so",
                )


def list_judging(work: Workings, stage: int, name: str) -> list[str]:
    """Headings of free columns that could hold what judges a case."""
    if name == "outcome":
        known = list_known(work.source.column(name))
        fits = [
            each
            for each in work.list_free()
            if known & set(map(reduce_words, each.cells)) or find_outcomes(each.cells)
        ]
    else:
        fits = [
            each
            for each in work.list_free()
            if each.days
            and each.share(each.days) >= HARDLY
            and not each.phrase.words & NOT_DONE
            and each.phrase.words not in BESIDE_SAID["newest"]
        ]
    return [e.heading for e in fits if not stage or e.phrase.stage in (0, stage)]


def list_required(work: Workings) -> list[Slot]:
    """What every row of a source must have, in this shape."""
    if work.shape != SIDE_BY_SIDE:
        return [(0, name) for name in work.source.required]
    of_all = [n for n in work.source.required if n not in ("stage", *OF_A_STAGE)]
    return [
        *((0, name) for name in of_all),
        (1, "received_date"),
        (2, "received_date"),
    ]


def leave_out(work: Workings) -> None:
    """Leave out a second stage that nothing dates."""
    work.drafts = {each: d for each, d in work.drafts.items() if each[0] != 2}
    work.problems.append("stage 2 is left out: no figure of it can be given")


def find_separators(work: Workings) -> None:
    """What parts the items of a list in one cell."""
    for target, draft in work.drafts.items():
        if not work.source.column(target[1]).is_list or draft.how != "column":
            continue
        facts = work.by_heading[draft.headings[0]]
        separator = find_separator(work, facts)
        if separator:
            work.drafts[target] = replace(draft, separator=separator)


def find_separator(work: Workings, facts: Facts) -> str:
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
        said = work.ask(
            f"list:{facts.heading}",
            f'In {facts.heading}, is "{cells[0]}" one, or several with '
            f'"{separator.strip()}" between?',
            ("one", "several"),
        )
        if said:
            return separator if said == "several" else LIST_SEPARATOR
    return ""


def look_up_words(work: Workings) -> None:
    """Words of a closed set: those that are none of it are asked, each once.

    What a word means of one stage it means of the other.
    """
    for target, draft in work.drafts.items():
        column = work.source.column(target[1])
        if column.choices and draft.how in ("column", "filled", "gather"):
            values = dict(draft.values)
            for word in list_unknown(work, column, draft):
                holders = list_holders(work, column, word)
                said = work.ask(
                    f"value:{column.name}:{word}",
                    f'Which {column.name} is "{word}" ({holders})?',
                    (*column.choices, LEFT_EMPTY),
                )
                if said:
                    values[word] = said
            work.drafts[target] = replace(draft, values=values)


def list_holders(work: Workings, column: Column, word: str) -> str:
    """The headings of all that give a column, of either stage, and hold a word."""
    holders = [
        heading
        for target, draft in work.drafts.items()
        for heading in draft.headings
        if target[1] == column.name
        and any(word in cell for cell in work.by_heading[heading].cells)
    ]
    return ", ".join(dict.fromkeys(holders))


def list_unknown(work: Workings, column: Column, draft: Draft) -> list[str]:
    """Words in the cells that are no choice of a column, however they are spelt."""
    known = set(list_known(column))
    covered = dict(draft.values)
    aside = {
        (sieve.heading, reduce_words(cell))
        for sieve in work.sieves
        if not sieve.is_kept
        for cell in sieve.values
    }
    unknown: dict[str, str] = {}
    for heading in draft.headings:
        facts = work.by_heading[heading]
        if facts.filled and not facts.cells:
            work.tell(facts, "it has too many different words for a closed list")
        for cell in facts.cells:
            items = cell.split(draft.separator) if draft.separator else [cell]
            for item in map(str.strip, items):
                word = reduce_words(item)
                is_aside_word = (heading, reduce_words(cell)) in aside
                if word in known or is_aside_word or find_like(item, covered):
                    continue
                unknown.setdefault(word, item)
    return list(unknown.values())


def settle_dates(work: Workings) -> str:
    """The order of days and months: as the cells say it, or asked."""
    orders: dict[Slot, str | None] = {
        target: work.by_heading[heading].find_order()
        for target, draft in work.drafts.items()
        if work.source.column(target[1]).kind == "date"
        for heading in draft.headings
    }
    decided = {order for order in orders.values() if order}
    unsaid = [
        work.drafts[each].headings[0]
        for each in orders
        if not (orders[each] or orders[each] == "")
    ]
    order = next(iter(decided)) if len(decided) == 1 else ""
    if unsaid:
        listed = ", ".join(f'"{heading}"' for heading in dict.fromkeys(unsaid))
        others = f" The other dates have the {order}." if order else ""
        example = work.by_heading[unsaid[0]].samples[:1]
        order = work.ask(
            "dates",
            f"{listed} can be read with the day or the month first (such as "
            f"{', '.join(example)}). Which is it?{others}",
            DATE_ORDERS,
        )
    for target, own in orders.items():
        if own and own != order:
            work.drafts[target] = replace(work.drafts[target], dates=own)
    return order


def list_absent(work: Workings) -> None:
    """What cannot be said without columns that nothing gives."""
    # What is asked for may yet be there.
    where = "where:"
    ids = [each.id for each in work.questions if each.id.startswith(where)]
    asked = {each.removeprefix(where) for each in ids}
    asked |= set(map(name_target, work.pending))
    may_be = {each.rpartition(" ")[2] for each in asked}
    given = {name for _, name in work.drafts}
    stages = {stage for stage, _ in work.drafts if stage}
    if work.is_complaints:
        work.problems += [
            f"no column gives {name}: {means}"
            for name, means in CANNOT.items()
            if name not in given | may_be
        ]
        work.problems += [
            f"no column gives {name_target((stage, name))}: {CANNOT[name]}"
            for name in JUDGES
            for stage in sorted(stages)
            if name in given
            and not {(stage, name), (0, name)} & set(work.drafts)
            and name_target((stage, name)) not in asked
        ]
        work.problems += [
            f'"{each.heading}" says only yes or no: an extension counts by the day the '
            "resident was told of it and the day it runs to, so none is counted"
            for each in work.list_free()
            if each.is_yes_no and each.phrase.words & EXTENSIONS
        ]
