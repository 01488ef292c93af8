"""Every source of the contract, in the order people think of them."""

from expectations.contract import Source
from expectations.sources.closure_survey import CLOSURE_SURVEY
from expectations.sources.complaints import COMPLAINTS
from expectations.sources.coverage import COVERAGE
from expectations.sources.events import EVENTS
from expectations.sources.homes import HOMES
from expectations.sources.learning_actions import LEARNING_ACTIONS
from expectations.sources.ombudsman import OMBUDSMAN_FINDINGS, OMBUDSMAN_ORDERS
from expectations.sources.perception_survey import PERCEPTION_SURVEY
from expectations.sources.published_figures import PUBLISHED_FIGURES
from expectations.sources.refusals import REFUSALS
from expectations.sources.self_assessment import SELF_ASSESSMENT


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        COMPLAINTS,
        HOMES,
        PERCEPTION_SURVEY,
        CLOSURE_SURVEY,
        LEARNING_ACTIONS,
        REFUSALS,
        OMBUDSMAN_FINDINGS,
        OMBUDSMAN_ORDERS,
        SELF_ASSESSMENT,
        PUBLISHED_FIGURES,
        EVENTS,
        COVERAGE,
    )
}
