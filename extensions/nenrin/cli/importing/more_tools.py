"""Recognise blogs of tools whose settings are programs, or lie in a folder of their own, and plain folders of Markdown.

Nothing of an old blog is run: of a program the values are read that stand in it as texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from nenrin.cli.importing.old_blog import OldBlog, first_match, mapping, read, text, there
from nenrin.posts.files import MARKDOWN

_TEXT = r"""\s*[:=]\s*["'`]([^"'`\n]+)["'`]"""
_TITLE = rf"\b(?:siteTitle|SITENAME|site_title|title|pageTitle){_TEXT}"
_ADDRESS = r"""\b(?:url|siteUrl|SITEURL|baseUrl|hostname|site_url)\s*[:=]\s*["'`](https?://[^"'`\n]+)["'`]"""
_LANGUAGE = rf"\b(?:defaultLocale|DEFAULT_LANG|lang|locale|language){_TEXT}"
_AUTHOR = rf"\b(?:AUTHOR|author){_TEXT}"
_ZONE = rf"\b(?:TIMEZONE|timezone|timeZone){_TEXT}"


_TAG = re.compile(r"!(?:!python/name:\S+|ENV\b|relative\b)")


def readers() -> Iterable[Callable[[Path], OldBlog | None]]:
    """Return what recognises each tool, the surest first."""
    return (
        _material,
        _docusaurus,
        _vitepress,
        _quartz,
        _qiita,
        _pelican,
        _eleventy,
        _gatsby,
        _quarto,
        _obsidian,
    )


def plain_folder(root: Path) -> OldBlog | None:
    """Return a folder that holds Markdown and belongs to no tool we know; None for one without any."""
    if not any(path.suffix in MARKDOWN for path in root.rglob("*")):
        return None
    return OldBlog("Markdown", root, posts=(".",), public=there(root, "public", "static"))


def _of_programs(
    tool: str, root: Path, names: Iterable[str], *, posts: tuple[str, ...], public: tuple[str, ...]
) -> OldBlog:
    texts = [path.read_text("utf-8", errors="replace") for name in names for path in sorted(root.glob(name))]
    return OldBlog(
        tool,
        root,
        title=first_match(_TITLE, texts),
        address=first_match(_ADDRESS, texts),
        language=first_match(_LANGUAGE, texts),
        author=first_match(_AUTHOR, texts),
        timezone=first_match(_ZONE, texts),
        posts=posts,
        public=public,
    )


def _material(root: Path) -> OldBlog | None:
    """Material for MkDocs, whose blog lies in ``docs/blog/posts`` (its plugin "blog")."""
    path = next((root / name for name in ("mkdocs.yml", "mkdocs.yaml") if (root / name).is_file()), None)
    if path is None:
        return None
    # The settings may have tags of Python, which no reader of settings follows.
    content = _TAG.sub("", path.read_text("utf-8", errors="replace"))
    said = read(path, content) or {}
    docs = text(said, "docs_dir") or "docs"
    posts = there(root, f"{docs}/blog/posts", f"{docs}/posts", f"{docs}/blog") or there(root, docs)
    return OldBlog(
        "Material for MkDocs",
        root,
        title=text(said, "site_name"),
        address=text(said, "site_url"),
        language=text(said, "theme.language"),
        author=text(said, "site_author"),
        posts=posts[:1],
        public=there(root, docs),
    )


def _docusaurus(root: Path) -> OldBlog | None:
    if not any(root.glob("docusaurus.config.*")):
        return None
    posts = there(root, "blog", *(path.name for path in sorted(root.glob("*blog*/")) if path.is_dir()))
    return _of_programs(
        "Docusaurus",
        root,
        ("docusaurus.config.*",),
        posts=tuple(dict.fromkeys(posts)),
        public=there(root, "static"),
    )


def _vitepress(root: Path) -> OldBlog | None:
    """VitePress and VuePress, with Plume and other themes of theirs."""
    for tool, folder in (("VitePress", ".vitepress"), ("VuePress", ".vuepress")):
        for base in (root, root / "docs", root / "src", root / "blog"):
            if (base / folder).is_dir():
                inside = base.relative_to(root).as_posix()
                names = [
                    f"{inside}/{folder}/config.*",
                    f"{inside}/{folder}/*.config.*",
                    f"{inside}/{folder}/*.ts",
                ]
                public = there(root, f"{inside}/public", f"{inside}/{folder}/public")
                return _of_programs(tool, root, names, posts=(inside,), public=public)
    return None


def _quartz(root: Path) -> OldBlog | None:
    if not (root / "quartz.config.ts").is_file():
        return None
    return _of_programs("Quartz", root, ("quartz.config.ts",), posts=there(root, "content"), public=())


def _obsidian(root: Path) -> OldBlog | None:
    return (
        OldBlog("Obsidian", root, title=root.resolve().name, posts=(".",))
        if (root / ".obsidian").is_dir()
        else None
    )


def _qiita(root: Path) -> OldBlog | None:
    if not (root / "qiita.config.json").is_file() or not (root / "public").is_dir():
        return None
    return OldBlog("Qiita", root, language="ja", timezone="Asia/Tokyo", posts=("public",))


def _pelican(root: Path) -> OldBlog | None:
    if not (root / "pelicanconf.py").is_file():
        return None
    names = ("pelicanconf.py", "publishconf.py")
    return _of_programs("Pelican", root, names, posts=there(root, "content"), public=there(root, "content"))


def _eleventy(root: Path) -> OldBlog | None:
    if not (any(root.glob(".eleventy.*")) or any(root.glob("eleventy.config.*"))):
        return None
    posts = there(root, "content", "src/posts", "src/blog", "posts", "blog", "src")
    names = ("_data/*.js*", "src/_data/*.js*", ".eleventy.*", "eleventy.config.*")
    return _of_programs(
        "Eleventy", root, names, posts=posts[:1], public=there(root, "public", "src/public", "static")
    )


def _gatsby(root: Path) -> OldBlog | None:
    if not any(root.glob("gatsby-config.*")) and not any(root.glob("contentlayer.config.*")):
        return None
    tool = "Gatsby" if any(root.glob("gatsby-config.*")) else "Contentlayer"
    posts = there(root, "content/blog", "content/posts", "data/blog", "content", "posts", "src/posts", "data")
    names = ("gatsby-config.*", "data/siteMetadata.*", "contentlayer.config.*")
    return _of_programs(tool, root, names, posts=posts[:1], public=there(root, "static", "public"))


def _quarto(root: Path) -> OldBlog | None:
    said = read(root / "_quarto.yml")
    if said is None:
        return None
    site = mapping(said, "website")
    return OldBlog(
        "Quarto", root, title=text(site, "title"), address=text(site, "site-url"), language=text(said, "lang"),
        author=text(said, "author"), posts=there(root, "posts", "blog") or (".",),
    )  # fmt: skip
