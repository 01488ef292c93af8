"""Work done in a copy of this process, which may hang, burst or be killed."""

import json
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any


# Of the processor, whatever else the machine has to do; and of the clock, for one that
# waits for ever.
BUSY_SECONDS = 20
SECONDS = 60
MEMORY = 6_000_000_000


def begin(work: Callable[[], Any]) -> tuple[int, int]:
    """Start work in a copy; gives its process and where its answer can be read."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child:
        os.close(mouth)
        return child, ear
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (BUSY_SECONDS, BUSY_SECONDS + 1))
    try:
        answer = work()
    except BaseException:  # noqa: BLE001
        answer = {"fault": traceback.format_exc()}
    with os.fdopen(mouth, "w", encoding="utf-8") as stream:
        json.dump(answer, stream)
    os._exit(0)


def finish(child: int, ear: int, seconds: float = SECONDS) -> dict[str, Any]:
    """What the copy answers; a fault where it dies or takes too long."""
    deadline = time.monotonic() + seconds
    said = b""
    with os.fdopen(ear, "rb", buffering=0) as stream:
        while select.select([stream], [], [], max(0, deadline - time.monotonic()))[0]:
            more = stream.read(65_536)
            if not more:
                break
            said += more
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return {"fault": f"it hangs: no answer in {seconds} seconds"}
    _, status = os.waitpid(child, 0)
    if not said:
        code = os.waitstatus_to_exitcode(status)
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return {"fault": f"it died without a word: {name}"}
    return dict(json.loads(said))


def do(work: Callable[[], Any]) -> dict[str, Any]:
    """The answer of work done in a copy."""
    return finish(*begin(work))


def kill(child: int, ear: int) -> bool:
    """Kill a copy at work; gives whether it was not done yet."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ear)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL
