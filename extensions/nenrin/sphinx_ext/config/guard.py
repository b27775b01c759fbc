"""The one place where a failure is caught: it costs one thing of one page, or one file of the site, with a warning.

A handler of an event that is one page's fails for that page alone, as do transforms, and what other extensions do for a
page. A handler of the whole site does what it does for each page by ``for_each`` or ``attempt``; where it fails itself,
the handlers after it still run. What runs in other processes is guarded there, and Sphinx hands the warnings on.

Only what would publish something private, or delete what must stay, ends the build, and is marked by ``must_run``:

- ``exclude_working_folders`` and ``search_in_our_way``: drafts and the files of tools would become pages;
- ``make_library``: posts that are not out would be listed, and the pages of all lists deleted;
- ``begin_build``, ``pages_to_write_again`` and ``note_outputs``: what was withdrawn since the last build would stay
  public;
- ``make_way``, ``note_page`` and ``note_generated_page``: if the build did not end, nobody would know what it wrote;
- ``note_copies``: the files of ``public/`` would be taken for gone, and deleted.

So do errors that are no page's: those in a template, for which all pages would be deleted, what another extension
raises as Sphinx's own error, and what ``--exception-on-warning`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from sphinx.events import EventListener
from sphinx.transforms.post_transforms import SphinxPostTransform

from nenrin.sphinx_ext.config.failures import Stopped, warn_of_failure

if TYPE_CHECKING:
    from docutils.transforms import Transform
    from sphinx.application import Sphinx

Handler: TypeAlias = tuple[str, int, Callable[..., Any], str]
"""Event, priority, handler, and why it runs there."""

PAGE_EVENTS: dict[str, Callable[..., str]] = {
    "env-purge-doc": lambda app, env, docname: docname,
    "source-read": lambda app, docname, source: docname,
    "doctree-read": lambda app, doctree: app.env.docname,
    "doctree-resolved": lambda app, doctree, docname: docname,
    "missing-reference": lambda app, env, node, shown: node.get("refdoc", env.docname),
    "html-page-context": lambda app, pagename, *about: pagename,
}
"""The events that Sphinx sends for a page or a part of it, with how to tell which page it is."""

_NOTHING: dict[str, tuple[Any, ...]] = dict.fromkeys(
    ("env-get-outdated", "env-get-updated", "html-collect-pages"), ()
)
"""What Sphinx takes from a handler that has nothing to give, where it is not None."""

Function = TypeVar("Function", bound=Callable[..., Any])
Result = TypeVar("Result")


class OfPage(Protocol):
    """A post, a card, a record: what belongs to one page."""

    @property
    def docname(self) -> str:
        """The page."""


Item = TypeVar("Item", bound="str | OfPage")


class PartFailed(Exception):
    """What was to be done for one page failed, and its author has been told."""


def costs(lost: str, *, instead: Callable[..., Any] | None = None) -> Callable[[Function], Function]:
    """Say what is lost where a handler fails ("built without …"), and what is called then with the same arguments."""

    def mark(handler: Function) -> Function:
        handler.__dict__.update(lost=lost, instead=instead)
        return handler

    return mark


def must_run(otherwise: str) -> Callable[[Function], Function]:
    """Let the failure of a handler end the build; ``otherwise`` says what would happen if it went on."""

    def mark(handler: Function) -> Function:
        handler.__dict__.update(otherwise=otherwise)
        return handler

    return mark


def guarded(event: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``handler`` so that its failure is a warning: of one page where ``event`` is one of a page."""
    page_of = PAGE_EVENTS.get(event)

    @wraps(handler)
    def guard(app: Sphinx, *about: Any) -> Any:
        def settle(error: Exception) -> Any:
            page = page_of(app, *about) if page_of else None
            return _settle(handler, error, page, (app, *about), _NOTHING.get(event))

        try:
            made = handler(app, *about)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost other pages
            return settle(error)
        return _rest(made, settle) if isinstance(made, Iterator) else made

    return guard


def guarded_transform(transform: type[Transform], lost: str = "") -> type[Transform]:
    """Return ``transform`` so that a page on which it fails goes on without it."""
    name = "run" if issubclass(transform, SphinxPostTransform) else "apply"
    work: Callable[..., None] = getattr(transform, name)
    lost = lost or f"what {_full_name(transform)} does"

    @wraps(work)
    def guard(self: Any, **kwargs: Any) -> None:
        attempt(partial(work, self, **kwargs), self.document.settings.env.docname, lost)

    return type(transform.__name__, (transform,), {name: guard, "__module__": transform.__module__})


def guard_extensions(app: Sphinx) -> None:
    """Guard what other extensions do for one page, as our own handlers and transforms are.

    What Sphinx itself does and notes of a page when it is read is not guarded here: without it there is no page.
    """
    for event in PAGE_EVENTS:
        listeners = app.events.listeners.get(event, [])
        listeners[:] = [_guarded_listener(event, listener) for listener in listeners]
    read, resolve = app.registry.transforms, app.registry.post_transforms
    read[:] = [one if _is_ours(one) or _is_sphinxs(one) else guarded_transform(one) for one in read]
    resolve[:] = [one if _is_ours(one) else guarded_transform(one) for one in resolve]


def for_each(
    items: Iterable[Item], lost: str, work: Callable[[Item], Result]
) -> Iterator[tuple[Item, Result]]:
    """Yield each item with what ``work`` makes of it, but for those it fails on; ``lost`` is "its entry in feeds"."""
    for item in items:
        try:
            made = part(partial(work, item), item if isinstance(item, str) else item.docname, lost)
        except PartFailed:
            continue
        yield item, made


def without_failing(items: Sequence[Item], lost: str, make: Callable[[Sequence[Item]], Result]) -> Result:
    """Return what ``make`` makes of all ``items``; where it fails, of those it does not fail on when they are alone."""
    try:
        return whole(items, lost, make)
    except Exception:  # noqa: BLE001 - the next line says what failed, and on which
        sound = [item for item, _made in for_each(items, lost, lambda item: whole([item], lost, make))]
    return make(sound)


def whole(items: Sequence[Item], lost: str, make: Callable[[Sequence[Item]], Result]) -> Result:
    """Return what ``make`` makes of all ``items``, without which each of them loses ``lost``."""
    return make(items)


def attempt(work: Callable[[], Result], docname: str | None, lost: str) -> Result | None:
    """Return what ``work`` makes for a page, or of the site where there is no page; None where it fails."""
    with suppress(PartFailed):
        return part(work, docname, lost)
    return None


def part(work: Callable[[], Result], docname: str | None, lost: str) -> Result:
    """Do one thing for a page, or for the site where there is no page.

    Raises:
        PartFailed: It failed, and the warning has been given.
    """
    try:
        return work()
    except Exception as error:
        warn_of_failure(lost, error, docname)
        raise PartFailed from error


def _settle(
    handler: Callable[..., Any], error: Exception, docname: str | None, about: tuple[Any, ...], nothing: Any
) -> Any:
    marks = getattr(handler, "__dict__", {})
    if otherwise := marks.get("otherwise"):
        text = f"{handler.__name__} failed ({error!r}), and {otherwise}"
        raise Stopped(f"{text}. Please report it with the traceback that -T shows") from error
    lost = marks.get("lost") or f"what {_full_name(handler)} does"
    if docname is None or docname in about[0].env.found_docs:
        warn_of_failure(lost, error, docname)
    else:
        warn_of_failure(f"{lost}, on the page {docname}", error, None)
    instead = marks.get("instead")
    if not instead:
        return nothing
    # What stands in for it may fail for the same reason.
    return attempt(partial(instead, *about), None, f"what {instead.__name__} does")


def _rest(made: Iterator[Any], settle: Callable[[Exception], Any]) -> Iterator[Any]:
    """Yield what a handler yields that does its work as it is asked."""
    try:
        yield from made
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost other pages
        settle(error)


def _guarded_listener(event: str, listener: EventListener) -> EventListener:
    if _is_ours(listener.handler) or _is_sphinxs(listener.handler):
        return listener
    return listener._replace(handler=guarded(event, listener.handler))


def _is_ours(work: Callable[..., Any]) -> bool:
    return _module(work).startswith("nenrin.")


def _is_sphinxs(work: Callable[..., Any]) -> bool:
    return f"{_module(work)}.".startswith(("sphinx.environment.", "sphinx.transforms."))


def _module(work: Callable[..., Any]) -> str:
    """Return the module of a function or class; "" for one of ``conf.py``, and for objects without any."""
    module = getattr(work, "__module__", None) or ""
    return "" if module == "builtins" else module


def _full_name(work: Callable[..., Any]) -> str:
    """Return the name of a function or class; that of one that is not ours with its module."""
    name = getattr(work, "__name__", type(work).__name__)
    return name if _is_ours(work) else f"{_module(work) or 'conf.py'}.{name}"
