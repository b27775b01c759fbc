"""Tell the author of a failure that is not theirs, and which failures are none of one page and end the build."""

from __future__ import annotations

import traceback

from jinja2 import TemplateError
from sphinx.errors import ExtensionError, NoUri, SphinxError, SphinxParallelError, ThemeError
from sphinx.util import logging

from nenrin.sphinx_ext.config.warnings_ import Subtype

_LOGGER = logging.getLogger(__name__)
_NO_PLACES = (__name__, "nenrin.sphinx_ext.config.guard")
"""The modules that catch what others raise."""


class Stopped(SphinxError):
    """The build must end: going on would publish something private, or delete what must stay."""

    category = "Nenrin error"


def warn_of_failure(lost: str, error: Exception, docname: str | None, *, file: str = "") -> None:
    """Warn that ``lost`` is missing on a page or on the site, once; ``-vv`` shows the traceback.

    ``file`` is the path of a page that Sphinx does not know yet.

    Raises:
        Exception: ``error`` itself, where it is none of one page.
    """
    if goes_through(error):
        raise error
    _LOGGER.debug("%s", "".join(traceback.format_exception(error)))
    text = f"built without {lost} ({in_a_line(error)}{_place(error)})"
    # A page is shown on many others, which other processes may write: its name tells one warning from another.
    _LOGGER.warning(
        "%s%.0s",
        f"{text}. Please report it with the traceback that -vv shows",
        docname or "",
        type="nenrin",
        subtype=Subtype.INTERNAL.code,
        location=f"{file}:1" if file else (docname, 1) if docname else None,
        once=True,
        extra={"nenrin_failed": docname or ""},
    )


def goes_through(error: Exception) -> bool:
    """Whether an error is none of one page: Sphinx's own, which ends the build or, ``NoUri``, answers a question.

    An error of Sphinx that only reports another's failure does not go through, but for that of a template.
    """
    if isinstance(error, ThemeError):
        return isinstance(error.__cause__, TemplateError)
    reports = isinstance(error, ExtensionError) and error.orig_exc is not None
    return (
        isinstance(error, (SphinxError, NoUri)) and not reports and not isinstance(error, SphinxParallelError)
    )


def in_a_line(error: BaseException) -> str:
    """Return the kind and the message of an error, of the one behind it where Sphinx only passes it on."""
    cause = error.orig_exc if isinstance(error, ExtensionError) and error.orig_exc else error
    return " ".join("".join(traceback.format_exception_only(cause)).split())


def _place(error: Exception) -> str:
    """Return ", in" with the function of ours that failed, or called what did; ``""`` where none of ours did."""
    names = [
        frame.f_code.co_qualname.partition(".<locals>")[0]
        for frame, _line in traceback.walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__", "")).startswith("nenrin.")
        and frame.f_globals["__name__"] not in _NO_PLACES
    ]
    return f", in {names[-1]}" if names else ""
