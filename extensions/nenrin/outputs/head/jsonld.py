"""Describe pages in schema.org's words, as JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.feeds.xml import clean

# What could end a script element, begin a comment in one (HTML, "restrictions for contents of script elements")
# or end a line of JavaScript is written as JSON's escapes.
_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Person:
    """An author: ``url`` is the page about the person, ``same_as`` their own site."""

    name: str
    url: str = ""
    same_as: str = ""
    image: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Blog:
    """The blog that pages are parts of."""

    url: str
    name: str
    description: str
    language: str
    authors: Sequence[Person] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """A post; ``words`` and ``minutes`` are what was measured on its text."""

    url: str
    title: str
    description: str
    language: str
    published: datetime
    modified: datetime
    authors: Sequence[Person] = ()
    sections: Sequence[str] = ()
    tags: Sequence[str] = ()
    picture: Picture | None = None
    words: int = 0
    minutes: int = 0


def script(*things: dict[str, Any]) -> str:
    """Return a ``<script type="application/ld+json">`` of ``things``; text in them cannot end the element."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>'


def blog(blog: Blog) -> dict[str, Any]:
    """Return the ``Blog`` itself."""
    return _filled(
        {
            "@type": "Blog",
            "@id": f"{blog.url}#blog",
            "url": blog.url,
            "name": clean(blog.name),
            "description": clean(blog.description),
            "inLanguage": blog.language,
            "author": [person(author) for author in blog.authors],
        }
    )


def posting(post: Posting, part_of: Blog) -> dict[str, Any]:
    """Return the ``BlogPosting`` of a page."""
    return _filled(
        {
            "@type": "BlogPosting",
            "@id": f"{post.url}#post",
            "url": post.url,
            "mainEntityOfPage": post.url,
            "headline": clean(post.title),
            "description": clean(post.description),
            "inLanguage": post.language,
            "datePublished": post.published.isoformat(),
            "dateModified": post.modified.isoformat(),
            "author": [person(author) for author in post.authors],
            "image": post.picture.url if post.picture else "",
            "articleSection": [clean(section) for section in post.sections],
            "keywords": [clean(tag) for tag in post.tags],
            "wordCount": post.words,
            "timeRequired": f"PT{post.minutes}M" if post.minutes else "",
            "isPartOf": {
                "@type": "Blog",
                "@id": f"{part_of.url}#blog",
                "name": clean(part_of.name),
                "url": part_of.url,
            },
        }
    )


def person(person: Person) -> dict[str, Any]:
    """Return a ``Person``."""
    return _filled(
        {
            "@type": "Person",
            "name": clean(person.name),
            "url": person.url,
            "sameAs": person.same_as,
            "image": person.image,
            "description": clean(person.description),
        }
    )


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the ``BreadcrumbList`` of names and absolute addresses, the page itself last."""
    places = [
        {"@type": "ListItem", "position": position, "name": clean(name), "item": url}
        for position, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
