"""What raises while a page is read or written costs that page a part of itself, and no other page anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]


def post(body: str, title: str = "Ash") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-06\n---\nBefore.\n\n{body}\n\nThe last words.\n"


# Roles, directives and addresses that raise: (body of the post, what its warning says).
RAISES = {
    "role": ("A {guilabel}`&` button.", "{guilabel} cannot be built and is shown as text: IndexError"),
    "second-role": ("{menuselection}`&`", "{menuselection} cannot be built"),
    "list-length": ("```{postlist} all\n```", "{postlist} cannot be built and is shown as text: ValueError"),
    "caption": ("```{figure} oak.png\n<!-- more -->\n```", "{figure} cannot be built"),
    "colons": (":::{figure} oak.png\n<!-- more -->\n:::", "{figure} cannot be built"),
    "list-format": ("```{postlist}\n:format: '{name}'\n```", "postlist: found 'name' in its format"),
    "list-braces": ("```{postlist}\n:format: '{title'\n```", "postlist: found '{title' in its format"),
    "itself": ("```{include} itself.md\n```", "{include} of 'itself.md' would include itself"),
    "in-a-list": ("- A\n  - {guilabel}`&`\n- B", "{guilabel} cannot be built"),
}


@pytest.fixture(scope="module")
def raising(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("raising")
    site = Site(root / "src", root / "out", root / "doctrees")
    site.write("conf.py", 'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nlanguage = "en"\n')
    site.write("index.md", "# Test\n")
    for name, (body, _) in RAISES.items():
        site.write(f"posts/{name}.md", post(body))
    site.write("posts/heron.md", post("```{include} egret.md\n```", "Heron"))
    site.write("posts/egret.md", post("```{include} heron.md\n```", "Egret"))
    return site.build()


@pytest.mark.parametrize("name", RAISES)
def test_what_raises_is_named_and_shown_and_the_page_goes_on(raising: Site, name: str) -> None:
    said = [line for line in raising.warnings.splitlines() if line.startswith(f"posts/{name}.md:")]
    assert len(said) == 1
    assert "nenrin.internal" not in said[0]
    assert f"posts/{name}.md:7: WARNING: {RAISES[name][1]}" in said[0].replace(":8:", ":7:")
    text = raising.html(f"posts/{name}").get_text()
    assert "Before." in text
    assert "The last words." in text


def test_the_source_of_what_raises_is_shown(raising: Site) -> None:
    assert raising.html("posts/role").select_one("article code").get_text() == "{guilabel}`&`"  # type: ignore[union-attr]
    assert "```{postlist} all" in raising.html("posts/list-length").select_one("article pre").get_text()  # type: ignore[union-attr]


def test_pages_that_include_each_other_end(raising: Site) -> None:
    for name, other in (("heron", "egret"), ("egret", "heron")):
        assert (
            f"posts/{other}.md:7: WARNING: {{include}} of '{name}.md' would include itself"
            in raising.warnings
        )
        assert raising.html(f"posts/{name}").get_text().count("The last words.") == 2


DEEP = {
    "emphasis": "*a " * 300 + "oak" + " a*" * 300,
    "struck": "~~a " * 300 + "oak" + " a~~" * 300,
    "marked": "==a " * 300 + "oak" + " a==" * 300,
    "directives": ":u[" * 300 + "oak" + "]" * 300,
    "shortcodes": "{{< details >}}\n" * 150 + "oak\n" + "{{< /details >}}\n" * 150,
    "components": "<Note>\n\n" * 300 + "oak\n\n" + "</Note>\n\n" * 300,
    "boxes": "".join(":" * (303 - n) + "note\n" for n in range(300))
    + "oak\n"
    + "".join(":" * (n + 4) + "\n" for n in range(300)),
    "lists": "".join("  " * n + "- a\n" for n in range(300)) + "\noak",
    "quotations": ">" * 600 + " oak",
    "fences": "".join("`" * (203 - n) + "{note}\n" for n in range(200))
    + "oak\n"
    + "".join("`" * (n + 4) + "\n" for n in range(200)),
    "both": "".join("> " * n + "- a\n" for n in range(80)) + "\noak",
}


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("deep")
    site = Site(root / "src", root / "out", root / "doctrees")
    site.write("conf.py", 'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nlanguage = "en"\n')
    site.write("index.md", "# Test\n")
    for name, body in DEEP.items():
        site.write(f"posts/{name}.md", post(body))
    return site.build()


@pytest.mark.parametrize("name", DEEP)
def test_a_deep_page_is_read_to_its_end(deep: Site, name: str) -> None:
    text = deep.html(f"posts/{name}").get_text()
    assert "oak" in text
    assert "The last words." in text
    assert "nenrin.internal" not in deep.warnings


# What an extension raises, by where: the page named "bad" meets it, and "good" does not.
EXTENSION = """
from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform


def fail(docname):
    if docname == "posts/bad":
        raise ValueError("no such day")


class Read(SphinxTransform):
    default_priority = 500
    def apply(self, **kwargs):
        if WHERE == "transform":
            fail(self.env.docname)


class Write(SphinxPostTransform):
    default_priority = 500
    def run(self, **kwargs):
        if WHERE == "post-transform":
            fail(self.env.docname)


def on(event):
    def handle(app, *about):
        if WHERE == event:
            fail(app.env.docname if event == "doctree-read" else about["doctree-resolved" == event])
    return handle


def put(app, doctree):
    if any(doctree.findall(nodes.strong)) and WHERE in {"writer", "doctree"}:
        doctree[0].append(nodes.Element("", what=(lambda: 0) if WHERE == "doctree" else 0))


def setup(app):
    app.add_transform(Read)
    app.add_post_transform(Write)
    app.connect("doctree-read", put)
    for event in ("source-read", "doctree-read", "doctree-resolved", "html-page-context"):
        app.connect(event, on(event))
"""
WHERE = {
    "transform": "built without what conf.py.Read does (ValueError: no such day",
    "source-read": "built without what conf.py.handle does (ValueError: no such day",
    "doctree": "built without its markup (",
    "writer": "built without its markup (",
    "post-transform": "built without what conf.py.Write does (ValueError: no such day",
    "doctree-read": "built without what conf.py.handle does (ValueError: no such day",
    "doctree-resolved": "built without what conf.py.handle does (ValueError: no such day",
    "html-page-context": "built without what conf.py.handle does (ValueError: no such day",
}
MARKED_UP = """\
Some **strong** words. <!-- kept to myself --> A line.

## A part

<div hidden>text in HTML</div>

```python
print("code")
```
"""


@pytest.mark.parametrize("where", WHERE)
def test_what_an_extension_raises_on_a_page_costs_that_page_alone(make_site: MakeSite, where: str) -> None:
    site = make_site(
        {"posts/bad.md": post(MARKED_UP, "Bad"), "posts/good.md": post("Good words.", "Good")},
        conf=EXTENSION.replace("WHERE", repr(where)),
    )
    said = [line for line in site.warnings.splitlines() if "nenrin.internal" in line]
    assert len(said) == 1
    assert said[0].startswith("posts/bad.md:1: WARNING: ")
    assert WHERE[where] in said[0]
    text = site.html("posts/bad").get_text()
    assert all(words in text for words in ("Before.", "strong", 'print("code")', "The last words."))
    assert "kept to myself" not in text
    assert "Good words." in site.html("posts/good").get_text()
    listed = [link.get_text(strip=True) for link in site.html("blog").select("h2 a, h3 a, li a")]
    assert {"Bad", "Good"} <= set(listed)


REST = """\
Larch
=====

.. A comment to myself.

   That goes on.

Words of the larch.

Needles
-------

:guilabel:`&` falls.
"""


def test_a_page_in_rest_that_cannot_be_read_is_shown_as_text(make_site: MakeSite) -> None:
    site = make_site({"larch.rst": REST})
    assert "larch.rst:1: WARNING: built without its markup (IndexError" in site.warnings
    page = site.html("larch")
    assert page.h1
    assert page.h1.get_text().startswith("Larch")
    assert "Words of the larch." in page.get_text()
    assert "Needles" in page.get_text()
    assert "to myself" not in page.get_text()


def test_a_page_that_cannot_be_read_shows_no_posts_that_it_declares(make_site: MakeSite) -> None:
    text = (
        "# Diary\n\n```{post} 2024-01-01\n```\n\nWords that are **strong**.\n\n"
        "# Later\n\n```{post} 2099-01-01\n```\n\nNot yet.\n"
    )
    site = make_site({"diary.md": text}, conf=EXTENSION.replace("WHERE", '"doctree"'))
    assert "built without its markup" in site.warnings
    assert not any(b"Not yet." in content for content in site.files().values())
