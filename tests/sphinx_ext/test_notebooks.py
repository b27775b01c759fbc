"""Notebooks are posts: under MyST-NB in any order of extensions, and under nbsphinx."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.sphinx_ext.site import Site

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
CODE = {
    "cell_type": "code",
    "execution_count": 1,
    "source": "rings(1924)",
    "outputs": [
        {"output_type": "stream", "name": "stdout", "text": ["a hundred rings\n"]},
        {"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {}},
    ],
}
FRONT = "---\ntitle: Rings *counted*\ndate: 2024-05-01\ntags: [oak]\n---"


def notebook(*cells: Mapping[str, Any], **metadata: Any) -> str:
    about = {
        "language_info": {"name": "python"},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    named = [{"id": f"cell{at}", "metadata": {}, **cell} for at, cell in enumerate(cells)]
    return json.dumps({"cells": named, "metadata": about | metadata, "nbformat": 4, "nbformat_minor": 5})


def cell(kind: str, source: str) -> dict[str, str]:
    return {"cell_type": kind, "source": source}


FILES = {
    "posts/raw.ipynb": notebook(
        cell("raw", FRONT),
        cell("markdown", "Of an *oak*.\n\n![far](oak.svg)"),
        CODE,
        cell("markdown", "## Part"),
    ),
    "posts/cell.ipynb": notebook(cell("markdown", FRONT.replace("01", "02") + "\n\nIn one cell."), CODE),
    "posts/about.ipynb": notebook(
        cell("markdown", "# The oak\n\nBy metadata."), title="The oak", date="2024-05-03", tags=["oak"]
    ),
    "posts/text.md": FRONT.replace("01", "04")[:-3]
    + "kernelspec:\n  name: python3\n  display_name: Python 3\njupytext:\n  text_representation:\n"
    + "    extension: .md\n    format_name: myst\n---\nIn MyST.\n\n```{code-cell} ipython3\nrings(1924)\n```\n",
    "posts/draft.ipynb": notebook(cell("raw", FRONT.replace("tags", "draft: true\ntags")), CODE),
    "posts/later.ipynb": notebook(cell("markdown", "Later."), title="Later", date="2099-01-01"),
    "posts/plain.md": "---\ntitle: Plain\ndate: 2024-05-05\n---\n**重点：**文字\n",
    "posts/oak.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>',
    "page.ipynb": notebook(cell("markdown", "# No post\n\nA page."), orphan="true"),
}
POSTS = ["posts/about", "posts/cell", "posts/plain", "posts/raw", "posts/text"]


@pytest.mark.parametrize(
    "extensions",
    ['"nenrin", "myst_nb"', '"myst_nb", "nenrin"', '"ablog", "myst_parser", "nenrin", "myst_nb"'],
)
def test_notebooks_of_myst_nb_are_posts_in_any_order(make_site: Callable[..., Site], extensions: str) -> None:
    conf = f'extensions = [{extensions}]\nnb_execution_mode = "off"\nhtml_baseurl = "https://example.org/"\n'
    site = make_site(FILES, conf=conf)
    # What a notebook of text is written in MyST-NB learns by running it, which is off here.
    assert [line for line in site.warnings.splitlines() if "No source code lexer" not in line] == []
    pages = {name.removesuffix("/index.html") for name in site.files() if name.startswith("posts/")}
    assert sorted(name for name in pages if (site.out / name).is_dir()) == POSTS
    raw = site.html("posts/raw")
    assert [title.get_text() for title in raw.select("h1")] == ["Rings *counted*"]
    assert [str(time["datetime"]) for time in raw.select(".post-header time")] == ["2024-05-01"]
    assert [tag.get_text() for tag in raw.select(".tag-list a")] == ["oak"]
    assert "a hundred rings" in raw.select(".cell_output")[0].get_text()
    pictures = [site.out / "posts/raw" / str(picture["src"]) for picture in raw.select(".prose img")]
    assert [picture.is_file() for picture in pictures] == [True, True]
    assert "**" not in site.html("posts/plain").select(".prose")[0].get_text()
    assert [entry.get_text() for entry in site.html("blog").select(".post-card-title")] == [
        "Plain",
        "Rings *counted*",
        "The oak",
        "Rings *counted*",
        "Rings *counted*",
    ]
    assert "In one cell." in site.html("blog").get_text()
    assert "a hundred rings" in site.read("blog/atom.xml")
    assert "Later" not in site.read("blog/atom.xml")
    copy = site.read("posts/raw/index.md")
    assert (
        "Of an *oak*.\n\n![far](https://example.org/_images/oak.svg)\n\n```python\nrings(1924)\n```" in copy
    )
    assert (site.out / "_cards/posts/raw.png").is_file()
    # MyST-NB's stylesheet has a checksum from the second build on, on pages that Sphinx writes in every build.
    made, clean = site.build().files(), site.apart("clean").files()
    assert [name for name in clean if clean[name] != made.get(name)] == [
        "genindex/index.html",
        "search/index.html",
    ]


def test_notebooks_of_nbsphinx_are_posts(make_site: Callable[..., Site]) -> None:
    rest = {
        "cell_type": "raw",
        "source": "Of an *oak*.",
        "metadata": {"raw_mimetype": "text/restructuredtext"},
    }
    files = {
        "posts/one.ipynb": notebook(cell("raw", FRONT), rest, CODE),
        "posts/two.ipynb": notebook(rest, CODE, title="Two", date="2024-05-02", draft=True),
        "posts/three.ipynb": notebook(rest, CODE, title="Three", date="2024-05-03"),
    }
    site = make_site(files, conf='extensions = ["nbsphinx", "nenrin"]\nnbsphinx_execute = "never"\n')
    assert not (site.out / "posts/two").exists()
    page = site.html("posts/one")
    assert [title.get_text() for title in page.select("h1")] == ["Rings *counted*"]
    assert "a hundred rings" in page.get_text()
    assert [str(time["datetime"]) for time in page.select(".post-header time")] == ["2024-05-01"]
    titles = [entry.get_text() for entry in site.html("blog").select(".post-card-title")]
    assert titles == ["Three", "Rings *counted*"]


def test_a_broken_notebook_costs_itself(make_site: Callable[..., Site]) -> None:
    files = {
        "posts/broken.ipynb": '{"cells": [',
        "posts/odd.ipynb": "[]",
        "posts/plain.md": FILES["posts/plain.md"],
    }
    site = make_site(files, conf='extensions = ["nenrin", "myst_nb"]\nnb_execution_mode = "off"\n')
    assert "posts/broken.ipynb:1: WARNING:" in site.warnings
    assert (site.out / "posts/plain/index.html").is_file()
