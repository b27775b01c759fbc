"""Every fenced block of the manual is what it says: run, parsed or read for what it is, or listed with a reason."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
import yaml
from jinja2 import Environment
from nenrin.cli import COMMANDS, main
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.keys import MEANINGS
from nenrin.posts.front_matter.reader import Settings, read_post
from nenrin.posts.model import Problem
from nenrin.sphinx_ext.config.options import OPTIONS
from sphinx.cmd.build import get_parser

from tests.contract.manual import ROOT, Snippet, pages, read, snippets
from tests.sphinx_ext.site import Site

PARSED = {"python", "sh", "bash", "yaml", "toml", "json", "xml", "html", "css", "text"}
BUILT = {"markdown", "rst"}  # tests/contract/test_manual.py builds them
SERVED = {"nginx"}  # tests/sphinx_ext/test_publishing.py compares it with what a build writes

# Blocks that show a mistake: the warning stands below them, and tests/contract/test_reference.py compares it.
MISTAKEN = {"posts/front-matter.md": "pubDate: 2026-13-01"}

# Plain text, by page: who compares it with what is printed, or why nobody can.
PRINTED = {
    "CONTRIBUTING.md": "a drawing of the modules",
    "guide/beside-docs.md": "tests/sphinx_ext/test_archive_navigation.py",
    "guide/comments.md": "tests/sphinx_ext/test_comments.py",
    "guide/publishing.md": "tests/sphinx_ext/test_publishing.py",
    "posts/front-matter.md": "a warning: tests/contract/test_reference.py",
    "posts/moving.md": "tests/cli/test_moving_guides.py",
    "posts/moving-ja.md": "tests/cli/test_moving_guides.py",
    "posts/moving-zh.md": "tests/cli/test_moving_guides.py",
    "posts/moving-from-wordpress.md": "tests/cli/test_moving_guides.py",
}

# Programs of others: what is said of them is theirs to say.
FOREIGN = {
    "awk": "makes a table for nginx: tests/sphinx_ext/test_publishing.py",
    ".": "enters a virtual environment",
    "cd": "the shell's",
    "cp": "copies, on every system that has a shell",
    "curl": "tells a hub",
    "git": "its own manual",
    "grep": "searches",
    "mkdir": "the shell's",
    "npx": "the converter for WordPress was tried with the version that is named; a host's program needs the host",
    "rsync": "copies",
}

SETTINGS = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
"""
# Names that only conf.py has: a block that sets one of them is part of it.
OF_CONF = re.compile(r"nenrin_|html_|blog_|intersphinx_|extensions$|suppress_warnings$|templates_path$")
FETCHING = "intersphinx_mapping"  # a build with it asks the network


def test_every_language_has_its_test() -> None:
    assert {each.language for each in snippets()} <= PARSED | BUILT | SERVED


def test_every_page_that_is_listed_has_such_a_block() -> None:
    assert {each.page for each in snippets("text") if not _is_front_matter(each.text)} == set(PRINTED)
    assert all(line in read(page) for page, line in MISTAKEN.items())


@pytest.mark.parametrize("snippet", snippets("python"), ids=str)
def test_python_compiles_and_conf_py_is_accepted(snippet: Snippet, tmp_path: Path) -> None:
    if ">>>" in snippet.text:
        typed = doctest.DocTestParser().get_doctest(snippet.text, {}, snippet.page, snippet.page, 0)
        assert doctest.DocTestRunner(verbose=False).run(typed).failed == 0
        return
    compile(snippet.text, str(snippet), "exec")
    names = set(_names(snippet.text))
    if not [name for name in names if OF_CONF.match(name)] or FETCHING in names:
        return
    assert {name for name in names if name.startswith("nenrin_")} <= {option.name for option in OPTIONS}
    site = Site(tmp_path / "src", tmp_path / "out", tmp_path / "doctrees")
    site.write("conf.py", ("" if "extensions" in names else SETTINGS) + snippet.text)
    site.write("index.md", "# Test\n")
    for folder in ("_static", "_templates", "src"):
        site.write(f"{folder}/.gitkeep", "")
    site.write("_static/logo.svg", "<svg/>\n")
    site.build()
    # A font is the reader's own; that the file is not here is all that is said of it.
    assert not [line for line in site.warnings.splitlines() if "[nenrin.card]" not in line]


@pytest.mark.parametrize("snippet", snippets("sh", "bash"), ids=str)
def test_commands_are_understood(snippet: Snippet) -> None:
    for command in _commands(snippet.text):
        # What stands before the command sets its environment: `NAME=value command`.
        name, *args = dropwhile(lambda word: re.match(r"[A-Z_]+=", word), command)
        if name == "nenrin":
            _understood_by_nenrin(args)
        elif name == "sphinx-build":
            _understood_by_sphinx(args)
        elif name == "make":
            assert re.search(rf"(?m)^{args[-1]}:", read("Makefile"))
        elif name in {"python", "python3", "pip"}:
            _understood_by_python(name, args)
        else:
            assert name in FOREIGN, command


@pytest.mark.parametrize("snippet", snippets("yaml", "toml", "json", "xml", "text"), ids=str)
def test_data_is_read(snippet: Snippet) -> None:
    text = snippet.text
    if _is_front_matter(text):
        problems = [problem.text for problem in _problems(text)]
        assert bool(problems) == (MISTAKEN.get(snippet.page, "\0") in text), problems
    elif snippet.language == "yaml":
        loaded = yaml.safe_load(text)
        assert isinstance(loaded, dict | list)
        if isinstance(loaded, dict) and set(loaded) <= {key for meaning in MEANINGS for key in meaning.keys}:
            # Ways to write one key stand below each other; each is front matter by itself.
            assert not [problem for line in text.splitlines() for problem in _problems(f"---\n{line}\n---\n")]
    elif snippet.language == "toml":
        assert tomllib.loads(text)
    elif snippet.language == "json":
        assert json.loads(text)
    elif snippet.language == "xml":
        ET.fromstring(text)  # noqa: S314 - our own text
    else:
        assert PRINTED[snippet.page]


@pytest.mark.parametrize("snippet", snippets("html"), ids=str)
def test_templates_are_parsed(snippet: Snippet) -> None:
    Environment(autoescape=True).parse(snippet.text)


@pytest.mark.parametrize("snippet", snippets("css"), ids=str)
def test_styles_name_what_the_theme_has(snippet: Snippet) -> None:
    folder = ROOT / "extensions/nenrin/theme/nenrin"
    sheets = "".join(path.read_text("utf-8") for path in sorted((folder / "styles").glob("*.css")))
    templates = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.html")))
    assert snippet.text.count("{") == snippet.text.count("}")
    assert set(re.findall(r"(?<![\w-])--[a-z-]+", snippet.text)) <= set(re.findall(r"--[a-z-]+", sheets))
    classes = set(re.findall(r"(?m)^[^{};]*?\.([a-z][a-z-]*)[^{};]*\{", snippet.text))
    assert not [name for name in classes if f".{name}" not in sheets and f'"{name}' not in templates]


def test_inline_names_of_options_are_options() -> None:
    known = {option.name for option in OPTIONS}
    named = {(page, name) for page in pages() for name in re.findall(r"\bnenrin_[a-z_]+[a-z]\b", read(page))}
    assert named
    assert not [each for each in sorted(named) if each[1] not in known]


def test_inline_commands_are_understood() -> None:
    typed = {
        (page, command)
        for page in pages()
        for command in re.findall(r"(?<!`)`(nenrin [a-z][^`\n]*)`(?!`)", read(page))
        if "|" not in command
    }
    assert typed
    for _page, command in sorted(typed):
        _understood_by_nenrin(shlex.split(command)[1:])


def _is_front_matter(text: str) -> bool:
    return text.startswith(("---\n", "+++\n"))


def _problems(text: str) -> list[Problem]:
    reading = read_post(read_front_matter(text), "posts/snippet", Settings())
    return [*reading.problems]


def _names(text: str) -> Iterator[str]:
    """The names that a piece of ``conf.py`` assigns."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _commands(text: str) -> Iterator[list[str]]:
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        for end in ("|", "&&", ";"):
            words = words[: words.index(end)] if end in words else words
        if words:
            yield words[: words.index(">")] if ">" in words else words


def _understood_by_nenrin(args: list[str]) -> None:
    """Parse as click does, but for whether a folder is there."""
    name, *rest = args
    assert name in COMMANDS, args
    with click.Context(main, info_name="nenrin") as above:
        command = main.get_command(above, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=above)
        values, left, _ = command.make_parser(context).parse_args(list(rest))
        assert not left, left
        for param in command.get_params(context):
            if not isinstance(param.type, click.Path | click.File):
                param.type_cast_value(context, values.get(param.name or ""))


def _understood_by_sphinx(args: list[str]) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        parsed = get_parser().parse_args(args)
    assert not said.getvalue()
    for setting in parsed.define:
        name = setting.partition("=")[0]
        assert not name.startswith("nenrin_") or name in {option.name for option in OPTIONS}


def _understood_by_python(name: str, args: list[str]) -> None:
    if name == "pip":
        assert args[0] == "install"
    elif args[0] == "-m":
        assert args[1] in sys.stdlib_module_names | {"http.server", "pip"}
    else:
        assert (ROOT / args[0]).is_file() or [each for each in snippets("sh") if args[0] == "mend.py"], args
