"""``nenrin cache``: what a blog keeps between builds, and how large it is."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import click

from nenrin.cli.blog import shown
from nenrin.cli.commands.build import folders_of
from nenrin.cli.terminal.console import console, counted, in_columns

_PICTURES = "nenrin-pictures"
"""The folder of the smaller forms of pictures, in the folder of the doctrees (``sphinx_ext.writers.pictures``)."""


@click.command(
    short_help="Say what is kept between builds.",
    epilog="Example: nenrin cache --clear",
)
@click.argument("src", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--clear", is_flag=True, help="Delete it; the next build makes all of it again.")
def command(src: Path, *, clear: bool) -> None:
    """Say what the builds of the blog in SRC (by default here) keep for the next ones, and how large it is.

    A build server that keeps SRC/_build between its builds has all of it. Exits with status 1 where a file cannot be
    deleted.
    """
    root = folders_of(src, None).src / "_build"
    rows = []
    for folder in sorted(path for path in (root / "doctrees").glob("*/") if path.is_dir()):
        pictures = [path for path in (folder / _PICTURES).rglob("*.*") if path.is_file()]
        others = [path for path in folder.rglob("*") if path.is_file() and path not in pictures]
        kinds = Counter(path.suffix[1:] for path in pictures)
        rows.append((shown(folder), _size(others), counted(len(others), "file")))
        if pictures:
            forms = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
            rows.append((shown(folder / _PICTURES), _size(pictures), forms))
        if clear:
            shutil.rmtree(folder)
    for line in in_columns(rows or [("nothing is kept",)], indent=""):
        console.print(line)
    if clear and rows:
        console.print("deleted")


def _size(paths: list[Path]) -> str:
    return f"{sum(path.stat().st_size for path in paths) / 2**20:.1f} MB"
