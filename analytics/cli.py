"""The command line, for scripts: publish, measures, papers and all the others.

With --json one document goes to standard output and nothing else; messages go to
standard error. Exit status 0 is done, 1 refused, 2 wrong usage.
"""

import sys
from typing import NoReturn

import typer

from analytics.commands.benchmarks import benchmarks_app
from analytics.commands.claims import claims
from analytics.commands.comments import comments
from analytics.commands.erase import erase
from analytics.commands.figures import measures, reconcile
from analytics.commands.papers import briefing, told
from analytics.commands.profiles import profiles_app
from analytics.commands.publishing import publish
from analytics.commands.releases import releases_app
from analytics.commands.template import template
from analytics.ground.errors import Refusal, UsageError
from analytics.terminal import messages


commands = typer.Typer(
    help="Complaint figures of a social landlord: publish extracts, ask measures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    publish,
    measures,
    reconcile,
    briefing,
    told,
    claims,
    comments,
    erase,
    template,
):
    commands.command()(command)
for name, group in {
    "releases": releases_app,
    "benchmarks": benchmarks_app,
    "profiles": profiles_app,
}.items():
    commands.add_typer(group, name=name)


def main() -> None:
    """Run the command line; a refusal is one sentence and never a traceback."""
    try:
        commands(prog_name="python -m analytics")
    except UsageError as error:
        stop(str(error), 2)
    except Refusal as error:
        stop(str(error), 1)


def stop(sentence: str, status: int) -> NoReturn:
    """Say why, and leave with a status."""
    messages.print(sentence)
    sys.exit(status)
