"""Orders and recommendations of the Ombudsman as words: what became of each."""

from analytics.behind.records import Row
from analytics.ground.calendar import write_date


def name_order(order: Row) -> str:
    """Whether the landlord must do it."""
    return "Order" if order["is_order"] else "Recommendation"


def write_when(order: Row) -> str:
    """When it was due and whether it was done: never a guess where a day is missing."""
    due, done = order["due_date"], order["complied_date"]
    if done:
        if due is None:
            return f"Done {write_date(done)}; no date was set"
        late = "" if order["is_on_time"] else f", {(done - due).days} days late"
        return f"Due {write_date(due)}; done {write_date(done)}{late}"
    if due is None:
        return "Not done; no date was set"
    state = "overdue" if order["is_overdue"] else "not yet done"
    return f"Due {write_date(due)}; {state}"
