"""Unpack the export file of a WordPress blog (WXR 1.2) into Markdown files, which then move in as any others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from lxml import etree

from nenrin.cli.importing.old_blog import OldBlog
from nenrin.posts.slugs import slugify

_WP = "{http://wordpress.org/export/1.2/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_NEVER = "0000-00-00 00:00:00"

_BLOCK = re.compile(r"<!--\s*/?wp:.*?-->\n?", re.DOTALL)
_MORE = re.compile(r"<!--\s*more\b.*?-->", re.DOTALL)
_MORE_MARK = "nenrin more mark"
_CAPTION = re.compile(r"\[caption[^\]]*\](?P<inside>.*?)\[/caption\]", re.DOTALL)
_FIGURE = re.compile(
    r"<figure[^>]*>(?P<before>\s*(?:<a\b[^>]*>)?\s*<img\b)(?P<image>[^>]*?)(?P<end>/?>\s*(?:</a>)?)\s*"
    r"(?:<figcaption[^>]*>(?P<caption>.*?)</figcaption>|(?P<text>[^<>]*))\s*</figure>",
    re.DOTALL,
)
_CODE = re.compile(r"\[(?P<tag>sourcecode|code)(?P<about>[^\]]*)\](?P<code>.*?)\[/(?P=tag)\]", re.DOTALL)
_LANGUAGE = re.compile(r"""(?:lang(?:uage)?=["']?|language-|brush:\s*|lang-)([\w+#-]+)""")
_HAS_BLOCKS = re.compile(r"<(?:p|div|ul|ol|h[1-6]|table|blockquote|figure|pre)\b", re.IGNORECASE)


class NoExport(Exception):
    """A file that is no export of WordPress; says what was found."""


def unpack(export: Path, folder: Path) -> OldBlog:
    """Write the posts and pages of an export file into ``folder``, and return the blog they make.

    What is in the bin stays out. Posts that are not public are drafts; those that are scheduled have their day.

    Raises:
        NoExport: the file is not XML, or not of WordPress.
        ModuleNotFoundError: markdownify is not installed.
    """
    channel = _channel(export)
    people = {
        _said(author, f"{_WP}author_login"): _said(author, f"{_WP}author_display_name")
        for author in channel.iter(f"{_WP}author")
    }
    above = {
        _said(category, f"{_WP}category_nicename"): _said(category, f"{_WP}category_parent")
        for category in channel.iter(f"{_WP}category")
    }
    names = {
        _said(category, f"{_WP}category_nicename"): _said(category, f"{_WP}cat_name")
        for category in channel.iter(f"{_WP}category")
    }
    pictures = {
        _said(item, f"{_WP}post_id"): _said(item, f"{_WP}attachment_url")
        for item in channel.iter("item")
        if _said(item, f"{_WP}post_type") == "attachment"
    }
    address = _said(channel, f"{_WP}base_blog_url") or _said(channel, "link")
    for item in channel.iter("item"):
        kind, status = _said(item, f"{_WP}post_type"), _said(item, f"{_WP}status")
        if kind not in {"post", "page"} or status in {"trash", "auto-draft", "inherit"}:
            continue
        front = _front(item, people, _Terms(above, names), pictures)
        if kind == "page":
            front = {key: front[key] for key in ("title", "draft", "permalink") if key in front}
        _write(folder / f"{kind}s", _name(item), front, _markdown(_said(item, _CONTENT), address))
    return OldBlog(
        "WordPress",
        folder,
        title=_said(channel, "title"),
        address=address,
        language=_said(channel, "language"),
        author=next(iter(people.values()), "") if len(people) == 1 else "",
        posts=("posts",),
        pages={"pages": ""} if (folder / "pages").is_dir() else {},
        origin=export,
    )


class _Terms:
    """The categories of a blog: the one above each, and its name, by the part of its address."""

    def __init__(self, above: Mapping[str, str], names: Mapping[str, str]) -> None:
        self.above = above
        self.names = names

    def path(self, slug: str, name: str) -> list[str]:
        """Return a category with those above it, from the root down."""
        path, seen = [name], {slug}
        while (slug := self.above.get(slug, "")) and slug not in seen:
            seen.add(slug)
            path.insert(0, self.names.get(slug, slug))
        return path


def _channel(export: Path) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    try:
        tree = etree.parse(export, parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise NoExport(str(error)) from error
    root = tree.getroot()
    channel = root.find("channel") if root is not None else None
    if channel is None or channel.find(f"{_WP}wxr_version") is None:
        raise NoExport("it is no export file of WordPress (Tools › Export)")
    return channel


def _said(element: Any, name: str) -> str:
    found = element.find(name)
    return (found.text or "").strip() if found is not None else ""


def _front(
    item: Any, people: Mapping[str, str], terms: _Terms, pictures: Mapping[str, str]
) -> dict[str, Any]:
    status = _said(item, f"{_WP}status")
    creator = _said(item, _CREATOR)
    categories, tags = [], []
    for term in item.iter("category"):
        name = (term.text or "").strip()
        if term.get("domain") == "category" and name:
            path = terms.path(term.get("nicename", ""), name)
            categories.append(path if len(path) > 1 else name)
        elif term.get("domain") == "post_tag" and name:
            tags.append(name)
    front: dict[str, Any] = {
        "title": _said(item, "title"),
        "date": _date(item),
        "updated": _when(item, "post_modified"),
        "description": " ".join(_said(item, _EXCERPT).split()),
        "author": people.get(creator, creator),
        "categories": categories,
        "tags": tags,
        "cover": pictures.get(_meta(item).get("_thumbnail_id", ""), ""),
        "pinned": _said(item, f"{_WP}is_sticky") == "1",
        "permalink": _path(_said(item, "link")),
        "draft": status not in {"publish", "future"} or bool(_said(item, f"{_WP}post_password")),
    }
    return {key: value for key, value in front.items() if value}


def _meta(item: Any) -> dict[str, str]:
    return {
        _said(meta, f"{_WP}meta_key"): _said(meta, f"{_WP}meta_value") for meta in item.iter(f"{_WP}postmeta")
    }


def _date(item: Any) -> str:
    return _when(item, "post_date") or _said(item, f"{_WP}post_date").replace(_NEVER, "")


def _when(item: Any, name: str) -> str:
    """Return the local time with its offset from UTC, where WordPress says both."""
    local, utc = _said(item, f"{_WP}{name}"), _said(item, f"{_WP}{name}_gmt")
    if local in {"", _NEVER}:
        return ""
    if utc in {"", _NEVER}:
        return local
    here, there = datetime.fromisoformat(local), datetime.fromisoformat(utc)
    minutes = round((here - there) / timedelta(minutes=1))
    return (
        here.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
        if abs(minutes) < 24 * 60
        else local
    )


def _path(link: str) -> str:
    parts = urlsplit(link)
    return unquote(parts.path) if parts.path.strip("/") and not parts.query else ""


def _name(item: Any) -> str:
    written = unquote(_said(item, f"{_WP}post_name")) or _said(item, "title") or _said(item, f"{_WP}post_id")
    return slugify(written)


def _write(folder: Path, name: str, front: dict[str, Any], text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / f"{name}.md", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.md", number + 1
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=2**16)
    path.write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


def _markdown(content: str, address: str) -> str:
    """Return the text of a post, HTML as WordPress keeps it, as Markdown; links within the blog lose its address."""
    from markdownify import markdownify  # noqa: PLC0415 - of the extra "wordpress"

    html = _MORE.sub(f"<p>{_MORE_MARK}</p>", _BLOCK.sub("", content.replace("\r\n", "\n")))
    html = _CODE.sub(_as_pre, html)
    html = re.sub(rf"""(href=["']){re.escape(address.rstrip("/"))}/(?!wp-content/)""", r"\1/", html)
    html = _FIGURE.sub(_as_titled, _CAPTION.sub(r"<figure>\g<inside></figure>", html))
    text = markdownify(
        html if "<p" in content.lower() else _with_paragraphs(html),
        heading_style="ATX",
        bullets="-",
        newline_style="backslash",
        escape_underscores=False,
        escape_misc=False,
        code_language_callback=_language,
    )
    return re.sub(r"\n{3,}", "\n\n", text.replace(_MORE_MARK, "<!-- more -->")).strip()


def _as_titled(found: re.Match[str]) -> str:
    """Return a picture whose caption is its title, as Markdown has it."""
    caption = " ".join(re.sub(r"<[^>]*>", "", found["caption"] or found["text"] or "").split())
    title = f' title="{caption}"' if caption and '"' not in caption else ""
    return f"<p>{found['before']}{found['image']}{title} {found['end']}</p>"


def _as_pre(found: re.Match[str]) -> str:
    language = _LANGUAGE.search(found["about"])
    code = found["code"].replace("<", "&lt;").replace(">", "&gt;")
    return f'<pre class="language-{language[1] if language else ""}">{code}</pre>'


def _with_paragraphs(html: str) -> str:
    """Return HTML whose paragraphs are elements: the old editor kept blank lines (``wpautop``)."""
    parts = re.split(r"\n\s*\n", html)
    return "\n\n".join(part if _HAS_BLOCKS.search(part) else f"<p>{_with_breaks(part)}</p>" for part in parts)


def _with_breaks(text: str) -> str:
    return "<br>".join(line.strip() for line in text.strip().split("\n"))


def _language(element: Any) -> str:
    """Return the language of code, as plugins for it write it into classes."""
    inside = element.find("code")
    classes = " ".join([*(element.get("class") or []), *((inside.get("class") or []) if inside else [])])
    found = _LANGUAGE.search(classes)
    return found[1] if found else ""
