"""The passport of a number: everything it was made of, from the query to the checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from analytics.behind.records import read_warnings
from analytics.figures.counting.passes import list_scans, write_pass
from analytics.figures.counting.questions import list_questions, list_relations
from analytics.figures.homes import HOMES_SQL
from analytics.figures.open_release import OpenRelease, open_beside
from analytics.figures.query import run
from analytics.ground.calendar import make_as_at
from analytics.ground.errors import Refusal, UsageError
from analytics.measures.result import Result
from analytics.release.clock_rules import CLOCK_RULES_FILE
from analytics.release.models import MODELS
from analytics.release.store import list_ids, read_release
from analytics.words.names import count_words, name_source
from analytics.words.narrative import write_known
from analytics.words.notes import write_valid_from


# How many earlier releases are asked for the same figure: each has to be opened.
EARLIER_ASKED = 5


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A query with the values of its parameters."""

    sql: str
    parameters: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SourceCheck:
    """What was checked of one source a figure needs, and what was found."""

    source: str
    is_supplied: bool
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    rejected_before: int = 0
    rules: int = 0
    # Rules that some row broke, and reasons of warnings, each with its rows.
    broken: dict[str, int]
    warnings: dict[str, int]

    def write(self) -> list[str]:
        """What was checked in a sentence, then what was found, a sentence each."""
        name = name_source(self.source)
        if not self.is_supplied:
            return [f"{name}: not in this release."]
        found = [(f"Rejected: {why}", rows) for why, rows in self.broken.items()]
        if self.rejected_before:
            why = "Rejected from earlier files, and not brought in since"
            found.append((why, self.rejected_before))
        found += [(f"Warned of: {why}", rows) for why, rows in self.warnings.items()]
        return [
            f"{name}: {count_words(self.rows_in, 'row')} in, {self.accepted:,} "
            f"accepted, {self.rejected:,} rejected, by "
            f"{count_words(self.rules, 'rule')}.",
            *(f"{what} ({count_words(rows, 'row')})." for what, rows in found),
        ]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What the same figure was in a release published before."""

    release: str
    as_at: str
    shown: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Passport:
    """One figure with all that it rests on."""

    result: Result
    statements: tuple[Statement, ...]
    published_at: str
    # sha256 by file of the release.
    files: dict[str, str]
    checks: tuple[SourceCheck, ...]
    earlier: tuple[Earlier, ...]
    unasked: int

    def write(self) -> list[str]:
        """The passport for a terminal, line by line."""
        measure = self.result.measure
        lines = [
            f"{measure.label}. {measure.definition}",
            f"Why: {measure.why_it_matters}",
            f"Authority: {measure.authority}. {write_valid_from(measure)}",
            f"Of {measure.population}, {measure.unit}.",
            *(f"Caveat: {caveat}" for caveat in measure.caveats),
        ]
        for statement in self.statements:
            lines.append(statement.sql)
            values = statement.parameters.items()
            lines += [f"${name} = {value}" for name, value in values]
        lines += [f"{digest}  {name}" for name, digest in self.files.items()]
        lines += [line for check in self.checks for line in check.write()]
        lines += [
            f"Release {each.release}, as at {each.as_at}: {each.shown}. {each.sentence}"
            for each in self.earlier
        ]
        return lines

    def to_dict(self) -> dict[str, Any]:
        """The passport as JSON has it, without the result's own keys."""
        measure = self.result.measure
        return {
            "label": measure.label,
            "definition": measure.definition,
            "why_it_matters": measure.why_it_matters,
            "authority": measure.authority,
            "valid_from": measure.valid_from,
            "caveats": list(measure.caveats),
            "filters": {key: list(value) for key, value in self.result.filters.items()},
            "queries": [
                {
                    "sql": each.sql,
                    "parameters": {
                        name: value.isoformat() if isinstance(value, date) else value
                        for name, value in each.parameters.items()
                    },
                }
                for each in self.statements
            ],
            "published_at": self.published_at,
            "files": self.files,
            "checks": [vars(check) for check in self.checks],
            "earlier": [vars(each) for each in self.earlier],
            "earlier_not_asked": self.unasked,
        }


def explain(release: OpenRelease, results: Sequence[Result]) -> list[Passport]:
    """The passports of some figures of one release, in their order."""
    asked, unasked = list_earlier_ids(release)
    found: dict[int, list[Earlier]] = {place: [] for place in range(len(results))}
    for release_id in asked:
        for place, earlier in ask_earlier(release, release_id, results).items():
            found[place].append(earlier)
    checks = {
        source: check_source(release, source)
        for source in dict.fromkeys(
            source for result in results for source in result.measure.sources
        )
    }
    manifest = release.release.manifest
    return [
        Passport(
            result=result,
            statements=tuple(list_statements(release, result)),
            published_at=manifest["published_at"],
            files=pick_files(manifest["files"], result),
            checks=tuple(checks[source] for source in result.measure.sources),
            earlier=tuple(found[place]),
            unasked=unasked,
        )
        for place, result in enumerate(results)
    ]


def list_tables(results: Sequence[Result]) -> list[str]:
    """The models that some figures are counted from, and what every question needs."""
    needed = {"coverage", "dimension_values"}
    for result in results:
        needed |= set(list_models(result))
    return [name for name in MODELS if name in needed]


def list_models(result: Result) -> list[str]:
    """The models that a figure is counted from."""
    measure = result.measure
    related = list_relations(measure.model, (*result.by, *result.filters))
    homes = ["stock"] if measure.is_per_home else []
    return [measure.model, *related, *homes]


def list_statements(release: OpenRelease, result: Result) -> list[Statement]:
    """The queries that count a figure over the rows of the release.

    Anybody can run them over its parquet. A page adds up tallies of those rows, made
    of the same conditions, which is quicker.
    """
    measure = result.measure
    if result.status == "not_applicable":
        return []
    period = make_as_at(release.as_at) if measure.is_at_as_at else result.period
    questions = list_questions(
        release.as_at, [measure], [period], result.by, result.filters
    )
    statements = [
        Statement(sql=write_pass(question, scan).sql, parameters=scan.parameters)
        for question in questions
        for scan in list_scans(question)
    ]
    if measure.is_per_home:
        statements.append(Statement(sql=HOMES_SQL, parameters={}))
    return statements


def pick_files(files: dict[str, str], result: Result) -> dict[str, str]:
    """The files of a release that a figure rests on, with their hashes."""
    wanted = [f"extracts/{source}.parquet" for source in result.measure.sources]
    wanted += [f"models/{model}.parquet" for model in list_models(result)]
    wanted += ["landlord.toml", CLOCK_RULES_FILE]
    return {name: files[name] for name in wanted if name in files}


def check_source(release: OpenRelease, source: str) -> SourceCheck:
    """What was checked of a source when the release was published."""
    counts = release.release.sources.get(source)
    if counts is None:
        return SourceCheck(source=source, is_supplied=False, broken={}, warnings={})
    verdicts = [
        each for each in release.release.read_validation() if each["source"] == source
    ]
    warnings = read_warnings(release.release)
    reasons = warnings.loc[warnings["source"] == source, "reason"]
    return SourceCheck(
        source=source,
        is_supplied=True,
        rows_in=counts["rows_in"],
        accepted=counts["accepted"],
        rejected=counts["rejected"],
        rejected_before=counts.get("rejected_before", 0),
        rules=len(verdicts),
        broken=sum_by_name(
            (f"{each['column']}: {each['reason']}", each["broken"])
            for each in verdicts
            if each["broken"] and each["severity"] == "reject"
        ),
        warnings=count_each(reasons),
    )


def sum_by_name(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Numbers by name, those of one name added."""
    sums: dict[str, int] = {}
    for name, number in pairs:
        sums[name] = sums.get(name, 0) + int(number)
    return sums


def count_each(values: pd.Series) -> dict[str, int]:
    """How often each text occurs, in order of the texts."""
    return {
        str(key): int(rows) for key, rows in values.value_counts().sort_index().items()
    }


def list_earlier_ids(release: OpenRelease) -> tuple[list[str], int]:
    """Releases published before this one, latest first, and how many more there are."""
    known = list_ids()
    shown = release.release.id
    before = known[: known.index(shown)] if shown in known else []
    latest = list(reversed(before))
    return latest[:EARLIER_ASKED], len(latest[EARLIER_ASKED:])


def ask_earlier(
    release: OpenRelease, release_id: str, results: Sequence[Result]
) -> dict[int, Earlier]:
    """What some figures were in an earlier release, by their place."""
    try:
        opened = open_beside(release_id, release, list_tables(results))
    except (Refusal, OSError, duckdb.Error) as error:
        # Pruned while it was read, or damaged, or too old to be made again.
        gap = Earlier(
            release=release_id,
            as_at=release_id.partition(".")[0],
            shown="not known",
            sentence=str(error)
            if isinstance(error, Refusal)
            else f"Release {release_id} can no longer be read.",
        )
        return dict.fromkeys(range(len(results)), gap)
    try:
        return {place: ask_one(opened, result) for place, result in enumerate(results)}
    finally:
        opened.warehouse.close()


def ask_one(opened: OpenRelease, result: Result) -> Earlier:
    """What one figure was in an opened release."""
    facts = {
        "release": opened.release.id,
        "as_at": read_release(opened.release.id).as_at.isoformat(),
    }
    try:
        answers = run(
            opened,
            [result.measure],
            [result.period],
            by=result.by,
            where=result.filters,
        )
    except UsageError as error:
        return Earlier(shown="not known", sentence=str(error), **facts)
    same = next((each for each in answers if each.group == result.group), None)
    if same is None and not answers[0].is_ok:
        # Where the whole is not known neither is any group of it.
        same = answers[0]
    if same is None:
        return Earlier(shown="not known", sentence="It had no such group.", **facts)
    sentence = f"{write_known(same)}." if same.is_ok else same.reason or ""
    return Earlier(shown=same.shown, sentence=sentence, **facts)
