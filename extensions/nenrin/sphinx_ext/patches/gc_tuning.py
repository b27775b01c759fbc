"""Have Python look for garbage when it pays: a build makes millions of objects, and most of them last to its end."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_PYTHONS = gc.get_threshold()
_OURS = (5_000, 20, 50)
"""A page is some ten thousand objects that refer to each other in circles. Python looks for garbage at every 700 new
objects; so often, it finds pages in use, keeps them as lasting, and looks through all that lasts again and again
(a tenth of the time of a build). At every few pages, it finds what is garbage and lets it go at once."""


def collect_less_often(app: Sphinx, config: Config) -> None:
    """Have Python look for garbage when a few pages have been read or written, and not as it ends.

    A process that ends looks through everything it has, several times, before it lets go of all of it: half a
    second for a thousand posts, a third of a build with nothing to do.
    """
    gc.set_threshold(*_OURS)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def share_with_children(app: Sphinx, *about: Any) -> None:
    """Have the processes that read and write pages leave alone what they share with this one.

    Looking for garbage writes to every object, and the first to write to shared memory gets a copy of it: each
    process would copy the whole environment.
    """
    if app.parallel > 1:
        gc.collect()
        gc.freeze()


def collect_as_ever(app: Sphinx, exception: Exception | None) -> None:
    """Leave the process as it was."""
    gc.set_threshold(*_PYTHONS)
    if app.parallel > 1:
        gc.unfreeze()
