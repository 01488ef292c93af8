"""Every measure, by id, in the order of the themes."""

from analytics.ground.errors import UsageError, quote_nearest
from analytics.measures.base import Measure
from analytics.measures.learning import LEARNING_MEASURES
from analytics.measures.ombudsman import OMBUDSMAN_MEASURES
from analytics.measures.outcomes import OUTCOME_MEASURES
from analytics.measures.refusals import REFUSAL_MEASURES
from analytics.measures.satisfaction import SATISFACTION_MEASURES
from analytics.measures.timeliness import TIMELINESS_MEASURES
from analytics.measures.volumes import VOLUME_MEASURES


MEASURES: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        *VOLUME_MEASURES,
        *OUTCOME_MEASURES,
        *TIMELINESS_MEASURES,
        *SATISFACTION_MEASURES,
        *LEARNING_MEASURES,
        *REFUSAL_MEASURES,
        *OMBUDSMAN_MEASURES,
    )
}

# What is looked at first: of the first stage in view, of each stage, of none.
HEADLINES_OF_FIRST = ("ch01_{stage}", "upheld_share_{stage}")
HEADLINES_OF_EACH = ("ch02_{stage}",)
HEADLINES_OF_NONE = ("tp09", "findings", "actions_completed")


def list_headlines() -> list[str]:
    """The measures that are looked at first, of both stages."""
    return [
        *(each.format(stage=1) for each in HEADLINES_OF_FIRST),
        *(each.format(stage=stage) for each in HEADLINES_OF_EACH for stage in (1, 2)),
        *HEADLINES_OF_NONE,
    ]


def find_measure(measure_id: str) -> Measure:
    """The measure of an id; UsageError names what was probably meant."""
    if measure_id not in MEASURES:
        hint = quote_nearest(measure_id, list(MEASURES))
        raise UsageError(f'There is no measure "{measure_id}"; {hint}.')
    return MEASURES[measure_id]
