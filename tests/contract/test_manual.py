"""The manual, built whole: no warning, no link that leads nowhere, and every piece of Markdown it shows works."""

from __future__ import annotations

import shutil
import zlib
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.contract.manual import ROOT, snippets
from tests.sphinx_ext.built_pages import pages
from tests.sphinx_ext.site import Site

OF_THE_BLOG = (
    "conf.py",
    "index.md",
    "about.md",
    "posts",
    "guide",
    "_templates",
    "_static",
    "extensions/manual",
)

# What pieces of Markdown and reST speak of: a post, a section, a function, another project.
SPOKEN_OF = {
    "posts/boat.md": "---\ntitle: The boat\ndate: 2026-01-01\n---\nA boat.\n",
    "guide/counting.md": "---\norphan: true\n---\n\n(counting)=\n\n# Counting\n",
    "guide/api.rst": ":orphan:\n\nAPI\n===\n\n.. py:function:: rings.count\n",
}
MORE_SETTINGS = """
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {"oak": ("https://oak.example/", "oak.inv")}
html_baseurl = "https://example.org/"
nenrin_cards = False
"""
INVENTORY = (
    b"# Sphinx inventory version 2\n# Project: Oak\n# Version: 1\n# The rest is compressed using zlib.\n"
)


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Our own blog as it is, and each piece of Markdown or reST in it as a page beside the one that shows it."""
    root = tmp_path_factory.mktemp("manual")
    site = Site(root / "src", root / "out", root / "doctrees", confoverrides={"nitpicky": True})
    for name in OF_THE_BLOG:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        (site.src / name).parent.mkdir(parents=True, exist_ok=True)
        copy(source, site.src / name)
    for name, text in {**SPOKEN_OF, **shown()}.items():
        site.write(name, text)
    site.write("public/images/plane.png", (ROOT / "tests/roots/hugo/static/images/plane.png").read_bytes())
    site.write("oak.inv", INVENTORY + zlib.compress(b"oak.leaf py:function 1 api/#$ -\n"))
    site.write("conf.py", (ROOT / "conf.py").read_text("utf-8") + MORE_SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01: every post shown is out
        return site.build()


def shown() -> dict[str, str]:
    """Each piece of Markdown or reST as a file beside its page; what has no front matter gets that of a post."""
    files: dict[str, str] = {}
    for each in snippets("markdown", "rst"):
        beside = Path(each.page).parent if "/" in each.page else Path("posts")
        # A post lies where posts lie: relative links from guide/ and posts/ are the same.
        folder = Path("posts") if beside == Path("guide") else beside
        name = f"shown-{Path(each.page).stem}-{each.line}.{'rst' if each.language == 'rst' else 'md'}"
        head = f"---\ntitle: Piece {len(files)}\ndate: 2026-01-02\n---\n"
        whole = each.language == "rst" or each.text.startswith("---\n")
        text = each.text if whole else head + each.text
        files[(folder / name).as_posix()] = f":orphan:\n\n{text}" if "postlist" in text else text
    return files


def test_nothing_is_wrong_with_it(manual: Site) -> None:
    assert not manual.warnings


def test_every_piece_is_a_page(manual: Site) -> None:
    assert shown()
    for name in shown():
        assert manual.path(Path(name).with_suffix("").as_posix()).is_file(), name


def test_every_link_leads_somewhere(manual: Site) -> None:
    @cache
    def anchors(path: str) -> set[str] | None:
        file = manual.path(path)
        if not file.is_file():
            return None
        if file.suffix != ".html":
            return set()
        soup = BeautifulSoup(file.read_bytes(), "lxml")
        return {str(tag["id"]) for tag in soup.find_all(id=True)}

    lost = []
    for page in pages(manual):
        for written, path, fragment in [*page.links(), *page.pictures()]:
            known = anchors(path)
            if known is None or (fragment and path.endswith("/") and fragment not in known):
                lost.append((page.address, written))
    assert not lost
