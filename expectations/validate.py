"""Great Expectations as judge: suites built from the contract's rules at publish.

The only module that imports Great Expectations, which takes seconds to load and
would otherwise report its use.
"""

import os


# Before the import: it reads this as it loads.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

from collections.abc import Mapping
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

from expectations.rules import Judgement, Rule, name_judged, name_repeats


EPOCH = pd.Timestamp(1970, 1, 1)
DAY = pd.Timedelta(days=1)


def make_expectation(rule: Rule, position: int) -> Any:
    """The expectation that judges a rule by Great Expectations' own code.

    Conditions between rows and readability have no expectation of their own there:
    for them the frame carries a column that must be true.
    """
    cell, meta = name_judged(rule, position), {"rule": position}
    match rule.kind:
        case "required":
            return gxe.ExpectColumnValuesToNotBeNull(column=cell, meta=meta)
        case "in_set":
            return gxe.ExpectColumnValuesToBeInSet(
                column=cell, value_set=[*rule.argument], meta=meta
            )
        case "not_after":
            return gxe.ExpectColumnValuesToBeBetween(
                column=name_days(cell), max_value=count_days(rule), meta=meta
            )
        case "not_before":
            return gxe.ExpectColumnValuesToBeBetween(
                column=name_days(cell), min_value=count_days(rule), meta=meta
            )
        case "not_personal":
            return gxe.ExpectColumnValuesToNotMatchRegex(
                column=cell, regex=rule.argument[0], meta=meta
            )
        case "unique" if len(rule.argument) == 1:
            return gxe.ExpectColumnValuesToBeUnique(column=rule.column, meta=meta)
        case "unique":
            return gxe.ExpectCompoundColumnsToBeUnique(
                column_list=[*rule.argument],
                ignore_row_if="any_value_is_missing",
                meta=meta,
            )
    return gxe.ExpectColumnValuesToBeInSet(column=cell, value_set=[True], meta=meta)


def name_days(column: str) -> str:
    """The column of the judged frame that has a date as a number of days."""
    return f"days_{column}"


def count_days(rule: Rule) -> float:
    """The date of a rule as a number of days."""
    return (pd.Timestamp(rule.argument[0]) - EPOCH) / DAY


def add_days(frame: pd.DataFrame, rules: list[Rule]) -> pd.DataFrame:
    """The frame with dates as numbers of days beside them, where rules need them.

    Great Expectations compares numbers all at once, but these dates one by one: three
    quarters of the time of judging a million complaints.
    """
    names = {rule.column for rule in rules if rule.kind in ("not_after", "not_before")}
    days = {name_days(name): (frame[name] - EPOCH) / DAY for name in sorted(names)}
    # Every expectation copies the whole frame: it has what is judged and no more.
    repeats = [each for each in map(name_repeats, map(str, frame)) if each in frame]
    judged = frame.drop(columns=repeats)
    return pd.concat([judged, pd.DataFrame(days)], axis="columns")


def can_break(rule: Rule, frame: pd.DataFrame, place: int) -> bool:
    """Whether any row can break a rule: where nothing stands, only what must stand.

    To ask of a rule takes 20 ms, and a third of them have nothing to look at.
    """
    cell = name_judged(rule, place)
    return rule.kind == "required" or bool(
        cell not in frame or frame[cell].notna().any()
    )


def judge(frame: pd.DataFrame, rules: list[Rule]) -> list[Judgement]:
    """What Great Expectations says of each rule over a frame, in the rules' order.

    Where a value stands for several rows, the column of its repeats says for how many.
    """
    places = {
        place: rule for place, rule in enumerate(rules) if can_break(rule, frame, place)
    }
    # Left to itself it would leave a folder behind for pages of its own.
    stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    config = DataContextConfig(store_backend_defaults=stores, analytics_enabled=False)
    context = gx.get_context(mode="ephemeral", project_config=config)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("landing").add_dataframe_asset("rows")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch(
        {"dataframe": add_days(frame, list(places.values()))}
    )
    found = ask_of_rules(batch, places, "BASIC") if places else {}
    # Which rows break a rule is asked of those alone that any breaks: it costs as much
    # again as whether one does.
    broken = {
        place: rule
        for place, rule in places.items()
        if found[place].result.get("unexpected_count")
    }
    if broken:
        found |= ask_of_rules(batch, broken, "COMPLETE")
    return [
        Judgement(
            source=rule.source,
            rule=rule.name,
            column=rule.column,
            severity=rule.severity,
            reason=rule.reason,
            expectation=make_expectation(rule, place).expectation_type,
            rows=count_judged(frame, name_judged(rule, place)),
            broken=read_broken(found[place], rule, frame, name_judged(rule, place))
            if place in found
            else 0,
        )
        for place, rule in enumerate(rules)
    ]


def ask_of_rules(batch: Any, rules: Mapping[int, Rule], told: str) -> dict[int, Any]:
    """What Great Expectations says of some rules, by their places."""
    expectations = [make_expectation(rule, place) for place, rule in rules.items()]
    source = next(iter(rules.values())).source
    suite = gx.ExpectationSuite(name=source, expectations=expectations)
    answer = batch.validate(suite, result_format=told)
    return {result.expectation_config.meta["rule"]: result for result in answer.results}


def count_judged(frame: pd.DataFrame, cell: str) -> int:
    """For how many rows the values of a cell stand."""
    repeats = name_repeats(cell)
    return int(frame[repeats].sum()) if repeats in frame else len(frame)


def read_broken(result: Any, rule: Rule, frame: pd.DataFrame, cell: str) -> int:
    """How many rows broke a rule; RuntimeError where it could not be judged."""
    if result.exception_info and "unexpected_count" not in result.result:
        raise RuntimeError(f"{rule.source}.{rule.name}: {result.exception_info}")
    if not result.result["unexpected_count"]:
        return 0
    return count_judged(frame.loc[result.result["unexpected_index_list"]], cell)
