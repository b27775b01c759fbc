"""Render what posts hold beyond MyST as docutils nodes: readable heading ids, boxes, figures, code with a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import clean_astext, compute_unique_slug
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from sphinx.addnodes import download_reference, highlightlang, pending_xref

from nenrin.markdown.plain_text import description
from nenrin.markdown.template_tags.meanings import BY_TITLE_KEY
from nenrin.markdown.wiki_links import WIKI
from nenrin.posts.files import find_offered
from nenrin.posts.slugs import heading_id
from nenrin.sphinx_ext.config.values import Options, is_set
from nenrin.sphinx_ext.sources.anchors import LOCAL_IDS
from nenrin.sphinx_ext.sources.guarded_renderer import GuardedRenderer
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

# Languages that authors name and Pygments calls otherwise, or has no lexer for.
_LANGUAGES = {
    "astro": "html",
    "cjs": "javascript",
    "dotenv": "bash",
    "env": "bash",
    "gitignore": "text",
    "jsonl": "json",
    "mdx": "markdown",
    "mjs": "javascript",
    "mts": "typescript",
    "plain": "text",
    "plaintext": "text",
    "shellscript": "bash",
    "svelte": "html",
    "terminal": "console",
    "txt": "text",
    "vue": "html",
}


DIALECTS = "nenrin_dialects"
"""The option of the Markdown parser that tells whether a page is read in the dialects of blog tools."""


class details(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A box that folds; ``open`` says whether it is unfolded at first."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """The line of a ``details`` box that stays when it is folded."""


class titled_image(nodes.image):  # noqa: N801
    """An image with a title, which HTML shows when one points at it; docutils writes none."""


def add_nodes(app: Sphinx) -> None:
    """Register our nodes; writers other than HTML show what is inside them."""
    nothing = (_nothing, _nothing)
    other = {"latex": nothing, "text": nothing, "man": nothing, "texinfo": nothing}
    app.add_node(details, False, html=(_visit_details, _depart_details), **other)
    app.add_node(titled_image, False, html=(_visit_titled_image, _depart_titled_image))
    app.add_node(summary, False, html=(_visit_summary, _depart_summary), **other)


class PostRenderer(GuardedRenderer):
    """MyST's renderer with the tokens of ``nenrin.markdown``, and with ids that read in every script."""

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give the heading its id before docutils would call it ``id1``, and make it a link target.

        Links find it by that id and by the one GitHub would give it.
        """
        for link in list(title_node.findall(download_reference)):
            # Sphinx copies titles into its table of contents and knows no links to files there.
            link.replace_self(link.children)
        text = clean_astext(title_node)
        if not node["ids"]:
            node["ids"].append(self._free_id(heading_id(text)))
        # Beyond any level that MyST gives anchors to: the slugs below are ours.
        super().generate_heading_target(token, 99, node, title_node)
        found = (node.line, node["ids"][0], text)
        github = compute_unique_slug(token, self._heading_slugs, self.md_config.heading_slug_func)
        node["slug"] = node["ids"][0]
        self._heading_slugs[node["slug"]] = found
        if github:
            self._heading_slugs.setdefault(github, found)

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render a code block; its title becomes a caption, an unknown language plain text."""
        info = token.meta.get("nenrin_fence")
        if info is None:
            super().render_fence(token)
            return
        holder = nodes.Element()
        with self.current_node_context(holder):
            super().render_fence(token)
        for block in holder.children:
            if isinstance(block, nodes.literal_block):
                _set_language(block, info.language or self._language_of_none(), diff=info.diff)
        if not info.title:
            self.current_node.extend(holder.children)
            return
        wrapper = nodes.container("", literal_block=True, classes=["literal-block-wrapper"])
        caption = nodes.caption(info.title, info.title)
        self.add_line_and_source_path(wrapper, token)
        self.add_line_and_source_path(caption, token)
        wrapper.extend([caption, *holder.children])
        self.current_node.append(wrapper)

    def _language_of_none(self) -> str:
        """Return the language of a fence that names none: plain text in a post, ``""`` (Sphinx's choice) elsewhere.

        Sphinx reads such code as Python. ``highlight_language`` and the directive ``highlight`` name another.
        """
        reading = post_domain(self.sphinx_env).readings.get(self.sphinx_env.docname)
        is_chosen = is_set(self.sphinx_env.config, "highlight_language") or self.document.next_node(
            highlightlang
        )
        return "none" if reading is not None and reading.post is not None and not is_chosen else ""

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Sequence[str] = ("class",), **options: Any
    ) -> None:
        """Copy attributes as MyST does, and the language of a passage: ``[日本語]{lang=ja}``.

        docutils writes a class ``language-ja`` as ``lang="ja"``.
        """
        if "id" in keys and token.attrs.get("id") and self.md.options.get(DIALECTS):
            self._note_id(node, str(token.attrs["id"]))
            keys = tuple(key for key in keys if key != "id")
        super().copy_attributes(token, node, keys, **options)
        language = str(token.attrs.get("lang", ""))
        if _LANGUAGE_TAG.fullmatch(language):
            node["classes"].append(f"language-{language}")

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render struck text as HTML; other writers show the text, which is no reason to warn at each place."""
        self.current_node.append(nodes.raw("", "<s>", format="html"))
        self.render_children(token)
        self.current_node.append(nodes.raw("", "</s>", format="html"))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link; where its text is only the name of a page, that page's title takes its place."""
        if token.meta.get(BY_TITLE_KEY):
            token.children = []
        if wiki := token.meta.get(WIKI):
            node = pending_xref(reftarget=wiki.name, refdoc=self.sphinx_env.docname, reftype="myst")
            node["refdomain"], node["refexplicit"], node["wiki"] = None, True, tuple(wiki)
            self._process_wrap_node(node, token, True, ["xref", "myst"], wiki.written)
            return
        super().render_link(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image with its title, and with the code and formulas of its description."""
        super().render_image(token)
        image = self.current_node.children[-1]
        if isinstance(image, nodes.image):
            image["alt"] = description(token.token.children or []) if token.token else image["alt"]
            if image.get("title"):
                self.current_node.children[-1:] = []
                titled = titled_image("", **image.attributes)
                titled.source, titled.line = image.source, image.line
                self.current_node.append(titled)

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph; the title of a picture alone becomes its caption, several stand side by side."""
        before = len(self.current_node.children)
        super().render_paragraph(token)
        for paragraph in self.current_node.children[before:]:
            if isinstance(paragraph, nodes.paragraph):
                _arrange_pictures(paragraph)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link to a path: to a file beside the page as a download, to anything else as what is settled later.

        Which page it leads to is settled when pages are written.
        """
        written = self._handle_relative_docs(self.md.normalizeLinkText(str(token.attrGet("href") or "")))
        explicit = token.info != "auto" and bool(token.children)
        about: dict[str, Any] = {
            "refdomain": None,
            "refdoc": self.sphinx_env.docname,
            "reftype": "myst",
            "refexplicit": explicit,
        }
        if file := self._file(written):
            node: nodes.Element = download_reference(reftarget=f"/{file}", **about)
            self._process_wrap_node(node, token, explicit, ["xref", "download", "myst"], written)
        else:
            node = pending_xref(reftarget=written, written=written, **about)
            self._process_wrap_node(node, token, explicit, ["xref", "myst"], written)

    def _file(self, written: str) -> str:
        """Return the file beside the page that a link offers; ``""`` for a page and for what is public anyway."""
        env = self.sphinx_env
        page = PurePosixPath(env.doc2path(env.docname, False).as_posix())
        name = find_offered(Options(env.config).places(env.srcdir), page, written) or ""
        is_public = name.startswith(tuple(f"{folder}/" for folder in env.config.html_extra_path))
        return "" if is_public or env.path2doc(name) else name

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a rule as HTML: docutils allows its transitions between two blocks of a section alone."""
        self.current_node.append(nodes.raw("", '<hr class="docutils">\n', format="html"))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render HTML as it is; a comment that its author did not close ends with its block, not with the page."""
        open_comment = token.content.rfind("<!--") > token.content.rfind("-->")
        node = nodes.raw("", f"{token.content}-->" if open_comment else token.content, format="html")
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def render_nenrin_more(self, token: SyntaxTreeNode) -> None:
        """The end of the excerpt does not show."""

    def render_nenrin_admonition(self, token: SyntaxTreeNode) -> None:
        """Render a box as the admonition of its kind, or as a folding one."""
        kind, titled = token.meta["kind"], bool(token.meta["title"])
        node: nodes.Element
        if token.meta["foldable"]:
            node = details("", open=token.meta["foldable"] == "open", classes=["admonition", kind])
            if not titled:
                node.append(summary("", str(token.meta["name"]).capitalize()))
        elif titled or kind == "admonition":
            node = nodes.admonition("", classes=[kind] if kind != "admonition" else [])
            if not titled:
                node.append(nodes.title("", str(token.meta["name"]).capitalize()))
        else:
            node = getattr(nodes, kind)("")
        self._render_box(token, node)

    def render_nenrin_details(self, token: SyntaxTreeNode) -> None:
        """Render a folding box."""
        node = details("", open=token.meta["open"])
        if not token.meta["title"]:
            node.append(summary("", "…"))
        self._render_box(token, node)

    def render_nenrin_div(self, token: SyntaxTreeNode) -> None:
        """Render a box of a kind nobody knows as a division with its name as class."""
        self._render_box(token, nodes.container("", classes=[nodes.make_id(token.meta["name"])]))

    def render_nenrin_title(self, token: SyntaxTreeNode) -> None:
        """Render the title of a box."""
        inside = self.current_node
        node = summary() if isinstance(inside, details) else nodes.title()
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_nenrin_figure(self, token: SyntaxTreeNode) -> None:
        """Render an image with its caption."""
        self._render_box(token, nodes.figure())

    def render_nenrin_caption(self, token: SyntaxTreeNode) -> None:
        """Render the caption of a figure."""
        self._render_box(token, nodes.caption())

    def _render_box(self, token: SyntaxTreeNode, node: nodes.Element) -> None:
        self.add_line_and_source_path(node, token)
        self.copy_attributes(token, node, ("class", "id"))
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def _note_id(self, node: nodes.Element, given: str) -> None:
        """Give a node of a post the id that its author wrote in braces: one of this page, no label of the site."""
        name = self._free_id(given)
        node["ids"].append(name)
        self.document.ids[name] = node
        self.document[LOCAL_IDS] = [*self.document.get(LOCAL_IDS, ()), name]

    def _free_id(self, wanted: str) -> str:
        found, number = wanted, 1
        while found in self.document.ids:
            found, number = f"{wanted}-{number}", number + 1
        return found


def _arrange_pictures(paragraph: nodes.paragraph) -> None:
    """Make a figure of a paragraph that is one picture with a title, and a gallery of one that is several pictures."""
    shown = [node for node in paragraph.children if node.astext().strip() or not isinstance(node, nodes.Text)]
    pictures = [node for node in shown if isinstance(node, nodes.image) or _is_linked_picture(node)]
    if not pictures or len(pictures) < len(shown):
        return
    if len(pictures) > 1:
        paragraph["classes"].append("gallery")
    elif isinstance(picture := pictures[0], titled_image):
        title = picture.attributes.pop("title")
        figure = nodes.figure("", nodes.image("", **picture.attributes), nodes.caption(title, title))
        figure.source, figure.line = paragraph.source, paragraph.line
        figure[0].source, figure[0].line = picture.source, picture.line
        figure["classes"] += paragraph["classes"]
        paragraph.replace_self(figure)


def _is_linked_picture(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference) and [type(each) for each in node.children] == [nodes.image]


def _set_language(block: nodes.literal_block, language: str, *, diff: bool) -> None:
    name = language.lower()
    if name == "mermaid":
        block["classes"].append("mermaid")
        name = "text"
    elif diff:
        name = "diff"
    elif name:
        name = _LANGUAGES.get(name, name)
        if not _is_known(name):
            name = "text"
    if name:
        block["language"] = name
    # A slip in somebody's code is no mistake of the post: no warning when the lexer stumbles.
    block["force"] = True


def _is_known(language: str) -> bool:
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return language in {"none", "default", "guess"}
    return True


def _nothing(translator: Any, node: nodes.Element) -> None:
    """Write no mark of the node itself."""


def _visit_details(translator: Any, node: details) -> None:
    opened = {"open": "open"} if node["open"] else {}
    translator.body.append(translator.starttag(node, "details", **opened))


def _depart_details(translator: Any, node: details) -> None:
    translator.body.append("</details>\n")


def _visit_titled_image(translator: Any, node: titled_image) -> None:
    translator.visit_image(node)
    translator.body[-1] = translator.body[-1].replace("<img ", f'<img title="{escape(node["title"])}" ', 1)


def _depart_titled_image(translator: Any, node: titled_image) -> None:
    translator.depart_image(node)


def _visit_summary(translator: Any, node: summary) -> None:
    translator.body.append(translator.starttag(node, "summary", ""))


def _depart_summary(translator: Any, node: summary) -> None:
    translator.body.append("</summary>\n")
