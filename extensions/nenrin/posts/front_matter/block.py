"""What front matter is read into, whichever way it was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from nenrin.posts.model import Problem, Value

MOST_NESTED = 50
"""How deep values may lie in each other: no author goes as far, and what reads them need not mind the stack."""

UNSEEN = " \t\n\f\v\u00a0\u3000\ufeff\u200b\u200c\u200d\u2060"
"""What shows nothing: blanks of all kinds, byte order marks (one for each tool that added its own), joiners."""

TOO_DEEP = f"the values are nested deeper than {MOST_NESTED}"


class Unreadable(Exception):
    """Front matter that cannot be read: ``line`` (1-based, in the source file) and ``text`` (what is wrong)."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True, slots=True)
class Keys:
    """What a block of YAML, TOML or JSON says.

    ``values`` holds text, lists and mappings; ``lines`` the 1-based line of each key, nested keys with dots
    (``taxonomies.tags``); ``notes`` what was read, and not as it is written there.
    """

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """Front matter that is there but cannot be read: what is wrong, and the line (1-based).

    ``endless`` says that no line closes it, so that nobody can tell where the text begins.
    """

    line: int
    text: str
    endless: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body.

    ``fence`` is ``"yaml"``, ``"toml"``, ``"json"`` or ``""`` (none found); ``values``, ``lines`` and ``notes``
    are those of ``Keys``; ``body`` is the rest of the text and ``body_line`` the 0-based line it starts at.
    """

    fence: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    body: str = ""
    body_line: int = 0
    raw: str = ""
    broken: Broken | None = None

    def line(self, key: str) -> int:
        """Return the line of ``key``, or of its nearest parent, or 1."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key.rpartition(".")[0]
        return 1


def twice(key: str, first: int, line: int) -> Problem:
    """Return the problem of a key that is there twice, at two lines of the file."""
    text = f"found on line {first} and again on line {line}, expected it once; the last one counts"
    return Problem("front_matter", key, line, text)
