"""The table that the sample blogs of eight tools are compared with: what a reader of each must find.

The blogs are in ``tests/roots``, one for each tool, written by us with that tool's habits. Instants are
those of the author's words and clock; a category path is written ``parent / child``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class P:
    """One post: its address without slashes at the ends, its title, its instant, its terms parted by bars."""

    address: str
    title: str
    instant: str
    categories: str = ""
    tags: str = ""


@dataclass(frozen=True)
class Blog:
    """What is expected of one blog.

    ``posts`` newest first; ``redirects`` from old addresses to posts; ``hidden`` words stand in drafts and
    scheduled posts alone; ``author`` gives the addresses under ``nenrin_permalinks = "author"`` that
    differ; ``dead`` are the addresses, as written, that lead nowhere; ``literal`` is text that looks like markup
    and is none.
    """

    warnings: tuple[str, ...]
    posts: tuple[P, ...]
    hidden: tuple[str, ...]
    redirects: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    author: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dead: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()


BLOGS = {
    "astro": Blog(
        warnings=(
            (
                "src/content/blog/using-mdx.mdx:15: WARNING: <HeaderLink> cannot be shown and is left out, "
                "and its content stays [nenrin.markup]"
            ),
            (
                "src/content/blog/using-mdx.mdx:19: WARNING: <Chart> cannot be shown and is left out "
                "[nenrin.markup]"
            ),
            (
                "src/content/blog/using-mdx.mdx:33: WARNING: '/blog/no-such-post/' leads to no page of this "
                "site; the link is kept as it was written [nenrin.link]"
            ),
            (
                "src/content/blog/using-mdx.mdx:8: WARNING: import '../../components/HeaderLink.astro' is "
                "code and is left out [nenrin.markup]"
            ),
            (
                "src/content/blog/using-mdx.mdx:9: WARNING: import 'astro:assets' is code and is left out "
                "[nenrin.markup]"
            ),
        ),
        posts=(
            P(
                "src/content/blog/a-walk",
                "A walk",
                "2024-12-31T23:30:00-08:00",
                categories="Walks",
                tags="winter",
            ),
            P("src/content/blog/年轮", "年轮", "2024-03-05T00:00:00+00:00", categories="树"),
            P(
                "src/content/blog/using-mdx",
                "Using MDX & <components>",
                "2023-06-01T00:00:00+00:00",
                tags="astro | mdx",
            ),
            P(
                "src/content/blog/second-growth",
                "Second growth",
                "2022-08-15T00:00:00+00:00",
                categories="Forest",
                tags="wood | oak, elm",
            ),
            P("src/content/blog/first-light", "First light", "2022-07-08T00:00:00+00:00"),
        ),
        redirects={
            "blog/winter-walk": "src/content/blog/a-walk",
        },
        hidden=("sycamore", "hornbeam"),
        dead=("/blog/no-such-post/",),
    ),
    "astropaper": Blog(
        warnings=(
            (
                'src/data/blog/how-to-bind.mdx:12: WARNING: import "@/components/Knot.astro" is code and is '
                "left out [nenrin.markup]"
            ),
            (
                "src/data/blog/how-to-bind.mdx:20: WARNING: <Knot> cannot be shown and is left out "
                "[nenrin.markup]"
            ),
        ),
        posts=(
            P("src/data/blog/bundle", "裁纸", "2024-02-29T00:00:00+08:00", tags="手艺 | 纸 | Sharp, 锋利"),
            P("src/data/blog/line-ends", "行末", "2023-07-01T08:00:00+00:00", tags="纸"),
            P("src/data/blog/how-to-bind", "怎样装订", "2023-01-06T07:30:00+09:00", tags="纸 | 手艺"),
            P("src/data/blog/hello-paper", "你好，纸", "2022-09-23T15:22:00+00:00", tags="纸 | 开始"),
            P("src/data/blog/_old/2021", "二〇二一", "2021-12-31T16:00:00+00:00"),
        ),
        redirects={
            "blog/hello-paper-2022": "src/data/blog/hello-paper",
        },
        hidden=("灯芯草", "墨水瓶"),
    ),
    "fuwari": Blog(
        warnings=(
            (
                "src/content/posts/price.md:11: WARNING: './lost.png' is neither beside the post nor in a "
                "public folder [nenrin.image]"
            ),
            (
                "src/content/posts/price.md:9: WARNING: '/posts/nothing/' leads to no page of this site; "
                "the link is kept as it was written [nenrin.link]"
            ),
        ),
        posts=(
            P(
                "src/content/posts/english",
                "A bean in English",
                "2024-06-09T00:00:00+08:00",
                categories="Notes",
                tags="English | 豆",
            ),
            P(
                "src/content/posts/markdown-extended",
                "Markdown 的另一面",
                "2024-05-01T00:00:00+08:00",
                categories="示例",
                tags="示例 | Markdown",
            ),
            P(
                "src/content/posts/guide",
                "种豆指南",
                "2024-04-01T00:00:00+08:00",
                categories="指南",
                tags="指南 | 豆",
            ),
            P("src/content/posts/bom", "字节序标记", "2024-02-02T00:00:00+08:00"),
            P(
                "src/content/posts/price",
                "豆价：$3 一斤 <b>不</b> **贵**",
                "2023-12-31T00:00:00+08:00",
                categories="杂记",
                tags="豆",
            ),
        ),
        hidden=("黄瓜", "丝瓜"),
        dead=("/posts/nothing/", "./lost.png"),
    ),
    "hexo": Blog(
        warnings=(
            (
                "source/_posts/json-good.md:12: WARNING: '/images/none.png' is neither beside the post nor "
                "in a public folder [nenrin.image]"
            ),
            (
                "source/_posts/nested-ring.md:40: WARNING: {% aplayer %} cannot be shown and is left out "
                "[nenrin.markup]"
            ),
            (
                "source/_posts/nested-ring.md:42: WARNING: {% wow %} cannot be shown and stands as code "
                "[nenrin.markup]"
            ),
            (
                "source/_posts/json-matter.md:2: WARNING: date: found '2020-02-30 00:00:00', expected a "
                "date such as 2024-12-31 or 2024-12-31T13:11:52+08:00 (day is out of range for month) "
                "[nenrin.date]"
            ),
        ),
        posts=(
            P("source/_posts/carriage", "回车", "2022-10-10T10:10:10+08:00", categories="木工 | 锯"),
            P("source/_posts/没有标题的 文章", "标题在后面", "2021-08-01T00:00:00+08:00"),
            P(
                "source/_posts/json-good",
                "另一种开头",
                "2020-02-29T12:00:00+08:00",
                categories="木工",
                tags="JSON",
            ),
            P(
                "source/_posts/no-opening",
                "没有横线",
                "2019-03-01T21:00:00+08:00",
                categories="随笔",
                tags="木头",
            ),
            P(
                "source/_posts/nested-ring",
                "第二圈",
                "2018-05-04T08:05:00+08:00",
                categories="木工 | 刨",
                tags="C++ | 刨花, 木屑",
            ),
            P(
                "source/_posts/first-ring",
                "第一圈",
                "2016-11-22T09:54:47+08:00",
                categories="木工 / 锯 | 随笔",
                tags="木头 | 年轮",
            ),
        ),
        redirects={
            "2018/nested.html": "source/_posts/nested-ring",
            "posts/4a17b156": "source/_posts/first-ring",
            "posts/bb22": "source/_posts/json-good",
        },
        hidden=("胶水", "夹子", "榫卯"),
        author={
            "source/_posts/first-ring": "posts/4a17b156",
            "source/_posts/json-good": "posts/bb22",
            "source/_posts/nested-ring": "2018/nested",
        },
        dead=("/images/none.png",),
        literal=("{% 标签 %}",),
    ),
    "hugo": Blog(
        warnings=(
            (
                "content/posts/broken.md:2: WARNING: the TOML cannot be read: Illegal character '\\n' (at "
                "line 1, column 14) [nenrin.front_matter]"
            ),
            (
                "content/posts/wind.md:50: WARNING: {{< typeit >}} cannot be shown and is left out "
                "[nenrin.markup]"
            ),
            (
                "content/posts/wind.md:54: WARNING: {{< unknown-inline >}} cannot be shown and stands as "
                "code [nenrin.markup]"
            ),
        ),
        posts=(
            P("content/posts/bundle", "一包", "2024-01-15T00:00:00+08:00"),
            P("content/posts/bom", "有標記的", "2023-09-09T09:09:09.999000+00:00", categories="隨筆"),
            P(
                "content/posts/wind",
                '風的名字 "北風"',
                "2023-05-04T08:00:00+08:00",
                categories="航海",
                tags="風 | 海",
            ),
            P("content/posts/boat", "船", "2022-12-01T00:00:00+08:00", categories="航海", tags="海 | 船"),
            P("content/posts/json", "以 JSON 寫", "2021-07-01T00:00:00+00:00", tags="JSON"),
        ),
        redirects={
            "2023/wind/": "content/posts/wind",
            "json-post/": "content/posts/json",
            "old-wind.html": "content/posts/wind",
            "posts/little-boat": "content/posts/boat",
        },
        hidden=("燈塔", "錨"),
    ),
    "jekyll": Blog(
        warnings=(
            (
                "WARNING: category: 'Notes' and 'notes' would share one address; 'notes' gets a number "
                "[nenrin.term]"
            ),
            (
                "WARNING: category: 'Turning' and 'turning' would share one address; 'turning' gets a "
                "number [nenrin.term]"
            ),
            (
                "_posts/2020-02-29-second-bowl.md:19: WARNING: {% include %} cannot be shown and stands as "
                "code [nenrin.markup]"
            ),
            (
                "_posts/2020-02-29-second-bowl.md:21: WARNING: {% include %} cannot be shown and is left "
                "out [nenrin.markup]"
            ),
            (
                "_posts/2020-02-29-second-bowl.md:23: WARNING: {% if %} cannot be shown and is left out "
                "[nenrin.markup]"
            ),
            (
                "_posts/2020-02-29-second-bowl.md:27: WARNING: '/2018/01/01/ghost.html' leads to no page of "
                "this site; the link is kept as it was written [nenrin.link]"
            ),
        ),
        posts=(
            P("_posts/2022-02-03-line-ends", "Line ends", "2022-02-03T23:59:59+09:00", categories="notes"),
            P("_posts/2022-01-01-no-front-matter", "Nothing above", "2022-01-01T00:00:00+09:00"),
            P(
                "_posts/2021-03-04-no-front-date",
                "Dated by its name",
                "2021-03-04T00:00:00+09:00",
                categories="Notes",
            ),
            P("_posts/2021-01-02-日本の木地", "日本の木地", "2021-01-02T00:00:00+09:00", tags="木地"),
            P(
                "_posts/2020-02-29-second-bowl",
                "Second bowl",
                "2020-02-29T00:00:00+09:00",
                categories="Turning",
                tags="maple",
            ),
            P(
                "_posts/2019-04-01-first-bowl",
                "First bowl: a failure",
                "2019-04-01T10:00:00+09:00",
                categories="turning | bowls",
                tags="maple | lathe",
            ),
        ),
        redirects={
            "2019/first.html": "_posts/2019-04-01-first-bowl",
            "bowl/": "_posts/2019-04-01-first-bowl",
        },
        hidden=("mesquite", "boxwood", "ebony"),
        dead=("/2018/01/01/ghost.html",),
    ),
    "zola": Blog(
        warnings=(
            (
                "content/blog/hello-shed.md:46: WARNING: {{ icon() }} cannot be shown and stands as code "
                "[nenrin.markup]"
            ),
            (
                "content/blog/tools.md:19: WARNING: '@/blog/missing.md' leads to no page of this site; the "
                "link is kept as it was written [nenrin.link]"
            ),
        ),
        posts=(
            P("content/blog/koya", "小屋の話", "2024-04-01T23:30:00+09:00", tags="小屋"),
            P("content/blog/bytes", "Bytes", "2023-09-10T00:00:00+00:00"),
            P(
                "content/blog/2023-05-06-a-small-shed",
                "A small shed",
                "2023-05-06T00:00:00+00:00",
                categories="Building",
                tags="shed",
            ),
            P("content/blog/tools", "Tools", "2023-02-03T18:45:00+01:00", tags="tools"),
            P(
                "content/blog/hello-shed",
                "Hello, shed!",
                "2023-01-02T00:00:00+00:00",
                categories="Building",
                tags="shed | R&D",
            ),
        ),
        redirects={
            "blog/first.html": "content/blog/hello-shed",
            "blog/hello": "content/blog/hello-shed",
            "start": "content/blog/hello-shed",
            "tools-and-their-names": "content/blog/tools",
        },
        hidden=("downspout", "weathercock"),
        author={
            "content/blog/hello-shed": "blog/hello",
            "content/blog/tools": "tools-and-their-names",
        },
        dead=("@/blog/missing.md",),
    ),
    "zenn": Blog(
        warnings=(
            (
                "articles/0a1b2c3d4e5f60.md:69: WARNING: '/books/rings' leads to no page of this site; the "
                "link is kept as it was written [nenrin.link]"
            ),
        ),
        posts=(
            P("articles/crlf-and-bom", "復帰と改行", "2024-07-01T00:30:00+09:00", tags="文章"),
            P(
                "articles/soft-breaks-in-kana",
                "改行のはなし",
                "2024-06-01T00:00:00+09:00",
                tags="文章 | Markdown",
            ),
            P(
                "articles/sharpening-a-saw",
                "鋸の目立て：**基本**",
                "2024-05-06T07:08:09+09:00",
                tags="木工 | 鋸",
            ),
            P(
                "articles/0a1b2c3d4e5f60",
                "年輪を数える",
                "2023-03-01T09:00:00+09:00",
                tags="木工 | python | 画像処理",
            ),
            P("articles/five-tools", "五つの道具", "2022-12-31T23:59:00+09:00", tags="木工"),
        ),
        hidden=("鉋刃", "鑿。"),
        dead=("/books/rings",),
    ),
}
