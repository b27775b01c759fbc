"""Show formulas as MathML, made at build time: no script, no fonts, nothing from elsewhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from nenrin.outputs.mathml import NotConverted, mathml
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import CATALOG
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_ = get_translation(CATALOG)
RENDERER = "nenrin"
_ENVIRONMENT = re.compile(r"\\begin\{(?P<name>[^{}]*)\}.*\\end\{(?P=name)\}", re.DOTALL)
_ALIGNS = re.compile(r"(?<!\\)&|\\\\")
"""What only stands where formulas are aligned."""

_BUILT_IN = {RENDERER, "mathjax"}


def add_renderer(app: Sphinx) -> None:
    """Register the renderer; Sphinx takes it where the site chooses none."""
    app.add_html_math_renderer(RENDERER, (_show_inline, None), (_show_block, None))


@costs("other ways to show formulas")
def leave_other_renderers(app: Sphinx, config: Config) -> None:
    """Choose the renderer of another extension that the site loads (KaTeX, images), as Sphinx itself would."""
    others = [name for name in app.registry.html_inline_math_renderers if name not in _BUILT_IN]
    if config.html_math_renderer is None:
        config.html_math_renderer = others[0] if len(others) == 1 else RENDERER


def _show_inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(_shown(node, node.astext(), block=False))
    raise nodes.SkipNode


def _show_block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({node["number"]})')
        translator.add_permalink_ref(node, _("Link to this formula"))
        translator.body.append("</span>")
    is_whole = node.get("no-wrap") or node.get("nowrap")
    latex = node.astext() if is_whole else _aligned(node.astext())
    translator.body.append(_shown(node, latex, block=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _aligned(latex: str) -> str:
    """Return a formula of several lines, or with places to align, inside ``aligned``, as Sphinx's ``math`` allows it.

    The blank lines of ``math`` part formulas; see ``sphinx.util.math.wrap_displaymath``.
    """
    parts = [part.strip() for part in latex.split("\n\n") if part.strip()]
    lines = "\\\\\n".join(part.removesuffix("\\\\").rstrip() for part in parts)
    outside = _ENVIRONMENT.sub("", lines)
    if len(parts) < 2 and not _ALIGNS.search(outside):
        return latex
    return f"\\begin{{aligned}}\n{lines}\n\\end{{aligned}}"


def _shown(node: nodes.Element, latex: str, *, block: bool) -> str:
    try:
        return mathml(latex, block=block)
    except NotConverted as unknown:
        warn(
            Subtype.MATH,
            f"found {str(unknown)!r} in a formula, expected LaTeX we know",
            location=_place(node),
        )
    source = f'<code class="math-source">{escape(latex)}</code>'
    return f"<pre>{source}</pre>" if block else source


def _place(node: nodes.Element) -> str | None:
    return f"{node.source}:{node.line}" if node.source and node.line else None
