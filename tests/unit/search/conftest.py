"""The browser's splitter and engine, run under Node, for the tests that compare them with ours."""

from __future__ import annotations

import importlib.resources
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

STATIC = Path(__file__).parents[3] / "extensions" / "nenrin" / "theme" / "nenrin" / "static"
STEMMERS = importlib.resources.files("sphinx") / "search" / "minified-js"
Call = Callable[[str, Any], Any]


@pytest.fixture(scope="session")
def browser_side() -> Iterator[Call]:
    """Return ``call(function, argument)``; Node is the one that Playwright brings, whatever the machine has."""
    node = str(compute_driver_executable()[0])
    script = Path(__file__).with_name("browser_side.js")
    command = [node, str(script), str(STATIC), str(STEMMERS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def call(function: str, argument: Any) -> Any:
            stdin.write(json.dumps([function, argument]) + "\n")
            stdin.flush()
            return json.loads(stdout.readline())

        yield call
        stdin.close()
