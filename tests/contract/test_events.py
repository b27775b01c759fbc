"""The table of events in the package's docstring is what ``setup()`` does, line by line."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TypeAlias

import pytest

PACKAGE = Path(__file__).parents[2] / "extensions" / "nenrin"
DEFAULT = 500
"""Sphinx's priority of a handler that asks for none."""

Row: TypeAlias = tuple[str, int, str]
"""Event, priority, and handler as ``module.function``."""


def test_the_table_is_what_setup_connects() -> None:
    source = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    assert written(source) == connected(source)


def test_nothing_is_connected_elsewhere() -> None:
    # `nenrin serve` builds a site of its own in one process; what it connects is no part of the extension.
    elsewhere = {PACKAGE / "__init__.py", PACKAGE / "cli" / "warm.py"}
    modules = (path for path in sorted(PACKAGE.rglob("*.py")) if path not in elsewhere)
    assert not [path.name for path in modules if connected(path.read_text(encoding="utf-8"))]


def test_the_handlers_of_an_event_stand_in_the_order_they_run() -> None:
    rows = written((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    for event in {event for event, _, _ in rows}:
        priorities = [priority for name, priority, _ in rows if name == event]
        assert priorities == sorted(priorities), event


@pytest.mark.parametrize(
    ("call", "row"),
    [
        ('app.connect("doctree-read", reading.tell)', ("doctree-read", 500, "reading.tell")),
        ('app.connect("doctree-read", reading.tell, priority=9)', ("doctree-read", 9, "reading.tell")),
        ('app.connect("doctree-read", reading.tell, 9)', ("doctree-read", 9, "reading.tell")),
        ('app.connect("doctree-read", tell)', ("doctree-read", 500, "tell")),
    ],
)
def test_a_connection_is_read(call: str, row: Row) -> None:
    assert connected(call) == [row]


def written(source: str) -> list[Row]:
    """The rows of the table in a module's docstring, in its order."""
    text = ast.get_docstring(ast.parse(source)) or ""
    found = re.findall(r"^([a-z]+(?:-[a-z]+)+) +(\d+) +(\w+\.\w+)", text, re.MULTILINE)
    assert found
    return [(event, int(priority), handler) for event, priority, handler in found]


def connected(source: str) -> list[Row]:
    """What ``app.connect`` is called with in a module, in its order."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        row(call) for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
    ]


def row(call: ast.Call) -> Row:
    event, handler, *rest = call.args
    priority = next((keyword.value for keyword in call.keywords if keyword.arg == "priority"), None)
    value = priority or (rest[0] if rest else ast.Constant(DEFAULT))
    return str(ast.literal_eval(event)), int(ast.literal_eval(value)), ast.unparse(handler)
