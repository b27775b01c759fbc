"""A hostile blog in a browser: whatever stands in keys, options and names of files is text, and nothing of it runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree
from nenrin.posts.front_matter.keys import MEANINGS
from nenrin.sphinx_ext.config.options import OPTIONS
from playwright.sync_api import Page

from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.site import Site

RUN = "window.__hit=1"
MARKUP = f"""x'"><img src=x onerror="{RUN}"></title></script><script>{RUN}</script><svg onload={RUN}>"""
LINK = f" java\tscript:{RUN}//"
HOSTILE = {
    "list": [MARKUP],
    "hierarchy": [[MARKUP, f"b {MARKUP}"]],
    "authors": [dict.fromkeys(("name", "link", "email", "avatar", "bio"), MARKUP)],
    "image": {"src": MARKUP, "alt": MARKUP},
    "series": {"name": MARKUP, "order": "1"},
}
"""A value that tries to leave its place, by shape; others are texts."""

LINKED_AUTHOR = {"name": "Linked", "link": LINK, "bio": "b", "email": LINK}
ADDRESSES = ("javascript:", "vbscript:", "data:text/html,", "\x01javascript:")
FILE = f"""a"><img src=x onerror={RUN}>"""
ENTRIES = f"""\
```{{index}} single: <img src=x onerror={RUN}>; <svg onload={RUN}>
```

```{{glossary}}
Larch : <b onclick={RUN}>
  What it is.
```
"""
CONF = f"""\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
project = html_title = author = copyright = {MARKUP!r}
blog_authors = {{"old": ({MARKUP!r}, {LINK!r})}}
html_theme_options = {{
    "logo": {{"text": {MARKUP!r}, "alt_text": {MARKUP!r}, "link": {LINK!r}, "image_light": "dot.svg"}},
    "icon_links": [
        {{"name": {MARKUP!r}, "url": {LINK!r}, "icon": "fa-brands fa-github"}},
        {{"name": {MARKUP!r}, "url": "https://example.org/", "icon": {MARKUP!r}, "type": "url",
          "attributes": {{"onclick": {RUN!r}, "x><img src=x onerror=" + {RUN!r}: "y", "title": {MARKUP!r}}}}},
    ],
    "external_links": [
        {{"name": {MARKUP!r}, "url": {LINK!r}}},
        {{"name": {MARKUP!r}, "url": "https://example.org/" + {MARKUP!r}}},
    ],
    "use_edit_page_button": True,
    "icon_links_label": {MARKUP!r},
}}
html_context = {{"edit_page_url_template": {LINK!r} + "{{{{ file_name }}}}", "default_mode": {MARKUP!r}}}
html_sidebars = {{"**": ["sidebar-nav-bs"]}}
"""
CHECK = """() => ({
    ran: window.__hit,
    handlers: [...document.querySelectorAll("*")].flatMap(e => [...e.attributes].map(a => a.name))
        .filter(name => name.startsWith("on")),
    links: [...document.querySelectorAll("[href], [src], [action], [formaction], [ping]")]
        .flatMap(e => ["href", "src", "action"].map(name => e[name]?.baseVal ?? e[name])).filter(Boolean)
        .filter(url => !["http:", "https:", "mailto:", "tel:"].includes(new URL(url, document.baseURI).protocol)),
    scripts: [...document.scripts].filter(s => !s.src && s.type !== "application/ld+json").map(s => s.textContent),
})"""
NOTHING: dict[str, object] = {"ran": None, "handlers": [], "links": [], "scripts": []}


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("hostile")
    site = Site(root / "src", root / "out", root / "doctrees")
    for name, content in files().items():
        site.write(name, content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield site.build()


def files() -> dict[str, str]:
    texts = [option.name for option in OPTIONS if isinstance(option.default, str)]
    options = "".join(f"{name} = {MARKUP!r}\n" for name in texts)
    authors = f'nenrin_authors = {{"mei": {{"name": {MARKUP!r}, "link": {LINK!r}, "bio": {MARKUP!r}}}}}\n'
    posts = {
        f"posts/{number}.md": front(
            {"title": MARKUP, "date": "2024-01-01", meaning.keys[0]: HOSTILE.get(meaning.shape, MARKUP)}
        )
        for number, meaning in enumerate(MEANINGS)
    }
    linked = [
        {**LINKED_AUTHOR, "name": f"By {number}", "link": f"{scheme}{RUN}"}
        for number, scheme in enumerate(ADDRESSES)
    ]
    return {
        "conf.py": f"{CONF}{options}{authors}",
        "index.md": f"# Test\n\n{ENTRIES}\n",
        "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        f"{FILE}/{FILE}.md": f"# {FILE}\n\n```{{index}} Oak\n```\n\n```{{index}} Oak\n```\n",
        f"posts/{FILE}.md": front({"title": "File", "date": "2024-01-02"}),
        "posts/links.md": front(
            {"title": "Links", "date": "2024-01-03", "author": linked, "canonical": LINK}
        ),
        "posts/elsewhere.md": front({"title": "Elsewhere", "date": "2024-01-04", "external_link": LINK}),
        "posts/known.md": front({"title": "Known", "date": "2024-01-05", "author": ["mei", "old"]}),
        **posts,
    }


def front(values: dict[str, Any]) -> str:
    return f"{json.dumps(values, indent=1, ensure_ascii=False)}\n\nSome words.\n"


@pytest.fixture(scope="module")
def address(blog: Site, serve: Callable[[Path], str]) -> str:
    return serve(blog.out)


def pages(blog: Site) -> list[str]:
    return [path.relative_to(blog.out).as_posix() for path in sorted(blog.out.rglob("*.html"))]


def test_nothing_of_a_hostile_blog_runs(blog: Site, address: str, page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    looked_at = pages(blog)
    assert len(looked_at) > len(MEANINGS)
    for name in looked_at:
        if 'http-equiv="refresh"' in blog.read(name):
            # It leads away at once.
            assert not blog.html(name).select("script, img, svg")
            continue
        page.goto(address + quoted(name))
        assert page.evaluate(CHECK) == NOTHING, name
    assert not dialogs


def quoted(name: str) -> str:
    return quote(name)


def test_a_click_on_an_author_runs_nothing(blog: Site, address: str, page: Page) -> None:
    for name in [name for name in pages(blog) if name.startswith("blog/author/")]:
        page.goto(address + quoted(name))
        for link in page.locator("main a[rel~=me], main a[href^='mailto:']").all():
            link.dispatch_event("click")
        assert page.evaluate("window.__hit") is None


def test_refused_links_are_named(blog: Site) -> None:
    said = blog.warnings
    expected = "expected an address that begins with https:, http:, mailto: or tel:, or a path"
    assert f"posts/elsewhere.md:4: WARNING: external_link: found {LINK!r}, {expected} [nenrin.value]" in said
    assert f"nenrin_authors: mei: found {LINK!r}, {expected}; it becomes no link [nenrin.config]" in said
    assert f"blog_authors: old: found {LINK!r}" in said
    assert f"html_theme_options: logo: found {LINK!r}" in said
    assert "html_context: edit_page_url_template: found" in said


def test_feeds_and_data_of_machines_hold_no_such_link(blog: Site) -> None:
    feed = etree.fromstring(blog.path("blog/atom.xml").read_bytes())
    assert not [node.text for node in feed.iter("{*}uri") if "script" in (node.text or "")]
    assert not [node for node in feed.iter("{*}link") if "script:" in node.get("href", "")]
    channel = etree.fromstring(blog.path("blog/rss.xml").read_bytes())[0]
    assert "<" not in (channel.findtext("description") or "")
    for data in blog.html("posts/links").select("script[type='application/ld+json']"):
        assert "sameAs" not in data.get_text()
