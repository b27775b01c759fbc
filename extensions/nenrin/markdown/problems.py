"""What a reader of a post must be told: constructs that were left out or shown as code, with their line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.utils import EnvType

ENV_KEY = "nenrin_problems"


class MarkupProblem(NamedTuple):
    """One construct in a post that does not show as its author meant it."""

    line: int
    """The line of the text that was parsed, counted from 1."""
    construct: str
    """The construct as the author wrote it, without its arguments: `{{< map >}}`, `<Chart>`, `:::box`."""
    what: str
    """What became of it, as the end of a sentence: `is not known and is left out`."""


def report(env: EnvType, line: int, construct: str, what: str) -> None:
    """Add a problem to `env["nenrin_problems"]`, a list that plugins fill in the order of their work."""
    env.setdefault(ENV_KEY, []).append(MarkupProblem(line, construct, what))


def problems_of(env: EnvType) -> list[MarkupProblem]:
    """Return the problems that a parse left in `env`, by line and each once."""
    return sorted(set(env.get(ENV_KEY, ())))
