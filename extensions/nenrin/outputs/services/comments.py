"""The comments below a post: the settings that the service's script needs, as data attributes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nenrin.outputs.services.schema import Service, Setting, chosen
from nenrin.outputs.services.table import COMMENTS, INTEGRITY
from nenrin.posts import urls

_GITHUB = {"giscus": "discussions", "utterances": "issues"}
"""What of a repository on GitHub holds the comments."""

_LANGUAGES = {
    "giscus": "en ar be bg ca cs da de eo es eu fa fr he hu id it ja ko nl pl pt ro ru th tr uk vi zh-CN zh-HK zh-TW",
    "disqus": "en ar cs da de es fi fr he hu id it ja ko nl pl pt ru sv th tr uk vi zh-CN zh-TW",
    "waline": "en-US es-MX fr-FR ja-JP pt-BR ru-RU vi-VN zh-CN zh-TW",
    "artalk": "en fr ja ko ru zh-CN zh-TW",
    "twikoo": "en ja ko uz zh-CN zh-HK zh-TW",
}
"""The languages in which a service speaks to readers, as it names them, English first."""
_DISQUS_SAYS = {"zh-CN": "zh", "zh-TW": "zh_TW"}


@dataclass(frozen=True, slots=True)
class Place:
    """The post that comments belong to: its URL, the path of that URL, its title and its language.

    ``path`` is the part of the address by which comments are found again; it ends with a slash whatever the
    builder, so that both give a post the same comments.
    """

    url: str
    path: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Comments:
    """The block below a post.

    ``service`` is the name in ``conf.py``, ``title`` the one readers know, ``host`` who keeps the comments,
    ``settings`` JSON for the script, ``link`` where they can be read without JavaScript, ``""`` if nowhere.
    """

    service: str
    title: str
    host: str
    settings: str
    link: str


def comments(option: Mapping[str, Any], place: Place) -> Comments | None:
    """Return the block of the service that the checked option names; None where it names none."""
    for service, settings in chosen(COMMENTS, option):
        data = _known(service, settings, place)
        encoded = json.dumps({**settings, **data}, ensure_ascii=False, sort_keys=True)
        link = f"https://github.com/{settings['repo']}/{_GITHUB[service.name]}" if "repo" in settings else ""
        return Comments(service.name, service.title, _host(settings), encoded, link)
    return None


def language_for(service: str, tag: str) -> str:
    """Return a service's own name for a language (BCP 47 tag): the nearest it supports, or English."""
    if service not in _LANGUAGES:
        return tag
    name = _nearest(_LANGUAGES[service].split(), tag)
    return _DISQUS_SAYS.get(name, name) if service == "disqus" else name


def _nearest(known: list[str], tag: str) -> str:
    by_name = {name.lower(): name for name in known}
    language, *rest = tag.lower().split("-")
    if exact := by_name.get(tag.lower()):
        return exact
    if language == "zh":
        return "zh-TW" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-CN"
    return next((name for name in known if name.partition("-")[0] == language), known[0])


def _known(service: Service, settings: Mapping[str, Setting], place: Place) -> dict[str, Any]:
    files = {str(settings.get(name)): name for name in ("script", "style")}
    fixed = {name: INTEGRITY[address] for address, name in files.items() if address in INTEGRITY}
    return {
        "url": place.url,
        "path": place.path,
        "title": place.title,
        "term": _term(str(settings.get("mapping", "pathname")), place),
        "language": language_for(service.name, place.language),
        "integrity": fixed,
    }


def _term(mapping: str, place: Place) -> str:
    """Return the search term by which giscus and utterances find a post's thread."""
    return {"url": place.url, "og:title": place.title}.get(mapping) or place.path.strip("/") + "/"


def _host(settings: Mapping[str, Setting]) -> str:
    if "shortname" in settings:
        return "disqus.com"
    return urls.split(str(settings["server"])).netloc
