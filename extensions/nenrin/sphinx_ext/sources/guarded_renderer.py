"""Render what roles, directives and addresses of a page hold; one that raises costs its own place alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Include
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from nenrin.markdown.nesting import DEPTH_KEY, MOST_BLOCKS
from nenrin.markdown.problems import env_value
from nenrin.sphinx_ext.config.failures import goes_through, in_a_line
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_Rule: TypeAlias = Callable[["SyntaxTreeNode"], None]

_RUN_FOREIGN_CODE = (
    "render_colon_fence",
    "render_fence",
    "render_image",
    "render_link",
    "render_myst_role",
)
"""The rules that call what others have written: docutils, Sphinx and extensions."""

_SHOWN_AS_CODE = re.compile(r"^:?(?:literal|code)\b", re.MULTILINE)
"""The options with which ``include`` shows a file and does not read it."""


class GuardedRenderer(SphinxRenderer):
    """MyST's renderer, for which a role or directive that raises is text, with a warning at its line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules: dict[str, Any] = self.rules
        rules.update((name, self._guarded(rules[name])) for name in _RUN_FOREIGN_CODE)
        self._included: list[Path] = []

    def nested_render_text(self, *args: Any, **kwargs: Any) -> None:
        """Render a part of a directive; how deep it stands is told to the rules that would go deeper.

        Raises:
            ValueError: where it stands too deep.
        """
        outer = self.md_env.get(DEPTH_KEY, 0)
        if outer > MOST_BLOCKS:
            raise ValueError(f"it stands more than {MOST_BLOCKS} deep in others")
        with env_value(self.md_env, DEPTH_KEY, outer + _depth(self.current_node)):
            super().nested_render_text(*args, **kwargs)

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *args: Any, **kwargs: Any
    ) -> list[nodes.Element]:
        """Run a directive, as MyST does; a page that includes itself is named, and included no further."""
        kind = directives.directive(name, self.language_module_rst, self.document)[0]
        if not (isinstance(kind, type) and issubclass(kind, Include)) or _SHOWN_AS_CODE.search(content):
            return super().run_directive(name, first_line, content, position, *args, **kwargs)
        path = self._included_path(first_line)
        if path in self._included or path == Path(self.document["source"]):
            self._tell(position, f"{{{name}}} of {first_line.strip()!r} would include itself and is left out")
            return []
        self._included.append(Path(self.document["source"]))
        try:
            return super().run_directive(name, first_line, content, position, *args, **kwargs)
        finally:
            self._included.pop()

    def _included_path(self, written: str) -> Path:
        return Path(self.sphinx_env.relfn2path(written.strip())[1])

    def _guarded(self, rule: _Rule) -> _Rule:
        def render(token: SyntaxTreeNode) -> None:
            node, before = self.current_node, len(self.current_node.children)
            sections, offset = dict(self._level_to_section), self._heading_offset
            root = self.md_env.get("temp_root_node")
            try:
                rule(token)
            except RecursionError:
                raise  # what is around is too deep as well
            except Exception as error:
                if goes_through(error):
                    raise
                self.current_node, self._level_to_section, self._heading_offset = node, sections, offset
                self.md_env["temp_root_node"] = root
                del node.children[before:]
                self._show_source(token, error)

        return render

    def _show_source(self, token: SyntaxTreeNode, error: Exception) -> None:
        """Show a token as its author wrote it, and tell them why."""
        name, source = _written(token)
        shown = f"{name} cannot be built and is shown as text: {in_a_line(error)}"
        self._tell(token_line(token, 1), shown)
        block = token.type in {"fence", "colon_fence"}
        node = nodes.literal_block(source, source) if block else nodes.literal(source, source)
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def _tell(self, line: int, text: str) -> None:
        warn(Subtype.MARKUP, text, location=f"{self.document['source']}:{line}")


def _written(token: SyntaxTreeNode) -> tuple[str, str]:
    """Return what the author calls the construct, and its source."""
    if token.type == "myst_role":
        name = f"{{{token.meta['name']}}}"
        return name, f"{name}`{token.content}`"
    if token.type in {"fence", "colon_fence"}:
        return token.info.split(maxsplit=1)[0], f"{token.markup}{token.info}\n{token.content}{token.markup}"
    address = str(token.attrs.get("href") or token.attrs.get("src") or "")
    return f"the {token.type} {address!r}", _text(token.children) or address


def _depth(node: nodes.Node | None) -> int:
    depth = 0
    while node is not None:
        node, depth = node.parent, depth + 1
    return depth


def _text(tokens: Iterable[SyntaxTreeNode]) -> str:
    return "".join(token.content or _text(token.children) for token in tokens)
