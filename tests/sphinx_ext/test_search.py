"""The index that a build writes: whole in parallel and incremental builds, and no hindrance to other searches."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nenrin.search.index import SNOWBALL
from nenrin.search.records import read_page_script
from playwright.sync_api import Page
from sphinx import package_dir

from tests.sphinx_ext.site import Site

FOLDER = "_static/nenrin-search"
POST = """\
---
title: {title}
date: 2024-05-{day:02}
categories: [[编程, Python]]
tags: [年轮]
---
{body}
"""
BODY = """\
第一段有**机器**学习[^1]，
接着写。<b>ruby</b> <script>hidden()</script>

## 二级标题

- 列表 `code_in_line`

[^1]: 脚注的话。
"""
MORE = {
    "nosearch.md": "---\nnosearch: true\n---\n\n# 秘密\n\n不可说\n",
    "api.md": "# API\n\n```{py:function} make_post()\n```\n",
}


def posts(count: int = 4) -> dict[str, str]:
    return {
        f"posts/p{day}.md": POST.format(title=f"第{day}篇", day=day, body=BODY) for day in range(1, count + 1)
    }


def index_of(site: Site) -> dict[str, bytes]:
    return {name: data for name, data in site.files().items() if name.startswith(FOLDER)}


def catalogue(site: Site) -> dict[str, Any]:
    script = site.read(f"{FOLDER}/index.js")
    return dict(json.loads(script.removeprefix('nenrinSearch.put("catalogue",').removesuffix(")\n")))


def test_pages_are_in_the_catalogue_newest_first_and_objects_last(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(2) | MORE)
    made = catalogue(site)
    rows = [(row[1], row[2], row[3], made["kinds"][row[7]]) for row in made["pages"]]
    assert rows == [
        ("posts/p2/", "第2篇", "2024-05-02", "post"),
        ("posts/p1/", "第1篇", "2024-05-01", "post"),
        ("api/", "API", None, "page"),
        ("", "Test", None, "page"),
        ("api/#make_post", "make_post", None, "object"),
    ]
    assert made["categories"] == ["Python", "编程"]
    assert made["tags"] == ["年轮"]


def test_the_text_of_a_page_is_what_its_reader_sees(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(1))
    text = read_page_script(site.read(f"{FOLDER}/pages/posts/p1.js"))
    assert text.title == "第1篇"
    assert [heading for _, heading in text.headings] == ["二级标题"]
    assert f'id="{text.headings[0][0]}"' in site.read("posts/p1")
    assert text.text.splitlines()[0].startswith("第一段有机器学习，接着写。")
    assert "列表 code_in_line" in text.text
    assert "脚注的话。" in text.text
    assert "hidden" not in text.text


def test_lists_of_other_pages_are_no_text_of_the_page(make_site: Callable[..., Site]) -> None:
    index = "# Test\n\nWelcome.\n\n```{postlist}\n```\n\n```{toctree}\napi\n```\n"
    site = make_site(posts(1) | {"index.md": index, "api.md": "# Interfaces\n\nx\n"})
    assert read_page_script(site.read(f"{FOLDER}/pages/index.js")).text == "Welcome."


def test_serial_and_parallel_builds_write_the_same_index(make_site: Callable[..., Site]) -> None:
    # The postings are made in several processes from twenty pages on.
    site = make_site(posts(24))
    assert index_of(site.apart("parallel", "-j", "2")) == index_of(site)


def test_an_incremental_build_writes_the_index_of_a_clean_one(make_site: Callable[..., Site]) -> None:
    site = make_site(posts() | MORE)
    site.write("posts/p2.md", POST.format(title="改过的标题", day=20, body="新内容"))
    site.write("posts/p9.md", POST.format(title="新的", day=9, body="新"))
    site.delete("posts/p1.md")
    site.build()
    assert index_of(site) == index_of(site.apart("clean"))
    assert f"{FOLDER}/pages/posts/p1.js" not in site.files()


def test_nothing_is_written_when_nothing_changed(make_site: Callable[..., Site]) -> None:
    site = make_site(posts())
    files = [path for path in (site.out / FOLDER).rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in files} == before


def test_hidden_posts_are_not_found(make_site: Callable[..., Site]) -> None:
    hidden = "---\ntitle: 藏\ndate: 2024-05-01\nhidden: true\n---\n藏起来\n"
    site = make_site({"posts/h.md": hidden})
    assert [row[0] for row in catalogue(site)["pages"]] == ["index"]


def test_another_theme_gets_no_index(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(1), conf='html_theme = "alabaster"')
    assert not index_of(site)
    assert "nenrin-search.js" not in site.read("index.html")


def test_every_page_has_the_script_and_the_dialog_loads_the_rest(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(1))
    scripts = [str(tag.get("src", "")) for tag in site.html("posts/p1").find_all("script")]
    assert [src for src in scripts if "nenrin-search" in src] == [
        src for src in scripts if "_static/nenrin-search.js" in src
    ]
    assert len([src for src in scripts if "nenrin-search.js" in src]) == 1


def sphinx_search(page: Page, root: str, query: str) -> list[str]:
    """Ask Sphinx's own search page, and return the pages it lists."""
    page.goto(f"{root}search.html?q={query}")
    page.wait_for_function("Search.hasIndex() && Search._pulse_status < 0")
    links = page.locator("#search-results ul a").all()
    return sorted(str(link.get_attribute("href")).partition("#")[0] for link in links)


@pytest.mark.parametrize(
    ("language", "text", "queries", "absent"),
    [
        ("zh_CN", "论机器学习与调度。", ["机器学习", "機器學習", "习", "調度", "機器 调度"], "学机"),
        ("ja", "カタカナの文章を検索する。", ["かたかな", "ｶﾀｶﾅ", "検索", "章"], "索検"),
        ("ko", "서울의 봄은 짧다.", ["서울", "서울의 봄", "봄"], "울서"),
    ],
)
def test_sphinx_own_search_finds_what_it_could_not(
    make_site: Callable[..., Site],
    serve: Callable[[Path], str],
    page: Page,
    language: str,
    text: str,
    queries: list[str],
    absent: str,
) -> None:
    conf = f'language = "{language}"\nhtml_theme = "alabaster"'
    site = make_site({"a.md": f"# A\n\n{text}\n"}, builder="html", conf=conf)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    root = serve(site.out)
    for query in queries:
        assert sphinx_search(page, root, query) == ["a.html"], query
    assert sphinx_search(page, root, absent) == []
    assert errors == []


def test_the_search_language_a_site_sets_is_kept(make_site: Callable[..., Site]) -> None:
    conf = 'language = "ja"\nhtml_search_language = "de"'
    site = make_site(posts(1), conf=conf)
    assert "nenrinSplitter" not in site.read("_static/language_data.js")
    assert "GermanStemmer" in site.read("_static/language_data.js")
    english = make_site(posts(1))
    assert "nenrinSplitter" not in english.read("_static/language_data.js")


def sphinx_index(site: Site) -> dict[str, Any]:
    return dict(json.loads(site.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")))


def test_searchindex_stays_what_other_tools_read(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(2) | MORE, conf='language = "zh_CN"')
    index = sphinx_index(site)
    assert {"docnames", "filenames", "titles", "terms", "titleterms", "objects"} <= set(index)
    assert index["docnames"] == ["api", "index", "nosearch", "posts/p1", "posts/p2"]
    assert index["titles"] == ["API", "Test", "", "第1篇", "第2篇"]
    assert index["alltitles"]["二级标题"] == [[3, "二级标题"], [4, "二级标题"]]
    assert index["objects"] == {"": [[0, 0, 1, "", "make_post"]]}
    assert index["terms"]["code_in_line"] == [3, 4]
    # Readers find Chinese by our own index; this one has it where it is asked for, or where they use Sphinx's.
    assert not [term for term in index["terms"] if re.search("[\u3400-\u9fff]", term)]
    asked = make_site(posts(2), conf='language = "zh_CN"\nhtml_search_language = "nenrin"')
    assert sphinx_index(asked)["terms"]["机器"] == [1, 2]


def test_sphinx_brings_every_stemmer_we_name() -> None:
    folder = Path(package_dir) / "search" / "minified-js"
    for name in {"base", *SNOWBALL.values()}:
        assert (folder / f"{name}-stemmer.js").is_file()


@pytest.mark.parametrize(
    "state", [b"", b"no pickle", pickle.dumps(("of", "old")), b"cnenrin.search.records\nGone\n."]
)
def test_what_the_last_index_was_made_of_may_be_of_another_version(
    make_site: Callable[..., Site], state: bytes
) -> None:
    site = make_site(posts())
    (kept,) = site.doctrees.glob("nenrin-output-*/search")
    kept.write_bytes(state)
    site.write("posts/p1.md", POST.format(title="第1篇", day=1, body="另一句。"))
    site.build()
    assert index_of(site) == index_of(site.apart("clean"))


@pytest.mark.parametrize("key", ["hidden: true", "nosearch: true"])
def test_the_text_of_a_page_that_is_in_no_search_is_nowhere(make_site: Callable[..., Site], key: str) -> None:
    site = make_site(posts())
    site.write("posts/p1.md", f"---\ntitle: 藏\ndate: 2024-05-01\n{key}\n---\n藏起来的话\n")
    site.build()
    assert index_of(site) == index_of(site.apart("clean"))
    assert not [name for name, data in index_of(site).items() if "藏".encode() in data]
