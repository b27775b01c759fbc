"""Describe pages in schema.org's words, as JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.feeds.xml import clean

# What could end a script element, begin a comment in one (HTML, "restrictions for contents of script elements")
# or end a line of JavaScript is written as JSON's escapes.
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


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
    """A post of the blog ``part_of``; ``words`` and ``minutes`` are what was measured on its text."""

    part_of: Blog
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
    license: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The page about an author."""

    url: str
    about: Person


@dataclass(frozen=True, slots=True)
class Breadcrumbs:
    """The pages above a page by name and absolute address, the page itself last."""

    trail: Sequence[tuple[str, str]]


Thing: TypeAlias = Posting | Blog | ProfilePage | Breadcrumbs
"""What a page can be described as."""


def script(things: Sequence[Thing]) -> str:
    """Return a ``<script type="application/ld+json">`` of ``things``; text in them cannot end the element."""
    graph = {"@context": "https://schema.org", "@graph": [described(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():  # five passes take a tenth of `str.translate`
        text = text.replace(char, escape)
    return f'<script type="application/ld+json">{text}</script>'


def described(thing: Thing) -> dict[str, Any]:
    """Return the JSON object of a thing."""
    match thing:
        case Posting():
            return _posting(thing)
        case Blog():
            return _blog(thing)
        case ProfilePage(url, about):
            return {"@type": "ProfilePage", "url": url, "mainEntity": _person(about)}
        case Breadcrumbs(trail):
            return _breadcrumbs(trail)


def _blog(blog: Blog) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Blog",
            "@id": f"{blog.url}#blog",
            "url": blog.url,
            "name": clean(blog.name),
            "description": clean(blog.description),
            "inLanguage": blog.language,
            "author": [_person(author) for author in blog.authors],
        }
    )


def _posting(post: Posting) -> dict[str, Any]:
    blog = post.part_of
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
            "author": [_person(author) for author in post.authors],
            "image": post.picture.url if post.picture else "",
            "articleSection": [clean(section) for section in post.sections],
            "keywords": [clean(tag) for tag in post.tags],
            "wordCount": post.words,
            "timeRequired": f"PT{post.minutes}M" if post.minutes else "",
            "license": post.license,
            "isBasedOn": post.source,
            "isPartOf": {
                "@type": "Blog",
                "@id": f"{blog.url}#blog",
                "name": clean(blog.name),
                "url": blog.url,
            },
        }
    )


def _person(person: Person) -> dict[str, Any]:
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


def _breadcrumbs(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    places = [
        {"@type": "ListItem", "position": position, "name": clean(name), "item": url}
        for position, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
