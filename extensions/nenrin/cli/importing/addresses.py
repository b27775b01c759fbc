"""Work out the URL at which the old tool published a post, by the tool's own rules."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from nenrin.cli.importing.old_blog import OldBlog
from nenrin.posts.model import Post, Value

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_]")
_PLACEHOLDER = re.compile(r":[a-z_]+")


def old_address(
    blog: OldBlog, inside: str, post: Post, values: Mapping[str, Value], above: tuple[str, ...] = ()
) -> str:
    """Return the path of the post on the old site, such as ``/2024/05/rain/``; ``""`` where it cannot be told.

    ``inside`` is the file's path in the folder of posts it was found in; ``values`` is its front matter; ``above`` are
    the folders above that of its posts which count as categories.
    The rules are those of the tools' manuals: Hexo and Jekyll "Permalinks", Hugo "URL management", Zola
    "Page", Astro "Content collections".
    """
    if own := _own(blog.tool, values):
        return own
    path = PurePosixPath(inside)
    section = path.parts[0] if len(path.parts) > 1 else ""
    rules = blog.rules or {}
    rule = rules.get(section) if section in rules else rules.get("", "")
    if not rule:
        return ""
    found = {**_of_date(post), **_of_tool(blog.tool, path, post, values, above)}
    filled = _PLACEHOLDER.sub(lambda match: found.get(match[0][1:], match[0]), rule)
    if _PLACEHOLDER.search(filled):
        return ""
    return "/" + re.sub(r"/{2,}", "/", filled).lstrip("/")


def old_page_address(blog: OldBlog, inside: str, values: Mapping[str, Value]) -> str:
    """Return the path of a page on the old site: the place of its file, unless it names another.

    Jekyll gives a page the ending of HTML where the rule of its posts has one ("Permalinks", pages).
    """
    if own := _own(blog.tool, values):
        return own
    path = PurePosixPath(inside).with_suffix("")
    if path.name == "index":
        return f"/{path.parent.as_posix()}/"
    rule = (blog.rules or {}).get("", "")
    return f"/{path}.html" if blog.tool == "Jekyll" and not rule.endswith("/") else f"/{path}/"


def _own(tool: str, values: Mapping[str, Value]) -> str:
    """Return the URL that the post itself names, or ``""``."""
    key = {"Hugo": "url", "Zola": "path", "Hexo": "permalink", "Jekyll": "permalink"}.get(tool, "")
    value = values.get(key)
    if not isinstance(value, str) or not value.strip() or ":" in value:
        return ""
    return "/" + value.strip().strip("/") + ("/" if not re.search(r"\.\w{2,5}$", value.strip()) else "")


def _of_date(post: Post) -> dict[str, str]:
    at = post.published
    return {
        "year": f"{at:%Y}",
        "short_year": f"{at:%y}",
        "month": f"{at:%m}",
        "i_month": str(at.month),
        "monthname": _MONTHS[at.month - 1],
        "day": f"{at:%d}",
        "i_day": str(at.day),
        "hour": f"{at:%H}",
        "minute": f"{at:%M}",
        "second": f"{at:%S}",
        "yearday": str(at.timetuple().tm_yday),
        "y_day": f"{at:%j}",
    }


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _of_tool(
    tool: str, path: PurePosixPath, post: Post, values: Mapping[str, Value], above: tuple[str, ...]
) -> dict[str, str]:
    stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
    folders = path.parent.parent if path.stem == "index" else path.parent
    slug = next(
        (text for key in ("slug", "abbrlink") if isinstance(text := values.get(key), str) and text), ""
    )
    if tool == "Hexo":
        category = "/".join(map(_hexo_slug, post.categories[0])) if post.categories else "uncategorized"
        title = posixpath.join(folders.as_posix().removeprefix("."), stem)
        return {
            "title": title,
            "name": stem,
            "post_title": _hexo_slug(post.title),
            "category": category,
            **_texts(values),
        }
    if tool == "Jekyll":
        bare = slug or _DATED.sub("", stem)
        names = dict.fromkeys(_plain(name) for names in (above, *post.categories) for name in names)
        return {"title": bare, "slug": _plain(bare), "categories": "/".join(names), "output_ext": ".html"}
    if tool == "Hugo":
        name = stem.lower().replace(" ", "-")
        own, titled = slug or name, _plain(post.title)
        parts = folders.as_posix().lower().removeprefix(".")
        return {
            "section": folders.parts[0].lower() if folders.parts else "",
            "sections": parts,
            "title": titled,
            "slug": slug or titled,
            "filename": name,
            "contentbasename": name,
            "slugorfilename": own,
            "slugorcontentbasename": own,
        }
    if tool == "Zola":
        last = slug or _DATED.sub("", stem)
        whole = posixpath.join(folders.as_posix().removeprefix("."), last)
        # Zola spells other scripts in Latin letters, by a table we do not have.
        return {"path": re.sub(r"[^a-z0-9/_-]+", "-", whole.lower())} if whole.isascii() else {}
    whole = posixpath.join(folders.as_posix().removeprefix("."), stem)
    return {"id": slug or "/".join(_plain(part) for part in whole.split("/"))}


def _texts(values: Mapping[str, Value]) -> dict[str, str]:
    known = {"title", "date", "updated", "permalink"}
    return {key: value for key, value in values.items() if isinstance(value, str) and key not in known}


def _hexo_slug(text: str) -> str:
    return re.sub(r"[\s~`!@#$%^&*()_+=\[\]{}|\\;:\"'<>,.?/-]+", "-", text).strip("-")


def _plain(text: str) -> str:
    """Return a text in lower case with hyphens for blanks and without signs; every script is kept."""
    kept = (char for char in text.lower() if char in " -_" or unicodedata.category(char)[0] in "LNM")
    return re.sub(r"[ -]+", "-", "".join(kept)).strip("-")
