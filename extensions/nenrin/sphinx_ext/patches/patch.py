"""Replace names of other projects for the length of a build, where they are as we know them (monkeypatching)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOGGER = logging.getLogger(__name__)
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Replacement:
    """One name of another project, and what stands in for it.

    ``owner`` is the object that has the name, or where to find it (``"docutils.nodes:Node"``). ``shape`` is what we
    know of the original: the signature of a function without annotations, else the name of its type. ``replace``
    makes ours of the original, which ``is_put_back`` unless ours is data that the build goes on with.
    """

    owner: object
    name: str
    shape: str
    replace: Callable[[Any], Any]
    is_put_back: bool = True


@dataclass(frozen=True, slots=True)
class Patch:
    """Replacements that belong together: all of them are made, or none.

    ``name`` is what ``nenrin_patches`` calls it, ``says`` what it spares, in Markdown for the manual. A build runs
    inside ``around``, which sets and restores what is no name of another project.
    """

    name: str
    says: str
    replacements: Callable[[Sphinx], Iterable[Replacement]] = lambda app: ()
    around: Callable[[Sphinx], AbstractContextManager[object]] = lambda app: nullcontext()


@contextmanager
def patched(app: Sphinx, patches: Iterable[Patch]) -> Iterator[None]:
    """Replace what can be, and put every original back at the end, however it comes."""
    with ExitStack() as stack:
        for patch in patches:
            _apply(app, patch, stack)
        yield


def _apply(app: Sphinx, patch: Patch, stack: ExitStack) -> None:
    """Make the replacements of a patch, unless one of the originals is gone or another than we know."""
    replacements = []
    for replacement in patch.replacements(app):
        try:
            owner, original = _original(replacement)
        except (AttributeError, ImportError) as error:
            _LOGGER.verbose("nenrin: patch %s is left out: %s", patch.name, error)
            return
        if (shape := shape_of(original)) != replacement.shape:
            text = "nenrin: patch %s is left out: %s is %s, expected %s"
            _LOGGER.verbose(text, patch.name, replacement.name, shape, replacement.shape)
            return
        replacements.append((replacement, owner, replacement.replace(original)))
    for replacement, owner, ours in replacements:
        if replacement.is_put_back:
            stack.callback(_put_back, owner, replacement.name, vars(owner).get(replacement.name, _ABSENT))
        setattr(owner, replacement.name, ours)
    stack.enter_context(patch.around(app))


def _original(replacement: Replacement) -> tuple[Any, Any]:
    """Return the owner of a name, and what it is at present.

    Raises:
        AttributeError: The owner, or the name, is gone.
        ImportError: The module is.
    """
    owner = replacement.owner
    owner = resolve_name(owner) if isinstance(owner, str) else owner
    return owner, getattr(owner, replacement.name)


def shape_of(original: object) -> str:
    """Return what we compare of an original: its signature without annotations, or the name of its type."""
    if not callable(original):
        return type(original).__name__
    signature = inspect.signature(original)
    bare = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


def _put_back(owner: Any, name: str, original: object) -> None:
    if original is _ABSENT:  # it came from the class, and ours stood before it
        delattr(owner, name)
    else:
        setattr(owner, name, original)
