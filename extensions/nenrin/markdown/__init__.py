"""What authors write: pure markdown-it-py plugins that read the dialects of many blog tools.

None of them imports Sphinx, docutils or ABlog. Each is a function of a ``MarkdownIt``, and works alone:

- ``cjk.autolinks``: a bare URL ends where Chinese text goes on.
- ``cjk.emphasis``: ``**重点：**文字`` is strong, after the draft "markdown-cjk-friendly".
- ``cjk.soft_breaks``: a newline between Han characters or kana is no space.
- ``math.rule``: ``$x^2$`` is a formula and ``$5`` a price.
- ``boxes.containers``, ``boxes.alerts``: boxes written ``:::note … :::`` and ``> [!NOTE]``; their tokens are in
  ``boxes.tokens``.
- ``directives.leaf``: ``::github{repo="a/b"}`` becomes a link; ``directives.text`` reads ``:spoiler[x]``.
- ``template_tags.shortcodes``: the tags of Hugo, Hexo and Jekyll; ``template_tags.url_expressions`` those inside URLs.
- ``mdx.components``: ``import``, ``export`` and components.
- ``fence_info``: language, title and marked lines of a code fence.
- ``kramdown``: ``{: .class}``, ``{:toc}`` and ``## Title {#id}`` do what they say and do not show.
- ``toc_markers``: lines with ``[toc]`` do not show.
- ``directives.embeds``: Zenn's ``@[card](url)`` becomes a link; ``image_size`` reads ``![x](a.png =100x200)``.
- ``wiki_links``: ``[[page|text]]`` becomes a link; ``comments`` takes ``%% … %%`` out of a text before it is read.
- ``emoji``: ``:tada:`` becomes 🎉; ``mark``: ``==x==`` is marked.
- ``footnotes``: ``[^x]`` without a note is text; ``^[a note]`` is one.
- ``literal``: ``{x}``, ``{{ x }}``, ``% x``, ``+++`` and ``:x: y`` are text where no one meant MyST.
- ``nesting``: what stands too deep in other blocks or marks is text.
- ``excerpt``: ``<!-- more -->`` becomes the token ``nenrin_more``.

A renderer must know these tokens on top of those of markdown-it and its plugins: ``nenrin_admonition``,
``nenrin_details``, ``nenrin_div`` and ``nenrin_title`` (``boxes.tokens``), ``nenrin_figure`` and ``nenrin_caption``
(``directives.placeholders``), each an opening and a closing token, and ``nenrin_more`` (``excerpt``). What could not be
shown is in ``env["nenrin_problems"]`` after a parse; ``problems_of(env)`` gives it in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.markdown.boxes.alerts import alerts_plugin
from nenrin.markdown.boxes.containers import containers_plugin
from nenrin.markdown.cjk.autolinks import autolinks_plugin
from nenrin.markdown.cjk.emphasis import cjk_emphasis_plugin
from nenrin.markdown.cjk.soft_breaks import soft_breaks_plugin
from nenrin.markdown.closings import forget_texts_plugin
from nenrin.markdown.directives.embeds import embeds_plugin
from nenrin.markdown.directives.leaf import leaf_directives_plugin
from nenrin.markdown.directives.text import text_directives_plugin
from nenrin.markdown.emoji import emoji_codes_plugin
from nenrin.markdown.excerpt import excerpt_plugin
from nenrin.markdown.fence_info import FenceInfo, fence_info_plugin, parse_fence_info
from nenrin.markdown.footnotes import footnotes_plugin
from nenrin.markdown.image_size import image_size_plugin
from nenrin.markdown.kramdown import kramdown_plugin
from nenrin.markdown.link_labels import link_labels_plugin
from nenrin.markdown.literal import plain_plugin
from nenrin.markdown.mark import mark_plugin
from nenrin.markdown.math.rule import math_guard_plugin
from nenrin.markdown.mdx.components import mdx_plugin
from nenrin.markdown.nesting import nesting_plugin
from nenrin.markdown.problems import MarkupProblem, problems_of
from nenrin.markdown.template_tags.shortcodes import shortcodes_plugin
from nenrin.markdown.toc_markers import contents_marks_plugin
from nenrin.markdown.wiki_links import wiki_links_plugin

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

__all__ = ["FenceInfo", "MarkupProblem", "parse_fence_info", "problems_of", "use_plugins"]


_DIALECT_PLUGINS = (
    shortcodes_plugin,
    excerpt_plugin,  # before MDX, one of whose comments ends an excerpt
    mdx_plugin,
    containers_plugin,
    alerts_plugin,
    leaf_directives_plugin,
    text_directives_plugin,
    kramdown_plugin,
    contents_marks_plugin,
    embeds_plugin,
    image_size_plugin,
    wiki_links_plugin,
    emoji_codes_plugin,
    footnotes_plugin,
    mark_plugin,
    math_guard_plugin,
    autolinks_plugin,
    cjk_emphasis_plugin,
    fence_info_plugin,
    soft_breaks_plugin,  # last: it looks at the text as it will be seen
)
_PLUGINS = (
    excerpt_plugin,
    alerts_plugin,
    autolinks_plugin,
    cjk_emphasis_plugin,
    fence_info_plugin,
    soft_breaks_plugin,
)


def use_plugins(md: MarkdownIt, *, known_roles: Callable[[str], bool], dialects: bool = True) -> MarkdownIt:
    """Make ``md``, a parser as ``myst_parser`` makes it, read posts; return it.

    Args:
        md: the parser; which of MyST's extensions it has is open.
        known_roles: whether a role of this name exists (``{ref}``); what is none stays text.
        dialects: False for a page written for MyST: it gains the rules for CJK text, alerts and code, and
            keeps all that MyST means by its signs.
    """
    if dialects:
        plain_plugin(md, known_roles=known_roles)
    for plugin in _DIALECT_PLUGINS if dialects else _PLUGINS:
        plugin(md)
    link_labels_plugin(md)
    nesting_plugin(md)
    forget_texts_plugin(md)
    return md
