"""Take each patch of Nenrin's off alone, and print what a build then costs beside one with all of them.

    python benchmarks/ablation.py --posts 200 --runs 5
    python benchmarks/ablation.py --only docutils --only jinja

A patch is a function of Sphinx, docutils, Jinja or MyST that ours replaces while a build runs
(`extensions/nenrin/sphinx_ext/patches/`). One that spares less than three hundredths of a clean build or of an edit,
of their time or memory, is not worth its place. In each round every build is made with all patches, without any, and
without each, step by step in turn, as `run.py` does with tools.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from nenrin.sphinx_ext.patches import PATCHES, VARIABLE
from rounds import Figures, one_round
from systems import TWO_JOBS, System, systems
from table import Results, machine, markdown

NAMES = tuple(patch.name for patch in PATCHES)
ALL, NONE = "all patches", "no patch"
PARALLEL = "sphinx_parallel"
STEPS = ("clean", "no-op", "edit")
WARM_UP = 10


def variants(names: list[str]) -> list[System]:
    """Return Nenrin with all patches, with none, and without each; the one for `-j 2` in two processes."""
    ours = {one.name: replace(one, steps=STEPS) for one in systems()}
    alone, shared = ours["Nenrin"], ours["Nenrin" + TWO_JOBS]
    found = [_with(alone, ALL, NAMES), _with(alone, NONE, ())]
    found += [_with(alone, name, _without(name)) for name in names if name != PARALLEL]
    if PARALLEL in names:
        found += [_with(shared, ALL + TWO_JOBS, NAMES), _with(shared, PARALLEL, _without(PARALLEL))]
    return found


def _without(name: str) -> tuple[str, ...]:
    return tuple(each for each in NAMES if each != name)


def _with(system: System, name: str, patches: tuple[str, ...]) -> System:
    # Two hashes of a text differ from process to process, and with them the time that sets and mappings take.
    environment = {VARIABLE: ",".join(patches) or "0", "PYTHONHASHSEED": "0"}
    return replace(system, name=name, environment=environment)


def measure(chosen: list[System], posts: int, runs: int, seconds: float) -> Results:
    """Return the figures of each variant, round by round.

    Raises:
        SystemExit: A build failed.
    """
    results: Results = {one.name: [] for one in chosen}
    for number in range(runs + 1):
        print(f"round {number}" if number else "warming up", file=sys.stderr, flush=True)
        figures, failed = one_round(chosen, posts if number else WARM_UP, Path(), seconds)
        if failed:
            raise SystemExit("\n".join(f"{name}: {why}" for name, why in failed.items()))
        for name, steps in figures.items() if number else ():
            results[name].append(steps)
    return results


def report(results: Results, posts: int) -> str:
    """Return a table of what each step costs without a patch, as a ratio to the build with all of one round."""
    rows = [["without", *(f"{step}, CPU" for step in STEPS), "clean, wall", "clean, memory"]]
    for name in results:
        base = ALL + TWO_JOBS if name == PARALLEL else ALL
        if name.startswith(ALL):
            continue
        cells = [_ratio(results, name, base, step, _cpu) for step in STEPS]
        cells += [_ratio(results, name, base, "clean", _wall), _ratio(results, name, base, "clean", _peak)]
        rows.append([name + TWO_JOBS if name == PARALLEL else name, *cells])
    rounds = len(results[ALL])
    return f"{posts:,} posts, {rounds} rounds. {machine()}\n\n{markdown(rows)}\n"


def _cpu(figures: Figures) -> float:
    return figures.cpu


def _wall(figures: Figures) -> float:
    return figures.wall


def _peak(figures: Figures) -> float:
    return figures.peak


def _ratio(results: Results, name: str, base: str, step: str, value: Callable[[Figures], float]) -> str:
    pairs = zip(results[name], results[base], strict=True)
    ratios = [value(mine[step]) / value(theirs[step]) for mine, theirs in pairs]
    return f"{median(ratios):.3f} ({min(ratios):.2f}–{max(ratios):.2f})"


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=200, help="how many")
    parser.add_argument("--runs", type=int, default=5, help="rounds, each in fresh trees")
    parser.add_argument("--only", action="append", choices=NAMES, help="a patch; may be given several times")
    parser.add_argument("--timeout", type=float, default=900, help="seconds that one build may take")
    options = parser.parse_args()
    chosen = variants(options.only or list(NAMES))
    print(report(measure(chosen, options.posts, options.runs, options.timeout), options.posts))


if __name__ == "__main__":
    main()
