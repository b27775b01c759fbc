"""What is spared for speed changes no page."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from nenrin.sphinx_ext.config.parallel import shared_out

from tests.sphinx_ext.site import Site

SLOW = """\
from nenrin.sphinx_ext import patches
for name in speed.__all__:
    setattr(speed, name, lambda *about: None)
"""
POST = """\
---
title: 甲 & <b>
date: 2024-05-0{day}
tags: [年轮, C++]
---
字[^1]，[乙](b.md)与 `code`、$x^2$。

## 节 *一*

```{{eval-rst}}
.. note:: rst
```

```python title="a.py" {{1}}
print("一")
```

| 甲 | 乙 |
| - | - |
| 1 | 2 |

### 小节

![图](p.svg){{width=30}}

[^1]: 注
"""
PAGES = {
    "posts/a.md": POST.format(day=1),
    "posts/b.md": POST.format(day=2),
    "posts/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\n',
    "b.rst": ":orphan:\n\nB\n=\n\n.. include:: c.txt\n\n.. py:function:: f(x)\n\n.. postlist::\n",
    "c.txt": "text\n",
    "docs/index.md": "# Docs\n\n```{toctree}\n:numbered:\n:caption: All\none\ntwo\n```\n",
    "docs/one.md": "# One\n\n## Within\n\n{doc}`two`\n",
    "docs/two.md": "# Two\n\n{ref}`a`\n",
    "index.md": "# Test\n\n```{toctree}\ndocs/index\n```\n",
}


OPTIONS = """\
html_theme_options = {
    "secondary_sidebar_items": {"**": ["page-toc"]},
    "use_edit_page_button": True,
    "external_links": [{"name": "N", "url": "https://n.example/"}],
    "navbar_end": ["extra"],
}
html_context = {"github_user": "u", "github_repo": "r", "github_version": "v", "doc_path": "d"}
templates_path = ["_templates"]
language = "ja"
"""


@pytest.mark.parametrize(
    "conf",
    [
        "",
        'html_theme = "alabaster"',
        OPTIONS,
    ],
    ids=["ours", "another theme", "options of pydata"],
)
def test_pages_are_the_same_without_it(make_site: Callable[..., Site], conf: str) -> None:
    site = make_site(PAGES | {"_templates/extra.html": "{# #}"}, conf=conf)
    fast = site.apart("fast")
    site.write("conf.py", SLOW + (site.src / "conf.py").read_text(encoding="utf-8"))
    slow = site.apart("slow")
    assert slow.status == fast.status == 0
    assert slow.warnings == fast.warnings
    mine, theirs = fast.files(), slow.files()
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_dependencies_stay_with_their_page(make_site: Callable[..., Site]) -> None:
    page = ":orphan:\n\nPage\n====\n\n"
    site = make_site({"a.rst": page + ".. include:: c.txt\n", "b.rst": page + "text\n", "c.txt": "old\n"})
    before = (site.doctrees / "b.doctree").stat().st_mtime_ns
    site.write("c.txt", "new words\n")
    site.build()
    assert "new words" in site.read("a")
    assert (site.doctrees / "b.doctree").stat().st_mtime_ns == before


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 100])
def test_shares_come_back_in_order(count: int) -> None:
    def squares(share: Sequence[int]) -> list[tuple[int, int]]:
        return [(number * number, os.getpid()) for number in share]

    app: Any = SimpleNamespace(parallel=3)
    made = shared_out(app, squares, range(count))
    assert [square for square, _ in made] == [number * number for number in range(count)]
    processes = {process for _, process in made}
    assert (len(processes) == 3 and os.getpid() not in processes) == (count >= 20)


def test_many_posts_are_the_same_in_several_processes(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: {n}\ndate: 2024-05-{day:02}\ntags: [甲{n}]\n---\n字。\n\n## 题\n"
    site = make_site({f"posts/p{n}.md": text.format(n=n, day=n % 28 + 1) for n in range(45)})
    assert site.apart("parallel", "-j", "3").files() == site.files()
