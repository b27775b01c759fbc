"""Comments and analytics in what is built: which pages have them, what their scripts are told, and the headers."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nenrin.outputs.services.policy import policy
from nenrin.outputs.services.schema import Service, chosen, sources
from nenrin.outputs.services.table import ANALYTICS, COMMENTS

from tests.sphinx_ext.site import Site

GUIDE = Path(__file__).parents[2] / "guide" / "comments.md"
REPO = {"utterances": {"repo": "mei/blog"}}
VISITS = {"goatcounter": {"server": "https://mei.goatcounter.com"}}


def post(title: str, head: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-01\n{head}---\n字\n"


FILES = {
    "about.md": "---\norphan: true\n---\n# About\n",
    "posts/tree.md": post("Tree"),
    "posts/quiet.md": post("Quiet", "comments: false\n"),
    "posts/年輪/index.md": post("年輪", "lang: zh-TW\n"),
    "posts/later.md": post("Later", "draft: true\n"),
}


def scripts(site: Site, page: str) -> list[str]:
    found = (str(script["src"]) for script in site.html(page).select("script[src]"))
    return [name for src in found if (name := src.rpartition("/")[2].partition("?")[0]).startswith("nenrin-")]


def settings(site: Site, page: str) -> dict[str, Any]:
    (block,) = site.html(page).select("#comments")
    return dict(json.loads(str(block["data-settings"])))


def test_nothing_of_either_is_there_by_default(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    assert site.html("posts/tree").select("#comments") == []
    assert "nenrin-comments.js" not in scripts(site, "posts/tree")
    assert "nenrin-analytics.js" not in scripts(site, "posts/tree")
    assert not (site.out / "_headers").exists()


def test_posts_have_comments_and_no_other_page(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, confoverrides={"nenrin_comments": REPO})
    assert site.warnings == ""
    with_comments = ["posts/tree", "posts/年輪"]
    for page in (*with_comments, "posts/quiet", "about", "", "blog/archive", "404.html", "search"):
        there = page in with_comments
        assert bool(site.html(page).select("#comments")) == there, page
        assert ("nenrin-comments.js" in scripts(site, page)) == there, page


def test_what_readers_do_not_see_yet_has_neither(make_site: Callable[..., Site]) -> None:
    options = {"nenrin_comments": REPO, "nenrin_analytics": VISITS, "nenrin_show_drafts": True}
    site = make_site(FILES, confoverrides=options)
    assert site.html("posts/later").select("#comments") == []
    assert site.html("posts/tree").select("#comments") != []
    for page in ("posts/later", "posts/tree", ""):
        assert "nenrin-analytics.js" not in scripts(site, page)


def test_visits_are_counted_on_every_page(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, confoverrides={"nenrin_analytics": VISITS})
    for page in ("", "posts/tree", "blog/archive", "about", "404.html"):
        assert "nenrin-analytics.js" in scripts(site, page), page
    (script,) = site.html("").select("script[data-services]")
    assert json.loads(str(script["data-services"]))["goatcounter"]["server"] == "https://mei.goatcounter.com"
    assert script["data-host"] == "example.org"


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/blog/"])
def test_both_builders_give_a_post_the_same_comments(make_site: Callable[..., Site], address: str) -> None:
    overrides = {"nenrin_comments": REPO, "html_baseurl": address}
    sites = [make_site(FILES, builder=builder, confoverrides=overrides) for builder in ("dirhtml", "html")]
    pages = {"posts/tree": "posts/tree.html", "posts/年輪": "posts/年輪/index.html"}
    for folder, file in pages.items():
        told = [settings(sites[0], folder), settings(sites[1], file)]
        assert told[0]["path"] == told[1]["path"]
        assert told[0]["term"] == told[1]["term"]
    root = address.removeprefix("https://example.org")
    assert settings(sites[0], "posts/年輪")["path"] == f"{root}posts/%E5%B9%B4%E8%BC%AA/"
    assert settings(sites[0], "posts/tree")["url"] == f"{address}posts/tree/"
    assert settings(sites[1], "posts/tree.html")["url"] == f"{address}posts/tree.html"


def test_an_authors_own_address_is_what_comments_belong_to(make_site: Callable[..., Site]) -> None:
    files = {"posts/a.md": post("A", "permalink: /2019/oak/\n")}
    site = make_site(files, confoverrides={"nenrin_comments": REPO, "nenrin_permalinks": "author"})
    assert settings(site, "2019/oak")["path"] == "/2019/oak/"


def test_the_post_speaks_its_language_and_the_frame_the_sites(make_site: Callable[..., Site]) -> None:
    giscus = {"repo": "mei/blog", "repo_id": "R", "category": "General", "category_id": "D"}
    site = make_site(FILES, confoverrides={"nenrin_comments": {"giscus": giscus}, "language": "ja"})
    block = site.html("posts/年輪").select_one("#comments")
    assert block
    assert block["lang"] == "ja"
    assert block.h2
    assert block.h2.get_text() == "コメント"
    assert json.loads(str(block["data-settings"]))["language"] == "zh-TW"
    place = block.select_one("[data-comments-place]")
    assert place
    assert place["lang"] == "zh-TW"


def test_another_choice_is_on_the_pages_at_once(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, confoverrides={"nenrin_comments": REPO, "nenrin_headers": True})
    other = {"disqus": {"shortname": "nianlun"}}
    site.build(confoverrides={"nenrin_comments": other, "nenrin_headers": True})
    assert settings(site, "posts/tree")["shortname"] == "nianlun"
    assert "https://nianlun.disqus.com" in site.read("_headers")
    site.build(confoverrides={})
    assert site.html("posts/tree").select("#comments") == []
    assert not (site.out / "_headers").exists()


def test_a_wrong_setting_is_named_and_leaves_comments_out(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, conf='nenrin_comments = {"giscus": {"repo": "mei/blog"}}\n')
    assert site.warnings == (
        "WARNING: nenrin_comments: found {'giscus': {'repo': 'mei/blog'}}, expected 'repo_id' in giscus: a text that "
        "is not empty; using {} [nenrin.config]\n"
    )
    assert site.html("posts/tree").select("#comments") == []


def test_comments_of_ones_own_take_their_place(make_site: Callable[..., Site]) -> None:
    own = {"_templates/components/comments.html": '<section class="mine">{{ page.post.title }}</section>'}
    site = make_site({**FILES, **own}, conf='templates_path = ["_templates"]\n')
    assert [tag.get_text() for tag in site.html("posts/tree").select(".mine")] == ["Tree"]
    assert site.html("posts/quiet").select(".mine") == []


def test_headers_allow_what_was_chosen_and_no_more(make_site: Callable[..., Site]) -> None:
    overrides = {
        "nenrin_headers": True,
        "nenrin_comments": REPO,
        "nenrin_analytics": VISITS,
        "nenrin_policy": {"img-src": ["https://img.example"]},
        "nenrin_mermaid_url": "https://cdn.example/mermaid.min.js",
    }
    text = make_site(FILES, confoverrides=overrides).read("_headers")
    (line,) = [line for line in text.splitlines() if "Content-Security-Policy: " in line]
    assert line.partition(": ")[2] == (
        "default-src 'self'; base-uri 'self'; form-action 'self'; "
        "script-src 'self' https://gc.zgo.at https://cdn.example; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' https://mei.goatcounter.com https://img.example; "
        "connect-src 'self' https://mei.goatcounter.com; frame-src 'self' https://utteranc.es"
    )


def test_headers_of_ones_own_stay(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {**FILES, "public/_headers": "/*\n  X-Mine: yes\n"}, confoverrides={"nenrin_headers": True}
    )
    assert site.read("_headers") == "/*\n  X-Mine: yes\n"


def test_another_theme_has_neither(make_site: Callable[..., Site]) -> None:
    options = {"nenrin_comments": REPO, "nenrin_analytics": VISITS, "html_theme": "alabaster"}
    site = make_site(FILES, confoverrides=options)
    assert scripts(site, "posts/tree") == []


SERVICES = {service.name: service for service in (*COMMENTS, *ANALYTICS)}


def sections() -> dict[str, str]:
    """The text of the guide under the heading of each service."""
    parts = re.split(r"^###? (.*)$", GUIDE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    titles = {service.title: name for name, service in SERVICES.items()}
    return {
        titles[title]: text for title, text in zip(parts[::2], parts[1::2], strict=True) if title in titles
    }


def test_the_guide_has_every_service_in_order() -> None:
    assert list(sections()) == list(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_the_policy_in_the_guide_is_that_of_the_settings_above_it(name: str) -> None:
    text = sections()[name]
    (python,) = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (said,) = re.findall(r"^```text\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    value = ast.literal_eval(python.partition("=")[2].strip())
    services = COMMENTS if python.startswith("nenrin_comments") else ANALYTICS
    ((service, settings),) = chosen(services, value)
    assert service.name == name
    assert (
        re.sub(r"\s+", " ", said).strip()
        == f"Content-Security-Policy: {policy([sources(service, settings)])}"
    )


@pytest.mark.parametrize("name", SERVICES)
def test_the_guide_has_every_setting_with_its_default(name: str) -> None:
    rows = [line.split("|") for line in sections()[name].splitlines() if line.startswith("| `")]
    documented = {cells[1].strip().strip("`"): cells[2].strip() for cells in rows}
    assert documented == {key.name: default(SERVICES[name], key.name) for key in SERVICES[name].keys}


def default(service: Service, name: str) -> str:
    """What the guide says of a default."""
    (value,) = [key.default for key in service.keys if key.name == name]
    if value is None:
        return "must be given"
    return f"`{json.dumps(value) if isinstance(value, str) else value}`"
