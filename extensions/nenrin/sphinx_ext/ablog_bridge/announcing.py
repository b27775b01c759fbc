"""Announce the posts that our front matter reader found to ABlog, and keep what it knows of each page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import ablog.post
from ablog.blog import Blog
from ablog.post import PostNode, UpdateNode
from docutils import nodes
from sphinx.transforms import SphinxTransform

from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BEFORE_ABLOG_READS_FIELDS = 790
"""ABlog turns page fields into a ``post`` node at 800."""


class AnnouncePost(SphinxTransform):
    """Appends ABlog's node for a post that our front matter reader found."""

    default_priority = BEFORE_ABLOG_READS_FIELDS

    def apply(self, **kwargs: Any) -> None:
        """Append one ``post`` node; its description becomes the excerpt and does not show in the body."""
        reading = post_domain(self.env).readings.get(self.env.docname)
        if reading is None or reading.post is None:
            return
        if any(self.document.findall(PostNode)):
            # The author declared the post in the text as well: the text wins, as it does for ABlog.
            return
        node = _node(reading.post)
        node.document = self.document
        section = next(self.document.findall(nodes.section), self.document)
        section.append(node)


def _forget_posts(app: Sphinx, doctree: nodes.document) -> None:
    """Leave a page that failed without ABlog's nodes, which no writer knows."""
    ablog_posts(app.env).pop(app.env.docname, None)
    for node in list(doctree.findall(PostNode)):
        node.parent.replace(node, [] if node["exclude"] else node.children)


@costs("its place in ABlog's lists", instead=_forget_posts)
def process_page(app: Sphinx, doctree: nodes.document) -> None:
    """Let ABlog take in the page's posts, without its labels and its copy of the page."""
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    announced = [node for node in doctree.findall(PostNode) if node.get("nenrin")]
    if announced and reading and reading.post and not any(doctree.findall(UpdateNode)):
        # What `process_posts` would make of the node, less a copy of the whole page that it takes and we drop.
        ablog_posts(env)[env.docname] = [_info(announced[0], reading.post)]
        env.metadata[env.docname]["orphan"] = True
        announced[0].parent.remove(announced[0])
        announced[0].parent = None  # what is taken out would hold the page
        return
    # On a page without any, ABlog looks for ever for the section of the post that this option would have.
    Blog(app).config["post_always_section"] = app.config.post_always_section and any(
        doctree.findall(nodes.section)
    )
    std = env.domains.standard_domain
    kept = dict(std.labels), dict(std.anonlabels)
    ablog.post.process_posts(app, doctree)
    std.data["labels"], std.data["anonlabels"] = kept
    for info in ablog_posts(env).get(env.docname, []):
        # Feeds and archives are ours, so the copy of the whole page would only make the environment large.
        info["doctree"] = nodes.section()
        info["excerpt"] = [_detached(node) for node in info["excerpt"]]


@costs("being forgotten by ABlog")
def purge_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's posts; a label of the author's that has the name of the file stays."""
    ablog_posts(env).pop(docname, None)


@costs("what other processes told ABlog")
def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what ABlog kept of pages read in another process."""
    theirs = ablog_posts(other)
    ablog_posts(env).update((name, theirs[name]) for name in docnames if name in theirs)


def _node(post: Post) -> PostNode:
    """Return ABlog's node for ``post``: every key that its handlers read, dates naive, lists ready made."""
    categories = dict.fromkeys(name for path in post.categories for name in path)
    node = PostNode(
        "",
        nenrin=True,
        date=naive(post.published),
        title=post.title,
        tags=list(post.tags),
        author=[author.name for author in post.authors],
        category=list(categories),
        location=list(post.locations),
        language=[post.language] if post.language else [],
        redirect=[],
        image=None,
        excerpt=None,
        exclude=True,
        nocomments=post.switches.comments is False,
        canonical_link=post.canonical or None,
        external_link=post.external or None,
    )
    if excerpt := post.description or post.body.excerpt:
        node.append(nodes.paragraph(excerpt, excerpt))
    return node


def _info(node: PostNode, post: Post) -> dict[str, Any]:
    """Return what ABlog keeps of a post: its ``process_posts`` makes the same of the same node."""
    date = datetime.fromisoformat(naive(post.published))
    taken = (
        "tags",
        "author",
        "category",
        "location",
        "language",
        "redirect",
        "nocomments",
        "image",
        "exclude",
    )
    return {
        **{key: node[key] for key in (*taken, "canonical_link", "external_link")},
        "docname": post.docname,
        "section": "",
        "order": 1,
        "date": date,
        "update": datetime.fromisoformat(naive(post.updated)) if post.updated else date,
        "title": post.title,
        "excerpt": [_detached(child) for child in node.children],
        "doctree": nodes.section(),
    }


def _detached(node: nodes.Node) -> nodes.Node:
    """Return a copy of ``node`` that does not hold the page it comes from, which would be stored with it."""
    copied = node.deepcopy()
    for part in copied.findall():
        part.document = None  # type: ignore[assignment]
    return copied


def ablog_posts(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    """Return what ABlog keeps of each page, by docname."""
    if not hasattr(env, "ablog_posts"):
        env.ablog_posts = {}  # type: ignore[attr-defined]
    posts: dict[str, list[dict[str, Any]]] = env.ablog_posts  # type: ignore[attr-defined]
    return posts


def naive(at: datetime) -> str:
    """Return the local time of ``at`` as ISO text without offset, the only dates ABlog can compare."""
    return at.replace(tzinfo=None).isoformat()
