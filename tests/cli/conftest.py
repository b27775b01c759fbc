"""The real commands in folders of their own: ``nenrin("check", cwd=folder)`` runs one and returns what it printed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pytest

from tests.conftest import PATIENCE
from tests.python_server import run_module
from tests.sphinx_ext.conftest import NOW

COMMAND = (sys.executable, "-m", "nenrin.cli")
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**more: str) -> dict[str, str]:
    """This process's environment as a person with a plain terminal 100 cells wide has it."""
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "SOURCE_DATE_EPOCH": NOW, "COLUMNS": "100", "PYTHONUTF8": "1", **more}


@pytest.fixture
def nenrin(tmp_path: Path) -> Run:
    """Run ``nenrin`` in ``tmp_path`` or in ``cwd``; ``env`` is added to the environment.

    Each time is a process of its own, with Sphinx imported already.
    """
    # A command looks for its blog in the folders above as well.
    assert not [above for above in tmp_path.parents if (above / "conf.py").exists()], (
        "temporary files are in a blog"
    )

    def run(
        *args: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return run_module("nenrin.cli", args, cwd=cwd, env=environment(**(env or {})))

    return run


def in_terminal(
    folder: Path, *args: str, size: tuple[int, int] = (40, 100), more: Mapping[str, str] | None = None
) -> pexpect.spawn[str]:
    """Run ``nenrin`` in a terminal of its own, of so many lines and cells; ``more`` is added to the environment."""
    plain = environment(**{"TERM": "xterm", **(more or {})})
    del plain["COLUMNS"]  # a terminal tells its size itself
    return pexpect.spawn(
        sys.executable,
        [*COMMAND[1:], *args],
        cwd=str(folder),
        env=plain,
        encoding="utf-8",
        timeout=PATIENCE / 1000,
        dimensions=size,
    )


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def eventually(is_so: Callable[[], bool]) -> None:
    """Wait until something is so that another program brings about."""
    end = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
