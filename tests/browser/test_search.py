"""The search as a reader uses it: a small blog in three languages, the dialog, the search page, keys alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from nenrin.search.index import index_files, stemmer_of
from nenrin.search.records import PageRecord, page_file
from playwright.sync_api import Page, Request, expect
from sphinx import package_dir

from tests.unit.search.pages import record, script

THEME = Path(__file__).parents[2] / "extensions" / "nenrin" / "theme" / "nenrin"
STEMMERS = Path(package_dir) / "search" / "minified-js"

BLOG = [
    record(
        "posts/ml", "posts/ml.html", "机器学习入门", (("start", "从哪里开始"),),
        "机器学习不是魔法。\n本文用 GPT-4 做推理，再谈容器调度。",
        "2024-03-01", categories=("编程",), tags=("AI",), language="zh-CN", kind="post",
    ),
    record(
        "posts/k8s", "posts/k8s.html", "k8s 调度笔记", (("queue", "排队与调度"),),
        "调度器把 Pod 放到节点上。小明说：这里没有魔法。",
        "2024-05-01", categories=("编程",), tags=("k8s",), language="zh-CN", kind="post",
    ),
    record(
        "posts/tw", "posts/tw.html", "機器學習與我", (),
        "寫給剛開始的人。排程也叫調度。",
        "2023-12-24", categories=("隨筆",), tags=("AI",), language="zh-TW", kind="post",
    ),
    record(
        "posts/kana", "posts/kana.html", "カタカナの話", (("half", "ﾊﾝｶｸの文字"),),
        "かたかなとひらがなを比べます。夏目漱石の文章も読みます。",
        "2024-01-15", categories=("日記",), tags=("言葉",), language="ja", kind="post",
    ),
    record(
        "posts/gakushu", "posts/gakushu.html", "深層学習のメモ", (),
        "機械学習のあとに読む本。データとサーバー。",
        "2022-06-01", categories=("日記",), tags=("AI",), language="ja", kind="post",
    ),
    record(
        "posts/go", "posts/go.html", "Going with Go", (("it-s", "It's simple"),),
        "Don't panic: a runner's notes on running C++ and Go. Use snake_case, not <script>alert(1)</script>.",
        "2024-02-01", categories=("Code",), tags=("Go",), language="en", kind="post",
    ),
    record("about", "about.html", "About", (), "Who writes here: 小明 and friends. The magic runs.", language="en"),
    record("api", "api.html#nenrin.search.index_files", "nenrin.search.index_files", kind="object"),
]  # fmt: skip

#: What a reader types, and the pages he sees, in order.
QUERIES = [
    ("机器学习", ["posts/ml.html", "posts/tw.html"]),
    ("機器學習", ["posts/ml.html", "posts/tw.html"]),
    ("调度", ["posts/k8s.html", "posts/ml.html", "posts/tw.html"]),
    ("調度", ["posts/k8s.html", "posts/ml.html", "posts/tw.html"]),
    ("容器调度", ["posts/ml.html"]),
    ("学习", ["posts/ml.html", "posts/tw.html", "posts/gakushu.html"]),
    ("かたかな", ["posts/kana.html"]),
    ("カタカナ", ["posts/kana.html"]),
    ("ｶﾀｶﾅ", ["posts/kana.html"]),
    ("ハンカク", ["posts/kana.html#half"]),
    ("夏目漱石", ["posts/kana.html"]),
    ("小明", ["posts/k8s.html", "about.html"]),
    ("机", ["posts/ml.html", "posts/tw.html", "posts/gakushu.html"]),
    ("k8s 调度", ["posts/k8s.html"]),
    ("GPT-4 推理", ["posts/ml.html"]),
    ("AI 日記", ["posts/gakushu.html"]),
    ("run ", ["posts/go.html", "about.html"]),
    ("C++", ["posts/go.html"]),
    ("don't", ["posts/go.html"]),
    ("<script>", ["posts/go.html"]),
    ("index_files", ["api.html#nenrin.search.index_files"]),
    ("量子纠缠", []),
    ("unicorn", []),
]

HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>{csp}'
    '<script defer src="{up}_static/nenrin-search.js"></script>'
)
CSP = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""
TEXTS = (
    'data-text-loading="Loading" data-text-failed="Failed" data-text-none="Nothing for “{query}”" '
    'data-text-one="1 result" data-text-many="{count} results" data-text-first="First {count}" data-text-object="API"'
)
PARTS = """
<form role="search" action="{up}search.html"><input type="search" name="q" aria-label="Search">{filters}</form>
<p role="status" data-search-status></p><ol data-search-results></ol>
<button type="button" data-search-more hidden>More</button>"""
FILTERS = "".join(
    f'<label hidden>{name}<select data-search-filter="{name}"><option value="">Any</option></select></label>'
    for name in ("year", "category", "tag", "language")
)


def write_blog(folder: Path, records: list[PageRecord]) -> Path:
    """Write the index of the records, and by hand the two pages of markup that the script works on."""
    statics = folder / "_static"
    shutil.copytree(THEME / "static", statics)
    files = index_files(records)
    files |= {page_file(each.docname): script(each) for each in records}
    for name in {"base", *(stemmer_of(each.language) for each in records)}:
        files[f"stemmers/{name}-stemmer.js"] = (STEMMERS / f"{name}-stemmer.js").read_text(encoding="utf-8")
    for name, content in files.items():
        path = statics / "nenrin-search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for name, up in (("index.html", ""), ("deep/er/page.html", "../../")):
        parts = PARTS.replace("{up}", up).replace("{filters}", FILTERS)
        dialog = f'<dialog aria-label="Search" data-search-root {TEXTS}>{parts}</dialog>'
        link = (
            f'<a href="{up}search.html" data-search-open>Search</a> <textarea aria-label="Notes"></textarea>'
        )
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(csp=CSP, up=up) + link + dialog, encoding="utf-8")
    parts = PARTS.replace("{up}", "").replace("{filters}", FILTERS)
    search = f"<noscript>No search without JavaScript</noscript><div data-search-root {TEXTS}>{parts}</div>"
    search = HEAD.format(csp=CSP, up="") + search
    (folder / "search.html").write_text(search, encoding="utf-8")
    for each in records:
        path = folder / each.url.partition("#")[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><title>{each.docname}</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_blog(tmp_path_factory.mktemp("blog"), BLOG)


@pytest.fixture(scope="module")
def root(blog: Path, serve: Callable[[Path], str]) -> str:
    """The blog in a folder of its site, as on GitHub Pages."""
    return f"{serve(blog.parent)}{blog.name}/"


def results(page: Page, root: str) -> list[str]:
    links = page.locator("[data-search-results] a").evaluate_all("links => links.map((link) => link.href)")
    return [str(link).removeprefix(root) for link in links]


def type_query(page: Page, query: str) -> None:
    """Type, and wait until the results are those of the query: the list is empty for a moment."""
    field = page.locator("[data-search-root] input")
    field.fill("")
    expect(page.locator("[data-search-results] li")).to_have_count(0)
    field.fill(query)


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_what_is_found_in_order(page: Page, root: str, query: str, expected: list[str]) -> None:
    page.goto(f"{root}index.html")
    page.keyboard.press("/")
    type_query(page, query)
    status = {0: f"Nothing for “{query.strip()}”", 1: "1 result"}.get(
        len(expected), f"{len(expected)} results"
    )
    expect(page.get_by_role("status")).to_have_text(status)
    assert results(page, root) == expected


@pytest.mark.parametrize("name", ["index.html", "deep/er/page.html"])
def test_from_disk(page: Page, blog: Path, name: str) -> None:
    page.goto((blog / name).as_uri())
    page.keyboard.press("Control+k")
    type_query(page, "機器學習")
    expect(page.get_by_role("status")).to_have_text("2 results")
    assert results(page, f"{blog.as_uri()}/") == ["posts/ml.html", "posts/tw.html"]


def test_nothing_is_loaded_before_the_search_is_opened(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(name_of(request)))
    page.goto(f"{root}index.html", wait_until="networkidle")
    assert asked == ["index.html", "nenrin-search.js"]
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_label("year")).to_be_visible()
    assert {"index.js", "nenrin-search-fold.js", "english-stemmer.js"} <= set(asked)
    assert not [name for name in asked if name.startswith(("0.js", "ml.js"))]


def name_of(request: Request) -> str:
    return request.url.partition("?")[0].rpartition("/")[2]


def test_no_script_breaks_the_rules_of_the_page(page: Page, root: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.goto(f"{root}search.html?q=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert "<script>alert(1)</script>" in page.locator(".search-result-excerpt").inner_text()
    assert page.locator(".search-result script").count() == 0
    assert [text for text in told if "favicon" not in text] == []


def test_a_result_shows_date_category_and_the_match_marked(page: Page, root: str) -> None:
    page.goto(f"{root}search.html?q=ｶﾀｶﾅ")
    result = page.locator(".search-result")
    expect(result).to_have_count(1)
    expect(result.locator("time")).to_have_attribute("datetime", "2024-01-15")
    expect(result.locator(".search-result-category")).to_have_text("日記")
    expect(result.locator("a mark")).to_have_text("カタカナ")
    expect(result.locator(".search-result-excerpt mark")).to_have_text("かたかな")
    expect(result).to_have_attribute("lang", "ja")


def test_filters(page: Page, root: str) -> None:
    page.goto(f"{root}search.html?q=学习")
    expect(page.get_by_role("status")).to_have_text("3 results")
    years = page.get_by_label("year").locator("option").all_inner_texts()
    assert years == ["Any", "2024", "2023", "2022"]
    page.get_by_label("year").select_option("2023")
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert results(page, root) == ["posts/tw.html"]
    page.get_by_label("language").select_option("zh-CN")
    expect(page.get_by_role("status")).to_have_text("Nothing for “学习”")
    page.get_by_label("year").select_option("")
    page.get_by_label("category").select_option("编程")
    page.get_by_label("tag").select_option("AI")
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert results(page, root) == ["posts/ml.html"]


def test_keys_alone(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("调度")
    expect(page.get_by_role("status")).to_have_text("3 results")
    links = page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("/")
    expect(field).to_be_focused()
    assert field.evaluate("field => getSelection().toString()") == "调度"
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/k8s.html")


def test_enter_waits_for_the_results_of_what_was_typed(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    page.keyboard.press("/")
    page.keyboard.type("调度")
    expect(page.get_by_role("status")).to_have_text("3 results")
    page.get_by_role("searchbox").fill("夏目漱石")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/kana.html")


def test_a_slash_in_a_text_field_is_a_slash(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    page.get_by_label("Notes").focus()
    page.keyboard.type("a/b")
    expect(page.get_by_label("Notes")).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_many_results_come_ten_at_a_time(page: Page, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    first = BLOG[0]
    many = [first._replace(docname=f"p{n}", url=f"p{n}.html", date=f"2024-01-{n:02}") for n in range(1, 26)]
    page.goto(f"{serve(write_blog(tmp_path / 'blog', many))}search.html?q=容器调度")
    expect(page.get_by_role("status")).to_have_text("First 10")
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("status")).to_have_text("First 20")
    expect(page.locator(".search-result a").nth(10)).to_be_focused()
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("status")).to_have_text("25 results")
    expect(page.get_by_role("button", name="More")).to_be_hidden()


def test_an_index_that_cannot_be_loaded_is_said_and_tried_again(page: Page, root: str) -> None:
    page.route("**/nenrin-search/index.js", lambda route: route.abort())
    page.goto(f"{root}index.html")
    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_have_text("Failed")
    page.keyboard.press("Escape")
    page.unroute("**/nenrin-search/index.js")
    page.keyboard.press("/")
    page.keyboard.type("夏目漱石")
    expect(page.get_by_role("status")).to_have_text("1 result")


def test_without_javascript_the_link_leads_to_a_page_that_says_so(
    new_page: Callable[..., Page], root: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{root}index.html")
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_text("No search without JavaScript")).to_be_visible()
