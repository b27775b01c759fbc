"""Have Python look for garbage when it pays (``gc.set_threshold``): most of what a build makes lasts to its end."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.patches.patch import Patch

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_THRESHOLD = (5_000, 20, 50)
"""A page is some ten thousand objects that refer to each other in circles. Python looks for garbage at every 700 new
objects; so often, it finds pages in use, keeps them as lasting, and looks through all that lasts again and again
(a tenth of the time of a build). At every few pages, it finds what is garbage and lets it go at once."""


@contextmanager
def _collect_less_often(app: Sphinx) -> Iterator[None]:
    """Have Python look for garbage when a few pages have been read or written, and not as it ends.

    A process that ends looks through everything it has, several times, before it lets go of all of it: half a
    second for a thousand posts, a third of a build with nothing to do.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLD)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        # Together they move nothing, but set the counts to zero by which Python would look through it all at once.
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*before)


GC_TUNING = Patch(
    "gc_tuning",
    "Python looks for garbage every few pages, not many times a page, and no longer as it ends",
    around=_collect_less_often,
)
