"""Profile Nenrin step by step: one file of cProfile's for each, and the costliest functions as text beside it."""

from __future__ import annotations

import io
import pstats
import subprocess
import tempfile
from pathlib import Path

from rounds import environment
from systems import System
from tree import Tree

SHOWN = 40


def profile(system: System, count: int, folder: Path, steps: tuple[str, ...]) -> None:
    """Write ``STEP.prof`` and ``STEP.txt`` into the folder, for a Sphinx build of ``count`` posts in one process."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="blog-") as place:
        tree = Tree(system, Path(place, "site"), count, Path())
        for step in steps:
            tree.change(step)
            python, *rest = system.command
            command = [python, "-m", "cProfile", "-o", str(folder / f"{step}.prof"), *rest]
            subprocess.run(command, cwd=tree.folder, env=environment(system, Path(place), Path()), check=True)
            _explain(folder / f"{step}.prof")


def _explain(file: Path) -> None:
    text = io.StringIO()
    stats = pstats.Stats(str(file), stream=text).strip_dirs()
    stats.sort_stats("tottime").print_stats(SHOWN)
    stats.sort_stats("cumulative").print_stats(SHOWN)
    file.with_suffix(".txt").write_text(text.getvalue(), "utf-8")
