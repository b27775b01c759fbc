"""The one place where a handler fails: what it does for one page costs that page alone, with a warning."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx.errors import SphinxError
from sphinx.util import logging

from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOGGER = logging.getLogger(__name__)

Handler: TypeAlias = tuple[str, int, Callable[..., Any], str]
"""Event, priority, handler, and why it runs there."""

_PAGE_EVENTS: dict[str, Callable[..., str]] = {
    "env-purge-doc": lambda app, env, docname: docname,
    "doctree-read": lambda app, doctree: app.env.docname,
    "doctree-resolved": lambda app, doctree, docname: docname,
    "html-page-context": lambda app, pagename, *about: pagename,
}
"""The events that Sphinx sends once for each page, with how to tell which page it is."""


def guarded(event: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``handler`` so that its failure on one page is a warning where ``event`` is one of a page.

    Errors of Sphinx itself go through: they are meant to end the build.
    """
    page_of = _PAGE_EVENTS.get(event)
    if page_of is None:
        return handler

    @wraps(handler)
    def guard(app: Sphinx, *about: Any) -> Any:
        try:
            return handler(app, *about)
        except SphinxError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost the other pages
            warn_of_failure(handler.__name__, error, page_of(app, *about))
            return None

    return guard


def warn_of_failure(part: str, error: Exception, docname: str) -> None:
    """Warn that ``part`` failed on a page; ``-vv`` shows the traceback, which a report of the fault should have."""
    _LOGGER.debug("%s", "".join(traceback.format_exception(error)))
    found = "".join(traceback.format_exception_only(error)).strip().replace("\n", " ")
    text = f"{part} failed on this page ({found}); what it adds is missing, the rest of the site is built"
    warn(
        Subtype.INTERNAL, f"{text}. Please report it with the traceback that -vv shows", location=(docname, 1)
    )
