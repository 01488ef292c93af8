"""`releases`: what is published; list, use, prune, verify."""

from typing import Annotated, Any

import typer
from rich.table import Column, Table

from analytics.ground.errors import Refusal
from analytics.release import store
from analytics.terminal import Json, messages, output, print_json


releases_app = typer.Typer(help="What is published: list, use, prune, verify.")


def describe_release(release: store.Release, current: str | None) -> dict[str, Any]:
    """What `releases list` says of one release."""
    return {
        "release": release.id,
        "is_current": release.id == current,
        "as_at": release.as_at.isoformat(),
        "published_at": release.manifest["published_at"],
        "published_by": release.published_by,
        "appended_to": release.appended_to,
        "is_sample": release.is_sample,
        "sources": release.sources,
    }


@releases_app.callback(invoke_without_command=True)
def releases(context: typer.Context, as_json: Json = False) -> None:
    """What is published; alone it lists."""
    if context.invoked_subcommand is None:
        list_releases(as_json)


@releases_app.command("list")
def list_releases(as_json: Json = False) -> None:
    """List every release, oldest first."""
    current = store.current_id()
    described, damaged = [], []
    for release_id in store.list_ids():
        try:
            described.append(describe_release(store.read_release(release_id), current))
        except Refusal as error:
            damaged.append(str(error))
    for sentence in damaged:
        messages.print(sentence)
    if as_json:
        print_json(described)
        return
    table = Table(
        *(Column(name, no_wrap=True) for name in ("Release", "As at", "Published")),
        "By",
        "Kind",
        "Current",
    )
    for entry in described:
        kind = "sample" if entry["is_sample"] else "real"
        mark = "current" if entry["is_current"] else ""
        table.add_row(
            entry["release"],
            entry["as_at"],
            entry["published_at"][:16].replace("T", " "),
            entry["published_by"],
            kind,
            mark,
        )
    output.print(table if described else "Nothing has been published yet.")


@releases_app.command("use")
def use_release(release_id: str, as_json: Json = False) -> None:
    """Make an earlier release current again."""
    release = store.use_release(release_id)
    if as_json:
        print_json(describe_release(release, release.id))
    else:
        output.print(f"Release {release.id} is now the current one.")


@releases_app.command("prune")
def prune_releases(
    keep: Annotated[int, typer.Option(help="How many of the newest to keep.")],
    as_json: Json = False,
) -> None:
    """Delete old releases, never the current one."""
    pruned = store.prune_releases(keep)
    if as_json:
        print_json({"pruned": pruned, "kept": store.list_ids()})
    else:
        output.print(f"Deleted: {', '.join(pruned) or 'nothing'}.")


@releases_app.command("verify")
def verify_releases(as_json: Json = False) -> None:
    """Check that every file of every release is what was published."""
    problems: dict[str, list[str]] = {}
    for release_id in store.list_ids():
        try:
            problems[release_id] = store.verify_release(store.read_release(release_id))
        except Refusal as error:
            problems[release_id] = [str(error)]
    current = store.current_id()
    if current and current not in problems:
        problems[current] = [f"Release {current} is damaged: it is missing."]
    found = [sentence for sentences in problems.values() for sentence in sentences]
    if as_json:
        print_json(
            [
                {
                    "release": release_id,
                    "is_whole": not sentences,
                    "problems": sentences,
                }
                for release_id, sentences in problems.items()
            ]
        )
    if found:
        raise Refusal(" ".join(found))
    if not as_json:
        output.print(f"{len(problems)} releases are whole.")
