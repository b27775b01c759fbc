"""Adopt posts that a page declares by ABlog's ``post`` directive or keys, in reST or Markdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from string import Formatter
from typing import TYPE_CHECKING, Any

import ablog.post
from ablog.post import PostNode, UpdateNode
from docutils import nodes
from sphinx.transforms import SphinxTransform

from nenrin.posts import dates, word_count
from nenrin.posts.model import Author, Body, Post, Problem
from nenrin.sphinx_ext.ablog_bridge.announcing import naive
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

AFTER_ABLOG_READS_FIELDS = 810
"""By now every ``post`` node of the page is there, and the ``doctree-read`` event (880) has not come."""


_KEYS_OF_A_FORMAT = frozenset({"author", "category", "date", "language", "location", "tags", "title"})


class AdoptPosts(SphinxTransform):
    """Reads the ``post`` nodes an author declared, in reST or Markdown, as Posts of ours."""

    default_priority = AFTER_ABLOG_READS_FIELDS

    def apply(self, **kwargs: Any) -> None:
        """Adopt each declared post; one whose date cannot be read is named and stays a page."""
        found = [node for node in self.document.findall(PostNode) if not node.get("nenrin")]
        adopted = []
        anchors: set[str] = set()
        for node in found:
            place_in_section(node, self.document)
            post = self._adopt(node, anchors, several=len(found) > 1)
            if post is None:
                _give_up(node)
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
        self._note_updates()
        if adopted:
            domain.adopted[self.env.docname] = tuple(adopted)
        for post_list in self.document.findall(ablog.post.PostList):
            domain.lists.add(self.env.docname)
            self._check_format(post_list)

    def _is_out(self, post: Post) -> bool:
        options = Options(self.config)
        return bool(options.show_drafts) or post.is_out(options.reading().now)

    def _check_format(self, node: ablog.post.PostList) -> None:
        """Name a list's format that ABlog would end the build for, and take its own."""
        try:
            keys = {key for _, key, _, _ in Formatter().parse(node["format"]) if key is not None}
        except ValueError:
            keys = {node["format"]}
        if wrong := sorted(keys - _KEYS_OF_A_FORMAT):
            text = (
                f"found {wrong[0]!r} in its format, expected some of {', '.join(sorted(_KEYS_OF_A_FORMAT))}"
            )
            self._tell(node, "postlist", text, code="value")
            node["format"] = "{date} - {title}"

    def _adopt(self, node: PostNode, anchors: set[str], *, several: bool) -> Post | None:
        """Return the post; None for one that cannot be read, or of a section that has another."""
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
        node["date"] = naive(moment.at)
        section = _section(node, self.document) if several else None
        anchor = section["ids"][0] if section is not None and section["ids"] else ""
        if anchor in anchors:
            text = "found a second post below one heading, expected a heading for each"
            self._tell(node, "post", text, code="value")
            return None
        anchors.add(anchor)
        # ABlog raises an error for a post without a title.
        node["title"] = node["title"] or _first_title(section or self.document) or self.env.docname
        people = options.authors_by_key
        return Post(
            docname=self.env.docname,
            anchor=anchor,
            title=node["title"],
            published=moment.at,
            timed=moment.timed,
            description=" ".join(child.astext() for child in node.children),
            body=_body(section or self.document),
            updated=self._latest_update(moment.at, section or self.document),
            categories=tuple((name,) for name in _names(node["category"])),
            tags=_names(node["tags"]),
            authors=tuple(people.get(name, Author(name)) for name in _names(node["author"]))
            or settings.default_authors,
            locations=tuple(settings.locations.get(name, name) for name in _names(node["location"]))
            or settings.default_locations,
            language=next(iter(_names(node["language"])), ""),
            aliases=tuple(f"/{name.lstrip('/')}" for name in _names(node["redirect"])),
            external=str(node["external_link"] or ""),
            canonical=str(node["canonical_link"] or ""),
        )

    def _note_updates(self) -> None:
        """Let an ``update`` in the text count for a post of front matter as well."""
        readings = post_domain(self.env).readings
        reading = readings.get(self.env.docname)
        if reading is None or reading.post is None:
            return
        latest = self._latest_update(reading.post.changed, self.document)
        if latest is not None:
            post = replace(reading.post, updated=latest, updated_timed=False)
            readings[self.env.docname] = replace(reading, post=post)

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
                node["date"] = naive(dates.parse(node["date"], zone).at)
            except dates.DateProblem as wrong:
                self._tell(node, "update", f"found {node['date']!r}, expected {wrong}")
                node.replace_self(nodes.note("", *node.children))

    def _tell(self, node: nodes.Element, key: str, text: str, *, code: str = "date") -> None:
        line = node.line or getattr(node.parent, "line", None) or 1
        warn_problem(Problem(code, key, line, text), self.env.doc2path(self.env.docname).as_posix())


def _publish_no_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["sourcename"] = ""


@costs("its source, which might hold a post that is not out", instead=_publish_no_source)
def withhold_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep the source of a page from being published while one of its posts is not out."""
    if pagename in post_domain(app.env).withheld:
        context["sourcename"] = ""


def place_in_section(node: PostNode, document: nodes.document) -> None:
    """Move a node that stands in a list, a quote or above the title into a section, where the page has one.

    ABlog looks for the section of a post in an endless loop, whose only way out is that the parent is one.
    """
    inside: nodes.Node = node
    while not isinstance(inside.parent, (nodes.section, nodes.document)):
        inside = inside.parent
    parent: nodes.Element = inside.parent
    place = parent.index(inside) + 1
    if parent is document and (section := next(document.findall(nodes.section), None)) is not None:
        parent, place = section, 1  # after its title
    if node.parent is not parent:
        node.parent.remove(node)
        parent.insert(place, node)
    if node["ids"] or node["names"]:
        # A label before the directive; ABlog replaces the node, and docutils forbids to lose a label so.
        label = nodes.target("", "", ids=node["ids"], names=node["names"])
        parent.insert(parent.index(node), label)
        document.ids.update(dict.fromkeys(label["ids"], label))
        node["ids"], node["names"] = [], []


def _give_up(node: PostNode) -> None:
    """Leave in the page what a post that is none holds, which readers would see of one."""
    node.parent.replace(node, [] if node["exclude"] else node.children)


def _names(value: Any) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value or []
    return tuple(name for item in items if (name := str(item).strip()))


def _section(node: nodes.Element, document: nodes.document) -> nodes.Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return None if parent is None or parent.parent is document else parent


def _body(scope: nodes.Element) -> Body:
    texts = [node for node in scope.findall(nodes.TextElement) if not _is_field(node)]
    count, minutes = word_count.measure("\n".join(node.astext() for node in texts))
    first = next((node.astext() for node in texts if isinstance(node, nodes.paragraph)), "")
    return Body(count, minutes, word_count.shorten(first, word_count.EXCERPT_WIDTH))


def _is_field(node: nodes.Node) -> bool:
    """Whether a text stands in the fields at the head of a reST page, which readers do not see."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.docinfo):
        parent = parent.parent
    return parent is not None


def _first_title(scope: nodes.Element) -> str:
    return next((title.astext() for title in scope.findall(nodes.title)), "")
