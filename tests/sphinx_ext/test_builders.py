"""Every builder of Sphinx ends well on a blog, holds all its posts, and tells nothing of those that are not out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

import pytest

from tests.sphinx_ext.site import Site

HUSHED = "hushhush"
OAK = f"""---
title: Oak
date: 2024-01-01
tags: [x, C++]
cover: c.svg
---
![one](c.svg "A title") text[^1] [[elm]] %%{HUSHED}%% oakword

> [!NOTE]- Fold
> In it $x^2$

$$
\\frac{{a}}{{b}}
$$

:::details More
text
:::

[^1]: A note ==marked== :smile:

- [x] done

| a | b |
|---|---|
| 1 | 2 |

<img src="c.svg" alt="raw"> ~~struck~~ ![[elm]]

```{{update}} 2024-02-01
Changed.
```

```mermaid
graph TD
```

Term
: Definition
"""
ELM = """Elm
===

.. post:: Jan 03, 2024
   :tags: x

An elmword.

.. update:: Jan 04, 2024

   Changed.

.. postlist:: 3
   :excerpts:
"""
FILES = {
    "index.md": "# Home\n\n```{postlist} 5\n:excerpts:\n```\n",
    "posts/oak.md": OAK,
    "posts/elm.rst": ELM,
    "posts/c.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>',
    "posts/draft.md": f"---\ntitle: D {HUSHED}\ndate: 2024-01-02\ndraft: true\n---\n{HUSHED} ![](hush.svg)\n",
    "posts/hush.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{HUSHED}</title></svg>',
    "posts/later.md": f"---\ntitle: L\ndate: 2099-01-02\naliases: /{HUSHED}/\ntags: [{HUSHED}]\n---\n{HUSHED}\n",
}
CONF = """\
extensions = ["nenrin", "sphinx.ext.doctest", "sphinx.ext.coverage"]
html_baseurl = "https://example.org/"
copyright, version = "2024, Mei", "1"
nenrin_cards = False
"""
HOLDS_POSTS = {
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "json",
}
BUILDERS = [*sorted(HOLDS_POSTS), "changes", "coverage", "doctest", "dummy", "gettext", "pickle"]


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """All that a build has put out, the files of an e-book each."""
    for name, data in site.files().items():
        yield name, data
        if name.endswith(".epub"):
            with zipfile.ZipFile(site.out / name) as book:
                yield from ((f"{name}/{inside}", book.read(inside)) for inside in book.namelist())


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_builder_ends_well(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site(FILES, conf=CONF, builder=builder)
    assert site.status == 0
    assert [line for line in site.warnings.splitlines() if "not included in any toctree" not in line] == []
    made = dict(contents(site))
    assert [name for name, data in made.items() if HUSHED.encode() in data or HUSHED in name] == []
    if builder in HOLDS_POSTS:
        for word in (b"oakword", b"elmword"):
            assert any(word in data for data in made.values()), word


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_a_page_named_in_a_table_of_contents_is_there_once(
    make_site: Callable[..., Site], builder: str
) -> None:
    index = "# Home\n\n```{toctree}\nposts/elm\n```\n"
    site = make_site({**FILES, "index.md": index}, conf=CONF, builder=builder)
    made = dict(contents(site))
    where = "test.tex" if builder == "latex" else "nav.xhtml"
    text = next(data.decode() for name, data in made.items() if name.endswith(where))
    assert text.count(r"\chapter{Elm}" if builder == "latex" else ">Elm<") == 1
    # The stored pages are those of any builder.
    html = site.apart("html", "-bhtml")
    assert not html.html("index.html").select(".toctree-wrapper a[href*=oak]")
