"""What provision 9.7 of the Code asks to be told, and whether a paper tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analytics.behind.records import Row, fetch
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import count_words, list_words


HERE, IN_PART, NOT_HERE = "Here", "In part", "Not here"

# More documents than this are counted and not named.
DOCUMENTS_NAMED = 2

# A figure that says there was no case, or too few for a rate, is still told.
TOLD = ("ok", "undefined", "too_few")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the provision: what it asks, whether it is here, and why."""

    letter: str
    asks: str
    status: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The results that show whether the parts of the provision are told."""

    volumes: Sequence[Result]
    categories: Sequence[Result]
    outcomes: Sequence[Result]
    timeliness: Sequence[Result]
    before: Sequence[Result | None]
    trend: Sequence[Result]
    findings: Sequence[Result]
    orders: Sequence[Result]
    rows: Sequence[Row] = field(default=())


def is_told(result: Result | None) -> bool:
    """Whether a result tells its reader something about what was counted."""
    return result is not None and result.status in TOLD


def judge_part(
    letter: str, asks: str, pieces: Mapping[str, Sequence[Result | None]]
) -> Part:
    """A part of the provision, judged by the results for each of its pieces."""
    here = [name for name, each in pieces.items() if each and all(map(is_told, each))]
    missing = [name for name in pieces if name not in here]
    status = IN_PART if here and missing else HERE if here else NOT_HERE
    words = [f"Told: {list_words(here)}."] if here else []
    words += [f"Missing: {name}{explain_missing(pieces[name])}." for name in missing]
    return Part(letter=letter, asks=asks, status=status, why=" ".join(words))


def explain_missing(results: Sequence[Result | None]) -> str:
    """Why a piece is missing, as the end of a sentence."""
    if not results:
        return ", which this paper leaves out"
    first = next((each for each in results if each and not is_told(each)), None)
    if first is None:
        return ", which nothing here can be set beside"
    reason = f": {first.reason.rstrip('.')}" if first.reason else ""
    return f" ({first.shown}{reason})"


def judge_provision(view: View, evidence: Evidence) -> list[Part]:
    """The four parts of provision 9.7, each judged by what is known."""
    # Where it is known that no finding is severe there is no order to ask about.
    findings = evidence.findings
    is_asked = (
        not findings
        or not is_told(findings[0])
        or any(
            each.group == {"finding": "severe_maladministration"}
            and (each.counted or not each.is_ok)
            for each in findings
        )
    )
    progress = {"progress on orders": evidence.orders} if is_asked else {}
    return [
        judge_part(
            "a",
            "Volume, categories and outcomes of complaints, and how they were "
            "handled, compliance with the Ombudsman's orders included",
            {
                "volumes": evidence.volumes,
                "categories": evidence.categories[:1],
                "outcomes": evidence.outcomes,
                "answers in time": evidence.timeliness,
                "compliance with orders": evidence.orders,
            },
        ),
        judge_part(
            "b",
            "A review of issues and trends",
            {
                "what complaints were about": evidence.categories[:1],
                "the course of the period": evidence.trend[:1],
                "the same time a year before": evidence.before,
            },
        ),
        judge_part(
            "c",
            "Outcomes of the Ombudsman's investigations, and progress on orders tied "
            "to severe maladministration",
            {"outcomes of investigations": evidence.findings[:1], **progress},
        ),
        judge_report(view, evidence.rows),
    ]


def judge_report(view: View, rows: Sequence[Row]) -> Part:
    """The part on the annual report, which itself is never in a release."""
    asks = "The annual complaints performance and service improvement report"
    year = view.period.year
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["document"]] = counts.get(row["document"], 0) + 1
    if not counts:
        why = f"Missing: the release has no figure printed in a report on {year}."
        return Part(letter="d", asks=asks, status=NOT_HERE, why=why)
    figures = count_words(sum(counts.values()), "figure")
    few = len(counts) <= DOCUMENTS_NAMED
    among = list_words(list(counts)) if few else count_words(len(counts), "document")
    why = (
        f"Told: the release holds {figures} of {among} on {year}. Missing: the report "
        "itself, which no extract holds."
    )
    return Part(letter="d", asks=asks, status=IN_PART, why=why)


def list_printed(view: View) -> list[Row]:
    """Figures the landlord has printed about the year, with the document of each."""
    columns = ("document", "reporting_year", "published_date")
    rows = fetch(
        view.release,
        columns,
        "from published_figures order by document, reference",
    )
    return [row for row in rows if row["reporting_year"] == view.period.year]
