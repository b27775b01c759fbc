"""Lay the figures out as Markdown: medians, spreads, ratios to bare Sphinx, files written, versions, the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rounds import Figures
from systems import STEPS, TWO_JOBS

Rounds = list[dict[str, Figures]]
#: The rounds of each tool, by its name in the table; a round holds figures by step.
Results = dict[str, Rounds]


def report(results: Results, versions: dict[str, str], left_out: dict[str, str], count: int) -> str:
    """Return all tables; ``left_out`` says why, by name, a tool is not among the results."""
    base = next(iter(results))
    parts = [
        f"{count:,} posts. {machine()}",
        f"### CPU seconds: median (least–most) × the median ratio to {base} in the same round",
        _table(results, lambda name, step: _compared(results, name, base, step, _cpu)),
        f"### Wall seconds: median (least–most), for{TWO_JOBS.strip(',')} × the ratio to one process",
        _table(
            results, lambda name, step: _compared(results, name, _one_process(results, name), step, _wall)
        ),
        f"### Peak memory in MB of the largest process: median (least–most) × the ratio to {base}",
        _table(results, lambda name, step: _compared(results, name, base, step, _megabytes, digits=0)),
        "### Files new / changed / written again as they were / deleted, in the last round",
        _table(results, lambda name, step: _files(results[name][-1][step])),
        "### What was built",
        _built(results, versions),
        *(f"Left out: {name}: {why}" for name, why in left_out.items()),
    ]
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Return one sentence on the machine: processor, cores, memory, system; never its name."""
    processor = _field("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{processor}, {cores} cores, {memory:.0f} GB memory; {system}."


def _field(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _cpu(figures: Figures) -> float:
    return figures.cpu


def _wall(figures: Figures) -> float:
    return figures.wall


def _megabytes(figures: Figures) -> float:
    return figures.peak / 1e6


def _one_process(results: Results, name: str) -> str:
    alone = name.removesuffix(TWO_JOBS)
    return alone if alone != name and alone in results else ""


def _compared(
    results: Results, name: str, base: str, step: str, value: Callable[[Figures], float], digits: int = 1
) -> str:
    values = [value(one[step]) for one in results[name]]
    text = f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"
    if not base or name == base or step not in results[base][0]:
        return text
    # Pairs of one round were run soon after one another, so that a machine that slows down slows both.
    pairs = zip(values, results[base], strict=False)
    return f"{text} ×{median(mine / value(other[step]) for mine, other in pairs):.2f}"


def _files(figures: Figures) -> str:
    written = figures.written
    return " / ".join(
        str(len(paths)) for paths in (written.new, written.changed, written.same, written.deleted)
    )


def _table(results: Results, cell: Callable[[str, str], str]) -> str:
    rows = [["", *STEPS]]
    for name, rounds in results.items():
        rows.append([name, *(cell(name, step) if step in rounds[0] else "" for step in STEPS)])
    return markdown(rows)


def _built(results: Results, versions: dict[str, str]) -> str:
    rows = [["", "versions", "rounds", "files", "HTML pages", "a deleted post is"]]
    for name, rounds in results.items():
        first, last = rounds[-1]["clean"].written, rounds[-1].get("delete")
        gone = "" if last is None else "left behind" if last.stale else "gone"
        rows.append([name, versions[name], str(len(rounds)), str(len(first.files)), str(first.pages), gone])
    return markdown(rows)


def markdown(rows: list[list[str]]) -> str:
    """Return the rows as a table in Markdown; the first is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
