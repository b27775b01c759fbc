"""A small blog with a page of every kind and every element a post can have, for the tests of the theme."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.sphinx_ext.site import Site

CONF = """\
extensions = ["nenrin", "sphinx.ext.autodoc"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "河边笔记"
author = "阿河"
nenrin_description = "住在河边的人写的笔记。"
copyright = "2021–2026 阿河"
nenrin_posts = ["posts/**"]
nenrin_author = "he"
nenrin_authors = {"he": {"name": "阿河", "link": "https://example.org/", "bio": "住在河边。"}}
nenrin_license = "CC BY-SA 4.0"
nenrin_outdated_after = 900
nenrin_page_size = 3
html_theme_options = {
    "announcement": "<p>河水涨了。</p>",
    "icon_links": [
        {"name": "GitHub", "url": "https://example.org/git", "icon": "fa-brands fa-github"},
        {"name": "某处", "url": "https://example.org/x", "icon": "fa-brands fa-unheard-of"},
    ],
}
"""

INDEX = """\
# 河边

住在河边，写一点字。*水一直在流。*

```{toctree}
:hidden:

about
docs/index
```
"""

EVERYTHING = """\
---
title: 一条河有多长？
description: 量一条河，要先决定从哪里算起。
pubDate: 2025-06-01T08:00:00+08:00
updatedDate: 2026-02-03
categories: [水, 地理]
tags: [河, 测量]
image: ./bank.png
---

先看**干流**，再看*支流*，~~不看沟渠~~。用 `length()` 算，脚注在此[^one]，链接[在此](https://example.org/)。

## 单位

- 公里
  - 里
1. 一
2. 二

- [x] 量过
- [ ] 没量

### 换算 `km`

| 单位 | 米 |
| --- | ---: |
| 公里 | 1000 |
| 里 | 500 |

| 一 | 二 | 三 | 四 | 五 | 六 | 七 | 八 | 九 | 十 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 一一一一 | 二二二二 | 三三三三 | 四四四四 | 五五五五 | 六六六六 | 七七七七 | 八八八八 | 九九九九 | 十十十十 |

## 代码

```{code-block} python
:caption: 长度
:emphasize-lines: 2

def length(parts: list[float]) -> float:
    return sum(parts)  # 米
```

```diff
- 旧
+ 新
```

```bash
$ measure --from source --to mouth --unit kilometre --every-bend-counts --and-every-island-as-well --twice
```

```mermaid
graph LR
  source --> mouth
```

## 旁白

> 河比人老。

> [!WARNING]
> 水深。

:::{tip}
带上绳子。
:::

```{figure} ./bank.png
:alt: 河岸
:width: 50%

河岸
```

$$
L = \\sum_i l_i
$$

长度 $L$。

[^one]: 脚注在这里。
"""

FILES: dict[str, str] = {
    "conf.py": CONF,
    "index.md": INDEX,
    "about.md": "# 关于\n\n阿河的笔记。\n\n## 联系\n\n写信。\n\n## 版权\n\n随意。\n",
    "docs/index.md": "# 手册\n\n```{toctree}\ntools\napi\n```\n",
    "docs/tools.md": "# 工具\n\n## 绳子\n\n长。\n\n## 尺子\n\n短。\n\n"
    "```{list-table}\n:widths: 25 75\n\n* - 绳\n  - 十米\n```\n",
    "docs/api.md": "# API\n\n```{eval-rst}\n.. py:function:: length(parts: list[float]) -> float\n\n"
    "   The length.\n\n"
    "   :param parts: The parts.\n```\n",
    "posts/everything.md": EVERYTHING,
    "posts/english.md": "---\ntitle: The length of a coast\ndate: 2024-03-02\nlang: en\n"
    "categories: [Water]\ntags: [测量]\n"
    "---\n\nIt *depends* on the ruler.\n\n## Rulers\n\nMany.\n\n## Coasts\n\nFew.\n",
    "posts/japanese.md": "---\ntitle: 川の音\ndate: 2023-10-08\nlang: ja\ncategories: [水]\ntags: [音, 河]\n---\n\n"
    "夜、*川の音*がする。*Andante*、と。<ruby>水面<rt>みなも</rt></ruby>は見えない。\n",
    "posts/part-1.md": "---\ntitle: 溯源（一）\ndate: 2022-01-02\nseries: 溯源\npinned: true\n"
    "tags: [河]\n---\n\n出发。\n",
    "posts/part-2.md": "---\ntitle: 溯源（二）\ndate: 2022-02-03\nseries: 溯源\ntags: [河]\n---\n\n到了。\n",
    "posts/old.md": "---\ntitle: 第一篇\ndate: 2021-05-05\ncategories: [[水, 泉]]\ntags: [泉]\n---\n\n开始。\n",
}

PAGES = {
    "home": "",
    "post": "posts/everything/",
    "English post": "posts/english/",
    "Japanese post": "posts/japanese/",
    "series post": "posts/part-1/",
    "list": "blog/",
    "second page": "blog/page/1/",
    "year": "blog/2022/",
    "archive": "blog/archive/",
    "categories": "blog/category/",
    "tags": "blog/tag/",
    "authors": "blog/author/",
    "author": "blog/author/阿河/",
    "series": "blog/series/",
    "page": "about/",
    "docs": "docs/tools/",
    "API": "docs/api/",
    "index": "genindex/",
    "search": "search/",
    "missing": "404.html",
}
"""Each kind of page, and one of its kind."""


def build_theme_blog(root: Path) -> Site:
    """Build the blog into a folder of its own."""
    site = Site(root / "src", root / "out", root / "doctrees", "dirhtml")
    for name, content in FILES.items():
        site.write(name, content)
    site.write("posts/bank.png", picture(640, 320))
    return site.build()


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + b"\x9a\xa8\xb0" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
