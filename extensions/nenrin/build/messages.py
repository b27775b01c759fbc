"""The closed list of warnings, each explained, and the one function that emits them."""

from __future__ import annotations

from enum import Enum

from sphinx.util import logging

from nenrin.posts.model import Problem

_LOGGER = logging.getLogger(__name__)


class Subtype(Enum):
    """Subtypes of our warnings (``nenrin.date``, …), for ``suppress_warnings``; each value explains itself."""

    FRONT_MATTER = (
        "The front matter is there but cannot be read; the page is built without it and is no post."
    )
    TITLE = "The title is empty or not a text; the page is built and is no post."
    DATE = "A date cannot be read, or cannot be right; without its publish date a page is no post."
    VALUE = "A key holds a value of a kind it cannot have."
    SLUG = "Two posts claim one address; the first keeps it, the other is a page and no post."
    ADDRESS = "An old address is claimed by two posts, or is a page of the site; the first keeps it."
    LINK = "A link to a page of this site leads nowhere; it is kept as it was written."
    IMAGE = "A picture of a post is neither beside it nor in a public folder; it is kept as it was written."
    MARKUP = (
        "A shortcode, tag or component of another generator is not known; the text says what became of it."
    )
    TERM = "Two names would share one archive address; the later one got a number."
    CONFIG = "An option in conf.py has a wrong value; the default is used."
    MATH = "A formula holds something that cannot be shown as MathML; its source is shown."
    ARCHIVE = "A page of yours has the address of an archive page; yours is kept."
    BASEURL = "html_baseurl is no web address; what needs the address of the site is not written."
    FEED = "A text had characters that XML forbids; feeds leave them out."
    CARD = "A social card cannot be drawn: no font has the letters, or the font you set is not there."
    COVER = "The cover image of a post is not where the front matter says."

    @property
    def code(self) -> str:
        """The name used in ``suppress_warnings``, after ``nenrin.``."""
        return self.name.lower()


def warn(subtype: Subtype, text: str, *, location: str | tuple[str, int] | None = None) -> None:
    """Emit one warning of type ``nenrin``; ``location`` is a docname and line, or ``path:line``."""
    _LOGGER.warning("%s", text, type="nenrin", subtype=subtype.code, location=location)


def warn_problem(problem: Problem, location: str) -> None:
    """Emit the warning of a problem found in the file at ``location`` (a path)."""
    warn(Subtype[problem.code.upper()], problem.message, location=f"{location}:{problem.line}")
