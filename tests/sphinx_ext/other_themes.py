"""A manual with news beside it, which is built under themes that know nothing of Nenrin."""

from __future__ import annotations

from pathlib import Path

from tests.sphinx_ext.site import Site

THEMES = (
    "alabaster",
    "furo",
    "pydata_sphinx_theme",
    "shibuya",
    "sphinx_book_theme",
    "sphinx_rtd_theme",
)

_CONF = """\
project = "Rings"
extensions = ["nenrin"]
html_baseurl = "https://rings.example/"
nenrin_posts = ["news/**"]
blog_path = "news"
nenrin_author = "Mei Lin"
nenrin_license = "CC BY 4.0"
nenrin_page_size = 2
nenrin_outdated_after = 400
"""
_INDEX = "# Rings\n\nCounts rings.\n\n```{toctree}\n:caption: Manual\n\nmanual/install\nmanual/count\n```\n"
_POST = """\
---
title: Rings 1.{n} counts trees that lean & others
date: 202{n}-03-0{n}
tags: [release, "C++"]
categories: [Releases]
series: Counting
---

Release 1.{n} is twice as fast, and counts trees that lean.

## What is new

All of it.
"""
_LAST = """\
---
title: 年轮计数的新方法
date: 2026-10-01
updated: 2026-11-02
author: Juno
tags: [木材]
lang: zh-CN
cover: ring.svg
---

这一版的计数快了一倍。
"""
TWO = """\
Two notices
===========

.. post:: 2020-01-01
   :tags: notice
   :author: Juno

The first is above all.

A second one
------------

.. post:: 2020-02-02
   :tags: second
   :author: Mei Lin

The other in a section.
"""

FILES = {
    "index.md": _INDEX,
    "manual/install.md": "# Installation\n\nRun it.\n\n## From source\n\nBuild it.\n",
    "manual/count.md": "# Counting\n\nSince [1.2](../news/r2.md).\n",
    **{f"news/r{n}.md": _POST.format(n=n) for n in (1, 2, 3)},
    "news/new.md": _LAST,
    "news/ring.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"/>',
}


def build_under(theme: str, root: Path) -> Site:
    """Write the site below ``root`` and build it under a theme."""
    site = Site(root / "src", root / "out", root / "doctrees")
    for name, text in {**FILES, "conf.py": f'{_CONF}html_theme = "{theme}"\n'}.items():
        site.write(name, text)
    return site.build()
