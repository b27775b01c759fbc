"""Print the report of a check, for people and for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from nenrin.cli.terminal.console import console, counted, in_columns, marked
from nenrin.posts.check import Checked, Report
from nenrin.posts.front_matter.source_tool import COMMON

_STYLES = {"draft": "yellow", "scheduled": "yellow", "expired": "yellow", "broken": "red", "out": "green"}
_SAID = {
    "out": "published",
    "draft": "a draft",
    "scheduled": "scheduled",
    "expired": "expired",
    "declared": "declared by ABlog's directive",
    "page": "a page, no post",
    "broken": "to be mended",
}


def print_report(report: Report, *, quiet: bool) -> None:
    """Print each file with what was read from it (unless ``quiet``), each problem, and the summary."""
    for file in report.files:
        if not quiet:
            _print_file(file)
        for problem in file.problems:
            console.print(problem_line(file.path, problem.line, problem.message, fatal=problem.fatal))
    if report.files and not quiet:
        console.print()
    _print_summary(report)


def problem_line(path: str, line: int, message: str, *, fatal: bool) -> Text:
    """Return ``file:line: message``, the form in which editors find the place."""
    return marked((f"{path}:{line}: ", "bold"), (message, "red" if fatal else "yellow"))


def _print_file(file: Checked) -> None:
    about = [_SAID[file.state]]
    if file.published:
        at = file.published
        about.append(f"for {at.isoformat()}" if file.state == "scheduled" else at.isoformat())
    if file.tool and file.tool != COMMON:
        about.append(file.tool)
    console.print(
        marked(
            (file.path, "bold"), "  ", (about[0], _STYLES.get(file.state, "")), ", ".join(["", *about[1:]])
        )
    )
    if file.title:
        console.print(f"    title    {file.title}")
    if file.read:
        by_line = sorted(file.read.items(), key=lambda item: item[1][1])
        console.print(f"    read     {', '.join(_origin(meaning, *place) for meaning, place in by_line)}")
    if file.ignored:
        console.print(f"    ignored  {', '.join(f'{line} {key}' for key, line in file.ignored.items())}")


def _origin(meaning: str, key: str, line: int) -> str:
    """Return where a value came from: ``4 pubDate as published``, the number being the key's line."""
    place = f"{line} {key}" if line else key
    return place if key == meaning else f"{place} as {meaning}"


def _print_summary(report: Report) -> None:
    rows = [
        (
            counted(len(report.files), "file"),
            _counts({_SAID[state]: n for state, n in report.states.items()}),
        ),
        ("written for", _counts({_tool_said(tool): count for tool, count in report.tools.items()})),
        ("keys ignored", _counts(report.ignored)),
    ]
    shown_rows = [row for row in rows if row[1]] or [rows[0]]
    for line in in_columns(shown_rows, indent=""):
        console.print(line)
    count = report.problems
    verdict = counted(count, "problem") if count else "no problems"
    console.print(marked((verdict, "bold red" if count else "bold green")))


def _tool_said(tool: str) -> str:
    return "no tool that shows" if tool == COMMON else tool


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report in the shape that ``nenrin check --help`` describes."""
    return {
        "version": 1,
        "files": [_file_as_json(file) for file in report.files],
        "summary": {
            "files": len(report.files),
            "states": report.states,
            "tools": report.tools,
            "ignored": report.ignored,
            "problems": report.problems,
        },
    }


def _file_as_json(file: Checked) -> dict[str, Any]:
    return {
        "path": file.path,
        "docname": file.docname,
        "fence": file.fence,
        "tool": file.tool,
        "state": file.state,
        "title": file.title,
        "published": file.published.isoformat() if file.published else None,
        "read": {meaning: {"key": key, "line": line} for meaning, (key, line) in file.read.items()},
        "ignored": dict(file.ignored),
        "problems": [
            {
                "line": problem.line,
                "key": problem.key,
                "code": problem.code,
                "message": problem.message,
                "fatal": problem.fatal,
            }
            for problem in file.problems
        ],
    }
