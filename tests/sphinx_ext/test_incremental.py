"""A build after a change writes what a clean build would, reads only what changed, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sphinx_ext.site import Site


def post(title: str, day: int, more: str = "") -> str:
    head = f"title: {title}\ndate: 2024-05-{day:02}\ncategories: [笔记]\ntags: [年轮]\n{more}"
    return f"---\n{head}---\n{title}的正文。\n"


def posts(count: int = 5) -> dict[str, str]:
    return {f"posts/p{day}.md": post(f"第{day}篇", day) for day in range(1, count + 1)}


def stamps(site: Site, folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, stamp in after.items() if before.get(name) != stamp}


def pages(site: Site) -> dict[str, bytes]:
    return {
        name: data for name, data in site.files().items() if name.endswith((".html", ".xml", ".txt", ".json"))
    }


def same_as_clean(site: Site, name: str) -> None:
    clean = site.apart(name)
    mine, theirs = pages(site), pages(clean)
    assert sorted(mine) == sorted(theirs)
    assert [page for page in mine if mine[page] != theirs[page]] == []


def wholly_as_clean(site: Site, name: str) -> None:
    mine, theirs = site.files(), site.apart(name).files()
    assert sorted(mine) == sorted(theirs)
    assert [file for file in mine if mine[file] != theirs[file]] == []


def test_no_op_build_reads_no_page_and_touches_no_file(make_site: Callable[..., Site]) -> None:
    site = make_site(posts())
    files_before, trees_before = (
        stamps(site, site.out),
        {p: p.stat().st_mtime_ns for p in site.doctrees.rglob("*.doctree")},
    )
    site.build()
    assert changed(files_before, stamps(site, site.out)) == set()
    assert {p: p.stat().st_mtime_ns for p in site.doctrees.rglob("*.doctree")} == trees_before
    same_as_clean(site, "clean")


def test_files_of_sphinx_have_a_new_time_when_they_differ(make_site: Callable[..., Site]) -> None:
    files = {**posts(), "_static/own.css.jinja": "/* {{ project }} */"}
    site = make_site(files, conf='html_static_path = ["_static"]\n')
    before = stamps(site, site.out)
    site.write("_static/own.css.jinja", "/* {{ project }}, again */")
    site.build()
    written = stamps(site, site.out)
    assert changed(before, written) == {"_static/own.css"}
    again = stamps(site.build(confoverrides={"html_title": "别的名字"}), site.out)
    assert changed(written, again) >= {"search/index.html", "genindex/index.html"}
    assert again["_static/own.css"] == written["_static/own.css"]


def test_edited_body_writes_what_shows_it_and_no_other_file(make_site: Callable[..., Site]) -> None:
    site = make_site(posts())
    before = stamps(site, site.out)
    site.write("posts/p3.md", post("第3篇", 3) + "\n多一段。\n")
    site.build()
    assert changed(before, stamps(site, site.out)) == {
        *("posts/p3/index.html", "posts/p3/index.md", "_sources/posts/p3.md.txt"),
        *("blog/atom.xml", "blog/rss.xml", "blog/category/笔记/atom.xml"),
        *(f"_static/nenrin-search/{name}.js" for name in ("index", "pages/posts/p3", "shards/0")),
        "searchindex.js",
        # They show how many characters the posts of a year have.
        *("index.html", "blog/archive/index.html"),
    }
    assert "多一段" in site.read("posts/p3/index.html")
    same_as_clean(site, "clean")


def test_new_title_rewrites_the_neighbours(make_site: Callable[..., Site]) -> None:
    site = make_site(posts())
    site.write("posts/p3.md", post("改了名", 3))
    site.build()
    for neighbour in ("posts/p2/index.html", "posts/p4/index.html"):
        assert "改了名" in site.read(neighbour)
        assert "第3篇" not in site.read(neighbour)
    same_as_clean(site, "clean")


def test_deleted_post_leaves_nothing(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {**posts(), "posts/alone.md": post("独一", 9).replace("笔记", "孤本").replace("2024", "2020")}
    )
    assert (site.out / "blog/category/孤本/index.html").exists()
    site.delete("posts/alone.md")
    site.build()
    assert [
        name
        for name, data in site.files().items()
        if "alone" in name or "孤本" in name or "独一".encode() in data
    ] == []
    assert not (site.out / "blog/2020").exists()
    same_as_clean(site, "clean")


def test_a_list_of_a_tag_follows_the_tag(make_site: Callable[..., Site]) -> None:
    listing = ":orphan:\n\nLists\n=====\n\n.. postlist::\n   :tags: 枝\n"
    text = "---\ntitle: 甲文\ndate: 2024-05-01\ntags: [{}]\n---\n正文。\n"
    kept = post("留下", 3).replace("年轮", "枝")
    site = make_site({"posts/a.md": text.format("枝"), "posts/b.md": kept, "list.rst": listing})
    assert "甲文" in site.read("list/index.html")
    site.write("posts/a.md", text.format("叶"))
    site.build()
    assert "甲文" not in site.read("list/index.html")
    same_as_clean(site, "clean")


def test_a_link_to_a_file_follows_the_file(make_site: Callable[..., Site]) -> None:
    site = make_site({**posts(9), "about.md": "# 关于\n\n[甲](posts/new.md) 与 [](posts/p5.md)\n"})
    assert "posts/new.md" in site.warnings
    for name, text in (
        ("posts/new.md", post("新的", 20)),
        ("posts/new.md", None),
        ("posts/p5.md", post("另题", 5)),
        ("posts/p5.md", None),
    ):
        if text is None:
            site.delete(name)
        else:
            site.write(name, text)
        site.build()
        same_as_clean(site, f"clean {name} {text and len(text)}")


def test_added_post_is_listed_everywhere(make_site: Callable[..., Site]) -> None:
    site = make_site({**posts(), "list.rst": ":orphan:\n\nLists\n=====\n\n.. postlist::\n"})
    site.write("posts/new.md", post("新的", 20))
    site.build()
    for page in (
        "index.html",
        "blog/index.html",
        "blog/tag/年轮/index.html",
        "posts/p5/index.html",
        "list/index.html",
    ):
        assert "新的" in site.read(page), page
    same_as_clean(site, "clean")


def test_page_size_alone_rewrites_lists(make_site: Callable[..., Site]) -> None:
    site = make_site(posts())
    assert not (site.out / "blog/page").exists()
    site.build(confoverrides={"nenrin_page_size": 2})
    assert (site.out / "blog/page/1/index.html").exists()
    same_as_clean(site, "clean")
    site.build(confoverrides={})
    assert not (site.out / "blog/page").exists()


def test_second_site_in_one_process_is_clean(make_site: Callable[..., Site]) -> None:
    make_site({"posts/a.md": post("第一站", 1)})
    second = make_site(
        {"posts/b.md": post("第二站", 2), "list.rst": ":orphan:\n\nLists\n=====\n\n.. postlist::\n"}
    )
    assert [name for name, data in second.files().items() if "第一站".encode() in data] == []
    assert "第二站" in second.read("list/index.html")


def test_parallel_build_gives_the_same_bytes(make_site: Callable[..., Site]) -> None:
    # Sphinx reads in parallel from six pages on, and we share out other work from twenty on.
    site = make_site(
        {**posts(24), "list.rst": ":orphan:\n\nLists\n=====\n\n.. postlist::\n\nSee :ref:`category-笔记`.\n"}
    )
    parallel = site.apart("parallel", "-j", "2", "-n", "-W")
    assert (parallel.status, parallel.warnings) == (0, "")
    serial = site.apart("serial", "-j", "1", "-n", "-W")
    assert serial.files().keys() == parallel.files().keys()
    differing = [name for name, data in serial.files().items() if parallel.files()[name] != data]
    assert [name for name in differing if not name.startswith(".doctrees")] == []


def test_names_of_pictures_do_not_depend_on_what_was_read_first(make_site: Callable[..., Site]) -> None:
    files = {f"posts/{name}/index.md": post(name, 3, "cover: c.svg\n") + "\n![](c.svg)\n" for name in "ab"}
    drawings = {
        f"posts/{name}/c.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><title>{name}</title></svg>"
        for name in "ab"
    }
    site = make_site({**files, **drawings})
    assert sorted(name for name in site.files() if name.startswith("_images")) == [
        "_images/c.svg",
        "_images/c1.svg",
    ]
    site.delete("posts/a/index.md")
    site.build()
    assert [name for name in site.files() if name.startswith("_images")] == ["_images/c.svg"]
    assert "<title>b</title>" in site.read("_images/c.svg")
    same_as_clean(site, "clean")


@pytest.mark.parametrize(
    "name",
    [
        "public/deep/a.pdf",
        "_static/own.css",
        "_static/deep/own.css.jinja",
        "notes.txt",
        "posts/files.md",
        "module.md",
    ],
)
def test_what_was_copied_or_made_goes_with_its_source(make_site: Callable[..., Site], name: str) -> None:
    files = {
        "public/deep/a.pdf": "%PDF",
        "public/b.pdf": "%PDF",
        "_static/own.css": "p {}",
        "_static/deep/own.css.jinja": "p {}",
        "notes.txt": "text",
        "posts/files.md": "---\ntitle: Files\ndate: 2024-02-01\n---\n{download}`d.zip`\n",
        "posts/d.zip": "PK",
        "module.md": "---\norphan: true\n---\n# M\n\n```{py:module} m\n```\n",
    }
    conf = 'html_static_path = ["_static"]\nhtml_extra_path = ["notes.txt"]\n'
    site = make_site(posts(2) | files, conf=conf)
    assert site.warnings == ""
    before = set(site.files())
    if name == "notes.txt":
        site.write("conf.py", (site.src / "conf.py").read_text("utf-8").replace('["notes.txt"]', "[]"))
    site.delete(name)
    site.build()
    wholly_as_clean(site, "clean")
    assert before - set(site.files())
    site.build()
    wholly_as_clean(site, "again")


def test_another_theme_leaves_nothing_of_the_last(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(2))
    theme = (site.src / "conf.py").read_text("utf-8")
    site.write("conf.py", theme + 'html_theme = "alabaster"\n')
    site.build()
    wholly_as_clean(site, "other")
    site.write("conf.py", theme)
    site.build()
    wholly_as_clean(site, "first")


def test_the_authors_file_gives_way_to_ours_when_it_goes(make_site: Callable[..., Site]) -> None:
    site = make_site(posts(2) | {"public/robots.txt": "User-agent: mine\n", "public/b.pdf": "%PDF"})
    assert site.read("robots.txt") == "User-agent: mine\n"
    site.delete("public/robots.txt")
    site.build()
    assert "Sitemap:" in site.read("robots.txt")
    wholly_as_clean(site, "clean")
