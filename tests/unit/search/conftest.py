"""The browser's splitter, run under Node, for the tests that compare it with ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

STATIC = Path(__file__).parents[3] / "extensions" / "nenrin" / "theme" / "nenrin" / "static"
Call = Callable[[str, str], Any]


@pytest.fixture(scope="session")
def browser_side() -> Iterator[Call]:
    """Return ``call(function, text)``; Node is the machine's own or the one that Playwright brings along."""
    node = shutil.which("node") or str(compute_driver_executable()[0])
    script = Path(__file__).with_name("browser_side.js")
    with subprocess.Popen(
        [node, str(script), str(STATIC)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def call(function: str, text: str) -> Any:
            stdin.write(json.dumps([function, text]) + "\n")
            stdin.flush()
            return json.loads(stdout.readline())

        yield call
        stdin.close()
