"""``python -m module`` in a process of its own that need not import Sphinx first, which is most of a small build.

A server imports what our programs import, and builds nothing. Each program runs in a fork of it, so that none
meets what another has left. What Python reads when it starts (``PYTHONHASHSEED``, ``PYTHONUTF8``) is the server's.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from sphinx.application import builtin_extensions

ALSO_IMPORTED = (
    "ablog",
    "click",
    "lxml.etree",
    "myst_parser.sphinx_",
    "nenrin",
    "PIL.ImageFont",
    "rich.console",
    "sphinx.cmd.build",
)
LONGEST = 300
"""Seconds that a program may take; one that takes longer ends with the status -14."""


def run_module(
    module: str, args: Sequence[str], *, cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module args`` in a folder; ``env`` is its whole environment, and there is nothing to read."""
    with TemporaryDirectory() as folder:
        streams = [str(Path(folder, name)) for name in ("out", "errors")]
        program = {
            "module": module,
            "args": list(args),
            "cwd": str(cwd),
            "env": dict(env),
            "streams": streams,
        }
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{json.dumps(program)}\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        printed = [Path(stream).read_text(encoding="utf-8") for stream in streams]
    return subprocess.CompletedProcess([module, *args], status, *printed)


@cache
def _server() -> subprocess.Popen[str]:
    """The server of this process, started when it is first asked for; it ends when nobody can ask any more."""
    command = [sys.executable, "-m", "tests.python_server"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[1],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )

    def end() -> None:
        server.communicate()

    atexit.register(end)
    return server


def serve() -> None:
    """Run the programs that are asked for on standard input, one after the other, and print their exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the tests, which end the server
    for module in (*builtin_extensions, *ALSO_IMPORTED):
        import_module(module)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(program: Mapping[str, Any]) -> NoReturn:
    """Be the program, in this process, to the end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.alarm(LONGEST)
    os.chdir(program["cwd"])
    os.environ.clear()
    os.environ.update(program["env"])
    time.tzset()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(program["streams"], 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = [program["module"], *program["args"]]
    sys.path[0] = program["cwd"]
    status = _status_of(program["module"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _status_of(module: str) -> int:
    """Run a module as a program and return its exit status, as Python itself would put it."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except BaseException:  # noqa: BLE001 - nothing is above a program
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve()
