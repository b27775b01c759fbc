"""Imports go one way: each folder knows those above it here and no others, and no two modules know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "extensions" / "nenrin"

FRAMEWORK = ("sphinx", "docutils", "myst_parser", "pydata_sphinx_theme", "ablog")

MAY_IMPORT = {
    "posts": (),
    "markdown": ("posts",),
    "outputs": ("posts", "markdown"),
    "search": (),
    "sphinx_ext/config": ("posts", "outputs"),
    "sphinx_ext/store": ("posts", "markdown", "outputs", "sphinx_ext/config"),
    "sphinx_ext/sources": ("posts", "markdown", "outputs", "sphinx_ext/config", "sphinx_ext/store"),
    "sphinx_ext/views": ("posts", "outputs", "sphinx_ext/config", "sphinx_ext/store"),
    "sphinx_ext/writers": (
        "posts",
        "markdown",
        "outputs",
        "search",
        "sphinx_ext/config",
        "sphinx_ext/store",
        "sphinx_ext/sources",
        "sphinx_ext/views",
    ),
    "sphinx_ext/rebuild": (
        "posts",
        "search",
        "sphinx_ext/config",
        "sphinx_ext/store",
        "sphinx_ext/sources",
        "sphinx_ext/views",
        "sphinx_ext/writers",
    ),
    "sphinx_ext/ablog_bridge": ("posts", "sphinx_ext/config", "sphinx_ext/store"),
    "sphinx_ext/patches": ("sphinx_ext/config",),
    "cli": ("posts", "markdown", "outputs", "sphinx_ext"),
    "theme": (),
    "locale": (),
}
"""What the modules of a folder may import of Nenrin, besides each other."""

PURE = ("posts", "markdown", "outputs", "search")
"""What a post is, what authors write, what machines read: usable, and tested, without a build."""

ABLOG_BRIDGE = "sphinx_ext/ablog_bridge/"
"""ABlog is met in one place, so that its faults and its changes are too."""

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def test_every_module_is_in_a_folder_of_the_table() -> None:
    alone = {module for module in MODULES if "/" in module and not folder_of(module)}
    assert alone == {"sphinx_ext/__init__.py"}
    assert {folder_of(module) for module in MODULES} >= set(MAY_IMPORT) - {"theme"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_keep_their_direction(module: str) -> None:
    source = (PACKAGE / module).read_text(encoding="utf-8")
    assert not list(wrong_imports(module, source))


def test_no_modules_import_each_other() -> None:
    imports = {
        module: {
            found
            for _line, name in imported_names(module, (PACKAGE / module).read_text(encoding="utf-8"))
            if (found := module_named(name)) and found != module
        }
        for module in MODULES
    }
    assert not circle(imports)


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()})
    assert not circle({"a": {"b", "c"}, "b": {"c"}, "c": set()})


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("posts/dates.py", "import sphinx.util"),
        ("posts/dates.py", "from ..sphinx_ext import config"),
        ("posts/dates.py", "from .. import sphinx_ext"),
        ("posts/dates.py", "def f():\n    from ..sphinx_ext.config.values import Options"),
        ("markdown/__init__.py", "from docutils import nodes"),
        ("outputs/feeds/atom.py", "import nenrin.sphinx_ext.store.domain"),
        ("sphinx_ext/writers/feeds.py", "import ablog"),
        ("sphinx_ext/views/post.py", "from ..writers.archive_pages import render"),
        ("sphinx_ext/views/post.py", "from nenrin.sphinx_ext.writers import feeds"),
        ("sphinx_ext/config/values.py", "from nenrin.sphinx_ext.store import domain"),
        ("cli/__init__.py", "from ablog.blog import Blog"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str) -> None:
    assert list(wrong_imports(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("posts/dates.py", "import sphinxlike\nfrom . import model"),
        ("outputs/feeds/atom.py", "from ...posts.model import Post"),
        (
            "sphinx_ext/writers/feeds.py",
            "from sphinx.util import logging\nfrom ..store.domain import PostDomain",
        ),
        ("sphinx_ext/writers/feeds.py", "from . import cards, maps"),
        (f"{ABLOG_BRIDGE}loading.py", "import ablog\nfrom ablog.post import PostNode"),
        (f"{ABLOG_BRIDGE}loading.py", "from nenrin.sphinx_ext.ablog_bridge.adopting import AdoptPosts"),
        ("__init__.py", "from .sphinx_ext.writers import feeds, maps"),
    ],
)
def test_a_right_import_is_let_through(module: str, source: str) -> None:
    assert not list(wrong_imports(module, source))


def wrong_imports(module: str, source: str) -> Iterator[str]:
    """The names a module imports against the rules; ``module`` is its path inside the package."""
    folder = folder_of(module)
    for line, name in imported_names(module, source):
        if module.startswith(tuple(f"{pure}/" for pure in PURE)) and is_under(name, FRAMEWORK):
            yield f"{module}:{line}: a pure module imports {name}"
        if not module.startswith(ABLOG_BRIDGE) and is_under(name, ("ablog",)):
            yield f"{module}:{line}: only {ABLOG_BRIDGE} imports {name}"
        other = folder_named(name)
        if folder and other and other != folder and not is_allowed(folder, other):
            yield f"{module}:{line}: {folder} imports {name}"


def is_allowed(folder: str, other: str) -> bool:
    """Whether the modules of a folder may import another's."""
    return any(other == allowed or other.startswith(f"{allowed}/") for allowed in MAY_IMPORT[folder])


def folder_of(module: str) -> str:
    """The folder of the table that a module is in, ``""`` for the package itself and for ``sphinx_ext``."""
    return next((folder for folder in MAY_IMPORT if module.startswith(f"{folder}/")), "")


def folder_named(name: str) -> str:
    """The folder that a dotted name of ours leads into, ``""`` for others."""
    if not name.startswith("nenrin."):
        return ""
    path = name.removeprefix("nenrin.").replace(".", "/")
    return folder_of(f"{path}/") or ("sphinx_ext" if path == "sphinx_ext" else "")


def module_named(name: str) -> str | None:
    """The file of the module that a dotted name leads to, or into."""
    parts = name.split(".")[1:] if name.startswith("nenrin.") else []
    for length in range(len(parts), 0, -1):
        path = "/".join(parts[:length])
        for file in (f"{path}.py", f"{path}/__init__.py"):
            if file in MODULES:
                return file
    return None


def circle(imports: dict[str, set[str]]) -> set[str]:
    """The modules that import each other, in turn or through others."""
    left = {module: set(names) for module, names in imports.items()}
    while True:
        free = {module for module, names in left.items() if not names & set(left)}
        if not free:
            return set(left)
        left = {module: names for module, names in left.items() if module not in free}


def is_under(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the packages or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


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
