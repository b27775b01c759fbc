"""Read the text cases under tests/unit/cases/posts.

A case has its name after `===`, and after `@` the docname where it matters; then the source as an author wrote
it; after a line `--- post` what was read (`--- page` for a page that is no post), and after `--- problems` what
is said. `‹FEFF›` stands for a character one would not see, `⏎` at the end of a line for CRLF, `→` for a tab.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import Reading, Settings, read_post
from nenrin.posts.model import Author, Post, Switches

FOLDER = Path(__file__).parent.parent / "cases" / "posts"
SETTINGS = Settings(
    zone=timezone(timedelta(hours=8)),
    authors={"mei": Author("林梅", "https://mei.example/")},
    now=datetime(2026, 1, 1, tzinfo=UTC),
)


@dataclass(frozen=True)
class Case:
    file: str
    name: str
    docname: str
    source: str
    expected: str

    def __str__(self) -> str:
        return self.name


def read_cases(file: str) -> list[Case]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    cases = [_case(file, part) for part in re.split(r"(?m)^=== ", text)[1:]]
    names = [case.name for case in cases]
    assert len(names) == len(set(names)), f"{file}: two cases have one name"
    return cases


def _case(file: str, part: str) -> Case:
    head, _, rest = part.partition("\n")
    name, _, docname = head.partition(" @ ")
    cut = re.search(r"(?m)^--- (?:post|page)$", rest)
    assert cut, f"{file}: {name}: no expectation"
    return Case(
        file,
        name.strip(),
        docname.strip() or "posts/a",
        _source(rest[: cut.start()]),
        rest[cut.start() :].strip(),
    )


def _source(text: str) -> str:
    named = re.sub("‹([0-9A-F]{4,6})›", lambda match: chr(int(match[1], 16)), text)
    return named.replace("⏎\n", "\r\n").replace("→", "\t")


def read(case: Case) -> Reading:
    return read_post(read_front_matter(case.source), case.docname, SETTINGS)


def told(reading: Reading) -> str:
    """What a case expects: every field of the post that is not its default, and the problems."""
    lines = ["--- post", *_fields(reading.post)] if reading.post else ["--- page", *_page(reading)]
    if reading.problems:
        lines.append("--- problems")
        lines += [f"{problem.line}: {problem.code}: {problem.message}" for problem in reading.problems]
    return "\n".join(lines)


def _page(reading: Reading) -> list[str]:
    return [f"title: {reading.title}"] * bool(reading.title) + ["draft"] * reading.draft


def _fields(post: Post) -> list[str]:
    lines = []
    for field in fields(Post):
        value = getattr(post, field.name)
        if field.name in {"docname", "body", "timed", "updated_timed"} or value == field.default:
            continue
        timed = {"published": post.timed, "updated": post.updated_timed}.get(field.name, True)
        lines.append(f"{field.name}: {_text(value)}" + ("" if timed else " (a day)"))
    return lines


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Author | Switches):
        return " ".join(
            f"{f.name}={v}" for f in fields(value) if (v := getattr(value, f.name)) not in ("", None)
        )
    if isinstance(value, tuple):
        return " | ".join(" > ".join(item) if isinstance(item, tuple) else _text(item) for item in value)
    return str(value)
