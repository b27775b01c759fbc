"""Measure Nenrin, bare Sphinx and other tools on the same generated blog, and print a Markdown table.

    python benchmarks/run.py --posts 1000 --runs 3
    python benchmarks/run.py --posts 300 --only Nenrin --only "bare Sphinx"
    python benchmarks/run.py --posts 1000 --profile FOLDER

README.md says what to install and what each tool renders. Tools that are not installed are left out, and named. In
each round all tools take a step in their fresh trees before any takes the next, so that a machine that slows down slows
all of them. Before the first, each tool takes its steps with ten posts, which fills the caches of the file system.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from profile_build import profile
from rounds import one_round
from systems import STEPS, System, systems
from table import Results, report

NODE_MODULES = Path(__file__).parent / "node_modules"
WARM_UP = 10


def measure(chosen: list[System], options: argparse.Namespace) -> tuple[Results, dict[str, str]]:
    """Return the results, and why, by name, a tool has none."""
    failed: dict[str, str] = {}
    results: Results = {system.name: [] for system in chosen}
    until = time.monotonic() + options.minutes * 60
    for number in range(options.runs + 1):
        if number > 1 and time.monotonic() > until:
            break
        print(f"round {number}" if number else "warming up", file=sys.stderr, flush=True)
        able = [system for system in chosen if system.name not in failed]
        figures, failures = one_round(
            able, options.posts if number else WARM_UP, options.node_modules, options.timeout
        )
        failed |= failures
        if number:
            for name, steps in figures.items():
                results[name].append(steps)
    return {name: rounds for name, rounds in results.items() if name not in failed}, failed


def list_files(results: Results, folder: Path) -> None:
    """Write ``TOOL/STEP.txt`` into the folder: what the step did to each file, in the last round."""
    for name, rounds in results.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for step, figures in rounds[-1].items():
            (folder / name / f"{step}.txt").write_text(figures.written.listing(), "utf-8")


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--posts", type=int, default=1000, help="how many, at least 10")
    add("--runs", type=int, default=3, help="rounds, each in fresh trees")
    add("--only", action="append", choices=names, help="a tool; may be given several times")
    add(
        "--step",
        action="append",
        choices=STEPS,
        help="a step after the clean build; may be given several times",
    )
    add("--minutes", type=float, default=60, help="begin no further round after these")
    add("--timeout", type=float, default=900, help="seconds that one build may take")
    add("--node-modules", type=Path, default=NODE_MODULES, help="where npm has installed the tools of Node")
    add("--list", type=Path, metavar="FOLDER", help="also list there which files each step wrote")
    add("--profile", type=Path, metavar="FOLDER", help="profile Nenrin into that folder, and measure nothing")
    options = parser.parse_args()
    if options.posts < WARM_UP:
        parser.error(f"--posts: at least {WARM_UP}")
    return options


def main() -> None:
    """Do what the command line asks for."""
    known = systems()
    options = _arguments([one.name for one in known])
    steps = tuple(step for step in STEPS if step == "clean" or not options.step or step in options.step)
    if options.profile:
        ours = next(one for one in known if one.name == "Nenrin")
        profile(ours, options.posts, options.profile, steps)
        return
    node_modules = options.node_modules = options.node_modules.resolve()
    wanted = [one for one in known if not options.only or one.name in options.only]
    versions = {one.name: one.versions(node_modules) for one in wanted}
    chosen = [
        replace(one, steps=tuple(step for step in one.steps if step in steps))
        for one in wanted
        if versions[one.name]
    ]
    left_out = {name: "not installed" for name, version in versions.items() if not version}
    results, failed = measure(chosen, options)
    left_out |= failed
    if not results:
        raise SystemExit(
            "\n".join(f"{name}: {why}" for name, why in left_out.items()) or "nothing to measure"
        )
    if options.list:
        list_files(results, options.list)
    print(report(results, versions, left_out, options.posts))


if __name__ == "__main__":
    main()
