"""The table of handlers is true: in the order they run, connected nowhere else, each named priority with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

from nenrin.handlers import HANDLERS

PACKAGE = Path(__file__).parents[2] / "extensions" / "nenrin"
DEFAULT = 500
"""Sphinx's priority of a handler that asks for none."""


def test_nothing_is_connected_elsewhere() -> None:
    # What the commands connect to the builds that they run is no part of the extension.
    elsewhere = {PACKAGE / "handlers.py", *(PACKAGE / "cli").rglob("*.py")}
    modules = (path for path in sorted(PACKAGE.rglob("*.py")) if path not in elsewhere)
    assert not [path.name for path in modules if connects(path.read_text(encoding="utf-8"))]


def test_the_handlers_of_an_event_stand_in_the_order_they_run() -> None:
    for event in {event for event, *_ in HANDLERS}:
        priorities = [priority for name, priority, _, _ in HANDLERS if name == event]
        assert priorities == sorted(priorities), event


def test_a_priority_of_its_own_has_a_reason() -> None:
    assert not [handler.__name__ for _, priority, handler, why in HANDLERS if priority != DEFAULT and not why]


def connects(source: str) -> bool:
    """Whether a module calls ``connect`` of something."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Attribute) and call.func.attr == "connect" for call in calls)
