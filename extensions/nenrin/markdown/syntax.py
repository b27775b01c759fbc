"""Which of MyST's syntax extensions posts are read with, and which pages keep plain meaning."""

from __future__ import annotations

from nenrin.posts.front_matter.fences import FrontMatter
from nenrin.posts.front_matter.keys import is_known

MYST_EXTENSIONS = frozenset(
    {
        "amsmath",
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "fieldlist",
        "gfm_autolink",
        "strikethrough",
        "tasklist",
    }
)
"""The MyST syntax a blogger expects; ``myst_enable_extensions`` in conf.py replaces it."""


def has_our_keys(front: FrontMatter) -> bool:
    """Whether the page is an author's from some blog tool, who knows nothing of MyST's finer points."""
    return front.broken is not None or any(map(is_known, front.values))
