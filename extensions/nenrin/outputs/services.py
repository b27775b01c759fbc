"""The services that keep comments and count visits: their settings, and what a browser must be allowed to load.

One table says all of it. The checks of the options, the values that scripts get, the policy and the tables of
the manual are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

Setting: TypeAlias = str | bool
Directive: TypeAlias = Literal["script-src", "style-src", "frame-src", "connect-src", "img-src"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may be: ``says`` completes "expected …"."""

    says: str
    fits: Callable[[Any], bool]


def _matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(*words: str) -> Kind:
    """Return the kind of a setting that is one of some words."""
    return Kind(" or ".join(f'"{word}"' for word in words), lambda value: value in words)


TEXT = Kind("a text", lambda value: isinstance(value, str))
NAME = Kind("a text that is not empty", _matching(r".*\S.*"))
SWITCH = Kind("True or False", lambda value: isinstance(value, bool))
# Addresses stand in the policy and in pages, so one that would end a source or an attribute is none.
ADDRESS = Kind(
    "an address such as https://example.org/", _matching(r"https?://[^\s/?#;,'\"<>]+[^\s;,'\"<>]*")
)
LABEL = Kind("a part of a host name", _matching(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"))
REPOSITORY = Kind('a repository such as "mei/blog"', _matching(r"[\w.-]+/[\w.-]+"))
MAPPING = one_of("pathname", "url", "og:title")


@dataclass(frozen=True, slots=True)
class Key:
    """One setting of a service; it must be given where ``default`` is None.

    A default may name a setting that stands before it: ``"{server}/count.js"``.
    """

    name: str
    kind: Kind = NAME
    default: Setting | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its name in ``conf.py``, the name readers know, its settings and its sources.

    ``sources`` are those of a Content Security Policy (W3C, CSP Level 3) beyond the site itself. ``{key}``
    stands for the origin of the address that is set, or for the words of a setting that is none.
    """

    name: str
    title: str
    keys: tuple[Key, ...]
    sources: Mapping[Directive, tuple[str, ...]] = field(default_factory=dict)


_NPM = "https://cdn.jsdelivr.net/npm"
# The one inline style of Waline has nothing in it: this is the hash of no text.
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

COMMENTS = (
    Service(
        "giscus",
        "giscus",
        (
            Key("repo", REPOSITORY),
            Key("repo_id"),
            Key("category"),
            Key("category_id"),
            Key("mapping", MAPPING, "pathname"),
            Key("strict", SWITCH, False),
            Key("reactions", SWITCH, True),
            Key("input_position", one_of("bottom", "top"), "bottom"),
            Key("theme_light", NAME, "light"),
            Key("theme_dark", NAME, "dark"),
            Key("server", ADDRESS, "https://giscus.app"),
        ),
        {"frame-src": ("{server}",)},
    ),
    Service(
        "utterances",
        "utterances",
        (
            Key("repo", REPOSITORY),
            Key("mapping", MAPPING, "pathname"),
            Key("label", TEXT, ""),
            Key("theme_light", NAME, "github-light"),
            Key("theme_dark", NAME, "github-dark"),
            Key("server", ADDRESS, "https://utteranc.es"),
        ),
        {"frame-src": ("{server}",)},
    ),
    Service(
        "disqus",
        "Disqus",
        (Key("shortname", LABEL),),
        {
            "script-src": ("https://{shortname}.disqus.com", "https://disqus.com", "https://c.disquscdn.com"),
            "style-src": ("'unsafe-inline'", "https://c.disquscdn.com"),
            "frame-src": ("https://disqus.com",),
            "connect-src": ("https://disqus.com", "https://links.services.disqus.com"),
            "img-src": ("data:", "https://c.disquscdn.com", "https://referrer.disqus.com"),
        },
    ),
    Service(
        "waline",
        "Waline",
        (
            Key("server", ADDRESS),
            Key("emoji", ADDRESS, ""),
            Key("avatars", ADDRESS, "https://seccdn.libravatar.org"),
            Key("script", ADDRESS, f"{_NPM}/@waline/client@3.15.2/dist/waline.umd.js"),
            Key("style", ADDRESS, f"{_NPM}/@waline/client@3.15.2/dist/waline.css"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("{style}", _EMPTY_STYLE),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("{avatars}", "{emoji}"),
        },
    ),
    Service(
        "artalk",
        "Artalk",
        (
            Key("server", ADDRESS),
            Key("site"),
            Key("emoji", ADDRESS, ""),
            Key("avatars", ADDRESS, "https://www.gravatar.com"),
            Key("script", ADDRESS, "{server}/dist/Artalk.js"),
            Key("style", ADDRESS, "{server}/dist/Artalk.css"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("'unsafe-inline'", "{style}"),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("data:", "{server}", "{avatars}", "{emoji}"),
        },
    ),
    Service(
        "twikoo",
        "Twikoo",
        (
            Key("server", ADDRESS),
            Key("emoji", ADDRESS, "https://owo.imaegoo.com"),
            Key("avatars", ADDRESS, "https://weavatar.com"),
            Key("script", ADDRESS, f"{_NPM}/twikoo@1.7.9/dist/twikoo.min.js"),
        ),
        {
            "script-src": ("{script}",),
            "style-src": ("'unsafe-inline'",),
            "connect-src": ("{server}", "{emoji}"),
            "img-src": ("data:", "{avatars}", "{emoji}"),
        },
    ),
)

ANALYTICS = (
    Service(
        "plausible",
        "Plausible",
        (
            Key("domain", TEXT, ""),
            Key("script", ADDRESS, "https://plausible.io/js/script.js"),
        ),
        {"script-src": ("{script}",), "connect-src": ("{script}",)},
    ),
    Service(
        "umami",
        "Umami",
        (
            Key("website_id"),
            Key("script", ADDRESS, "https://cloud.umami.is/script.js"),
            Key("server", ADDRESS, ""),
        ),
        {"script-src": ("{script}",), "connect-src": ("{script}", "{server}")},
    ),
    Service(
        "goatcounter",
        "GoatCounter",
        (
            Key("server", ADDRESS),
            Key("script", ADDRESS, "https://gc.zgo.at/count.v5.js"),
        ),
        {"script-src": ("{script}",), "connect-src": ("{server}",), "img-src": ("{server}",)},
    ),
    Service(
        "google",
        "Google Analytics",
        (Key("id", Kind('an identifier such as "G-ABC123"', _matching(r"[A-Z]+-[\w-]+"))),),
        {
            "script-src": ("https://*.googletagmanager.com",),
            "connect-src": (
                "https://*.google-analytics.com",
                "https://*.analytics.google.com",
                "https://*.googletagmanager.com",
            ),
            "img-src": ("https://*.google-analytics.com", "https://*.googletagmanager.com"),
        },
    ),
)

INTEGRITY: Mapping[str, str] = {
    f"{_NPM}/@waline/client@3.15.2/dist/waline.umd.js": (
        "sha384-ZIbPm4Z6QeaKyakU4Tq51uowGULfM+zut6BAbSnYF+9aFF9sK4Ih3fQwBXysozKp"
    ),
    f"{_NPM}/@waline/client@3.15.2/dist/waline.css": (
        "sha384-e4zDqZc21VhRGqcpuOkmAlBH2NcoP6kHXnCG6ZBrrd5asTIvP5T9osVX/v1Fx4UM"
    ),
    f"{_NPM}/twikoo@1.7.9/dist/twikoo.min.js": (
        "sha384-uS5XTM0hprJZj0R184twNRV12L55VagOlT/XQaj1uAebA0RtO7diEr+dE9TBn5N2"
    ),
    "https://gc.zgo.at/count.v5.js": (
        "sha384-atnOLvQb9t+jTSipvd75X2yginT4PjVbqDdlJAmxMm+wYElFmeR6EmLP5bYeoRVQ"
    ),
}
"""What the files of fixed versions are (W3C, Subresource Integrity): a browser runs nothing else in their place."""

_TAKES_VISITS = {"https://cloud.umami.is": "https://api-gateway.umami.dev"}
"""Hosts of scripts that send to another host than their own."""


def fault(services: tuple[Service, ...], value: Any, *, most: int) -> str:
    """Return what was expected of an option that names services, or ``""`` for a good value.

    ``value`` maps the names of at most ``most`` services to their settings; an empty mapping is none.
    """
    names = ", ".join(service.name for service in services)
    if not isinstance(value, dict):
        return f"settings by the name of a service ({names})"
    by_name = {service.name: service for service in services}
    if unknown := [name for name in value if name not in by_name]:
        return f"one of {names} instead of {unknown[0]!r}"
    if len(value) > most:
        return "one service" if most == 1 else f"at most {most} services"
    return next((said for name in value if (said := _fault_of(by_name[name], value[name]))), "")


def _fault_of(service: Service, settings: Any) -> str:
    known = {key.name: key for key in service.keys}
    if not isinstance(settings, dict):
        return f"settings of {service.name}: {', '.join(known)}"
    for name in settings:
        if name not in known:
            return f"no {name!r} in {service.name}, which knows {', '.join(known)}"
    for key in service.keys:
        if key.name not in settings:
            if key.default is None:
                return f"{key.name!r} in {service.name}: {key.kind.says}"
        elif not (key.kind.fits(settings[key.name]) or settings[key.name] == key.default):
            return f"{key.kind.says} as {key.name!r} in {service.name}"
    return ""


def chosen(
    services: tuple[Service, ...], value: Mapping[str, Any]
) -> list[tuple[Service, dict[str, Setting]]]:
    """Return the services that a checked option names, each with all its settings."""
    return [(service, _filled(service, value[service.name])) for service in services if service.name in value]


def _filled(service: Service, given: Mapping[str, Setting]) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for key in service.keys:
        setting = given.get(key.name, key.default)
        if key.name == "server" and isinstance(setting, str):
            setting = setting.rstrip("/")
        if key.name not in given and isinstance(setting, str):
            setting = setting.format(**settings)
        settings[key.name] = setting if setting is not None else ""
    return settings


def sources(service: Service, settings: Mapping[str, Setting]) -> dict[str, tuple[str, ...]]:
    """Return what the policy must allow for a service with all its ``settings``, by directive."""
    words = {name: _origin(str(value)) for name, value in settings.items()}
    found: dict[str, tuple[str, ...]] = {}
    for directive, patterns in service.sources.items():
        origins = [pattern.format(**words) for pattern in patterns]
        if directive == "connect-src":
            origins += [_TAKES_VISITS[origin] for origin in origins if origin in _TAKES_VISITS]
        found[directive] = tuple(dict.fromkeys(origin for origin in origins if origin))
    return found


def _origin(setting: str) -> str:
    """Return the origin of an address; another setting as it is."""
    parts = urlsplit(setting) if "://" in setting else None
    return f"{parts.scheme}://{parts.netloc}" if parts else setting
