"""Nenrin: a folder of Markdown posts becomes a blog, as a Sphinx extension and theme.

What happens in a build, and when, stands in ``nenrin.handlers``; it is imported when Sphinx asks for it, for the
commands that need no build must not wait for Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the whole of Nenrin, as an extension or a theme of Sphinx."""
    from nenrin.handlers import connect  # noqa: PLC0415 - see above

    return connect(app)
