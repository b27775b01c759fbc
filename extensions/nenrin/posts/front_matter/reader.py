"""Make a Post of front matter: the step from keys and values to meaning, with every problem named."""

from __future__ import annotations

import re

from nenrin.posts.front_matter.fences import FrontMatter
from nenrin.posts.front_matter.page_reader import PageReader, file_title
from nenrin.posts.front_matter.reading import Reading, Settings
from nenrin.posts.model import Body, Problem

__all__ = ["Reading", "Settings", "file_title", "read_post"]

_BROKEN_DRAFT = re.compile(r"(?mi)^[ \t\"]*(draft[\"]?\s*[:=]\s*true|published[\"]?\s*[:=]\s*false)\b")


def read_post(
    front: FrontMatter,
    docname: str,
    settings: Settings,
    *,
    source: str = "",
    heading: str = "",
    body: Body | None = None,
) -> Reading:
    """Return the post that ``front`` describes, or why it describes none.

    ``source`` is the path of the file without suffix, where it is not the docname; ``heading`` is the
    body's first heading, the title of a post whose front matter has none; ``body`` is what was measured
    on the text. Never raises.
    """
    if front.broken:
        problem = Problem("front_matter", "", front.broken.line, front.broken.text, fatal=True)
        return Reading(problems=(problem,), draft=bool(_BROKEN_DRAFT.search(front.raw)))
    return PageReader(front, docname, settings, source or docname).read(heading, body or Body())
