"""The closed list of warnings, each explained, and the one function that emits them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx.util import logging

from nenrin.posts.model import Problem

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Explained:
    """What the manual says of a kind of warning, in Markdown, and what a build says, from the place on."""

    says: str
    example: str


class Subtype(Enum):
    """Subtypes of our warnings (``nenrin.date``, …), for ``suppress_warnings``; each value explains itself."""

    FRONT_MATTER = Explained(
        "The front matter cannot be read or never ends, a key is in it twice, a value has a YAML tag, or the file is "
        "not UTF-8 text. A page whose front matter cannot be read is built without it and is no post, and is left out "
        "where it might not be meant for readers: if a key such as `draft`, `published` or `password` is in it, in "
        "whatever spelling, or a day to come, or if nothing closes it. A file that is no text is left out. The example "
        'is of `title: Oaks: a second look`; put such a title in quotes: `title: "Oaks: a second look"`.',
        "posts/oak.md:2: WARNING: the YAML cannot be read: mapping values are not allowed in this context; a value "
        "that contains a colon and a blank must be in quotes",
    )
    FILE = Explained(
        "A file cannot become a page: its name is not UTF-8 or has a line end, it is no file (a pipe, a link to "
        "nowhere), or another file is the same page already. It is left out; rename it.",
        "posts/oak.mdx:1: WARNING: posts/oak.md is the same page, posts/oak, and is the one that is built; this file "
        "is left out",
    )
    TITLE = Explained(
        "The key `title` holds something else than a text. The page is built and is no post. Write a title, or leave "
        "it empty: the first heading or the name of the file is then the title.",
        "posts/oak.md:2: WARNING: title: found ['Oaks'], expected a text",
    )
    DATE = Explained(
        "A date cannot be read, or cannot be right, or `timezone` names no time zone. If it is the publish date, the "
        "page is built and is no post, or is left out as a draft if the date seems to be one to come, such as "
        "2999-01-01; any other date is left out.",
        "posts/oak.md:3: WARNING: pubDate: found '2026-13-01', expected a date such as 2024-12-31 or "
        "2024-12-31T13:11:52+08:00 (month must be in 1..12)",
    )
    VALUE = Explained(
        "A key holds a value of a kind it cannot have, such as a mapping for `tags`. For categories, tags and authors "
        "the page is then no post, because it would be filed in the wrong place; other keys are left out. A page is "
        "left out as a draft if `draft` or another key that can hide it cannot be read, if such a key is misspelt, and "
        "if the page has a `password`.",
        "posts/oak.md:4: WARNING: toc: found 'maybe', expected true or false",
    )
    ADDRESS = Explained(
        "Two files, or two posts, want one address: `oak.md` and `oak/index.md`, a page and a file in `public/`, two "
        "posts with one old address. The message names both and says which one has it; the other is left out, or gets "
        "no redirect. Files whose names differ in case alone are both built, but a disk that knows no case, as that of "
        "macOS and Windows, keeps one of them. An old address that cannot be one of this site is named here as well.",
        "posts/yew.md:4: WARNING: 'old/tree' is the address of posts/larch already; no redirect is made for posts/yew",
    )
    LINK = Explained(
        "A link to a page of this site leads nowhere. It is kept as it was written.",
        "posts/oak.md:6: WARNING: '/posts/alder/' leads to no page of this site; the link is kept as it was written",
    )
    IMAGE = Explained(
        "A picture is neither beside the post nor in one of `nenrin_public_paths`. It is kept as it was written.",
        "posts/oak.md:8: WARNING: 'leaf.png' is neither beside the post nor in a public folder",
    )
    MARKUP = Explained(
        "A shortcode, tag or component of another tool is not known, a role or directive cannot be built, or marks "
        "stand too deep in each other. The message says what became of it.",
        "posts/oak.md:10: WARNING: :::fable is not known, so only its content is shown",
    )
    MATH = Explained(
        "A formula holds something that cannot be shown as MathML. Its source is shown in its place.",
        "posts/oak.md:12: WARNING: found '\\\\whatever' in a formula, expected LaTeX we know",
    )
    TERM = Explained(
        "Two names of one kind would share an archive address, for instance the tags `Python` and `python`. Both have "
        "their pages; the later one, in the order of characters, gets a number: `blog/tag/python-2/`.",
        "WARNING: tag: 'Python' and 'python' would share one address; 'python' gets a number",
    )
    CONFIG = Explained(
        "An option in `conf.py` has a wrong value, one of ours or one of the theme's. The default is used.",
        "WARNING: nenrin_page_size: found 0, expected a whole number of at least 1; using 10",
    )
    ARCHIVE = Explained(
        "A post of yours has the address of an archive page, such as `blog/archive.md`, and the archive is left out: "
        "rename the post, or move the archives with `blog_path`. A page that is no post introduces the archive.",
        "blog/archive.md: WARNING: this page has the address of an archive page, which is left out",
    )
    BASEURL = Explained(
        "`html_baseurl` is no web address. What needs one is not written: feeds, cards, the site map and `llms.txt`.",
        "WARNING: html_baseurl: found 'example.org', expected an address such as https://example.org/blog/",
    )
    FEED = Explained(
        "A post has characters that XML forbids. They are left out of the feed; the page is as you wrote it.",
        "posts/oak.md: WARNING: left out of the feed: characters that XML forbids",
    )
    CARD = Explained(
        "A social card cannot be drawn because no font on the machine has the letters of its title, or the file that "
        "`nenrin_card_font` names is not there. It is said once for all posts, and as a warning only where you set "
        "`nenrin_cards` or `nenrin_card_font`.",
        "WARNING: nenrin_card_font: found 'gone.otf', expected a font file that is there",
    )
    COVER = Explained(
        "The picture that the front matter names is not there.",
        "posts/oak.md:4: WARNING: image: found './oak.svg', expected an image that is there",
    )

    INTERNAL = Explained(
        "Something failed that is not the author's doing: in Nenrin, or in the extension that is named. The one thing "
        "that the message says is missing on the page or, where none is named, on the site; the rest is built, and the "
        "next build tries again. Please report it, with the traceback that `sphinx-build -vv` shows.",
        "posts/oak.md:1: WARNING: built without its Markdown copy (ValueError: no such day, in write_mirror). Please "
        "report it with the traceback that -vv shows",
    )

    @property
    def code(self) -> str:
        """The name used in ``suppress_warnings``, after ``nenrin.``."""
        return self.name.lower()

    @property
    def example(self) -> str:
        """A whole line as a build prints it."""
        return f"{self.value.example} [nenrin.{self.code}]"


def warn(subtype: Subtype, text: str, *, location: str | tuple[str, int] | None = None) -> None:
    """Emit one warning of type ``nenrin``; ``location`` is a docname and line, or ``path:line``."""
    _LOGGER.warning("%s", text, type="nenrin", subtype=subtype.code, location=location)


def warn_problem(problem: Problem, location: str) -> None:
    """Emit the warning of a problem found in the file at ``location`` (a path)."""
    warn(Subtype[problem.code.upper()], problem.message, location=f"{location}:{problem.line}")
