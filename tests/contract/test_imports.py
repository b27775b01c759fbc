"""Imports go one way: the pure packages know no framework, and the parts of the build meet in the domain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "extensions" / "nenrin"

# What a post is, what authors write, what machines read: usable, and tested, without a build.
PURE = ("posts", "markdown", "outputs", "search")
FRAMEWORK = ("sphinx", "docutils", "myst_parser", "pydata_sphinx_theme", "ablog", "nenrin.build")

# ABlog is met in one place, so that its faults and its changes are too.
ABLOG_BRIDGE = "build/ablog_bridge/"

# The modules of build/ know these and no others of build/.
SHARED = {
    "nenrin.build.config",  # the options of a build
    "nenrin.build.options",  # where they are declared
    "nenrin.build.messages",  # the one way to warn
    "nenrin.build.validators",  # the checks of the options
    "nenrin.build.domain",  # the store in which the others meet
    "nenrin.build.manifest",  # what is on disk, kept by the domain
    "nenrin.build.frame",  # what stands on every page, and what roles show of others: both decide what is written
    "nenrin.build.crossrefs",
    "nenrin.build.site",  # absolute addresses, and files written beside the pages
    "nenrin.build.renderer",  # the other half of the parser, in a file of its own for its length
    "nenrin.build.parsers",  # and what the parser is lent from
    "nenrin.build.archives",  # what generated pages show, for who writes them
    "nenrin.build.discovery",  # the project of pages that are out, which authors' addresses go on from
    "nenrin.build.search",  # where the texts lie that the index is made of
    "nenrin.build.processes",  # work shared out over processes
    "nenrin.build.assets",  # whether the theme is ours
    "nenrin.build.toc",  # parts of a page's context, each in a file of its own
    "nenrin.build.timeline",
    "nenrin.build.postpage",
    "nenrin.build.views",  # the values that templates receive
    "nenrin.build.postview",
    "nenrin.build.wording",
}
# These may import all of build/, for they put it together.
ASSEMBLY = ("__init__.py", "build/__init__.py")

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def test_the_package_is_where_we_look() -> None:
    assert {"__init__.py", "posts/__init__.py", "build/__init__.py", f"{ABLOG_BRIDGE}__init__.py"} <= set(
        MODULES
    )


@pytest.mark.parametrize("module", MODULES)
def test_imports_keep_their_direction(module: str) -> None:
    source = (PACKAGE / module).read_text(encoding="utf-8")
    assert not list(wrong_imports(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("posts/dates.py", "import sphinx.util"),
        ("posts/dates.py", "from ..build import config"),
        ("posts/dates.py", "from .. import build"),
        ("posts/dates.py", "def f():\n    from ..build.config import Options"),
        ("markdown/__init__.py", "from docutils import nodes"),
        ("outputs/atom.py", "import nenrin.build.domain"),
        ("build/feeds.py", "import ablog"),
        ("build/feeds.py", "from .pages import render"),
        ("build/feeds.py", "from nenrin.build import pages"),
        ("build/config.py", "from . import reading"),
        ("build/parts/one.py", "from ..pages import render"),
        ("cli/__init__.py", "from ablog.blog import Blog"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str) -> None:
    assert list(wrong_imports(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("posts/dates.py", "import sphinxlike\nfrom . import model"),
        ("outputs/atom.py", "from ..posts.model import Post"),
        ("build/feeds.py", "from sphinx.util import logging\nfrom .domain import BlogDomain"),
        ("build/feeds.py", "from . import config, messages"),
        (f"{ABLOG_BRIDGE}loading.py", "import ablog\nfrom ablog.post import PostNode"),
        (f"{ABLOG_BRIDGE}loading.py", "from nenrin.build.ablog_bridge.adopting import AdoptPosts"),
        ("__init__.py", "from .build import feeds, pages"),
        ("build/__init__.py", "from . import feeds"),
    ],
)
def test_a_right_import_is_let_through(module: str, source: str) -> None:
    assert not list(wrong_imports(module, source))


def wrong_imports(module: str, source: str) -> Iterator[str]:
    """The names a module imports against the rules; ``module`` is its path inside the package."""
    for line, name in imported_names(module, source):
        if module.startswith(tuple(f"{folder}/" for folder in PURE)) and is_under(name, FRAMEWORK):
            yield f"{module}:{line}: a pure module imports {name}"
        if not module.startswith(ABLOG_BRIDGE) and is_under(name, ("ablog",)):
            yield f"{module}:{line}: only {ABLOG_BRIDGE} imports {name}"
        if module.startswith("build/") and module not in ASSEMBLY and is_private_to_build(name, module):
            yield f"{module}:{line}: a module of build/ imports {name}, which is not shared"


def is_under(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the packages or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def is_private_to_build(name: str, module: str) -> bool:
    """Whether a dotted name leads into a module of build/ that is neither shared nor of the same folder inside it."""
    folder = ".".join(["nenrin", *Path(module).parent.parts])
    own = () if folder == "nenrin.build" else (folder,)
    return name.startswith("nenrin.build.") and not is_under(name, (*SHARED, *own))


def imported_names(module: str, source: str) -> Iterator[tuple[int, str]]:
    """The line and absolute name of each import, wherever it stands; ``from a import b`` gives ``a.b``."""
    package = ["nenrin", *Path(module).parent.parts]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = [*above, *([node.module] if node.module else [])]
            yield from ((node.lineno, ".".join([*start, alias.name])) for alias in node.names)
