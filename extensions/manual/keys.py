"""The reference of front matter keys, from the table they are read by."""

from __future__ import annotations

import re

from docutils import nodes
from nenrin.posts.front_matter.keys import BY_NAME, MEANINGS, SHAPES, Meaning
from nenrin.posts.slugs import heading_id

from manual.reference import Reference, block, linked, sentence

_SWITCH = re.compile(r"^(true|false)\b")


class KeyTable(Reference):
    """Shows what can be said and with which keys, in a table that leads to the sections."""

    made_from = ("nenrin.posts.front_matter.keys",)

    def run(self) -> list[nodes.Node]:
        """Show the table, and give each key an anchor: ``#key-pubDate``."""
        shown = super().run()
        for table in shown:
            for key in table.findall(nodes.literal):
                # Not through docutils, to which pubDate and pubdate are one name.
                key["ids"] = [f"key-{key.astext()}"]
        return shown

    def markdown(self) -> str:
        """Return the table, with code for keys alone."""
        rows = ["| to say | write one of these |", "| --- | --- |"]
        for meaning in MEANINGS:
            keys = " ".join(f"`{key}`" for key in meaning.keys)
            rows.append(f"| [{meaning.name}](#{heading_id(meaning.name)}) | {keys} |")
        return "\n".join(rows)


class KeyReference(Reference):
    """Shows the meanings that its content names, each under a heading."""

    made_from = ("nenrin.posts.front_matter.keys",)

    def markdown(self) -> str:
        """Return a section for each meaning."""
        return "\n\n".join(self._section(meaning) for meaning in self.named(BY_NAME))

    def _section(self, meaning: Meaning) -> str:
        keys = ", ".join(f"`{key}`" for key in meaning.keys)
        facts = f"Keys, in order: {keys}." if len(meaning.keys) > 1 else f"Key: {keys}."
        fatal = " Where it cannot be read, the page is no post." if meaning.fatal else ""
        return "\n\n".join(
            [
                self.heading(meaning.name),
                linked(sentence(_SWITCH.sub(r"`\1`", meaning.says))),
                f"{facts} Takes {SHAPES[meaning.shape]}.{fatal}",
                block("yaml", f"{meaning.keys[0]}: {meaning.example}"),
            ]
        )
