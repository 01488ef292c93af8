"""Writes the sample landlord's extracts: made-up rows with the published totals.

Run as `python data/sample/generate.py [OUTPUT_FOLDER]`; without a folder it writes
beside itself. The same rows come out every time. README.md says what is fact.
"""

import sys
from pathlib import Path


HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from data.made_up import write_extracts  # noqa: E402
from data.sample.complaints import make_complaints  # noqa: E402
from data.sample.context import (  # noqa: E402
    make_coverage,
    make_events,
    make_homes,
    make_ombudsman_findings,
    make_perception_survey,
)
from data.sample.learning import make_learning_actions  # noqa: E402
from data.sample.printed import make_published_figures  # noqa: E402
from data.sample.self_assessment import make_self_assessment  # noqa: E402


MAKERS = {
    "complaints": make_complaints,
    "homes": make_homes,
    "perception_survey": make_perception_survey,
    "learning_actions": make_learning_actions,
    "ombudsman_findings": make_ombudsman_findings,
    "published_figures": make_published_figures,
    "events": make_events,
    "coverage": make_coverage,
    "self_assessment": make_self_assessment,
}


if __name__ == "__main__":
    write_extracts(MAKERS, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
