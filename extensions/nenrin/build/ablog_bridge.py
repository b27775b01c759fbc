"""The only place that knows ABlog: announces our posts to it, adopts posts declared with its directive.

ABlog keeps one ``Blog`` for all builds of a process, compares naive dates with aware ones, decides at
import what "tomorrow" is, and writes archives and feeds of its own. Here it is told what we know and kept
from the rest; ``postlist``, references such as ``category-python`` and themes made for ABlog go on working.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import ablog
import ablog.blog
import ablog.post
from ablog.blog import Blog, Collection
from ablog.post import PostNode, UpdateNode
from docutils import nodes
from sphinx.transforms import SphinxTransform

from nenrin.build.config import Options, is_set
from nenrin.build.domain import post_domain
from nenrin.build.messages import warn_problem
from nenrin.posts import dates, words
from nenrin.posts.library import Term
from nenrin.posts.model import Author, Body, Post, Problem

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BEFORE_ABLOG_READS_FIELDS = 790
"""ABlog turns page fields into a ``post`` node at 800."""
AFTER_ABLOG_READS_FIELDS = 810
"""By now every ``post`` node of the page is there, and the ``doctree-read`` event (880) has not come."""

_CATALOGS = {
    "category": "category",
    "tags": "tag",
    "author": "author",
    "location": "location",
    "language": "language",
}


def load_ablog(app: Sphinx) -> None:
    """Load ABlog and take from it the handlers that we replace."""
    app.setup_extension("ablog")
    replaced = {
        ablog.post.process_posts,
        ablog.post.purge_posts,
        ablog.post.generate_archive_pages,
        ablog.post.generate_atom_feeds,
    }
    for event in app.events.listeners.values():
        for listener in [listener for listener in event if listener.handler in replaced]:
            app.disconnect(listener.id)
    # Its reading is safe in parallel with our handlers below, which merge what it keeps.
    app.extensions["ablog"].parallel_read_safe = True
    app.add_transform(AnnouncePost)
    app.add_transform(AdoptPosts)


def configure_ablog(app: Sphinx, config: Any) -> None:
    """Set what ABlog needs before it looks: no feeds of its own, and pydata's switch that it watches."""
    config.blog_feed_templates = {}
    # pydata sets this in a later event, and the changed value would make every build a full one.
    config.fontawesome_included = True
    if not is_set(config, "blog_baseurl"):
        config.blog_baseurl = config.html_baseurl
    if not is_set(config, "blog_title"):
        config.blog_title = config.project


def start_anew(app: Sphinx) -> None:
    """Forget the blog of an earlier build in this process, and leave the question of what is out to us."""
    Blog._dict.clear()
    ablog.blog.TOMORROW = datetime(9999, 1, 1)  # noqa: DTZ001 - ABlog compares naive dates


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


class AdoptPosts(SphinxTransform):
    """Reads the ``post`` nodes an author declared, in reST or Markdown, as Posts of ours."""

    default_priority = AFTER_ABLOG_READS_FIELDS

    def apply(self, **kwargs: Any) -> None:
        """Adopt each declared post; one whose date cannot be read is named and stays a page."""
        found = [node for node in self.document.findall(PostNode) if not node.get("nenrin")]
        adopted = []
        for node in found:
            self._lift(node)
            post = self._adopt(node, several=len(found) > 1)
            if post is None:
                node.parent.remove(node)
            elif post.anchor and not self._is_out(post):
                # One page holds several posts, and this one is not for readers yet.
                section = _section(node, self.document)
                if section is not None:
                    section.parent.remove(section)
                post_domain(self.env).withheld.add(self.env.docname)
            else:
                adopted.append(post)
        self._drop_wrong_updates()
        domain = post_domain(self.env)
        if adopted:
            domain.adopted[self.env.docname] = tuple(adopted)
        if any(self.document.findall(ablog.post.PostList)):
            domain.lists.add(self.env.docname)

    def _is_out(self, post: Post) -> bool:
        options = Options(self.config)
        return bool(options.show_drafts) or post.is_out(options.reading().now)

    def _lift(self, node: PostNode) -> None:
        """Move a node out of a list or quote into its section: ABlog looks for the section without an end."""
        parent = node.parent
        while parent is not None and not isinstance(parent, (nodes.section, nodes.document)):
            parent = parent.parent
        if parent is not None and node.parent is not parent:
            node.parent.remove(node)
            parent.append(node)

    def _adopt(self, node: PostNode, *, several: bool) -> Post | None:
        options = Options(self.config)
        settings = options.reading()
        try:
            moment = dates.parse(str(node["date"] or ""), settings.zone)
        except dates.DateProblem as wrong:
            if node["date"]:
                self._tell(node, "post", f"found {node['date']!r}, expected {wrong}")
            if node["date"] or not options.show_drafts:
                return None
            moment = dates.Moment(settings.now, timed=False)
        node["date"] = _naive(moment.at)
        section = _section(node, self.document) if several else None
        title = node["title"] or _first_title(section or self.document) or self.env.docname
        people = options.authors_by_key
        return Post(
            docname=self.env.docname,
            anchor=section["ids"][0] if section is not None and section["ids"] else "",
            title=title,
            published=moment.at,
            timed=moment.timed,
            description=" ".join(child.astext() for child in node.children),
            body=_body(section or self.document),
            updated=self._latest_update(moment.at, section or self.document),
            categories=tuple((name,) for name in _names(node["category"])),
            tags=_names(node["tags"]),
            authors=tuple(people.get(name, Author(name)) for name in _names(node["author"]))
            or settings.default_authors,
            locations=_names(node["location"]),
            language=next(iter(_names(node["language"])), ""),
            aliases=_names(node["redirect"]),
            external=str(node["external_link"] or ""),
            canonical=str(node["canonical_link"] or ""),
        )

    def _latest_update(self, published: datetime, scope: nodes.Element) -> datetime | None:
        zone = Options(self.config).reading().zone
        found = [published]
        for node in scope.findall(UpdateNode):
            try:
                found.append(dates.parse(node["date"], zone).at)
            except dates.DateProblem:
                continue
        latest = max(found)
        return latest if latest > published else None

    def _drop_wrong_updates(self) -> None:
        """Turn ``update`` nodes that ABlog would abort the build for into plain notes, and give it naive dates."""
        zone = Options(self.config).reading().zone
        for node in list(self.document.findall(UpdateNode)):
            try:
                node["date"] = _naive(dates.parse(node["date"], zone).at)
            except dates.DateProblem as wrong:
                self._tell(node, "update", f"found {node['date']!r}, expected {wrong}")
                node.replace_self(nodes.note("", *node.children))

    def _tell(self, node: nodes.Element, key: str, text: str) -> None:
        line = node.line or getattr(node.parent, "line", None) or 1
        warn_problem(Problem("date", key, line, text), self.env.doc2path(self.env.docname).as_posix())


def process_page(app: Sphinx, doctree: nodes.document) -> None:
    """Let ABlog take in the page's posts, without its labels and its copy of the page."""
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    announced = [node for node in doctree.findall(PostNode) if node.get("nenrin")]
    if announced and reading and reading.post:
        # What `process_posts` would make of the node, less a copy of the whole page that it takes and we drop.
        _ablog_posts(env)[env.docname] = [_info(announced[0], reading.post)]
        env.metadata[env.docname]["orphan"] = True
        announced[0].parent.remove(announced[0])
        return
    std = env.domains.standard_domain
    kept = dict(std.labels), dict(std.anonlabels)
    ablog.post.process_posts(app, doctree)
    std.data["labels"], std.data["anonlabels"] = kept
    for info in _ablog_posts(env).get(env.docname, []):
        # Feeds and archives are ours, so the copy of the whole page would only make the environment large.
        info["doctree"] = nodes.section()


def withhold_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep the source of a page from being published while one of its posts is not out."""
    if pagename in post_domain(app.env).withheld:
        context["sourcename"] = ""


def purge_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's posts; a label of the author's that has the name of the file stays."""
    _ablog_posts(env).pop(docname, None)


def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what ABlog kept of pages read in another process."""
    theirs = _ablog_posts(other)
    _ablog_posts(env).update((name, theirs[name]) for name in docnames if name in theirs)


def register_posts(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell ABlog of all posts, and where their archive pages are, before any page is written."""
    library = post_domain(env).library
    Blog._dict.clear()
    blog = Blog(app)
    for catalog_name, kind in _CATALOGS.items():
        for term in (term for (term_kind, _), term in library.terms.items() if term_kind == kind):
            _place_collection(blog, catalog_name, term)
    for year in library.years:
        blog.archive.collections[int(year.name)] = Collection(blog.archive, int(year.name), path=year.path)
    for docname, infos in sorted(_ablog_posts(env).items()):
        if docname in library.by_docname:
            for info in infos:
                blog.register(docname, info)
    _label_posts(env)


def _label_posts(env: BuildEnvironment) -> None:
    """Let ``{ref}`` find a page of posts by its file's name, as with ABlog, where the author has no such label.

    The labels are set anew at each build: a label for each post would make Sphinx's clearing of a page
    take the longer the more posts there are.
    """
    std, domain = env.domains.standard_domain, post_domain(env)
    for known in (std.labels, std.anonlabels):
        for label in [label for label in domain.labels if label in known]:
            del known[label]
    domain.labels.clear()
    for docname, posts in sorted(domain.library.by_docname.items()):
        label = _label(docname)
        if label and label not in std.labels:
            std.labels[label] = (docname, "", posts[0].title)
            std.anonlabels[label] = (docname, "")
            domain.labels.add(label)


def _place_collection(blog: Blog, catalog_name: str, term: Term) -> None:
    catalog = blog.catalogs[catalog_name]
    if term.name in catalog.collections and catalog_name == "category":
        return
    known = catalog.collections.get(term.name)
    catalog.collections[term.name] = Collection(
        catalog, term.name, known.name if known else None, known.href if known else None, path=term.path
    )
    slug = term.path.rpartition("/")[2]
    blog.references.setdefault(f"{catalog.xref}-{slug}", (term.path, term.name))


def _node(post: Post) -> PostNode:
    """Return ABlog's node for ``post``: every key that its handlers read, dates naive, lists ready made."""
    categories = dict.fromkeys(name for path in post.categories for name in path)
    node = PostNode(
        "",
        nenrin=True,
        date=_naive(post.published),
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
    date = datetime.fromisoformat(_naive(post.published))
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
        "update": datetime.fromisoformat(_naive(post.updated)) if post.updated else date,
        "title": post.title,
        "excerpt": list(node.children),
        "doctree": nodes.section(),
    }


def _ablog_posts(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    if not hasattr(env, "ablog_posts"):
        env.ablog_posts = {}  # type: ignore[attr-defined]
    posts: dict[str, list[dict[str, Any]]] = env.ablog_posts  # type: ignore[attr-defined]
    return posts


def _label(docname: str) -> str:
    """Return the label ABlog gives the page: its file's name, or its folder's."""
    folder, _, name = docname.rpartition("/")
    return folder.rpartition("/")[2] if name == "index" else name


def _naive(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat()


def _names(value: Any) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value or []
    return tuple(name for item in items if (name := str(item).strip()))


def _section(node: nodes.Element, document: nodes.document) -> nodes.Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return None if parent is None or parent.parent is document else parent


def _body(scope: nodes.Element) -> Body:
    count, minutes = words.measure("\n".join(node.astext() for node in scope.findall(nodes.TextElement)))
    first = next((node.astext() for node in scope.findall(nodes.paragraph)), "")
    return Body(count, minutes, words.shorten(first, words.EXCERPT_WIDTH))


def _first_title(scope: nodes.Element) -> str:
    return next((title.astext() for title in scope.findall(nodes.title)), "")
