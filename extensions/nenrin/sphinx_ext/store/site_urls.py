"""The site as machines address it: absolute addresses, and the one way to write a file beside the pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts import urls
from nenrin.posts.files import MARKDOWN
from nenrin.posts.notebooks import NOTEBOOK
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.config.values import Options, site_title
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.addresses import output_name, page_url
from nenrin.sphinx_ext.store.domain import build_state, post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from nenrin.posts.library import Library
    from nenrin.posts.model import Post

SITE_BUILDERS = ("html", "dirhtml")


class Site:
    """One build's site; ``base`` is the absolute address of its root with a slash at the end, or ``""``."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self.app = app
        self.builder = builder
        self.options = Options(app.config)
        self.domain = post_domain(app.env)
        self.build = build_state(app.env)
        self.library = self.build.library
        self.base = f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""
        self.now = self.options.reading().now
        self.language = language_tag(app.config.language)
        self._mirrors: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self.title = site_title(app.config)

    def page(self, pagename: str, anchor: str = "") -> str:
        """Return the absolute address of a page or of a part of one."""
        if pagename not in self._pages:
            self._pages[pagename] = self.base + page_url(self.builder, pagename)
        return urls.with_anchor(self._pages[pagename], anchor)

    def post(self, post: Post) -> str:
        """Return the absolute address of a post, be it on a page with others."""
        return self.page(post.docname, post.anchor)

    def file(self, name: str) -> str:
        """Return the absolute address of the output file ``name``."""
        return self.base + urls.encode(name)

    def mirror(self, post: Post) -> str:
        """Return the name of the file that has the post in Markdown; ``""`` where it has none."""
        if post.key not in self._mirrors:
            self._mirrors[post.key] = self._mirror(post)
        return self._mirrors[post.key]

    def _mirror(self, post: Post) -> str:
        is_markdown = self.app.env.doc2path(post.docname, False).suffix in (*MARKDOWN, NOTEBOOK)
        if not (self.base and self.options.llms and is_markdown and self.is_public(post)):
            return ""
        return str(PurePosixPath(output_name(self.builder, post.docname)).with_suffix(".md"))

    def is_public(self, post: Post) -> bool:
        """Whether machines are led to the post: it is listed, out, and not first published elsewhere."""
        elsewhere = bool(post.canonical) and post.canonical != self.post(post)
        return not (post.hidden or post.switches.noindex or elsewhere) and post.is_out(self.now)

    def must_write(self, name: str, source: str) -> bool:
        """Note that the output file ``name`` is made of ``source``; return whether it must be written.

        A file of this name that the author brings is theirs, and stays; where a page is in its way, they are told.
        """
        outputs, manifest = self.build.outputs, self.build.manifest
        if name in outputs.public:
            manifest.note(name, "the author's")
            return False
        holder = outputs.source(self.app.env, name)
        if reason := f"is in the way of {holder}" if holder else manifest.folder.refusal(name):
            text = f"{name!r} {reason}; it is not written"
            warn(Subtype.ADDRESS, text, location=f"{self.app.srcdir / holder}:1" if holder else None)
            return False
        made_by = self.app.extensions["nenrin"].version
        return manifest.note(name, f"{made_by} {source}")

    def write(self, name: str, content: bytes) -> None:
        """Write an output file, unless this is what it says already."""
        self.build.manifest.folder.write(name, content)


def site_of(app: Sphinx) -> Site | None:
    """Return the site that ``app`` builds; None for an e-book, a single page and whatever else is no web site."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name in SITE_BUILDERS:
        return _site(app, builder, build_state(app.env).library)
    return None


@lru_cache(maxsize=1)
def _site(app: Sphinx, builder: StandaloneHTMLBuilder, library: Library) -> Site:
    # A build has one library, so this site serves no other build.
    return Site(app, builder)
