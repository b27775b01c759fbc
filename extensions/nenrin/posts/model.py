"""The Post and what it is made of: frozen values that know nothing of Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from nenrin.posts.urls import as_link

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value of front matter: text, a list, a mapping, or nothing."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post; ``name`` is what readers see and what the author's archive page is named after."""

    name: str
    link: str = ""
    email: str = ""
    avatar: str = ""
    bio: str = ""

    def __post_init__(self) -> None:
        """Keep no link that must not become one, whichever key, file or option it comes from."""
        object.__setattr__(self, "link", as_link(self.link))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the author named it: a path beside the post, a path from the site's root, or a URL."""

    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A run of posts read in order; ``order`` is the author's number, or None for the order of dates."""

    name: str
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should mend.

    ``code`` is the warning subtype, ``key`` the front matter key as written (or ``""``), ``line`` the
    1-based line in the source file, ``text`` what was found and what was expected. ``fatal`` says that
    the page cannot be a post until it is mended, ``holds`` that it is left out until then: it might be meant
    for nobody.
    """

    code: str
    key: str
    line: int
    text: str
    fatal: bool = False
    holds: bool = False

    @property
    def message(self) -> str:
        """The one line shown to the author, without file and line."""
        text = f"{self.key}: {self.text}" if self.key else self.text
        return f"{text}; the page is left out as a draft" if self.holds else text


@dataclass(frozen=True, slots=True)
class Switches:
    """What an author turned on or off for one post; None leaves it to the site."""

    toc: bool | None = None
    comments: bool | None = None
    math: bool | None = None
    mermaid: bool | None = None
    noindex: bool | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What is measured on a post's text: words, minutes to read, the excerpt as plain text."""

    words: int = 0
    minutes: int = 0
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post.

    ``docname`` is Sphinx's name of the page (path without suffix); ``anchor`` is the id of the section
    when one page holds several posts, else ``""``. Dates are aware; ``timed`` and ``updated_timed`` are
    False where the author gave a day alone. ``categories`` are paths from the root category down
    (``("编程", "Python")``).
    """

    docname: str
    title: str
    published: datetime
    timed: bool = True
    anchor: str = ""
    updated: datetime | None = None
    updated_timed: bool = True
    expires: datetime | None = None
    description: str = ""
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    locations: tuple[str, ...] = ()
    draft: bool = False
    hidden: bool = False
    pinned: int = 0
    image: Image | None = None
    series: Series | None = None
    language: str = ""
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    canonical: str = ""
    external: str = ""
    translation_key: str = ""
    license: str | None = None
    source: str = ""
    switches: Switches = Switches()
    body: Body = Body()

    def __post_init__(self) -> None:
        """Keep no link that must not become one, whichever key, directive or option it comes from."""
        object.__setattr__(self, "canonical", as_link(self.canonical))
        object.__setattr__(self, "external", as_link(self.external))

    @property
    def key(self) -> str:
        """The name of the post among all posts: its docname, and its anchor where it has one."""
        return f"{self.docname}#{self.anchor}" if self.anchor else self.docname

    @property
    def changed(self) -> datetime:
        """The latest instant the author names: the update, or else the publication."""
        return self.updated or self.published

    def is_out(self, now: datetime) -> bool:
        """Whether readers may see the post at ``now``: not a draft, not scheduled, not expired."""
        if self.draft or self.published > now:
            return False
        return self.expires is None or self.expires > now

    def state(self, now: datetime) -> str:
        """Return ``"draft"``, ``"scheduled"``, ``"expired"`` or ``"out"``, the first that holds."""
        if self.draft:
            return "draft"
        if self.published > now:
            return "scheduled"
        return "out" if self.is_out(now) else "expired"
