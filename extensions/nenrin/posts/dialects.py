"""Which key of which dialect means what: the one table of front matter keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nenrin.posts.frontmatter import Value


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a key can say.

    ``keys`` are in order of preference: the first that is there and not empty wins. A dot reaches into a
    mapping (``taxonomies.tags``) or is part of the key itself (Quarto's ``date.created``). ``shape`` names
    the reader of the value; ``fatal`` says that a page whose value cannot be read is no post.
    """

    name: str
    keys: tuple[str, ...]
    shape: str
    says: str
    fatal: bool = False


def _row(name: str, keys: str, shape: str, says: str, *, fatal: bool = False) -> Meaning:
    return Meaning(name, tuple(keys.split()), shape, says, fatal)


MEANINGS = (
    _row(
        "published",
        "pubDate pubDatetime publishDate publishdate pubdate published date date.created created "
        "published_at publishedAt timestamp",
        "date",
        "when the post comes out: its day, its year, its place in the archives",
        fatal=True,
    ),
    _row(
        "updated",
        "updatedDate modDatetime modDate updated lastmod modified last_modified_at date-modified "
        "date.updated updated_at updatedAt",
        "date",
        "when it was last changed",
    ),
    _row("expires", "expirydate expiryDate expires", "date", "when it is taken off the site"),
    _row("timezone", "timezone", "zone", "the time zone of this post's dates (AstroPaper)"),
    _row("title", "title", "text", "the title, as plain text", fatal=True),
    _row(
        "description",
        "description summary excerpt subtitle Description abstract",
        "text",
        "one or two sentences for lists, search engines and cards",
    ),
    _row(
        "categories",
        "categories category Categories taxonomies.categories",
        "hierarchy",
        "what it is about; a list inside the list is a path from parent to child (Hexo)",
        fatal=True,
    ),
    _row(
        "tags",
        "tags tag Tags topics taxonomies.tags keywords",
        "list",
        "words it is found by; `keywords` counts where there are no tags",
        fatal=True,
    ),
    _row(
        "authors",
        "author authors writer",
        "authors",
        "who wrote it: a name, a list, or a mapping with name, link, email, avatar",
        fatal=True,
    ),
    _row("locations", "location", "list", "where it was written (ABlog)"),
    _row("draft", "draft", "switch", "true keeps it off the site", fatal=True),
    _row("status", "status", "text", "`draft` keeps it off the site"),
    _row(
        "image",
        "heroImage image cover coverImage cover_image ogImage banner thumbnail featuredImage "
        "previewimage header-img",
        "image",
        "its picture: a path, a URL, or a mapping with src and alt",
    ),
    _row(
        "pinned",
        "pinned pin sticky top featured",
        "number",
        "keeps it on top of the home page; a higher number comes first",
    ),
    _row(
        "series",
        "series collection",
        "series",
        "the run of posts it belongs to: a name, or a mapping with name and order",
    ),
    _row(
        "language",
        "lang language locale",
        "language",
        "the language it is written in, where it is not the site's",
    ),
    _row("slug", "slug postSlug abbrlink", "text", "the last part of its address in the old blog"),
    _row("permalink", "permalink url path", "text", "its whole address in the old blog"),
    _row(
        "aliases",
        "aliases redirect_from alias redirect_to_here",
        "list",
        "more old addresses that lead to it",
    ),
    _row(
        "canonical",
        "canonicalURL canonicalUrl canonical canonical_link",
        "text",
        "the address of the original, when this is a copy",
    ),
    _row(
        "external",
        "external_link link redirect externalUrl",
        "text",
        "the post lives elsewhere: lists link there",
    ),
    _row("translation_key", "translationKey", "text", "posts that share it are translations of each other"),
    _row("toc", "toc", "switch", "false hides the table of contents"),
    _row("comments", "comments comment", "switch", "false hides the comments"),
    _row("nocomments", "nocomments", "switch", "true hides the comments (ABlog)"),
    _row("math", "math katex mathjax", "switch", "whether formulas are expected"),
    _row("mermaid", "mermaid", "switch", "whether diagrams are expected"),
    _row("noindex", "noindex", "switch", "true asks search engines to leave it out"),
    _row("hidden", "hidden unlisted", "switch", "true keeps it out of lists and feeds, at its address"),
    _row(
        "layout",
        "layout type",
        "text",
        "`page` and its kin say that a dated page is no post (Hexo, Jekyll)",
    ),
    _row("blogpost", "blogpost", "switch", "false says that a dated page is no post (ABlog)"),
)

BY_NAME = {meaning.name: meaning for meaning in MEANINGS}
KNOWN_KEYS = frozenset(key for meaning in MEANINGS for key in meaning.keys)

PAGE_LAYOUTS = frozenset(
    {"page", "about", "archive", "archives", "categories", "tags", "links", "link", "friends", "404"}
)
"""Layouts by which Hexo and Jekyll say that a dated page is not a post."""


def lookup(values: Mapping[str, Value], key: str) -> Value:
    """Return the value of ``key``, reaching into mappings at dots; None where it is not there."""
    if key in values:
        return values[key]
    head, dot, rest = key.partition(".")
    inner = values.get(head) if dot else None
    return lookup(inner, rest) if isinstance(inner, dict) else None


def is_empty(value: Value) -> bool:
    """Whether an author left the value out: null, no text, an empty list or mapping, or one of empties."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list):
        return all(is_empty(item) for item in value)
    return not value


def find(values: Mapping[str, Value], meaning: Meaning) -> tuple[str, Value]:
    """Return the first key of ``meaning`` that says something, and its value; ``("", None)`` if none does."""
    for key in meaning.keys:
        value = lookup(values, key)
        if not is_empty(value):
            return key, value
    return "", None
