"""What the shortcodes and tags that we know show: pictures, links, code and boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from nenrin.markdown.boxes.attributes import Attributes
from nenrin.markdown.boxes.tokens import DETAILS_NAMES, KINDS, Box, box_named
from nenrin.markdown.directives.placeholders import (
    SITES,
    Place,
    image_tokens,
    link_tokens,
    place_at,
    place_tokens,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from nenrin.markdown.template_tags.tags import Tag

CODE_TAGS = frozenset({"highlight", "codeblock", "code", "prism", "mermaid"})
RAW_TAGS = frozenset({"raw", "verbatim"})
QUOTE_TAGS = frozenset({"blockquote", "quote", "pullquote", "centerquote", "cq"})
BY_TITLE_KEY = "nenrin_by_title"
"""In the ``meta`` of a link whose text is only a name: the title of the page it leads to says more."""
PICTURE_TAGS = frozenset(
    {
        "asset_img",
        "dual_theme_image",
        "figure",
        "full_width_image",
        "fullimage",
        "image",
        "img",
        "inlineImg",
        "inlineimg",
    }
)
_WORD_TAGS = frozenset({"btn", "button", "hideInline", "label"})
TAB_GROUPS = frozenset({"tabs", "tabset", "tab-group", "Tabs"})
TAB_NAMES = frozenset({"tab", "tabitem", "TabItem", "Tab"})
_BOX_TAGS = frozenset({"hideToggle", "hide_toggle", "folding", *TAB_NAMES, *DETAILS_NAMES, *KINDS})
# Words that choose the look of Hexo's notes and say nothing to a reader.
_LOOKS = frozenset(
    [
        "flat",
        "simple",
        "modern",
        "disabled",
        "icon",
        "no-icon",
        "blue",
        "cyan",
        "green",
        "orange",
        "pink",
        "purple",
        "red",
    ]
)
_ICON = re.compile(r"fa[bsrl]?[ -]")
_FILE = re.compile(r"\S+\.\w{2,5}$|https?://|/")
_NUMBER = re.compile(r"\d+(?:px|%)?$|auto$")
_OPTION = re.compile(r"(?P<key>lang|mark|line_number|first_line|highlight|wrap|caption|url):(?P<value>\S*)")
_LINES = re.compile(r"\d+(?:-\d+)?")


def is_text(tag: Tag) -> bool:
    """Say whether ``tag`` is an expression that stays text: a call without named arguments may be anybody's."""
    return tag.family == "zola" and not tag.values and tag.name.lower() not in PICTURE_TAGS | SITES


def is_box(tag: Tag) -> bool:
    """Say whether ``tag`` opens a box with Markdown in it."""
    return tag.name in _BOX_TAGS or tag.name.lower() in KINDS


def box_of(tag: Tag) -> Box:
    """Return the box that ``tag`` opens: its kind from its name, type or first word; the rest is its title."""
    title = tag.value("title", "summary", "header", "heading")
    attributes = Attributes(values={"open": tag.value("open")} if tag.value("open") else {})
    words = [word for word in tag.args if word and word not in _LOOKS and not _ICON.match(word)]
    if tag.name in TAB_NAMES:
        name = title or tag.value("label", "name") or " ".join(words)
        return Box("details", "tab", "details", name or None, "open")
    if tag.name.lower() in DETAILS_NAMES or tag.name in {"hideToggle", "hide_toggle", "folding"}:
        return box_named("details", title or " ".join(words) or None, attributes)
    kind = tag.value("type", "kind", "level", "style", "color")
    if not kind and words and words[0].lower() in KINDS:
        kind = words.pop(0)
    name = kind if kind.lower() in KINDS else tag.name
    return box_named(name if name != "notice" else "note", title or " ".join(words) or None)


def code_info(tag: Tag) -> str:
    """Return the fence info of a code tag, in the spelling that ``fence_info`` reads."""
    words = list(tag.args)
    options = {match["key"]: match["value"] for word in words if (match := _OPTION.match(word))}
    plain = [word for word in words if not _OPTION.match(word)]
    if tag.name == "mermaid":
        return "mermaid"
    if tag.name == "codeblock" or (tag.name == "code" and tag.family == "liquid"):
        title = " ".join(word for word in plain if not word.startswith("http"))
        return _info(
            options.get("lang", "") or tag.value("lang"), title, options.get("mark", ""), numbered=False
        )
    language = tag.value("lang", "language") or (plain[0] if plain else "")
    extra = " ".join([*plain[1:], *(f"{key}={value}" for key, value in tag.values.items())])
    marked = re.search(r"(?:hl_lines|mark_lines)=[\"']?([\d\s,-]+)", extra)
    numbered = "linenos" in extra and "linenos=false" not in extra
    return _info(language, tag.value("title"), marked[1] if marked else "", numbered=numbered)


def inline_tokens(md: MarkdownIt, tag: Tag) -> list[Token]:
    """Return what ``tag`` shows inside a sentence, nothing where it shows nothing we know."""
    if tag.name in PICTURE_TAGS:
        return picture(md, tag)[0]
    if tag.name == "post_link" and tag.args:
        text = _words(tag.args[1:])
        tokens = link_tokens(md, tag.args[0], text or tag.args[0])
        tokens[0].meta[BY_TITLE_KEY] = not text
        return tokens
    if tag.name == "asset_link" and tag.args:
        return link_tokens(md, tag.args[0], _words(tag.args[1:]))
    if tag.name == "link":
        address = next((word for word in tag.args if _FILE.match(word)), "") or tag.value("href", "url")
        text = _words(tuple(word for word in tag.args if word != address)) or tag.value("text", "title")
        return link_tokens(md, address, text) if address else []
    if tag.name in _WORD_TAGS:
        return _hexo_words(md, tag)
    place = _place(tag)
    return place_tokens(md, place, tag.value("title")) if place else []


def _hexo_words(md: MarkdownIt, tag: Tag) -> list[Token]:
    """Return the words of ``{% label primary@text %}`` and ``{% btn url, text, icon %}``, whose parts end at commas."""
    parts = [part.strip() for part in " ".join(tag.args).split(",")]
    if tag.name in {"btn", "button"}:
        return link_tokens(md, parts[0], parts[1]) if len(parts) > 1 and _FILE.match(parts[0]) else []
    text = (
        parts[0].rpartition("@")[2] if "@" in parts[0] or tag.name == "hideInline" else " ".join(tag.args[:1])
    )
    return [Token("text", "", 0, content=text)] if text else []


def picture(md: MarkdownIt, tag: Tag) -> tuple[list[Token], str]:
    """Return the image of ``tag``, in its link if it has one, and its caption; no image where none is named."""
    if tag.family == "liquid" and not tag.called:
        return _hexo_picture(md, tag), ""
    src = tag.value("src", "url", "path", "light_src") or (tag.args[0] if tag.args else "")
    caption = tag.value("caption") or tag.value("title")
    image = image_tokens(md, src, tag.value("alt") or caption) if src else []
    href = tag.value("link", "href")
    if image and href:
        link = link_tokens(md, href, "")
        image = [link[0], *image, link[-1]] if len(link) > 1 else image
    return image, caption


def _hexo_picture(md: MarkdownIt, tag: Tag) -> list[Token]:
    index = next((at for at, word in enumerate(tag.args) if _FILE.match(word)), None)
    src = tag.value("src") or (tag.args[index] if index is not None else "")
    rest = tag.args[index + 1 :] if index is not None else ()
    quoted = re.findall(r'"([^"]*)"', " ".join(rest))  # `'"title" "description"'`
    return image_tokens(md, src, tag.value("alt") or (quoted[-1] if quoted else _words(rest))) if src else []


def _place(tag: Tag) -> Place | None:
    identifier = tag.value("id", "bvid", "repo", "src", "url") or (tag.args[0] if tag.args else "")
    if tag.name == "gist":
        return place_at("gist", "/".join(tag.args[:2]) or identifier)
    if tag.name in {"tweet", "x", "twitter"} and tag.value("user"):
        return place_at("github", f"https://x.com/{tag.value('user')}/status/{identifier}")
    if tag.name in {"video", "iframe"} and identifier:
        return Place(identifier, "nenrin-video" if tag.name == "video" else "nenrin-embed")
    return place_at(tag.name, identifier)


def _info(language: str, title: str, lines: str, *, numbered: bool) -> str:
    marked = ",".join(_LINES.findall(lines))
    parts = [language or "text", f'title="{title}"' if title else "", f"{{{marked}}}" if marked else ""]
    return " ".join(part for part in [*parts, "showLineNumbers" if numbered else ""] if part)


def _words(words: tuple[str, ...]) -> str:
    shown = [word for word in words if not _NUMBER.match(word) and word not in {"external", "true", "false"}]
    return " ".join(shown).strip("\"'")
