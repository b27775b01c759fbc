"""Links of conf.py: only what may be one becomes a link, and their names are text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from nenrin.posts.urls import LINK, as_link
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_LISTS = ("icon_links", "external_links")
"""The options of pydata's theme that are lists of links, each a mapping with ``name`` and ``url``."""

_ATTRIBUTE = re.compile(r"(?!on|style$|href$)[a-z][a-z-]*")
"""The attributes that a link may be given: none that runs something."""

_MODES = ("auto", "light", "dark")


@costs("the check of links in conf.py")
def name_refused_links(app: Sphinx, config: Config) -> None:
    """Warn of each address in conf.py that becomes no link."""
    for place, address in _written(config):
        if isinstance(address, str) and address.strip() and not as_link(address):
            warn(Subtype.CONFIG, f"{place}: found {address!r}, expected {LINK}; it becomes no link")


def clean_links(context: dict[str, Any]) -> None:
    """Let what a page's template gets of conf.py hold no link but those that may be one.

    pydata's templates and functions write some of it into a page as it is.
    """
    icons = _links(context, "icon_links")
    context["theme_icon_links"] = [{**link, "attributes": _attributes(link)} for link in icons]
    context["theme_external_links"] = [
        {"name": escape(str(link.get("name", ""))), "url": escape(link["url"])}
        for link in _links(context, "external_links")
    ]
    logo = context.get("theme_logo")
    if isinstance(logo, Mapping):
        context["theme_logo"] = {**logo, "link": _link(logo.get("link"))}
    context["theme_logo_link"] = _link(context.get("theme_logo_link"))
    if context.get("default_mode") not in _MODES:
        context["default_mode"] = ""
    if edit := context.get("get_edit_provider_and_url"):
        context["get_edit_provider_and_url"] = lambda: _edit(*edit())


def _written(config: Config) -> Iterator[tuple[str, object]]:
    for option in ("nenrin_authors", "blog_authors"):
        for name, person in config[option].items():
            yield f"{option}: {name}", person.get("link") if isinstance(person, Mapping) else person[1]
    options = config.html_theme_options
    for option in _LISTS:
        for link in options.get(option) or ():
            if isinstance(link, Mapping):
                yield f"html_theme_options: {option}: {link.get('name', '')}", link.get("url")
    logo = options.get("logo")
    yield "html_theme_options: logo", logo.get("link") if isinstance(logo, Mapping) else ""
    yield "html_theme_options: logo_link", options.get("logo_link")
    yield "html_context: edit_page_url_template", config.html_context.get("edit_page_url_template")


def _links(context: Mapping[str, Any], option: str) -> list[dict[str, Any]]:
    links = context.get(f"theme_{option}")
    found = [link for link in links if isinstance(link, Mapping)] if isinstance(links, list) else []
    return [{**link, "url": address} for link in found if (address := _link(link.get("url")))]


def _link(address: object) -> str:
    return as_link(address) if isinstance(address, str) else ""


def _attributes(link: Mapping[str, Any]) -> dict[str, str]:
    given = link.get("attributes")
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {name: str(value) for name, value in pairs if _ATTRIBUTE.fullmatch(str(name).lower())}


def _edit(provider: object, address: str) -> tuple[object, str]:
    return provider, _link(address)
