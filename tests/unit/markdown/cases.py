"""Read the text cases under tests/unit/cases/markdown.

A case is written as a reader would see it: its name after `===`, then what the author wrote, then what
comes of it after a line `--- html`, and after a line `--- problems` what is said about it, if anything
is. `␠` stands for a space that one would not see, `‹FE01›` for the character U+FE01.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from nenrin.markdown.problems import problems_of

FOLDER = Path(__file__).parent.parent / "cases" / "markdown"


@dataclass(frozen=True)
class Case:
    file: str
    name: str
    source: str
    html: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def read_cases(file: str) -> list[Case]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    cases = [_case(file, part) for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]
    names = [case.name for case in cases]
    assert len(names) == len(set(names)), f"{file}: two cases have one name"
    return cases


def _case(file: str, part: str) -> Case:
    name, _, rest = part.partition("\n")
    source, html, *more = re.split(r"^--- (?:html|problems)\n", rest, flags=re.MULTILINE)
    problems = tuple(more[0].strip().splitlines()) if more else ()
    return Case(file, name.strip(), _visible(source), _visible(html).strip(), problems)


def _visible(text: str) -> str:
    named = re.sub("‹([0-9A-F]{4,6})›", lambda match: chr(int(match[1], 16)), text)
    return named.replace("␠", " ")


def render(md: MarkdownIt, case: Case) -> tuple[str, tuple[str, ...]]:
    """Return the HTML of a case and its problems, as the case writes them."""
    env: dict[str, object] = {}
    html = md.render(case.source, env).strip()
    problems = (f"{line}: `{construct}` {what}" for line, construct, what in problems_of(env))
    return html, tuple(problems)
