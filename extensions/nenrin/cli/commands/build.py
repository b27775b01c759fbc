"""``nenrin build``: make the site that readers see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from nenrin.cli.blog import shown
from nenrin.cli.run_build import Folders, Order, Outcome, build
from nenrin.cli.terminal.console import console, errors, in_columns, marked
from nenrin.posts.files import MARKDOWN


@click.command(
    short_help="Build the blog into a folder that any host can serve.",
    epilog="Example: nenrin build --strict",
)
@click.argument("src", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("-W", "--strict", is_flag=True, help="Exit with status 1 if there are warnings.")
@click.option("--drafts", is_flag=True, help="Show drafts, scheduled and expired posts, marked as such.")
@click.option("--fresh", is_flag=True, help="Forget what earlier builds have read.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N",
              help="How many processes read and write; for many new pages one per core.")  # fmt: skip
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object instead.")
def command(
    src: Path, out: Path | None, *, strict: bool, drafts: bool, fresh: bool, jobs: int | None, to_json: bool
) -> None:
    """Build the blog in SRC (by default here) into OUT (by default SRC/_build/html).

    This is sphinx-build with the builder dirhtml and its folders in their places. Exits with status 1 if the
    build fails or, with --strict, if there are warnings.

    With --json, "posts", "left_out" and "written" are counts, "warnings" is a list of lines, "seconds" a number,
    "out" the folder, and "failure" says why nothing was finished, an empty text if all was. "version" is 1 while
    this holds.
    """
    folders = folders_of(src, out)
    settings = {"nenrin_show_drafts": True} if drafts else {}
    outcome = build(folders, Order(settings=settings, jobs=jobs or 0, fresh=fresh), quiet=to_json)
    if to_json:
        click.echo(json.dumps(as_json(outcome, folders.out), ensure_ascii=False, indent=2))
    elif outcome.failure:
        errors.print(marked((outcome.failure, "red")))
    else:
        print_summary(outcome, folders.out)
    raise SystemExit(1 if outcome.failure or (strict and outcome.warnings) else 0)


def folders_of(src: Path, out: Path | None, name: str = "html") -> Folders:
    """Return the folders of a build, and fail as a wrong call where ``src`` is no blog."""
    src = src.resolve()
    if not (src / "conf.py").is_file():
        raise click.UsageError(f"{shown(src)} has no conf.py; `nenrin init` writes a blog to begin with")
    named, out = out is not None, out.resolve() if out else src / "_build" / name
    if named and (src.is_relative_to(out) or _holds_sources(src, out)):
        raise click.UsageError(
            f"{shown(out)} holds what the blog is made from; choose a folder of its own to build into"
        )
    return Folders(src, out, src / "_build" / "doctrees" / out.name)


def _holds_sources(src: Path, out: Path) -> bool:
    """Whether a folder is that of another blog, or one of this blog's with pages."""
    if not out.is_relative_to(src):
        return (out / "conf.py").is_file()
    # The output of a build holds Markdown too, each file beside its page.
    texts = (path for path in out.rglob("*") if path.suffix in MARKDOWN)
    return any(not path.with_suffix(".html").is_file() for path in texts)


def as_json(outcome: Outcome, out: Path) -> dict[str, Any]:
    """Return what came of a build in the shape that ``nenrin build --help`` describes."""
    return {
        "version": 1,
        "posts": outcome.posts,
        "left_out": outcome.held_back,
        "warnings": outcome.lines,
        "written": outcome.written,
        "seconds": round(outcome.seconds, 2),
        "out": shown(out),
        "failure": outcome.failure,
    }


def print_summary(outcome: Outcome, out: Path) -> None:
    """Print what came of a build, a line for each thing one would ask."""
    rows = [
        ("posts", str(outcome.posts)),
        ("left out", f"{outcome.held_back} (drafts, scheduled and expired posts)" if outcome.held_back else "none"),
        ("warnings", str(outcome.warnings) if outcome.warnings else "none"),
        ("written", f"{outcome.written} pages in {outcome.seconds:.1f} seconds"),
        ("open", f"{shown(out)}/index.html"),
    ]  # fmt: skip
    for (name, _), line in zip(rows, in_columns(rows, indent=""), strict=True):
        console.print(line, style="yellow" if name == "warnings" and outcome.warnings else "")
