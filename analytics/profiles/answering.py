"""Answers make a profile of a guess, and keep it where an officer's profiles lie."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from analytics.ground.errors import Refusal, UsageError, quote_nearest
from analytics.profiles.declared import Profile
from analytics.profiles.drafts import Guess
from analytics.profiles.files import make_profile
from analytics.profiles.learnt import own_folder
from analytics.profiles.recalling import keep_words
from analytics.profiles.writing import write_profile


def answer(
    guess: Guess,
    answers: Mapping[str, str],
    title: str = "",
    before: Profile | None = None,
) -> str:
    """The TOML of a guess with its answers; Refusal says what is still asked.

    `before` is the profile that it takes the place of: its words stay known.

    An answer can raise another question: whose words mean what. It is read back before
    it is given, so that it is a profile that works.
    """
    check_answers(guess, answers)
    guess = guess.retry(answers)
    check_answers(guess, answers)
    asked = guess.open_questions
    if asked:
        ids = ", ".join(f'"{each.id}"' for each in asked)
        raise Refusal(f"{guess.file}: not answered yet: {ids}.")
    text = write_profile(keep_words(guess, before) if before else guess, title)
    try:
        make_profile(guess.name, tomllib.loads(text))
    except ValueError as error:
        raise Refusal(
            f"{guess.file}: no profile can be made of it: {error}."
        ) from error
    return text


def keep_asked(guess: Guess, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to what is asked, each with the others in place.

    One answer can make another needless: a column that is said to be the outcome has no
    dates to read. What a column is can be said of every one, asked or not.
    """
    columns = {f"column:{each.heading}" for each in guess.columns}
    kept = dict(answers)
    for given in answers:
        others = {name: said for name, said in kept.items() if name != given}
        if given not in columns and given not in {
            each.id for each in guess.retry(others).questions
        }:
            kept = others
    return kept


def check_asked(guess: Guess, answers: Mapping[str, str]) -> None:
    """Refuse an answer to what nobody asks: what would not be asked without it."""
    kept = keep_asked(guess, answers)
    for given in answers:
        if given not in kept:
            asked = [each.id for each in guess.retry(kept).questions]
            columns = [f"column:{each.heading}" for each in guess.columns]
            hint = quote_nearest(given, [*asked, *columns])
            raise UsageError(f'Nobody asks "{given}"; {hint}.')


def check_answers(guess: Guess, answers: Mapping[str, str]) -> None:
    """Refuse answers to what is not asked, and words that are no choice of it."""
    check_asked(guess, answers)
    for each in guess.questions:
        if each.choices and answers.get(each.id, each.choices[0]) not in each.choices:
            raise UsageError(
                f'"{answers[each.id]}" is no answer to {each.id}; '
                f"{quote_nearest(answers[each.id], list(each.choices))}."
            )


def save_profile(name: str, text: str, *, replace: bool = False) -> Path:
    """Keep a profile under a name; Refusal where one has it and nobody said to."""
    slug = re.sub(r"[^\w-]+", "-", name.strip().casefold()).strip("-") or "export"
    path = own_folder() / f"{slug}.toml"
    if path.exists() and not replace:
        raise Refusal(
            f'There is a profile "{slug}" already; give another name with --name, or '
            f"say --replace."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def change_profile(before: str, name: str, text: str) -> Path:
    """Keep a profile in the place of one of the officer's own, under a name.

    The one before stays beside it as a file that is not read. Refusal where another
    profile has the name.
    """
    old = own_folder() / f"{before}.toml"
    kept = old.with_suffix(".toml.before")
    old.replace(kept)
    try:
        return save_profile(name, text)
    except Refusal:
        kept.replace(old)
        raise
