"""Recognise the blog of another tool by its settings file, and read title, address, language and author from it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Settings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OldBlog:
    """A blog of another tool: its settings, and where its posts and public files are, relative to ``root``.

    ``posts`` are the folders that may hold posts, ``public`` those whose files stand at the site's root,
    ``pages`` those that hold nothing but pages, with the path these had on the site.
    ``rules`` say how posts were addressed, in the tool's own words: by section for Hugo, else under ``""``.
    """

    tool: str
    root: Path
    title: str = ""
    address: str = ""
    language: str = ""
    author: str = ""
    timezone: str = ""
    posts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] | None = None

    @property
    def tells_addresses(self) -> bool:
        """Whether the addresses of its posts can be worked out."""
        return any((self.rules or {}).values())


def recognise(root: Path) -> OldBlog | None:
    """Return the blog in ``root``, or None where no settings file of a tool we know is there."""
    readers: Iterable[Callable[[Path], OldBlog | None]] = (_astro, _hexo, _jekyll, _zola, _hugo, _zenn)
    return next((blog for read in readers if (blog := read(root))), None)


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
    found = {what: _first_match(pattern, programs) for what, pattern in _IN_PROGRAMS.items()}
    return OldBlog(
        "Astro",
        root,
        title=found["title"],
        address=found["address"],
        language=found["language"],
        author=found["author"],
        timezone=found["timezone"],
        posts=(*_collections(root), *_there(root, "src/posts", "posts", "src/pages")),
        public=_there(root, "public"),
        rules={"": _astro_rule(root)},
    )


def _collections(root: Path) -> Iterator[str]:
    """Yield the folders of content: an Astro theme keeps each collection in one."""
    for above in ("src/content", "src/data", "content"):
        yield from (path.relative_to(root).as_posix() for path in sorted((root / above).glob("*/")))


def _first_match(pattern: str, texts: Iterable[str]) -> str:
    return next((found[1].strip() for text in texts if (found := re.search(pattern, text))), "")


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
    said = _read(root / "_config.yml")
    if said is None or not (root / "source").is_dir():
        return None
    return OldBlog(
        "Hexo",
        root,
        title=_text(said, "title"),
        address=_text(said, "url"),
        language=_text(said, "language"),
        author=_text(said, "author"),
        timezone=_text(said, "timezone"),
        posts=_there(root, "source/_posts", "source/_drafts"),
        public=("source",),
        pages={"source": ""},
        rules={"": _text(said, "permalink") or ":year/:month/:day/:title/"},
    )


_JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}


def _jekyll(root: Path) -> OldBlog | None:
    said = _read(root / "_config.yml")
    found = {path.relative_to(root).as_posix() for name in ("_posts", "_drafts") for path in root.rglob(name)}
    folders = sorted(path for path in found if not {"_site", "vendor", "node_modules"} & set(path.split("/")))
    if said is None or not folders:
        return None
    rule = _text(said, "permalink") or "date"
    return OldBlog(
        "Jekyll",
        root,
        title=_text(said, "title"),
        address=_text(said, "url") + _text(said, "baseurl"),
        language=_text(said, "lang", "locale", "language"),
        author=_text(said, "author.name", "author"),
        timezone=_text(said, "timezone"),
        posts=tuple(folders),
        public=(".",),
        pages=dict.fromkeys((".", *_there(root, "_pages", "_tabs")), ""),
        rules={"": _JEKYLL_STYLES.get(rule, rule)},
    )


def _zola(root: Path) -> OldBlog | None:
    said = next((found for name in ("zola.toml", "config.toml") if (found := _read(root / name))), None)
    if said is None or "base_url" not in said:
        return None
    return OldBlog(
        "Zola",
        root,
        title=_text(said, "title"),
        address=_text(said, "base_url"),
        language=_text(said, "default_language"),
        author=_text(said, "extra.author", "author"),
        posts=_there(root, "content"),
        public=_there(root, "static"),
        rules={"": "/:path/"},
    )


def _hugo(root: Path) -> OldBlog | None:
    said = _hugo_settings(root)
    if not said or not (root / "content").is_dir():
        return None
    return OldBlog(
        "Hugo",
        root,
        title=_text(said, "title"),
        address=_text(said, "baseurl"),
        language=_text(said, "languagecode", "defaultcontentlanguage"),
        author=_text(said, "params.author.name", "params.author", "author.name", "author"),
        timezone=_text(said, "timezone"),
        posts=("content",),
        public=_there(root, "static"),
        rules=_hugo_rules(said),
    )


def _zenn(root: Path) -> OldBlog | None:
    # Zenn has no settings file; what its own program makes is these two folders and a package.json that names it.
    said = _read(root / "package.json") or {}
    is_made = "zenn-cli" in {**_mapping(said, "dependencies"), **_mapping(said, "devDependencies")}
    if not (root / "articles").is_dir() or not (is_made or (root / "books").is_dir()):
        return None
    return OldBlog(
        "Zenn", root, language="ja", timezone="Asia/Tokyo", posts=("articles",), public=(".",),
        pages={name: name for name in _there(root, "books")},
    )  # fmt: skip


def _mapping(said: Settings, key: str) -> Settings:
    value = said.get(key)
    return value if isinstance(value, dict) else {}


def _hugo_settings(root: Path) -> Settings:
    """Return Hugo's settings with lower-case keys: its own spelling does not matter to it."""
    endings = ("toml", "yaml", "yml", "json")
    names = [f"{stem}.{end}" for stem in ("hugo", "config") for end in endings]
    in_folder = [f"config/_default/{stem}.{end}" for stem in ("hugo", "config") for end in endings]
    said = next((found for name in (*names, *in_folder) if (found := _read(root / name))), {})
    more = {
        stem: found
        for stem in ("params", "permalinks")
        for end in endings
        if (found := _read(root / f"config/_default/{stem}.{end}"))
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


def _read(path: Path) -> dict[str, Any] | None:
    """Return the settings in a YAML, TOML or JSON file; None where there are none."""
    if not path.is_file():
        return None
    text = path.read_text("utf-8-sig", errors="replace")
    try:
        if path.suffix == ".toml":
            return tomllib.loads(text)
        found = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(said: Settings, *keys: str) -> str:
    """Return the first of ``keys`` that is a text, or a list that begins with one; dots reach into mappings."""
    return next(
        (value.strip() for value in _values(said, keys) if isinstance(value, str) and value.strip()), ""
    )


def _values(said: Settings, keys: Iterable[str]) -> Iterator[Any]:
    for key in keys:
        value: Any = said
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        yield value[0] if isinstance(value, list) and value else value


def _there(root: Path, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if (root / name).is_dir())
