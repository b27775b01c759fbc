"""Recognise the blog of another tool by its settings file, and read title, address, language and author from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from nenrin.cli.importing.more_tools import plain_folder, readers
from nenrin.cli.importing.old_blog import OldBlog, Settings, first_match, mapping, read, text, there


def recognise(root: Path) -> OldBlog | None:
    """Return the blog in ``root``, of a tool we know or a plain folder of Markdown; None where there is no text."""
    known: Iterable[Callable[[Path], OldBlog | None]] = (
        _astro,
        _hexo,
        _jekyll,
        _zola,
        _hugo,
        _zenn,
        *readers(),
    )
    return next((blog for reader in (*known, plain_folder) if (blog := reader(root))), None)


# Astro's settings are programs. They are not run; what a theme calls its values is searched for instead.
_TEXT = r"""\s*[:=]\s*["'`]([^"'`\n]+)["'`]"""
_IN_PROGRAMS = {
    "title": rf"\b(?:SITE_TITLE|siteTitle|title|name){_TEXT}",
    "address": r"""\b(?:site|website|SITE_URL|siteUrl|url)\s*[:=]\s*["'`](https?://[^"'`\n]+)["'`]""",
    "language": rf"\b(?:SITE_LANG|LOCALE|locale|lang|language){_TEXT}",
    "author": rf"\b(?:SITE_AUTHOR|AUTHOR|author){_TEXT}",
    "timezone": rf"\b(?:timezone|timeZone){_TEXT}",
}
_PROGRAMS = (
    "src/consts.*",
    "src/config.*",
    "src/site.config.*",
    "src/config/*.*",
    "src/data/*.json",
    "astro.config.*",
)


def _astro(root: Path) -> OldBlog | None:
    if not any(root.glob("astro.config.*")):
        return None
    programs = [
        path.read_text("utf-8", errors="replace") for name in _PROGRAMS for path in sorted(root.glob(name))
    ]
    found = {what: first_match(pattern, programs) for what, pattern in _IN_PROGRAMS.items()}
    return OldBlog(
        "Astro",
        root,
        title=found["title"],
        address=found["address"],
        language=found["language"],
        author=found["author"],
        timezone=found["timezone"],
        posts=(*_collections(root), *there(root, "src/posts", "posts", "src/pages")),
        public=there(root, "public"),
        rules={"": _astro_rule(root)},
    )


def _collections(root: Path) -> Iterator[str]:
    """Yield the folders of content: an Astro theme keeps each collection in one."""
    for above in ("src/content", "src/data", "content"):
        yield from (path.relative_to(root).as_posix() for path in sorted((root / above).glob("*/")))


def _astro_rule(root: Path) -> str:
    """Return where the pages of posts are: the folder of ``src/pages`` with a page such as ``[...slug].astro``."""
    pages = sorted(path.relative_to(root / "src/pages") for path in (root / "src/pages").rglob("[[]*.astro"))
    folders = [path.parent.as_posix() for path in pages if re.match(r"\[(\.\.\.)?(slug|id|post)", path.name)]
    likely = [
        folder for folder in folders if folder.rpartition("/")[2] in {"posts", "blog", "post", "articles"}
    ]
    folder = next(iter([*likely, *(folder for folder in folders if "[" not in folder)]), None)
    return "" if folder is None else f"/{folder}/:id/".replace("/./", "/")


def _hexo(root: Path) -> OldBlog | None:
    said = read(root / "_config.yml")
    if said is None or not (root / "source").is_dir():
        return None
    return OldBlog(
        "Hexo",
        root,
        title=text(said, "title"),
        address=text(said, "url"),
        language=text(said, "language"),
        author=text(said, "author"),
        timezone=text(said, "timezone"),
        posts=there(root, "source/_posts", "source/_drafts"),
        public=("source",),
        pages={"source": ""},
        rules={"": text(said, "permalink") or ":year/:month/:day/:title/"},
    )


_JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}


def _jekyll(root: Path) -> OldBlog | None:
    said = read(root / "_config.yml")
    found = {path.relative_to(root).as_posix() for name in ("_posts", "_drafts") for path in root.rglob(name)}
    folders = sorted(path for path in found if not {"_site", "vendor", "node_modules"} & set(path.split("/")))
    if said is None or not folders:
        return None
    rule = text(said, "permalink") or "date"
    return OldBlog(
        "Jekyll",
        root,
        title=text(said, "title"),
        address=text(said, "url") + text(said, "baseurl"),
        language=text(said, "lang", "locale", "language"),
        author=text(said, "author.name", "author"),
        timezone=text(said, "timezone"),
        posts=tuple(folders),
        public=(".",),
        pages=dict.fromkeys((".", *there(root, "_pages", "_tabs")), ""),
        rules={"": _JEKYLL_STYLES.get(rule, rule)},
    )


def _zola(root: Path) -> OldBlog | None:
    said = next((found for name in ("zola.toml", "config.toml") if (found := read(root / name))), None)
    if said is None or "base_url" not in said:
        return None
    return OldBlog(
        "Zola",
        root,
        title=text(said, "title"),
        address=text(said, "base_url"),
        language=text(said, "default_language"),
        author=text(said, "extra.author", "author"),
        posts=there(root, "content"),
        public=there(root, "static"),
        rules={"": "/:path/"},
    )


def _hugo(root: Path) -> OldBlog | None:
    said = _hugo_settings(root)
    if not said or not (root / "content").is_dir():
        return None
    return OldBlog(
        "Hugo",
        root,
        title=text(said, "title"),
        address=text(said, "baseurl"),
        language=text(said, "languagecode", "defaultcontentlanguage"),
        author=text(said, "params.author.name", "params.author", "author.name", "author"),
        timezone=text(said, "timezone"),
        posts=("content",),
        public=there(root, "static"),
        rules=_hugo_rules(said),
    )


def _zenn(root: Path) -> OldBlog | None:
    # Zenn has no settings file; what its own program makes is these two folders and a package.json that names it.
    said = read(root / "package.json") or {}
    is_made = "zenn-cli" in {**mapping(said, "dependencies"), **mapping(said, "devDependencies")}
    if not (root / "articles").is_dir() or not (is_made or (root / "books").is_dir()):
        return None
    return OldBlog(
        "Zenn", root, language="ja", timezone="Asia/Tokyo", posts=("articles",), public=(".",),
        pages={name: name for name in there(root, "books")},
    )  # fmt: skip


def _hugo_settings(root: Path) -> Settings:
    """Return Hugo's settings with lower-case keys: its own spelling does not matter to it."""
    endings = ("toml", "yaml", "yml", "json")
    names = [f"{stem}.{end}" for stem in ("hugo", "config") for end in endings]
    in_folder = [f"config/_default/{stem}.{end}" for stem in ("hugo", "config") for end in endings]
    said = next((found for name in (*names, *in_folder) if (found := read(root / name))), {})
    more = {
        stem: found
        for stem in ("params", "permalinks")
        for end in endings
        if (found := read(root / f"config/_default/{stem}.{end}"))
    }
    lowered = _lowered({**more, **said})
    return lowered if isinstance(lowered, dict) else {}


def _hugo_rules(said: Settings) -> dict[str, str]:
    given = said.get("permalinks")
    given = given.get("page", given) if isinstance(given, dict) else {}
    return {
        "": "/:sections/:slugorfilename/",
        **{key: rule for key, rule in given.items() if isinstance(rule, str)},
    }


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(inner) for key, inner in value.items()}
    return value
