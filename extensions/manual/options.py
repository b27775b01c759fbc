"""The reference of options, from the table they are registered from."""

from __future__ import annotations

import json
import re
from typing import Any

from docutils import nodes
from nenrin.posts.slugs import heading_id
from nenrin.sphinx_ext.config.options import OPTIONS, Option

from manual.reference import Reference, block, linked

_LITERAL = re.compile(r"""\{.*\}|"[^"]*"|\b(?:True|False)\b""")


class OptionReference(Reference):
    """Shows the options that its content names, each under a heading, where ``{confval}`` finds it."""

    made_from = (
        "nenrin.sphinx_ext.config.options",
        "nenrin.sphinx_ext.config.validators",
        "nenrin.outputs.feeds.plan",
    )

    def run(self) -> list[nodes.Node]:
        """Show the options, and tell Sphinx where they are."""
        shown = super().run()
        for name in self.content:
            place = (self.env.docname, self.lineno)
            self.env.domains.standard_domain.note_object("confval", name, heading_id(name), location=place)
        return shown

    def markdown(self) -> str:
        """Return a section for each option."""
        options = self.named({option.name: option for option in OPTIONS})
        return "\n\n".join(self._section(option) for option in options)

    def _section(self, option: Option) -> str:
        expected = _LITERAL.sub(r"`\g<0>`", option.expected)
        facts = f"Takes {expected}. Default: `{as_python(option.default)}`."
        example = block("python", f"{option.name} = {as_python(option.example, wide=False)}")
        return "\n\n".join([self.heading(option.name), linked(option.says, but=option.name), facts, example])


def as_python(value: Any, *, wide: bool = True) -> str:
    """Return a value of ``conf.py`` as one would write it there: in double quotes, and a long one in lines."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(as_python, value))}]"
    if not isinstance(value, dict):
        return repr(value)
    items = [f"{as_python(key)}: {as_python(inner)}" for key, inner in value.items()]
    line = f"{{{', '.join(items)}}}"
    if wide or len(line) < 60:
        return line
    return "\n".join(["{", *(f"    {item}," for item in items), "}"])
