"""`profiles`: how systems' exports are read; list, show, new."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from analytics.ground.errors import Refusal, UsageError
from analytics.landing.files import find_files
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Sheet
from analytics.profiles.answering import answer, check_answers, save_profile
from analytics.profiles.drafts import Guess, OfficersQuestion
from analytics.profiles.files import find_profile, list_profile_files, list_profiles
from analytics.profiles.guessing import guess
from analytics.terminal import Json, messages, output, print_json


profiles_app = typer.Typer(
    help="How systems' exports are read: list, show, new.", no_args_is_help=True
)


@profiles_app.command("list")
def show_profiles(as_json: Json = False) -> None:
    """List every profile there is, with its file."""
    files = list_profile_files()
    listed = [
        {"name": each.name, "title": each.title, "file": str(files[each.name])}
        for each in list_profiles()
    ]
    if as_json:
        print_json(listed)
        return
    table = Table("Profile", "What it reads", "File")
    for entry in listed:
        table.add_row(*entry.values())
    output.print(table)


@profiles_app.command("show")
def show_profile(name: str, as_json: Json = False) -> None:
    """Print a profile as it is written."""
    profile = find_profile(name)
    path = list_profile_files().get(name, Path(name))
    text = path.read_text(encoding="utf-8-sig")
    if as_json:
        print_json({"name": profile.name, "file": str(path), "toml": text})
    else:
        output.print(text, end="")


@profiles_app.command("new")
def make_new_profile(
    file: Annotated[Path, typer.Argument(help="One real export.")],
    name: Annotated[
        str | None, typer.Option(help="What to call it, if not after the file.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--answer", help="ID=VALUE, for a question that it asks."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="Which sheet of a workbook that has several.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write it here, and not among the profiles.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a profile of that name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Guess how an export is to be read, ask what cannot be known, keep the profile."""
    given = parse_answers(answers or [])
    found = guess(open_one(file, sheet), given)
    check_answers(found, given)
    if not as_json:
        print_guess(found)
        if sys.stdin.isatty():
            found = ask_all(found, given)
    if found.open_questions:
        if as_json:
            print_json(found.to_dict())
        else:
            print_questions(found.open_questions)
        raise Refusal(
            f"{found.file}: {len(found.open_questions)} questions are open; answer "
            f'each with --answer "ID=VALUE".'
        )
    text = answer(found, given)
    if out:
        out.write_text(text, encoding="utf-8")
    path = out or save_profile(name or found.name, text, replace=replace)
    if as_json:
        print_json(found.to_dict() | {"profile": str(path)})
    else:
        output.print(f"Written: {path}")


def open_one(file: Path, sheet: str | None) -> Sheet:
    """The one sheet to guess at; UsageError names those there are."""
    found, _ = find_files([file])
    sheets = [
        each for path, label in found.items() for each in open_sheets(path, label)
    ]
    chosen = [each for each in sheets if sheet in (None, each.name)]
    if len(chosen) != 1:
        names = ", ".join(f'"{each.name}"' for each in sheets)
        raise UsageError(
            f"{file.name}: say which sheet with --sheet: {names or 'there is none'}."
        )
    return chosen[0]


def parse_answers(pairs: list[str]) -> dict[str, str]:
    """Answers by the ids of questions, which may themselves hold "="."""
    parsed = {}
    for pair in pairs:
        question, equals, value = pair.rpartition("=")
        if not equals:
            raise UsageError(f'The answer "{pair}" is not ID=VALUE.')
        parsed[question] = value.strip()
    return parsed


def ask_all(found: Guess, given: dict[str, str]) -> Guess:
    """Ask one question after another; an answer can raise others."""
    while found.open_questions:
        question = found.open_questions[0]
        options = f" ({', '.join(question.choices)})" if question.choices else ""
        said = typer.prompt(f"{question.text}{options}").strip()
        if not question.choices or said in question.choices:
            given[question.id] = said
            found = found.retry(given)
    return found


def print_guess(found: Guess) -> None:
    """All columns with their guesses, then every problem."""
    table = Table("Column", "Taken for", "How sure", "Why", "Samples")
    for each in found.columns:
        samples = ", ".join(each.samples)
        left = "left unread" if each.target == "personal" else samples
        why = "; ".join(filter(None, (each.reason, *each.problems)))
        table.add_row(each.heading, each.target, each.sure, why, left)
    output.print(table)
    output.print(f"{found.file}: {found.source.name}, {found.shape}.")
    for problem in found.problems:
        messages.print(f"{found.file}: {problem}.")


def print_questions(questions: tuple[OfficersQuestion, ...]) -> None:
    """Each question with what answers it."""
    for each in questions:
        choices = ", ".join(each.choices) or "any words"
        messages.print(f'{each.text}\n    --answer "{each.id}=…" ({choices})')
