"""Measures of both stages: declared once, with what differs between the stages."""

from collections.abc import Sequence
from typing import Any, TypeVar

from analytics.measures.base import Measure


M = TypeVar("M", bound=Measure)

# What stands in a text for {stage} and the like, by stage. The provisions are those of
# the Complaint Handling Code for the acknowledgement, the answer and its extension.
STAGE_WORDS: dict[int, dict[str, str]] = {
    1: {
        "stage": "1",
        "acknowledgement": "6.2",
        "answer": "6.3",
        "extension": "6.4",
        "counted_by": "Counted by the day the complaint was received.",
    },
    2: {
        "stage": "2",
        "acknowledgement": "6.11",
        "answer": "6.14",
        "extension": "6.15",
        "counted_by": (
            "Counted by the day the request for stage 2 was received, whatever year "
            "stage 1 was in."
        ),
    },
}

# What an export has to have a column for, whatever is said of answers.
ANSWER_GIVEN = (("responded_date",),)


def for_stages(kind: type[M], ids: tuple[str, str], **declared: Any) -> list[M]:
    """One measure for each stage: the ids in their order, all else alike but for words.

    In every text {stage}, {acknowledgement}, {answer}, {extension} and {counted_by} are
    the stage's own.
    """
    return [
        kind(
            id=measure_id,
            **{name: fill(value, words) for name, value in declared.items()},
        )
        for measure_id, words in zip(ids, STAGE_WORDS.values(), strict=True)
    ]


def fill(value: Any, words: dict[str, str]) -> Any:
    """A declared value with a stage's words in its texts."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, tuple):
        return tuple(fill(each, words) for each in value)
    return value


def stage_by_stage(*pairs: Sequence[Measure]) -> list[Measure]:
    """The measures of stage 1 in their order, then those of stage 2."""
    return [measure for stage in zip(*pairs, strict=True) for measure in stage]
