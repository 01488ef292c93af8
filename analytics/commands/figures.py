"""`measures` and `reconcile`: figures of the current release."""

from typing import Annotated

import typer

from analytics.behind.passport import explain as explain_results
from analytics.figures.open_release import open_current_release
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period, make_year
from analytics.ground.errors import UsageError
from analytics.measures import MEASURES, find_measure
from analytics.terminal import (
    Json,
    messages,
    print_json,
    print_passports,
    print_reconciled,
    print_results,
)


def measures(
    year: Annotated[
        list[str] | None, typer.Option(help="A reporting year, such as 2024-25.")
    ] = None,
    period: Annotated[
        list[str] | None, typer.Option(help='A part of one, such as "2024-25 Q3".')
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(help="Only this measure.")
    ] = None,
    by: Annotated[list[str] | None, typer.Option(help="Break down by this.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Only where DIMENSION=VALUE.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what each figure was made of.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask measures of the current release."""
    periods = [make_year(label) for label in year or []]
    periods += [make_period(label) for label in period or []]
    chosen = [find_measure(name) for name in measure or MEASURES]
    filters = parse_filters(where or [])
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    results = run(
        release,
        chosen,
        unique(periods) or [release.default_period],
        by=by or [],
        where=filters,
    )
    if explain:
        print_passports(explain_results(release, results), as_json)
    elif as_json:
        print_json([result.to_dict() for result in results])
    else:
        print_results(results)


def reconcile(as_json: Json = False) -> None:
    """Set every printed figure against the current release."""
    from analytics.behind.printed.reconciling import reconcile_printed

    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    settled = reconcile_printed(release)
    if as_json:
        print_json([each.to_dict() for each in settled])
    else:
        print_reconciled(settled)


def unique(periods: list[Period]) -> list[Period]:
    """Periods without repetition, in order."""
    return list(dict.fromkeys(periods))


def parse_filters(pairs: list[str]) -> dict[str, list[str]]:
    """Filters by dimension; the same dimension twice means either value."""
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f'The filter "{pair}" is not DIMENSION=VALUE.')
        filters.setdefault(name.strip(), []).append(value.strip())
    return filters
