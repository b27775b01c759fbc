"""A page is written again when what it shows of other pages, or what stands on all pages, differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

CONF = """\
extensions = ["nenrin", "sphinx.ext.autosectionlabel"]
autosectionlabel_prefix_document = True
html_static_path = ["_static"]
html_css_files = ["own.css"]
templates_path = ["_templates"]
locale_dirs = ["locales"]
nenrin_author = "Mei"
nenrin_authors = {"Mei": {"name": "Mei", "bio": "Counts rings."}}
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="4"/>\n'
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "About"\nmsgstr "{}"\n'
FILES = {
    "index.md": "# Home\n\n```{toctree}\nabout\nmore/index\n```\n",
    "about.md": "# About\n\n{doc}`posts/b`\n",
    "more/index.md": "# More\n\n```{toctree}\npage\n```\n",
    "more/page.md": "# Page\n\n{ref}`posts/a:Part`, {ref}`mark`, {py:func}`wood`\n",
    "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ncover: c.svg\n---\ntext\n\n(mark)=\n## Part\n",
    "posts/b.md": "---\ntitle: B\ndate: 2024-02-02\n---\n[](a.md#part)\n",
    "posts/c.svg": PICTURE.format(4),
    "api.rst": ":orphan:\n\nAPI\n===\n\n.. py:function:: wood()\n",
    "_static/own.css": "a {}\n",
    "_templates/components/colophon.html": "<p>Ours</p>\n",
    "locales/en/LC_MESSAGES/about.po": CATALOG.format("About"),
}


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("_static/own.css", "b {}\n", "posts/a/index.html"),
        ("_templates/components/colophon.html", None, "posts/a/index.html"),
        ("about.md", "# Of us\n", "posts/a/index.html"),
        ("locales/en/LC_MESSAGES/about.po", CATALOG.format("Über"), "posts/a/index.html"),
        ("index.md", "# Home\n\n```{toctree}\nmore/index\nabout\n```\n", "blog/archive/index.html"),
        ("more/page.md", "# Leaf\n", "more/index.html"),
        ("posts/c.svg", PICTURE.format(9), "index.html"),
        ("posts/a.md", FILES["posts/a.md"].replace("Part", "Piece"), "posts/b/index.html"),
        ("posts/a.md", FILES["posts/a.md"].replace("Part", "Piece"), "more/page/index.html"),
        ("posts/b.md", FILES["posts/b.md"].replace("---\n[", "draft: true\n---\n["), "about/index.html"),
        ("posts/b.md", FILES["posts/b.md"].replace("title: B", "title: Bee"), "about/index.html"),
        ("api.rst", ":orphan:\n\nAPI\n===\n", "more/page/index.html"),
    ],
)
def test_what_a_page_shows_of_others_is_as_in_a_clean_build(
    make_site: Callable[..., Site], name: str, content: str | None, seen: str
) -> None:
    site = make_site(FILES, conf=CONF)
    before = site.read(seen)
    if content is None:
        site.delete(name)
    else:
        site.write(name, content)
    site.build()
    assert site.read(seen) != before
    mine, theirs = site.files(), site.apart("clean").files()
    assert sorted(mine) == sorted(theirs)
    assert [file for file in mine if mine[file] != theirs[file]] == []


NEIGHBOURS = """\
{% for post in (nenrin.page.older, nenrin.page.newer) if post %}
<p>{{ post.title }} {{ post.description }} {{ post.excerpt }} {{ post.reading_time }} {{ post.pinned }}
{{ post.categories }} {{ post.tags }} {{ post.authors }} {{ post.cover }} {{ post.published.iso }}</p>
{% endfor %}
"""


def test_a_component_may_show_any_value_of_another_post(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: P{0}\ndate: 2024-01-{0:02}T10:00:00Z\n{1}---\nbody\n"
    files = {f"posts/p{day}.md": text.format(day, "") for day in range(1, 22)}
    # A site's first tag and category change its menu, and so every page.
    files["posts/p23.md"] = text.format(23, "tags: [bark]\ncategories: [Root]\n")
    files |= {"_templates/components/neighbours.html": NEIGHBOURS, "posts/c.svg": PICTURE.format(4)}
    site = make_site(files, conf='templates_path = ["_templates"]\n')
    for day, key in (
        (2, "description: Words"),
        (5, "tags: [leaf]"),
        (8, "categories: [Wood]"),
        (11, "cover: c.svg"),
    ):
        site.write(f"posts/p{day}.md", text.format(day, f"{key}\n"))
    site.write("posts/p14.md", text.format(14, "author: Mei\n"))
    site.write("posts/p17.md", text.format(17, "pin: 1\n"))
    site.write("posts/p20.md", text.format(20, "") + "word " * 2000)
    site.build()
    mine, theirs = site.files(), site.apart("clean").files()
    assert sorted(mine) == sorted(theirs)
    assert [file for file in mine if mine[file] != theirs[file]] == []


@pytest.mark.parametrize("name", ["more/page.md", "about.md", "posts/b.md"])
def test_page_that_is_gone_leaves_tables_of_contents_and_comes_back(
    make_site: Callable[..., Site], name: str
) -> None:
    index = FILES["index.md"].replace("about\n", "about\nposts/b\n")
    site = make_site({**FILES, "index.md": index}, conf=CONF)
    before = site.files()
    site.delete(name)
    site.build()
    assert "nonexisting document" in site.warnings
    mine, theirs = site.files(), site.apart("clean").files()
    assert sorted(mine) == sorted(theirs)
    assert [file for file in mine if mine[file] != theirs[file]] == []
    site.write(name, FILES[name])
    assert site.build().files() == before


def test_what_options_say_of_the_blog_is_in_its_lists(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, conf=CONF)
    site.write("conf.py", (site.src / "conf.py").read_text("utf-8").replace("Counts rings", "Fells trees"))
    site.build()
    assert "Fells trees" in site.read("blog/index.html")
    assert site.files() == site.apart("clean").files()


def test_title_that_no_page_shows_writes_no_other_page(make_site: Callable[..., Site]) -> None:
    site = make_site({**FILES, "apart.md": "---\norphan: true\n---\n# Apart\n"}, conf=CONF)
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*.html")}
    site.write("apart.md", "---\norphan: true\n---\n# Alone\n")
    site.build()
    written = {path for path in before if path.stat().st_mtime_ns != before[path]}
    assert {path.relative_to(site.out).as_posix() for path in written} == {"apart/index.html"}
