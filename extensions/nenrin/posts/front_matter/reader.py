"""Make a Post of front matter: the step from keys and values to meaning, with every problem named."""

from __future__ import annotations

from nenrin.posts import dates
from nenrin.posts.front_matter.block import Broken, FrontMatter
from nenrin.posts.front_matter.page_dates import file_title
from nenrin.posts.front_matter.page_reader import PageReader
from nenrin.posts.front_matter.privacy import may_be_private
from nenrin.posts.front_matter.reading import Reading, Settings
from nenrin.posts.model import Body, Problem

__all__ = ["Reading", "Settings", "file_title", "read_post"]


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
        return _broken(front, front.broken, settings)
    return PageReader(front, docname, settings, source or docname).read(heading, body or Body())


def _broken(front: FrontMatter, broken: Broken, settings: Settings) -> Reading:
    """Return a page whose keys cannot be read: left out if one of them might keep it back, or its day is to come."""
    latest = dates.latest_in(front.raw)
    is_to_come = latest is not None and latest > settings.now
    draft = broken.endless or may_be_private(front.raw)
    problem = Problem("front_matter", "", broken.line, broken.text, fatal=True, holds=draft or is_to_come)
    return Reading(problems=(problem,), draft=draft, published=latest)
