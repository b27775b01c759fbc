"""Settings of comment and analytics services in ``conf.py``: their types, checks, and the origins they load from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from nenrin.posts import urls

Setting: TypeAlias = str | bool
Directive: TypeAlias = Literal["script-src", "style-src", "frame-src", "connect-src", "img-src"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a setting: a check, and ``says``, which completes "expected …" in a warning."""

    says: str
    fits: Callable[[Any], bool]


def matching(pattern: str) -> Callable[[Any], bool]:
    """Return the check for a text that a pattern matches as a whole."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(*words: str) -> Kind:
    """Return the kind of a setting that is one of some words."""
    return Kind(" or ".join(f'"{word}"' for word in words), lambda value: value in words)


@dataclass(frozen=True, slots=True)
class Key:
    """One setting of a service; it must be given where ``default`` is None.

    A default may name a setting that stands before it: ``"{server}/count.js"``.
    """

    name: str
    kind: Kind
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
    return next((text for name in value if (text := _fault_of(by_name[name], value[name]))), "")


def _fault_of(service: Service, settings: Any) -> str:
    keys = {key.name: key for key in service.keys}
    if not isinstance(settings, dict):
        return f"settings of {service.name}: {', '.join(keys)}"
    for name in settings:
        if name not in keys:
            return f"no {name!r} in {service.name}, which knows {', '.join(keys)}"
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
    parts = urls.split(setting) if "://" in setting else None
    return f"{parts.scheme}://{parts.netloc}" if parts else setting
