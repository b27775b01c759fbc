"""The one place where a handler or a transform fails: what it does for one page costs that page alone."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx.errors import ExtensionError, NoUri, SphinxError
from sphinx.events import EventListener
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from docutils.transforms import Transform
    from sphinx.application import Sphinx

_LOGGER = logging.getLogger(__name__)

Handler: TypeAlias = tuple[str, int, Callable[..., Any], str]
"""Event, priority, handler, and why it runs there."""

_PAGE_EVENTS: dict[str, Callable[..., str]] = {
    "env-purge-doc": lambda app, env, docname: docname,
    "source-read": lambda app, docname, source: docname,
    "doctree-read": lambda app, doctree: app.env.docname,
    "doctree-resolved": lambda app, doctree, docname: docname,
    "missing-reference": lambda app, env, node, shown: node.get("refdoc", env.docname),
    "html-page-context": lambda app, pagename, *about: pagename,
}
"""The events that Sphinx sends for a page or a part of it, with how to tell which page it is."""


def guarded(event: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``handler`` so that its failure on one page is a warning where ``event`` is one of a page.

    Errors of Sphinx itself go through.
    """
    page_of = _PAGE_EVENTS.get(event)
    if page_of is None:
        return handler

    @wraps(handler)
    def guard(app: Sphinx, *about: Any) -> Any:
        try:
            return handler(app, *about)
        except Exception as error:
            if goes_through(error):
                raise
            warn_of_failure(_full_name(handler), error, page_of(app, *about))
            return None

    return guard


def guarded_transform(transform: type[Transform]) -> type[Transform]:
    """Return ``transform`` so that its failure on one page is a warning; the page goes on without it."""
    name = "run" if issubclass(transform, SphinxPostTransform) else "apply"
    work: Callable[..., None] = getattr(transform, name)

    @wraps(work)
    def guard(self: Any, **kwargs: Any) -> None:
        try:
            work(self, **kwargs)
        except Exception as error:
            if goes_through(error):
                raise
            warn_of_failure(_full_name(transform), error, self.document.settings.env.docname)

    return type(transform.__name__, (transform,), {name: guard, "__module__": transform.__module__})


def guard_extensions(app: Sphinx) -> None:
    """Guard what other extensions do for one page, as our own handlers and transforms are.

    What Sphinx itself notes of a page when it is read is not guarded here: without it there is no page.
    """
    for event in _PAGE_EVENTS:
        listeners = app.events.listeners.get(event, [])
        listeners[:] = [_guarded_listener(event, listener) for listener in listeners]
    for transforms in (app.registry.transforms, app.registry.post_transforms):
        transforms[:] = [one if _is_ours(one) else guarded_transform(one) for one in transforms]


def _guarded_listener(event: str, listener: EventListener) -> EventListener:
    if _is_ours(listener.handler) or _module(listener.handler).startswith("sphinx.environment."):
        return listener
    return listener._replace(handler=guarded(event, listener.handler))


def _is_ours(work: Callable[..., Any]) -> bool:
    return _module(work).startswith("nenrin.")


def _module(work: Callable[..., Any]) -> str:
    """Return the module of a function or class; "" for one of ``conf.py``, and for objects without any."""
    return getattr(work, "__module__", None) or ""


def goes_through(error: Exception) -> bool:
    """Whether an error is none of one page: Sphinx's own, which ends the build or, ``NoUri``, answers a question.

    An error of Sphinx that only reports another's failure does not go through.
    """
    reports = isinstance(error, ExtensionError) and error.orig_exc is not None
    return isinstance(error, (SphinxError, NoUri)) and not reports


def warn_of_failure(part: str, error: Exception, docname: str, lost: str = "what it adds is missing") -> None:
    """Warn that ``part`` failed on a page; ``-vv`` shows the traceback, which a report of the fault should have."""
    _LOGGER.debug("%s", "".join(traceback.format_exception(error)))
    text = f"{part} failed on this page ({in_a_line(error)}); {lost}, the rest of the site is built"
    warn(
        Subtype.INTERNAL, f"{text}. Please report it with the traceback that -vv shows", location=(docname, 1)
    )


def in_a_line(error: BaseException) -> str:
    """Return the kind and the message of an error, of the one behind it where Sphinx only passes it on."""
    cause = error.orig_exc if isinstance(error, ExtensionError) and error.orig_exc else error
    return " ".join("".join(traceback.format_exception_only(cause)).split())


def _full_name(work: Callable[..., Any]) -> str:
    """Return the name of a function or class; that of one that is not ours with its module."""
    name = getattr(work, "__qualname__", type(work).__name__)
    return name if _is_ours(work) else f"{_module(work) or 'conf.py'}.{name}"
