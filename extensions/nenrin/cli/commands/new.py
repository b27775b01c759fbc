"""``nenrin new``: write a new post in the style of the author's other posts."""

from __future__ import annotations

import os
import re
from datetime import datetime
from importlib import import_module
from pathlib import Path

import click

from nenrin.cli.authoring.front_matter_style import Habits, has_offset, learn
from nenrin.cli.authoring.front_matter_writer import compose
from nenrin.cli.authoring.scaffold import write_new
from nenrin.cli.blog import Blog, find_blog, find_sources, shown
from nenrin.cli.terminal.system_locale import own_zone
from nenrin.posts import dates
from nenrin.posts.check import BodyFacts, check
from nenrin.posts.slugs import slugify

_LONGEST = 200
"""How many bytes a name may have: systems take 255, and a date and a suffix are added."""


@click.command(
    short_help="Begin a post, with the front matter your other posts have.",
    epilog='Example: nenrin new "The second ring" --draft --edit',
)
@click.argument("title")
@click.option("--slug", help="The name of its file, and of its address; by default made from the title.")
@click.option(
    "--ascii", "in_ascii", is_flag=True, help="Spell a Chinese title in pinyin (needs nenrin[pinyin])."
)
@click.option("--draft", is_flag=True, help="Keep it to yourself for now.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
def command(title: str, slug: str | None, *, in_ascii: bool, draft: bool, edit: bool) -> None:
    """Write a new post called TITLE and print the path of its file.

    Fence, keys, spelling of dates, folder and form of the name are those that most posts of this blog have;
    a first post gets ``title``, ``pubDate`` and ``tags`` in YAML. The date is now, in the zone of the blog.
    """
    _check_title(title)
    blog = find_blog(Path())
    if not (blog.root / "conf.py").is_file():
        raise click.UsageError(
            "no conf.py is here or in a folder above; `nenrin init` writes a blog to begin with"
        )
    habits = _habits(blog)
    at = _now(blog, habits)
    name = slug or _shortened(slugify(_pinyin(title) if in_ascii else title))
    fits = re.fullmatch(r"[^/\\\x00-\x1f]+", name) and name.strip(".") and len(os.fsencode(name)) <= _LONGEST
    if not fits:
        raise click.BadParameter(f"{name!r} cannot be the name of a file", param_hint="--slug")
    path = _place(blog, habits, name, at, draft=draft)
    if not write_new(path, compose(title, at, habits, draft=draft)):
        raise click.UsageError(f"{shown(path)} is there already; choose another name with --slug")
    click.echo(shown(path))
    if edit:
        click.edit(filename=str(path))


def _check_title(title: str) -> None:
    try:
        title.encode()
    except UnicodeEncodeError:
        raise click.BadParameter(
            "the title is not text in the encoding of this terminal", param_hint="TITLE"
        ) from None
    if not title.strip():
        raise click.BadParameter("a post needs a title", param_hint="TITLE")


def _shortened(slug: str) -> str:
    """Return a slug that can name a file everywhere, cut between two words if there are some."""
    cut = slug.encode()[:_LONGEST].decode(errors="ignore")
    return slug if cut == slug else cut.rpartition("-")[0] or cut


def _habits(blog: Blog) -> Habits:
    folder = blog.root / "posts"
    sources = list(find_sources(blog, [folder if folder.is_dir() else blog.root]))
    return learn(sources, check(sources, blog.reading(), lambda front: BodyFacts()).files)


def _now(blog: Blog, habits: Habits) -> datetime:
    # Without an offset the blog's zone is meant; with one, the clock the author sees is as good.
    known = blog.text("nenrin_timezone") or not has_offset(habits.date)
    return dates.now().astimezone(blog.zone if known else dates.zone_named(own_zone()))


def _place(blog: Blog, habits: Habits, name: str, at: datetime, *, draft: bool) -> Path:
    folder = habits.drafts if draft and habits.drafts else habits.folder
    folder = folder.replace("{year}", f"{at:%Y}").replace("{month}", f"{at:%m}")
    in_drafts = draft and bool(habits.drafts)
    dated = f"{at:%Y-%m-%d}-{name}" if habits.dated_name and not in_drafts else name
    last = f"{dated}/index{habits.suffix}" if habits.bundle else f"{dated}{habits.suffix}"
    return blog.root / folder / last


def _pinyin(title: str) -> str:
    try:
        pypinyin = import_module("pypinyin")
    except ModuleNotFoundError:
        raise click.UsageError("--ascii needs pypinyin: pip install 'nenrin[pinyin]'") from None
    syllables: list[str] = pypinyin.lazy_pinyin(title, errors=lambda other: f" {other} ")
    spelled = " ".join(syllables).encode("ascii", "ignore").decode()
    if not re.search(r"[a-zA-Z0-9]", spelled):
        raise click.UsageError(f"nothing of {title!r} can be spelled in pinyin; name it with --slug")
    return spelled
