"""``nenrin init``: begin a blog, empty or with the posts of an old one."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from nenrin.cli.authoring.scaffold import LANGUAGES, Answers, language_named, write_blog
from nenrin.cli.blog import shown
from nenrin.cli.importing.collect import find_files
from nenrin.cli.importing.copy import move_in
from nenrin.cli.importing.old_blog import OldBlog
from nenrin.cli.importing.recognise import recognise
from nenrin.cli.terminal.console import console, in_columns, marked
from nenrin.cli.terminal.system_locale import own_locale, own_zone
from nenrin.posts import dates

_SAID = {
    "conf.py": "settings",
    "index.md": "the home page",
    "about.md": "a page about you",
    "posts/first-page.md": "the first post",
    "_static/custom.css": "styles of your own",
    "_templates/.gitkeep": "templates of your own go here",
    ".gitignore": "what git should pass over",
    ".readthedocs.yaml": "publishes on Read the Docs",
    ".github/workflows/pages.yml": "publishes on GitHub Pages",
    "requirements.txt": "what to install: pip install -r requirements.txt",
}


@click.command(
    short_help="Begin a blog, empty or with the posts of an old one.",
    epilog="Example: nenrin init my-blog --from ../my-astro-blog",
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The title of the blog.")
@click.option("--author", help="Who signs its posts.")
@click.option("--language", metavar="|".join(LANGUAGES), help="The language it is written in.")
@click.option("--address", metavar="URL", help="Where it will stand, such as https://example.org/.")
@click.option("--timezone", metavar="ZONE", help="The zone of its dates; by default this machine's.")
@click.option("--from", "old", metavar="OLD", type=click.Path(exists=True, path_type=Path),
              help="A blog to take over: of Astro, Hugo, Hexo or another tool, or WordPress's export.")  # fmt: skip
def command(
    folder: Path,
    title: str | None,
    author: str | None,
    language: str | None,
    address: str | None,
    timezone: str | None,
    old: Path | None,
) -> None:
    """Write a blog that builds at once into DIR, by default here.

    What is not given as an option is asked for on a terminal, and guessed elsewhere. No file is ever
    overwritten. With --from, posts, pages and attached files of an old blog are copied as they are, its settings are
    the answers proposed, and its old addresses get redirects; what stays behind is named.
    """
    with TemporaryDirectory(prefix="nenrin-") as unpacked:
        _begin(folder, _Given(title, author, language, address, timezone), old, Path(unpacked))


class _Given(NamedTuple):
    """What was given as options."""

    title: str | None
    author: str | None
    language: str | None
    address: str | None
    timezone: str | None


def _begin(folder: Path, given: _Given, old: Path | None, unpacked: Path) -> None:
    old_blog = _old_blog(old, unpacked)
    proposed = old_blog or OldBlog("", folder)
    languages = (language_named(name) for name in (proposed.language, own_locale(), "en"))
    answers = Answers(
        title=given.title or _ask("Title", proposed.title or folder.resolve().name or "Blog"),
        author=given.author if given.author is not None else _ask("Author", proposed.author),
        language=_language(given.language, next(filter(None, languages))),
        address=_address(given.address, _first(_is_address, proposed.address, "https://example.org/")),
        timezone=_zone(given.timezone, _first(_is_zone, proposed.timezone, own_zone(), "UTC")),
    )
    files = find_files(old_blog) if old_blog else None
    pages = [page.docname for page in files.pages] if files else []
    written = list(
        write_blog(
            folder,
            answers,
            first_post=old_blog is None,
            pages=pages,
            addresses_known=old_blog is not None and old_blog.tells_addresses,
        )
    )
    rows = [(name, _SAID[name] if new else "was there, and is kept") for name, new in written]
    console.print(marked((f"{shown(folder)}/", "bold")))
    for line in in_columns(rows):
        console.print(line)
    if old_blog and files:
        move_in(old_blog, files, folder)
    console.print(marked("\nNext: ", (_next(folder), "bold")))


def _next(folder: Path) -> str:
    enter = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(shown(folder))} && "
    return f"{enter}nenrin serve --open"


def _old_blog(folder: Path | None, unpacked: Path) -> OldBlog | None:
    if folder is None:
        return None
    if folder.is_file():
        return _of_wordpress(folder, unpacked)
    blog = recognise(folder)
    if blog is None:
        raise click.BadParameter(
            f"{shown(folder)} holds no post in Markdown",
            param_hint="--from",
        )
    return blog


def _of_wordpress(export: Path, unpacked: Path) -> OldBlog:
    from nenrin.cli.importing import wordpress  # noqa: PLC0415 - most blogs come as a folder, without its libraries

    try:
        return wordpress.unpack(export, unpacked)
    except wordpress.NoExport as error:
        raise click.BadParameter(f"{shown(export)}: {error}", param_hint="--from") from error
    except ModuleNotFoundError as error:
        text = f"to read {shown(export)}, install the extra: pip install 'nenrin[wordpress]'"
        raise click.UsageError(text) from error


def _ask(question: str, proposed: str) -> str:
    if not sys.stdin.isatty():
        return proposed
    answer: str = click.prompt(question, default=proposed, show_default=bool(proposed))
    return answer


def _language(given: str | None, proposed: str) -> str:
    answer = given or _ask(f"Language ({', '.join(LANGUAGES)})", proposed)
    if not (language := language_named(answer)):
        raise click.BadParameter(f"{answer!r} is none of {', '.join(LANGUAGES)}", param_hint="--language")
    return language


def _first(is_good: Callable[[str], bool], *proposed: str) -> str:
    """Return the first proposal that would be taken as an answer: an old blog may say anything."""
    return next(each for each in proposed if is_good(each))


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _is_zone(text: str) -> bool:
    return dates.zone_named(text) is not None


def _address(given: str | None, proposed: str) -> str:
    answer = given or _ask("Address", proposed)
    if not _is_address(answer):
        raise click.BadParameter(f"{answer!r} does not begin with https://", param_hint="--address")
    return answer if answer.endswith("/") else f"{answer}/"


def _zone(given: str | None, proposed: str) -> str:
    answer = given or _ask("Time zone", proposed)
    if not _is_zone(answer):
        raise click.BadParameter(f"{answer!r} is no time zone such as Asia/Taipei", param_hint="--timezone")
    return answer
