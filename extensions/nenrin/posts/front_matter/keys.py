"""Which key of which dialect means what: the one table of front matter keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nenrin.posts.front_matter.block import UNSEEN
from nenrin.posts.model import Value


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a key can say.

    ``keys`` are in order of preference: the first that is there and not empty wins. A dot reaches into a
    mapping (``taxonomies.tags``) or is part of the key itself (Quarto's ``date.created``). ``shape`` names
    the reader of the value, one of ``SHAPES``; ``fatal`` says that a page whose value cannot be read is no
    post. ``says`` is a phrase for the manual and for editors, ``example`` the value as YAML has it.
    """

    name: str
    keys: tuple[str, ...]
    shape: str
    says: str
    example: str
    fatal: bool = False


SHAPES = {
    "date": "a date",
    "zone": "a time zone, by its name in the IANA list",
    "text": "a text",
    "lock": "anything; `false` is as if it were not there",
    "list": "a list, or one text with commas",
    "hierarchy": "a list, or one text with commas; a list inside the list is a path from parent to child",
    "switch": "`true` or `false`",
    "number": "a whole number; `true` is 1",
    "authors": "a name, a mapping with `name`, `link`, `email`, `avatar` and `bio`, or a list of these",
    "image": "a path, an address, or a mapping with `src` and `alt`",
    "series": "a name, or a mapping with `name` and `order`",
    "language": "a language such as `zh-CN`, `ja` or `en`",
}
"""What a value may be, in words; ``values.py`` has the readers."""


def _row(name: str, keys: str, shape: str, says: str, *, example: str, fatal: bool = False) -> Meaning:
    return Meaning(name, tuple(keys.split()), shape, says, example, fatal)


MEANINGS = (
    _row(
        "published",
        "pubDate pubDatetime publishDate published publish date date.created created published_at publishedAt "
        "timestamp created_at createdAt createTime create_time createdTime dateCreated",
        "date",
        "when the post comes out: makes the page a post, and gives it its day, its year and its place in the archives; "
        "`published: true` and `publish: true` are switches (Hexo, Jekyll, Zenn, Obsidian), and `false` leaves the "
        "post out; so does a day to come at any of these keys, and a day that cannot be if it seems to be to come",
        example="2026-11-23T20:30:00+08:00",
        fatal=True,
    ),
    _row(
        "updated",
        "updatedDate modDatetime modDate updated lastmod modified last_modified_at date-modified "
        "date.updated updated_at updatedAt",
        "date",
        "when it was last changed: shown beside the date, and the entry's `updated` in feeds; a day before the "
        "publication is named and left out",
        example="2026-12-01",
    ),
    _row(
        "expires",
        "expiryDate expires",
        "date",
        "when it is taken off the site: from then on it is left out",
        example="2027-01-01",
    ),
    _row(
        "timezone",
        "timezone",
        "zone",
        "the time zone of this post's dates, in place of the site's (AstroPaper)",
        example="Asia/Taipei",
    ),
    _row(
        "title",
        "title",
        "text",
        "the title, as plain text, of a post or of any page; without it, or where it is empty, the first heading, then "
        "the name of the file or its folder",
        example="The first ring",
        fatal=True,
    ),
    _row(
        "description",
        "description summary excerpt subtitle abstract",
        "text",
        "one or two sentences for lists, feeds, search engines and cards; without it lists show the text before "
        "`<!-- more -->`, or the first paragraph",
        example="What one summer leaves in a tree.",
    ),
    _row(
        "categories",
        "categories category taxonomies.categories",
        "hierarchy",
        "what it is about, an archive each; a list inside the list is a path from parent to child (Hexo)",
        example="[[Trees, Oaks], Paper]",
        fatal=True,
    ),
    _row(
        "tags",
        "tags tag topics taxonomies.tags keywords",
        "list",
        "words it is found by, an archive each; `keywords` counts where there are no tags",
        example="[trees, beginnings]",
        fatal=True,
    ),
    _row(
        "authors",
        "author authors writer",
        "authors",
        "who wrote it, an archive each; a short name from `nenrin_authors` stands for that person",
        example="mei",
        fatal=True,
    ),
    _row("locations", "location", "list", "where it was written, an archive each (ABlog)", example="Taipei"),
    _row(
        "draft",
        "draft isDraft is_draft",
        "switch",
        "true keeps it off the site; so does, with a warning, a key that is one slip of the pen away (`darft`, "
        "`drafts`)",
        example="true",
        fatal=True,
    ),
    _row(
        "status",
        "status state post_status visibility access",
        "text",
        "`draft`, `private`, `pending`, `hidden`, `trash`, `future`, `scheduled`, `members` and the like keep it off "
        "the site (WordPress, Ghost, Pelican)",
        example="draft",
        fatal=True,
    ),
    _row(
        "private",
        "private secret unpublished ignorePublish headless",
        "switch",
        "true keeps it off the site (Qiita, Hugo)",
        example="true",
        fatal=True,
    ),
    _row(
        "public",
        "public isPublished is_published dg-publish",
        "switch",
        "false keeps it off the site (Obsidian)",
        example="false",
        fatal=True,
    ),
    _row(
        "password",
        "password passwords encrypted encrypt protected",
        "lock",
        "keeps it off the site, with a warning: nothing here is encrypted, and readers of a file need no password "
        "(Hexo, VuePress, Astro themes)",
        example="false",
    ),
    _row(
        "render",
        "build.render _build.render render",
        "text",
        "`never`, `link` and `false` keep it off the site (Hugo); so does `permalink: false` (Eleventy)",
        example="never",
    ),
    _row(
        "list",
        "build.list _build.list",
        "text",
        "`never`, `local` and `false` are the same as `hidden: true` (Hugo)",
        example="never",
    ),
    _row(
        "image",
        "heroImage image cover coverImage cover_image ogImage banner thumbnail featuredImage "
        "previewimage header-img",
        "image",
        "its cover, for lists and for sites that show links; without one `nenrin_cards` draws a card",
        example="{ src: ./oak.jpg, alt: An oak in winter }",
    ),
    _row(
        "pinned",
        "pinned pin sticky top featured",
        "number",
        "keeps it on top of the home page; a higher number comes first",
        example="true",
    ),
    _row(
        "series",
        "series collection",
        "series",
        "the run of posts it belongs to, an archive in reading order",
        example="{ name: Rings, order: 2 }",
    ),
    _row(
        "language",
        "lang language locale",
        "language",
        "the language it is written in, where it is not the site's",
        example="ja",
    ),
    _row(
        "slug",
        "slug postSlug abbrlink",
        "text",
        "the last part of its address in the old blog, which leads to the post; posts may share one, and the first "
        "has the address",
        example="first-ring",
    ),
    _row(
        "permalink",
        "permalink url path",
        "text",
        "its whole address in the old blog, which leads to the post; with `nenrin_permalinks` set to `author` it is "
        "the address",
        example="/2026/first-ring/",
    ),
    _row(
        "aliases",
        "aliases redirect_from alias redirect_to_here",
        "list",
        "more old addresses that lead to it",
        example="[/old/ring/, /ring.html]",
    ),
    _row(
        "canonical",
        "canonicalURL canonical canonical_link",
        "text",
        "the address of the original, when this is a copy: search engines are sent there, and the site map and "
        "`llms.txt` leave the copy out",
        example="https://example.com/first-ring/",
    ),
    _row(
        "external",
        "external_link link redirect externalUrl",
        "text",
        "the post lives elsewhere: lists link there; a `redirect` that is no web address is one of `aliases` (ABlog)",
        example="https://example.com/talk/",
    ),
    _row(
        "translation_key",
        "translationKey",
        "text",
        "posts that share it are translations of each other: each links to the others, for readers and for search "
        "engines; without it, posts whose paths differ in a language of the site alone (`oak.md` with `oak.ja.md` or "
        "`ja/oak.md`; see `nenrin_languages`)",
        example="first-ring",
    ),
    _row(
        "license",
        "license licence licenseName copyright",
        "text",
        "the licence of this post, where it is not that of the site (`nenrin_license`); `false` for none",
        example="CC0",
    ),
    _row(
        "source",
        "sourceLink source_url reprint original",
        "text",
        "the address of the text that this post reprints: it is linked, and the licence of the site is not claimed",
        example="https://example.com/the-original/",
    ),
    _row("toc", "toc", "switch", "false hides the table of contents", example="false"),
    _row(
        "comments",
        "comments comment",
        "switch",
        "false leaves out the comments that `nenrin_comments` asks for",
        example="false",
    ),
    _row("nocomments", "nocomments", "switch", "true leaves out the comments (ABlog)", example="true"),
    _row(
        "math",
        "math katex mathjax",
        "switch",
        "whether formulas are expected; it need not be set, as formulas are shown wherever there are some",
        example="true",
    ),
    _row(
        "mermaid",
        "mermaid",
        "switch",
        "whether diagrams are expected; it need not be set, as `nenrin_mermaid_url` draws them wherever there are some",
        example="true",
    ),
    _row(
        "noindex",
        "noindex",
        "switch",
        "true asks search engines to leave it out, and leaves it out of the site map and of `llms.txt`; lists and "
        "feeds keep it",
        example="true",
    ),
    _row(
        "hidden",
        "hidden unlisted eleventyExcludeFromCollections",
        "switch",
        "true keeps it out of lists, feeds, the site map, `llms.txt`, the search and the index; its page is there",
        example="true",
    ),
    _row(
        "layout",
        "layout type",
        "text",
        "`page`, `about`, `archive` and the like say that a dated page is no post (Hexo, Jekyll)",
        example="page",
    ),
    _row(
        "blogpost",
        "blogpost",
        "switch",
        "false says that a dated page is no post (ABlog)",
        example="false",
    ),
)

BY_NAME = {meaning.name: meaning for meaning in MEANINGS}
KNOWN_KEYS = frozenset(key for meaning in MEANINGS for key in meaning.keys)
_FOLDED_KEYS = frozenset(key.casefold() for key in KNOWN_KEYS)

PAGE_LAYOUTS = frozenset(
    {"page", "about", "archive", "archives", "categories", "tags", "links", "link", "friends", "404"}
)
"""Layouts by which Hexo and Jekyll say that a dated page is not a post."""


def is_known(key: str) -> bool:
    """Whether a key means something to us, in whatever case it is written."""
    return key.casefold() in _FOLDED_KEYS


def flat(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield all keys as they are written with their values, those of mappings in them after a dot."""
    yield from values.items()
    for above, value in values.items():
        if isinstance(value, dict):
            yield from ((f"{above}.{key}", inner) for key, inner in value.items())


def by_folded_key(values: Mapping[str, Value]) -> dict[str, tuple[str, Value]]:
    """Return each key as it is written, and its value, by the key in lower case; of two, the first."""
    found: dict[str, tuple[str, Value]] = {}
    for key, value in flat(values):
        found.setdefault(key.casefold(), (key, value))
    return found


def lookup(values: Mapping[str, Value], key: str) -> Value:
    """Return the value of ``key`` in any case, reaching into mappings at dots; None where it is not there."""
    return by_folded_key(values).get(key.casefold(), ("", None))[1]


def is_empty(value: Value) -> bool:
    """Whether an author left the value out: null, no text that shows, an empty list or mapping, or one of empties."""
    if isinstance(value, str):
        return not value.strip(UNSEEN)
    if isinstance(value, list):
        return all(is_empty(item) for item in value)
    return not value


def find(folded: Mapping[str, tuple[str, Value]], meaning: Meaning) -> tuple[str, Value]:
    """Return the first key of ``meaning`` that says something, and its value; ``("", None)`` if none does.

    ``folded`` is from ``by_folded_key``.
    """
    for key in meaning.keys:
        written, value = folded.get(key.casefold(), ("", None))
        if not is_empty(value):
            return written, value
    return "", None
