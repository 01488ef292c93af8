"""`comments`: what officers say of figures, and one more to keep."""

from typing import Annotated

import typer

from analytics.figures.open_release import open_current_release
from analytics.ground.calendar import read_day
from analytics.ground.errors import Refusal, UsageError
from analytics.terminal import Json, messages, output, print_json


def comments(
    text: Annotated[
        str | None, typer.Option(help="Keep this comment, or answer with --to.")
    ] = None,
    measure: Annotated[str, typer.Option(help="The figure it is about.")] = "",
    period: Annotated[str, typer.Option(help="Of which time, such as 2024-25.")] = "",
    author: Annotated[str, typer.Option(help="Whose words these are.")] = "",
    on: Annotated[str, typer.Option(help="Of which day, such as 2025-07-10.")] = "",
    done: Annotated[str, typer.Option(help="What was done.")] = "",
    owner: Annotated[str, typer.Option(help="Who does it.")] = "",
    by_when: Annotated[str, typer.Option(help="By when.")] = "",
    question: Annotated[
        bool, typer.Option("--question", help="It is a member's question.")
    ] = False,
    to: Annotated[str, typer.Option(help="The question that this answers.")] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="Keep what the records do not bear out.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List comments, questions and answers; with --text keep one, checked first."""
    from analytics.papers.commentary import (
        KeptRemark,
        check_remark,
        keep_remark,
        list_remarks,
        write_remarks_of,
    )

    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    if text is not None:
        if question and to:
            raise UsageError("It is a question, or it answers one: not both.")
        remark = KeptRemark(
            kind="question" if question else "answer" if to else "comment",
            measure_id=measure,
            period=period or release.default_period.label,
            author=author,
            written_on=read_day(on, "day"),
            text=text,
            done=done,
            owner=owner,
            by_when=by_when,
            to=to,
        )
        doubtful = check_remark(release, remark)
        if doubtful and not yes:
            said = [
                f"{each.words}: {each.verdict}. {each.says}"
                for checked in doubtful
                for each in checked.claims
                if each.says
            ]
            raise Refusal(
                "The records do not bear this out; --yes keeps it all the same. "
                + " ".join(said)
            )
        keep_remark(release, remark)
    remarks = list_remarks(release)
    if as_json:
        print_json(
            [{**vars(each), "written_on": str(each.written_on)} for each in remarks]
        )
        return
    lines = write_remarks_of(remarks) or ["Nothing is kept."]
    output.print("\n".join(lines))
