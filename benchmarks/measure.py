"""Run one command to its end and print what it cost, its children included, as a line of JSON.

    python -I -S measure.py RESULT.json SECONDS COMMAND [ARGUMENT ...]

A process of its own for each command: the kernel then adds up this command alone, and our own memory (9 MB) is below
that of any tool. ``cpu`` is user and system time of the whole process tree in seconds, ``wall`` the time from start to
end, ``peak`` the resident memory in bytes of the largest single process of the tree, ``code`` the exit code
(124: not done after SECONDS). What the command prints goes where our own output goes.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import time

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
TIMED_OUT = 124  # as coreutils' timeout says it


def _adopt_orphans() -> None:
    # A second process that outlives the tool's main one would otherwise go to init, and its time be lost.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def _wait(command: list[str], seconds: float) -> tuple[int, float]:
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.setsid()
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print(error, file=sys.stderr)
        os._exit(127)
    timed_out = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal timed_out
        timed_out = True
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _, status = os.waitpid(child, 0)
    wall = time.perf_counter() - begun
    signal.setitimer(signal.ITIMER_REAL, 0)
    _end_the_rest(child)
    return TIMED_OUT if timed_out else os.waitstatus_to_exitcode(status), wall


def _end_the_rest(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def main() -> None:
    """Measure the command of the command line and write the result."""
    result, seconds, *command = sys.argv[1:]
    _adopt_orphans()
    code, wall = _wait(command, float(seconds))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, in KiB elsewhere
    figures = {
        "code": code,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": wall,
        "peak": used.ru_maxrss * unit,
    }
    with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123  # importing pathlib would add to our memory
        json.dump(figures, file)


if __name__ == "__main__":
    main()
