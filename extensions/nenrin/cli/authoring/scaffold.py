"""Write the files of a new blog; existing files are never overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from importlib.resources import files
from pathlib import Path
from string import Template

from nenrin.posts import dates
from nenrin.posts.front_matter import values
from nenrin.version import installed_version

LANGUAGES = ("en", "zh_CN", "zh_TW", "ja")
"""The languages a new blog can be written in; Sphinx's spelling."""

_SHARED = {
    "_static/custom.css": "custom.css",
    "_templates/.gitkeep": "",
    ".gitignore": "gitignore",
    ".readthedocs.yaml": "readthedocs.yaml",
    ".github/workflows/pages.yml": "pages.yml",
    "requirements.txt": "requirements.txt",
}
_IN_LANGUAGE = {"conf.py": "conf.py.txt", "index.md": "index.md", "about.md": "about.md"}
_ABOUT = frozenset({"about", "about/index"})
_FIRST_POST = {"posts/first-page.md": "post.md"}
_MARKUP = re.compile(r"([\\`*_\[\]<>{}$#~|])")


@dataclass(frozen=True, slots=True)
class Answers:
    """What an author answers about their blog; ``language`` is one of ``LANGUAGES``, ``timezone`` an IANA name."""

    title: str
    author: str
    language: str
    address: str
    timezone: str


def language_named(name: str) -> str:
    """Return the language nearest to ``name`` (``zh-Hant``, ``ja_JP.UTF-8``); ``""`` where none is near."""
    try:
        tag = values.language(name)
    except values.WrongValue:
        return ""
    head, *rest = tag.split("-")
    if head == "zh":
        return "zh_TW" if {"TW", "HK", "MO", "Hant"} & set(rest) else "zh_CN"
    return head if head in LANGUAGES else ""


def write_blog(
    folder: Path,
    answers: Answers,
    *,
    first_post: bool = True,
    pages: Sequence[str] = (),
    addresses_known: bool = False,
) -> Iterator[tuple[str, bool]]:
    """Write the files of a blog into ``folder``; yield each name, and whether it was written or there already.

    ``pages`` are the docnames of those that are coming: they stand in the menu, and one about the author
    takes the place of ours. ``addresses_known`` says that the posts come from a blog whose addresses are redirected.
    """
    has_about = not _ABOUT.isdisjoint(pages)
    replacements = {**_values(answers), "pages": "\n".join(pages if has_about else ("about", *pages))}
    shared, spoken = (
        files("nenrin.cli.authoring") / "starter/shared",
        files("nenrin.cli.authoring") / f"starter/{answers.language}",
    )
    wanted = {**_IN_LANGUAGE, **(_FIRST_POST if first_post else {})}
    if has_about:
        del wanted["about.md"]
    sources = {name: spoken / source for name, source in wanted.items()}
    sources |= {name: shared / source for name, source in _SHARED.items() if source}
    texts = {name: source.read_text("utf-8") for name, source in sources.items()}
    if addresses_known:
        texts["conf.py"] += (spoken / "moved.py.txt").read_text("utf-8")
    for name in (*wanted, *_SHARED):
        # The workflow has dollars of its own; whatever is no name of ours stays.
        yield name, write_new(folder / name, Template(texts.get(name, "")).safe_substitute(replacements))


def write_new(path: Path, text: str) -> bool:
    """Write a file unless one is there; return whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _values(answers: Answers) -> Mapping[str, str]:
    zone = dates.zone_named(answers.timezone) or UTC
    release = re.match(r"\d+\.\d+", installed_version())
    return {
        "title": _literal(answers.title),
        "author": _literal(answers.author),
        "language": _literal(answers.language),
        "address": _literal(answers.address),
        "timezone": _literal(answers.timezone),
        "heading": _MARKUP.sub(r"\\\1", answers.title),
        "now": dates.now().astimezone(zone).isoformat(),
        "requirement": f"nenrin~={release[0]}.0" if release else "nenrin",
    }


def _literal(text: str) -> str:
    """Return a text as Python writes it, in double quotes and with every script readable."""
    return json.dumps(text, ensure_ascii=False)
