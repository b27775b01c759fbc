"""Keep the finished HTML of each post as it is written, and make the feed of it when the build is done."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.build.config import Options
from nenrin.build.domain import post_domain
from nenrin.build.messages import Subtype, warn
from nenrin.outputs.absolute import absolute_html
from nenrin.outputs.atom import Entry, Feed, atom, clean
from nenrin.posts.model import Post

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_TITLE = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)


def keep_body(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Store the HTML of a post beside its doctree: in parallel builds another process makes the feed."""
    if doctree is None or pagename not in post_domain(app.env).library.by_docname:
        return
    path = _body_path(app, pagename)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TITLE.sub("", context["body"], count=1), "utf-8")


def write_feed(app: Sphinx, exception: Exception | None) -> None:
    """Write the Atom feed of the newest posts, if it differs from the one that is there."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not app.config.html_baseurl:
        return
    domain = post_domain(app.env)
    name = f"{domain.library.root}/atom.xml"
    outfile = Path(app.outdir) / name
    made = atom(_feed(app, builder, name))
    domain.manifest.note(outfile)
    if not outfile.exists() or outfile.read_bytes() != made:
        outfile.parent.mkdir(parents=True, exist_ok=True)
        outfile.write_bytes(made)


def _feed(app: Sphinx, builder: StandaloneHTMLBuilder, name: str) -> Feed:
    options = Options(app.config)
    base = app.config.html_baseurl.rstrip("/") + "/"
    posts = post_domain(app.env).library.posts[: options.feed_length]
    return Feed(
        url=urljoin(base, quote(name)),
        home=base,
        title=app.config.project,
        subtitle=options.description,
        language=(app.config.language or "en").replace("_", "-"),
        entries=[_entry(app, builder, post, base) for post in posts],
    )


def _entry(app: Sphinx, builder: StandaloneHTMLBuilder, post: Post, base: str) -> Entry:
    page = urljoin(base, quote(builder.get_target_uri(post.docname), safe="/%"))
    path = _body_path(app, post.docname)
    body = path.read_text("utf-8") if path.exists() else ""
    if clean(body) != body or clean(post.title) != post.title:
        warn(Subtype.FEED, "left out of the feed: characters that XML forbids", location=post.docname)
    return Entry(
        url=f"{page}#{quote(post.anchor)}" if post.anchor else page,
        title=post.title,
        published=post.published,
        updated=post.changed,
        summary=post.description,
        content=absolute_html(clean(body), page),
        authors=post.authors,
        categories=tuple(dict.fromkeys([*(path[-1] for path in post.categories), *post.tags])),
        language=post.language,
    )


def _body_path(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir) / "nenrin-bodies" / f"{docname}.html"
