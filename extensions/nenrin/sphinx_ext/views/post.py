"""A post as templates receive it, in a list or at the head of its page."""

from __future__ import annotations

from sphinx.locale import get_translation

from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.l10n import CATALOG, plural
from nenrin.sphinx_ext.views.values import CoverView, DateView, LinkView, PageValues

_ = get_translation(CATALOG)


class OwnPageValue(property):
    """A value that a post has at the head of its own page alone."""


class PostView:
    """A post in a list or at the head of its page; addresses are relative to the page it is shown on.

    Its values are made when they are asked for: a list shows few of them, and a link to a neighbour two.
    """

    __slots__ = ("_full", "_post", "_views")

    def __init__(self, views: PageValues, post: Post, *, full: bool) -> None:
        self._views = views
        self._post = post
        self._full = full

    def __repr__(self) -> str:
        """Stand for every value that a template can take from it; a digest, for thousands of pages are compared."""
        own = [getattr(self, name) for name in _OWN_PAGE_VALUES] if self._full else ""
        return f"{self._views.digest(self._post)}{own}"

    def values(self) -> list[object]:
        """Return every value that a template can take from it in a list of posts."""
        return [getattr(self, name) for name in _VALUES]

    @property
    def title(self) -> str:
        """The title, as the author wrote it."""
        return self._post.title

    @property
    def url(self) -> str:
        """Where it is read, here or elsewhere."""
        return self._post.external or self._views.url(self._post.docname, self._post.anchor)

    @property
    def published(self) -> DateView:
        """When it was published."""
        return self._views.date(self._post.published, timed=self._post.timed)

    @OwnPageValue
    def updated(self) -> DateView | None:
        """When it was changed since; at the head of its page."""
        updated = self._post.updated if self._full else None
        return self._views.date(updated, timed=self._post.updated_timed) if updated else None

    @property
    def description(self) -> str:
        """What the author says it is about."""
        return self._post.description

    @property
    def excerpt(self) -> str:
        """What lists say of it."""
        return self._post.description or self._post.body.excerpt

    @property
    def reading_time(self) -> str:
        """How long it takes to read, in words."""
        return plural("{n} min read", "{n} min read", self._post.body.minutes)

    @OwnPageValue
    def word_count(self) -> str:
        """How long it is, in words; at the head of its page."""
        return plural("{n} word", "{n} words", self._post.body.words) if self._full else ""

    @property
    def categories(self) -> tuple[LinkView, ...]:
        """Its categories."""
        return self._views.terms_of(self._post, "category")

    @property
    def tags(self) -> tuple[LinkView, ...]:
        """Its tags."""
        return self._views.terms_of(self._post, "tag")

    @property
    def authors(self) -> tuple[LinkView, ...]:
        """Its authors."""
        return self._views.terms_of(self._post, "author")

    @property
    def language(self) -> str:
        """Its language where that is not the site's (BCP 47)."""
        return self._post.language

    @property
    def state(self) -> str:
        """Whether readers see it: ``out``, or why not: ``draft``, ``scheduled``, ``expired``."""
        return self._post.state(self._views.now)

    @property
    def state_text(self) -> str:
        """Why readers do not see it, in words; ``""`` where they do."""
        state = self.state
        if state == "out":
            return ""
        return str({"draft": _("Draft"), "scheduled": _("Scheduled"), "expired": _("Expired")}[state])

    @property
    def pinned(self) -> bool:
        """Whether it is kept on top."""
        return self._post.pinned > 0

    @property
    def external(self) -> bool:
        """Whether it is read elsewhere."""
        return bool(self._post.external)

    @property
    def cover(self) -> CoverView | None:
        """Its cover, or None."""
        return self._views.cover(self._post)


_OWN_PAGE_VALUES = [name for name, value in vars(PostView).items() if isinstance(value, OwnPageValue)]
_VALUES = [
    name
    for name, value in vars(PostView).items()
    if isinstance(value, property) and name not in _OWN_PAGE_VALUES
]
