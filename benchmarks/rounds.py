"""Take the tools through their steps in fresh trees, and keep the figures of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from systems import STEPS, System
from tree import Proof, Tree
from written import Written, compare, snapshot

SHOWN = 400
MEASURE = Path(__file__).parent / "measure.py"


class BuildFailed(Exception):
    """A tool ended with an error, took too long, or its output does not show what was changed."""


@dataclass(frozen=True)
class Figures:
    """One step of one round: seconds of processor and clock, bytes, files; ``stale`` when a deleted post is left."""

    cpu: float
    wall: float
    peak: int
    written: Written
    stale: bool


def one_round(
    systems: Sequence[System], count: int, node_modules: Path, seconds: float
) -> tuple[dict[str, dict[str, Figures]], dict[str, str]]:
    """Return figures by tool and step, in blogs of ``count`` posts, and why, by name, a tool has none.

    All tools take a step before any takes the next, so that what is compared ran soon after one another: a machine
    is not equally fast at all times. Each build may take so many ``seconds``.
    """
    figures: dict[str, dict[str, Figures]] = {system.name: {} for system in systems}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="blog-") as folder:
        trees = [
            Tree(system, Path(folder, str(number), "site"), count, node_modules)
            for number, system in enumerate(systems)
        ]
        for step in STEPS:
            for tree in trees:
                name = tree.system.name
                if step not in tree.system.steps or name in failed:
                    continue
                try:
                    figures[name][step] = _step(tree, step, node_modules, seconds)
                except BuildFailed as error:
                    failed[name] = str(error)
    return {name: steps for name, steps in figures.items() if name not in failed}, failed


def _step(tree: Tree, step: str, node_modules: Path, seconds: float) -> Figures:
    before = snapshot(tree.output)
    proof = tree.change(step)
    figures = _measured(tree, node_modules, seconds)
    after = snapshot(tree.output)
    stale = _check(tree, step, proof)
    return Figures(figures["cpu"], figures["wall"], int(figures["peak"]), compare(before, after), stale)


def _measured(tree: Tree, node_modules: Path, seconds: float) -> dict[str, float]:
    result, log = tree.folder.parent / "result.json", tree.folder.parent / "log.txt"
    command = [sys.executable, "-I", "-S", str(MEASURE), str(result), str(seconds), *tree.system.command]
    with log.open("wb") as output:
        subprocess.run(
            command,
            cwd=tree.folder,
            env=environment(tree.system, tree.folder.parent, node_modules),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
        )
    figures: dict[str, float] = json.loads(result.read_text("utf-8"))
    if figures["code"]:
        raise BuildFailed(f"exit code {figures['code']:.0f}: {_said(log)}")
    return figures


def environment(system: System, scratch: Path, node_modules: Path) -> dict[str, str]:
    """Return the environment of a build: one clock and language for all, and Node from where the tools are."""
    path = f"{node_modules / '.bin'}{os.pathsep}{os.environ['PATH']}" if system.node else os.environ["PATH"]
    fixed = {"PATH": path, "TZ": "UTC", "LC_ALL": "C.UTF-8", "TMPDIR": str(scratch)}
    # A package that is installed for editing would otherwise be compiled in each build.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **fixed, **system.environment}


def _check(tree: Tree, step: str, proof: Proof) -> bool:
    """Whether the output still shows a deleted post; a change it does not show fails the round."""
    pages = list(tree.output.rglob("*.html"))
    if step == "clean" and len(pages) < tree.count:
        raise BuildFailed(
            f"{len(pages)} pages for {tree.count} posts: {_said(tree.folder.parent / 'log.txt')}"
        )
    if proof.present and not _any_says(pages, proof.present):
        raise BuildFailed(f"after {step}, no page says {proof.present!r}")
    return bool(proof.gone) and _any_says(pages, proof.gone)


def _any_says(pages: list[Path], text: str) -> bool:
    sought = text.encode()
    return any(sought in page.read_bytes() for page in pages)


def _said(log: Path) -> str:
    # Some tools say at the beginning what went wrong, others at the end.
    text = " ".join(log.read_text("utf-8", "replace").split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
