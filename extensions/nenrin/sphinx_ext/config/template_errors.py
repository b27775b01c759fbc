"""Say in which file and line a template failed; Sphinx tells the page alone."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from sphinx.errors import ThemeError


def with_place(error: ThemeError, pagename: str) -> ThemeError:
    """Return an error of Sphinx about a template with the file and line where that failed, as far as Jinja tells."""
    cause = error.__cause__
    if not isinstance(cause, TemplateError):
        return error
    place = _place(cause)
    text = " ".join(str(cause.message or cause).split())
    placed = ThemeError(
        f"{place or 'a template'}: {type(cause).__name__}: {text} (while writing the page {pagename})"
    )
    placed.__cause__ = cause
    return placed


def _place(cause: TemplateError) -> str:
    """Return ``file:line``, of a mistake in its syntax where Jinja read it, else the last place in a template."""
    if isinstance(cause, TemplateSyntaxError) and cause.filename:
        return f"{cause.filename}:{cause.lineno}"
    # Jinja puts the lines of templates into its tracebacks.
    frames = traceback.extract_tb(cause.__traceback__)
    last = next((frame for frame in reversed(frames) if Path(frame.filename).suffix == ".html"), None)
    return f"{last.filename}:{last.lineno}" if last else ""
