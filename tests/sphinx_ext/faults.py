"""Handlers and parts of them that fail where a test says so, put in by the table of handlers and by the guard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

import pytest
from nenrin import handlers
from nenrin.handlers import HANDLERS
from nenrin.sphinx_ext.config import guard
from nenrin.sphinx_ext.config.guard import Handler

# Sphinx asks for what is missing only where a reference leads nowhere; test_archive_navigation is about that.
OF_A_PAGE = tuple(row for row in HANDLERS if row[0] in guard.PAGE_EVENTS and row[0] != "missing-reference")
OF_THE_SITE = tuple(row for row in HANDLERS if row[0] not in guard.PAGE_EVENTS)

Fails = Callable[..., bool]
"""Whether a handler fails, by what it is called with."""


class Fault(Exception):
    """What is nobody's doing but a test's."""


def always(*about: Any) -> bool:
    return True


def on(docname: str) -> Fails:
    """Whether an event is one of the page ``docname``."""

    def fails(app: Any, *about: Any) -> bool:
        return docname in about or (len(about) == 1 and app.env.docname == docname)

    return fails


def with_faults(faults: Mapping[Handler, Fails]) -> tuple[Handler, ...]:
    """The table of handlers with some that fail."""

    def row(handler: Handler) -> Handler:
        event, priority, function, why = handler
        return (event, priority, failing(function, faults[handler]), why) if handler in faults else handler

    return tuple(map(row, HANDLERS))


def failing(function: Callable[..., Any], fails: Fails) -> Callable[..., Any]:
    @wraps(function)
    def fail(*about: Any) -> Any:
        if fails(*about):
            raise Fault
        return function(*about)

    return fail


def on_posts(names: Sequence[str]) -> None:
    """Let each handler of a page fail on a post of its own, for good: for the ``conf.py`` of a process of its own."""
    handlers.HANDLERS = with_faults(
        {row: on(f"posts/{name}") for row, name in zip(OF_A_PAGE, names, strict=True)}
    )


def on_the_site(names: Sequence[str]) -> None:
    """Let the handlers of these names fail, for good: for the ``conf.py`` of a process of its own."""
    handlers.HANDLERS = with_faults({row: always for row in HANDLERS if name_of(row) in names})


def name_of(row: Handler) -> str:
    return f"{row[2].__module__.rpartition('.')[2]}.{row[2].__name__}"


def parts_of_posts(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What the guard does for posts from now on: the pages, by the words for what one loses where it fails."""
    pages: dict[str, set[str]] = defaultdict(set)
    part, whole = guard.part, guard.whole

    def note_part(work: Callable[[], Any], docname: str | None, lost: str) -> Any:
        if docname and docname.startswith("posts/"):
            pages[lost].add(docname)
        return part(work, docname, lost)

    def note_whole(items: Sequence[Any], lost: str, make: Callable[[Sequence[Any]], Any]) -> Any:
        pages[lost].update(docname for docname in map(page_of, items) if docname.startswith("posts/"))
        return whole(items, lost, make)

    monkeypatch.setattr(guard, "part", note_part)
    monkeypatch.setattr(guard, "whole", note_whole)
    return pages


def fail_on_parts(monkeypatch: pytest.MonkeyPatch, faults: Mapping[str, str]) -> None:
    """Let what the guard does for a post fail: ``faults`` has the page by the words for what it loses."""
    part, whole = guard.part, guard.whole

    def fail_part(work: Callable[[], Any], docname: str | None, lost: str) -> Any:
        def faulty() -> Any:
            if docname and faults.get(lost) == docname:
                raise Fault
            return work()

        return part(faulty, docname, lost)

    def fail_whole(items: Sequence[Any], lost: str, make: Callable[[Sequence[Any]], Any]) -> Any:
        if faults.get(lost, "") in map(page_of, items):
            raise Fault
        return whole(items, lost, make)

    monkeypatch.setattr(guard, "part", fail_part)
    monkeypatch.setattr(guard, "whole", fail_whole)


def page_of(item: Any) -> str:
    return item if isinstance(item, str) else str(item.docname)
