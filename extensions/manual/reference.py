"""Show Markdown that is made from code as if it stood in the page: with headings, anchors and a dependency."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from importlib import import_module
from typing import ClassVar, TypeVar

from docutils import nodes
from docutils.statemachine import StringList
from nenrin.sphinx_ext.config.options import OPTIONS
from sphinx.util.docutils import SphinxDirective

Thing = TypeVar("Thing")
_OPTION_NAMES = re.compile(rf"`({'|'.join(option.name for option in OPTIONS)})`")


class Reference(SphinxDirective, ABC):
    """Shows ``markdown()``; ``made_from`` are the modules whose change makes the page anew."""

    has_content = True
    made_from: ClassVar[Collection[str]] = ()

    def run(self) -> list[nodes.Node]:
        """Return what stands before the first heading; sections go where the page has come to."""
        for module in {*self.made_from, __name__, type(self).__module__}:
            self.env.note_dependency(str(import_module(module).__file__))
        holder = nodes.section()
        holder.document = self.state.document
        lines = StringList(self.markdown().splitlines(), self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, holder, match_titles=True)
        return holder.children

    @abstractmethod
    def markdown(self) -> str:
        """Return what to show. Raises the directive's error where the page names what is not there."""

    def heading(self, text: str) -> str:
        """Return a heading one level below the one that the directive stands under."""
        return f"{'#' * (self.state.memo.section_level + 1)} `{text}`"

    def named(self, things: Mapping[str, Thing]) -> Iterable[Thing]:
        """Return the things that the lines of the content name."""
        names = [line.strip() for line in self.content if line.strip()]
        if unknown := [name for name in names if name not in things]:
            raise self.error(f"no {', '.join(unknown)} among {', '.join(things)}")
        return [things[name] for name in names]


def block(language: str, text: str) -> str:
    """Return a fenced code block."""
    return f"```{language}\n{text}\n```"


def linked(text: str, *, but: str = "") -> str:
    """Return Markdown in which names of options, unless it is ``but``, lead to what is said of them."""
    return _OPTION_NAMES.sub(lambda found: found[0] if found[1] == but else f"{{confval}}{found[0]}", text)


def sentence(phrase: str) -> str:
    """Return a phrase with a capital and a full stop; one that begins with code keeps it as it is."""
    return f"{phrase[:1].upper()}{phrase[1:]}."
