"""Drafts, scheduled and expired posts are in no output file, and come and go without reading anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

HUSHED = "松果计划"
PAGE = """\
---
title: {title}
pubDate: {date}
tags: [{tag}]
{more}
---
{body}
"""


def post(
    title: str, date: str = "2024-05-01", tag: str = "公开", more: str = "", body: str = "正文。"
) -> str:
    return PAGE.format(title=title, date=date, tag=tag, more=more, body=body)


HIDDEN = {
    "draft key": ("posts/a.md", post(HUSHED, tag=HUSHED, more="draft: true", body=f"## {HUSHED}")),
    "published false": (
        "posts/a.md",
        f"---\ntitle: {HUSHED}\ndate: 2024-01-01\npublished: false\ntags: [{HUSHED}]\n---\n{HUSHED}",
    ),
    "status": ("posts/a.md", post(HUSHED, tag=HUSHED, more="status: draft", body=HUSHED)),
    "folder": ("posts/_drafts/a.md", f"---\ntitle: {HUSHED}\n---\n{HUSHED}"),
    "no date": ("posts/a.md", f"---\ntitle: {HUSHED}\ndraft: true\n---\n{HUSHED}"),
    "toml": ("posts/a.md", f'+++\ntitle = "{HUSHED}"\ndate = 2024-01-01\ndraft = true\n+++\n{HUSHED}'),
    "scheduled": ("posts/a.md", post(HUSHED, date="2027-01-01T00:00:01Z", tag=HUSHED, body=HUSHED)),
    "scheduled, to mend": ("posts/a.md", post('""', date="2027-06-01", tag=HUSHED, body=HUSHED)),
    "expired": ("posts/a.md", post(HUSHED, tag=HUSHED, more="expiryDate: 2025-01-01", body=HUSHED)),
    "unreadable switch": ("posts/a.md", post(HUSHED, tag=HUSHED, more="draft: maybe", body=HUSHED)),
    "broken": ("posts/a.md", f"---\ntitle: {HUSHED}: {HUSHED}\ndraft: true\n---\n{HUSHED}"),
    "directive": (
        "posts/a.rst",
        f".. post:: 2027-03-01\n   :tags: {HUSHED}\n\n{HUSHED}\n" + "=" * 20 + "\n\ntext\n",
    ),
    "fields": ("posts/a.rst", f":blogpost: true\n:date: 2027-03-01\n\n{HUSHED}\n{'=' * 20}\n\ntext\n"),
    "name with signs": ("posts/[a] *b?.md", post(HUSHED, tag=HUSHED, more="draft: true", body=HUSHED)),
}


def leaks(site: Site) -> list[str]:
    marks = [HUSHED.encode(), HUSHED.encode("unicode_escape")]
    return [name for name, content in site.files().items() if any(mark in content for mark in marks)]


@pytest.mark.parametrize("case", HIDDEN)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_hidden_post_is_in_no_file(make_site: Callable[..., Site], case: str, builder: str) -> None:
    name, text = HIDDEN[case]
    site = make_site({name: text, "posts/open.md": post("公开的")}, builder=builder)
    assert leaks(site) == []
    assert not [path for path in site.files() if path.startswith("posts/a") or "_drafts" in path]
    assert "公开的" in site.read("blog/index.html" if builder == "dirhtml" else "blog.html")
    told = case in {"unreadable switch", "broken"}
    assert ("the page is left out as a draft" in site.warnings) == told
    assert site.warnings.count("WARNING") == told


def test_shown_drafts_are_marked(make_site: Callable[..., Site]) -> None:
    files = {
        "posts/a.md": post("草稿一", more="draft: true"),
        "posts/b.md": post("将来", date="2027-02-01"),
        "posts/_drafts/c.md": "---\ntitle: 无日期\n---\n字",
    }
    site = make_site(files, confoverrides={"nenrin_show_drafts": True})
    assert site.warnings == ""
    listed = site.read("blog/index.html")
    for name, title, mark in [
        ("posts/a/index.html", "草稿一", "Draft"),
        ("posts/b/index.html", "将来", "Scheduled"),
        ("posts/_drafts/c/index.html", "无日期", "Draft"),
    ]:
        assert title in site.read(name)
        assert mark in site.read(name)
        assert title in listed


def test_toggle_reads_only_the_draft(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": post("草稿", more="draft: true"), "posts/b.md": post("公开的")})
    kept = (site.doctrees / "posts/b.doctree").stat().st_mtime_ns
    site.build(confoverrides={"nenrin_show_drafts": True})
    assert (site.out / "posts/a/index.html").exists()
    assert (site.doctrees / "posts/b.doctree").stat().st_mtime_ns == kept
    site.build(confoverrides={})
    assert not (site.out / "posts/a").exists()
    assert "草稿" not in site.read("blog/index.html")
    assert (site.doctrees / "posts/b.doctree").stat().st_mtime_ns == kept


def test_scheduled_post_comes_out_at_its_time(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717243199")  # 2024-06-01T11:59:59Z
    site = make_site({"posts/a.md": post("正午", date="2024-06-01T20:00:00+08:00"), "posts/b.md": post("早")})
    assert not (site.out / "posts/a").exists()
    assert "正午" not in site.read("blog/index.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717243200")
    site.build()
    assert "正午" in site.read("posts/a/index.html")
    for page in (
        "index.html",
        "blog/index.html",
        "blog/2024/06/index.html",
        "posts/b/index.html",
        "blog/atom.xml",
    ):
        assert "正午" in site.read(page), page


def test_output_of_another_build_is_no_source(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {"posts/a.md": post("甲"), "public/.buildinfo": "x", "public/posts/a/index.md": post("镜")}
    )
    assert site.warnings == ""
    assert "镜" not in site.read("blog/index.html")


@pytest.mark.parametrize("out", ["posts/b.md", "posts/b.mdx", "posts/b.markdown"])
def test_of_files_with_one_name_those_that_are_out_are_seen(make_site: Callable[..., Site], out: str) -> None:
    names = ("posts/b.md", "posts/b.mdx", "posts/b.markdown")
    hidden = {name: post(HUSHED, tag=HUSHED, more="draft: true", body=HUSHED) for name in names}
    site = make_site({**hidden, out: post("露出")})
    assert not leaks(site)
    assert "露出" in site.read("posts/b")
    site = make_site(hidden)
    assert not leaks(site)
    assert not site.path("posts/b").exists()
