"""What a profile says already, as answers to what is asked of its export anew."""

from collections.abc import Iterator
from dataclasses import replace

from analytics.profiles.declared import Block, Profile, Reading
from analytics.profiles.drafts import (
    LEAVE_OUT,
    LEFT_EMPTY,
    NONE_SAYS,
    PERSONAL,
    TELLS_KIND,
    Guess,
    OfficersQuestion,
    name_target,
)
from analytics.profiles.files import read_common
from analytics.profiles.words import is_like


def recall_columns(guess: Guess, profile: Profile) -> dict[str, str]:
    """What a profile reads each column for, where it is guessed otherwise.

    A heading that the profile does not have is guessed as if for the first time.
    """
    said = {}
    for column in guess.columns:
        for target, reading in list_targets(guess, profile):
            alone = len(reading.columns) == 1 and not reading.flags
            if alone and is_like(column.heading, reading.columns[0]):
                said[column.heading] = target
        for block in list_blocks(guess, profile):
            sieves = [*block.only, *block.aside]
            if any(is_like(column.heading, each.column) for each in sieves):
                said.setdefault(column.heading, TELLS_KIND)
        if any(is_like(column.heading, each) for each in profile.personal):
            said.setdefault(column.heading, PERSONAL)
    return {
        f"column:{each.heading}": said[each.heading]
        for each in guess.columns
        if said.get(each.heading, each.target) != each.target
    }


def keep_words(guess: Guess, profile: Profile) -> Guess:
    """A guess whose look-ups keep the words that a profile has and the export has not.

    The next export may have them again.
    """
    before = dict(list_targets(guess, profile))
    shared = read_common()["values"]
    drafts = []
    for draft in guess.drafts:
        name = draft.target[1]
        reading = before.get(name_target(draft.target))
        looks_up = draft.how in ("column", "filled", "gather")
        if reading and looks_up and guess.source.column(name).choices:
            own = {
                word: meaning
                for word, meaning in reading.values.items()
                if word not in shared.get(name, {})
            }
            draft = replace(draft, values={**own, **draft.values})
        drafts.append(draft)
    return replace(guess, drafts=tuple(drafts))


def recall(guess: Guess, question: OfficersQuestion, profile: Profile) -> str:
    """What a profile answers to a question; "" where it says nothing of it."""
    kind, _, rest = question.id.partition(":")
    found = list(list_answers(guess, kind, rest, profile))
    return next(
        (each for each in found if not question.choices or each in question.choices), ""
    )


def list_answers(guess: Guess, kind: str, rest: str, profile: Profile) -> Iterator[str]:
    """What a profile says that could answer a question of a kind."""
    if kind == "dates":
        yield profile.dates
    for target, reading in list_targets(guess, profile):
        if kind == "where" and rest == target:
            yield from (reading.constant, *reading.columns)
        if kind == "column" and rest in reading.columns:
            yield target
        if kind == "steps" and target == "stage":
            yield "yes" if rest in reading.columns else "no"
        if kind == "second" and target == "stage":
            yield "yes" if rest in reading.columns and "" in reading.values else "no"
        name, _, word = rest.partition(":")
        if kind == "value" and target.rpartition(" ")[2] == name:
            for pattern, meaning in reading.values.items():
                if is_like(word, pattern):
                    yield meaning or LEFT_EMPTY
        if kind == "list" and rest in reading.columns and reading.separator:
            yield "one" if reading.separator == ";" else "several"
    said = {target for target, _ in list_targets(guess, profile)}
    if kind == "where" and rest not in said:
        yield NONE_SAYS
    for block in list_blocks(guess, profile):
        if kind == "where" and rest.startswith("stage 2") and 2 not in block.stages:
            yield LEAVE_OUT
        heading, _, cell = rest.partition(":")
        for sieve in block.only:
            if kind == "keep" and sieve.column == heading:
                yield "yes" if any(is_like(cell, e) for e in sieve.values) else "no"


def list_blocks(guess: Guess, profile: Profile) -> list[Block]:
    """What a profile says of the source that a guess is of."""
    return [each for each in profile.blocks if each.source is guess.source]


def list_targets(guess: Guess, profile: Profile) -> Iterator[tuple[str, Reading]]:
    """Each column of the contract as an officer chooses it, with its reading."""
    for block in list_blocks(guess, profile):
        for stage, name, reading in block.list_readings():
            yield name_target((stage, name)), reading
