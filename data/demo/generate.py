"""Writes the demo landlord's extracts: rows that are wholly made up.

Run as `python data/demo/generate.py [OUTPUT_FOLDER]`; without a folder it writes
beside itself. The same rows come out every time. README.md says what is in them.
"""

import sys
from pathlib import Path


HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from data.demo.complaints import make_complaints  # noqa: E402
from data.demo.learning import make_learning_actions  # noqa: E402
from data.demo.ombudsman import (  # noqa: E402
    make_ombudsman_findings,
    make_ombudsman_orders,
)
from data.demo.printed import (  # noqa: E402
    make_coverage,
    make_events,
    make_published_figures,
)
from data.demo.refusals import make_refusals  # noqa: E402
from data.demo.self_assessment import make_self_assessment  # noqa: E402
from data.demo.surveys import (  # noqa: E402
    make_closure_survey,
    make_homes,
    make_perception_survey,
)
from data.made_up import write_extracts  # noqa: E402


MAKERS = {
    "complaints": make_complaints,
    "homes": make_homes,
    "perception_survey": make_perception_survey,
    "closure_survey": make_closure_survey,
    "learning_actions": make_learning_actions,
    "refusals": make_refusals,
    "ombudsman_findings": make_ombudsman_findings,
    "ombudsman_orders": make_ombudsman_orders,
    "self_assessment": make_self_assessment,
    "published_figures": make_published_figures,
    "events": make_events,
    "coverage": make_coverage,
}

if __name__ == "__main__":
    write_extracts(MAKERS, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
