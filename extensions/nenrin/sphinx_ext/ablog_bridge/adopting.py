"""Adopt posts that a page declares by ABlog's ``post`` directive or keys, in reST or Markdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import ablog.post
from ablog.post import PostNode, UpdateNode
from docutils import nodes
from sphinx.transforms import SphinxTransform

from nenrin.posts import dates, word_count
from nenrin.posts.model import Author, Body, Post, Problem
from nenrin.sphinx_ext.ablog_bridge.announcing import naive
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

AFTER_ABLOG_READS_FIELDS = 810
"""By now every ``post`` node of the page is there, and the ``doctree-read`` event (880) has not come."""


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
        self._note_updates()
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
        node["date"] = naive(moment.at)
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

    def _tell(self, node: nodes.Element, key: str, text: str) -> None:
        line = node.line or getattr(node.parent, "line", None) or 1
        warn_problem(Problem("date", key, line, text), self.env.doc2path(self.env.docname).as_posix())


def withhold_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep the source of a page from being published while one of its posts is not out."""
    if pagename in post_domain(app.env).withheld:
        context["sourcename"] = ""


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
