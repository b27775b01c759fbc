"""Keep the finished HTML of each post as it is written, and make the feeds of it when the build is done."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation
from sphinx.util import logging

from nenrin.outputs.feeds.absolute import absolute_html
from nenrin.outputs.feeds.entry import Entry, Feed
from nenrin.outputs.feeds.plan import FORMATS, PlannedFeed, plan
from nenrin.outputs.feeds.xml import clean
from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.guard import attempt, costs, without_failing
from nenrin.sphinx_ext.config.l10n import CATALOG, language_tag
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.manifest import Manifest, digest
from nenrin.sphinx_ext.store.site_urls import Site, site_of
from nenrin.sphinx_ext.store.state_files import write_whole
from nenrin.sphinx_ext.views.factory import Views

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation(CATALOG)
_LOGGER = logging.getLogger(__name__)

_TITLE = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)
_ENTRY = "its entry in feeds"
_STYLE = "_static/nenrin-feed.css"


@costs("its text in feeds")
def keep_body(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Store the HTML of a post beside its doctree: in parallel builds another process makes the feeds."""
    if doctree is None or pagename not in build_state(app.env).library.by_docname:
        return
    body = _TITLE.sub("", context["body"], count=1)
    write_whole(body_file(build_state(app.env).manifest, pagename), body.encode("utf-8", "surrogatepass"))


def body_file(manifest: Manifest, docname: str) -> Path:
    """Return where the body of a post is kept; the page is written again where it is not what was written.

    By a digest: one page may be called as the folder of another is, with its ending.
    """
    return manifest.state / "bodies" / f"{digest(docname)}.html"


@costs("all feeds")
def plan_feeds(app: Sphinx, env: BuildEnvironment) -> None:
    """Decide which feeds there are, before the first page announces them."""
    site = site_of(app)
    if site is None or not site.base:
        return
    for planned in plan(site.library, site.options.feeds):
        site.build.feeds.setdefault(planned.term.path if planned.term else "", []).append(planned)


@costs("the feeds")
def write_feeds(app: Sphinx, exception: Exception | None) -> None:
    """Write each feed that is made of something else than the last build's."""
    site = None if exception else site_of(app)
    if site is None or site.build.nothing_changed:
        return
    if not site.base:
        _LOGGER.info("[nenrin] html_baseurl is not set: no feeds, no sitemap, no llms.txt")
        return
    writer = _FeedWriter(site)
    for planned, name in _named(site):
        attempt(partial(writer.write, planned, name), None, f"the feed {name}")
    if site.build.feeds or site.options.feed_copies:
        writer.write_style()


def _named(site: Site) -> Iterator[tuple[PlannedFeed, str]]:
    """Yield each feed with the name of its file."""
    for feeds in site.build.feeds.values():
        for planned in feeds:
            yield planned, planned.name
    for name, form in sorted(site.options.feed_copies.items()):
        # A copy is the feed itself, its own address included: readers learn where it lives now.
        of_all = PlannedFeed(None, FORMATS[form], f"{site.library.root}/{FORMATS[form].filename}")
        yield of_all, name.strip("/")


class _FeedWriter:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.views = Views(site.builder, site.app.config.root_doc)
        self.bodies: dict[str, str] = {}
        self.contents: dict[str, str] = {}

    def write(self, planned: PlannedFeed, name: str) -> None:
        posts = planned.posts(self.site.library, self.site.options.feed_length)
        style = posixpath.relpath(_STYLE, posixpath.dirname(name))
        source = without_failing(posts, _ENTRY, partial(self._source, planned))
        if self.site.must_write(name, f"{style} {source}"):
            self.site.write(name, without_failing(posts, _ENTRY, partial(self._content_of, planned, style)))

    def write_style(self) -> None:
        """Write the stylesheet for people who open a feed, its one sentence in the site's language."""
        about = _("This is a web feed. Put its address into a feed reader to hear of new posts.")
        # A CSS string is written as JSON's is, but for the line ends, of which there is none.
        made = f":root {{ --about: {json.dumps(str(about), ensure_ascii=False)}; }}\n{_style_rules()}"
        if self.site.must_write(_STYLE, made):
            self.site.write(_STYLE, made.encode())

    def _source(self, planned: PlannedFeed, posts: Sequence[Post]) -> str:
        """Return all that the feed is made of, as text."""
        shown = [
            (post, self.site.post(post), self._digest(post.docname), self._cover(post)) for post in posts
        ]
        return repr((self._feed(planned, ()), self.site.options.feed_content, shown))

    def _content_of(self, planned: PlannedFeed, style: str, posts: Sequence[Post]) -> bytes:
        return planned.format.write(self._feed(planned, posts, style))

    def _feed(self, planned: PlannedFeed, posts: Sequence[Post], style: str = "") -> Feed:
        site, term = self.site, planned.term
        language = term.name if term and term.kind == "language" else site.language
        return Feed(
            url=site.file(planned.name),
            home=site.page(term.path) if term else site.base,
            title=f"{site.title} – {self.views.term_name(term)}" if term else site.title,
            subtitle=site.options.description if term is None else "",
            language=language_tag(language),
            entries=[self._entry(post) for post in posts],
            style=style,
            hub=site.options.feed_hub,
        )

    def _entry(self, post: Post) -> Entry:
        in_full = self.site.options.feed_content == "full"
        summary = post.description or ("" if in_full else post.body.excerpt)
        return Entry(
            id=self.site.post(post),
            url=post.external or self.site.post(post),
            title=post.title,
            published=post.published,
            updated=post.changed,
            summary=summary,
            content=self._content(post) if in_full else "",
            authors=post.authors,
            categories=tuple(dict.fromkeys([*(path[-1] for path in post.categories), *post.tags])),
            language=language_tag(post.language) if post.language else "",
            cover=self._cover(post),
        )

    def _cover(self, post: Post) -> Any:
        return self.site.build.covers.get(post.key)

    def _content(self, post: Post) -> str:
        if post.key not in self.contents:
            body = self._body(post.docname)
            if any(clean(text) != text for text in (body, post.title, post.description, *post.tags)):
                warn(Subtype.FEED, "left out of the feed: characters that XML forbids", location=post.docname)
            self.contents[post.key] = absolute_html(clean(body), self.site.page(post.docname), post.anchor)
        return self.contents[post.key]

    def _digest(self, docname: str) -> str:
        return digest(self._body(docname))

    def _body(self, docname: str) -> str:
        if docname not in self.bodies:
            path = body_file(self.site.build.manifest, docname)
            self.bodies[docname] = path.read_text("utf-8", errors="surrogatepass") if path.exists() else ""
        return self.bodies[docname]


def _style_rules() -> str:
    return (Path(__file__).parents[2] / "outputs" / "feeds" / "feed.css").read_text("utf-8")
