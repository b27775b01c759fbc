"""``nenrin serve`` with a browser: edit and see the change, break a post and see the message, mend it."""

from __future__ import annotations

import re
import shutil
import socket
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from playwright.sync_api import Page, expect

from tests.cli.conftest import Run, eventually, in_terminal, write
from tests.cli.test_build import BLOG, CONF
from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.site import Site

Serve = Callable[..., "tuple[str, pexpect.spawn[str]]"]
PROBLEMS = "#nenrin-problems"
DRAFTS = {"nenrin_show_drafts": True}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    return write(tmp_path / "blog", BLOG)


@contextmanager
def serving(blog: Path, *args: str, **more: str) -> Iterator[tuple[str, pexpect.spawn[str]]]:
    """Run the command until the block ends; the address it serves at, and its terminal."""
    terminal = in_terminal(blog, "serve", "--port", "0", *args, size=(40, 200), more={"TERM": "dumb", **more})
    try:
        terminal.expect(r"serving at (http://127\.0\.0\.1:\d+/)")
        match = terminal.match
        assert isinstance(match, re.Match)
        yield match[1], terminal
    finally:
        if not terminal.closed:
            terminal.sendintr()
            terminal.expect(pexpect.EOF)
            terminal.close()


def edit(blog: Path, name: str, old: str, new: str) -> None:
    path = blog / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_page_follows_its_file(blog: Path, page: Page) -> None:
    with serving(blog) as (address, terminal):
        page.goto(f"{address}posts/one/")
        expect(page.locator("h1")).to_contain_text("One")
        (blog / "posts/one.md").write_text("---\ntitle: 一\npubDate: 2026-01-02\n---\n改了。\n", "utf-8")
        expect(page.locator("h1")).to_contain_text("一")
        expect(page.get_by_text("改了。", exact=True)).to_be_visible()
        terminal.expect(r"posts/one\.md in \d+\.\d\d seconds\r\n")
        assert not (blog / "_build/html").exists()


def test_a_list_follows_its_posts_and_a_new_page_comes(
    blog: Path, page: Page, new_page: Callable[..., Page]
) -> None:
    with serving(blog) as (address, _):
        page.goto(f"{address}blog/")
        missing = new_page()
        answer = missing.goto(f"{address}posts/three/")
        assert answer
        assert answer.status == 404
        write(blog, {"posts/three.md": "---\ntitle: Three came\npubDate: 2026-01-09\n---\n"})
        expect(missing.locator("h1")).to_contain_text("Three came")
        expect(page.get_by_role("link", name="Three came").first).to_be_visible()


def test_a_problem_shows_until_it_is_mended(blog: Path, page: Page, new_page: Callable[..., Page]) -> None:
    with serving(blog) as (address, terminal):
        page.goto(f"{address}posts/one/")
        expect(page.locator(PROBLEMS)).to_have_count(0)
        edit(blog, "posts/one.md", "2026-01-02", "2026-13-02")
        expect(page.locator(PROBLEMS)).to_contain_text("posts/one.md:3: WARNING: pubDate: found '2026-13-02'")
        terminal.expect_exact("posts/one.md:3: WARNING: pubDate")
        # Another page changes; the problem is still there, and still told of.
        edit(blog, "posts/年轮.md", "title: 年轮", "title: 年轮二")
        terminal.expect(r"seconds, 1 warning in all")
        another = new_page()
        another.goto(f"{address}posts/one/")
        expect(another.locator(PROBLEMS)).to_contain_text("1 problem")
        edit(blog, "posts/one.md", "2026-13-02", "2026-01-02")
        expect(page.locator(PROBLEMS)).to_have_count(0)


def test_problems_are_known_when_it_starts_again(blog: Path, page: Page) -> None:
    edit(blog, "posts/one.md", "2026-01-02", "2026-13-02")
    for _ in range(2):
        with serving(blog) as (address, _terminal):
            page.goto(f"{address}posts/one/")
            expect(page.locator(PROBLEMS)).to_contain_text("posts/one.md:3")


def test_a_second_session_follows_a_new_post_everywhere(blog: Path) -> None:
    with serving(blog):
        pass
    with serving(blog) as (_, terminal):
        for name in ("new", "newer"):
            write(
                blog, {f"posts/{name}.md": f"---\ntitle: {name}\npubDate: 2026-01-09\ntags: [{name}]\n---\n"}
            )
            terminal.expect(rf"posts/{name}\.md in \d+\.\d\d seconds")
            assert differing(Site(blog, blog / "_build/serve", blog / "_build/doctrees/serve")) == []
    write(blog, {"posts/last.md": "---\ntitle: Last\npubDate: 2026-01-10\ntags: [last]\n---\n"})
    site = Site(blog, blog / "_build/serve", blog / "_build/doctrees/serve", confoverrides=DRAFTS)
    assert differing(site.build()) == []


def differing(site: Site) -> list[str]:
    """The output files that are not what a clean build gives."""
    clean = replace(site, confoverrides=DRAFTS).apart("clean", "-E", env={"SOURCE_DATE_EPOCH": NOW})
    mine, theirs = site.files(), clean.files()
    shutil.rmtree(clean.out.parent)
    return sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))


def test_settings_may_change_and_break_and_be_mended(blog: Path, page: Page) -> None:
    with serving(blog) as (address, _):
        page.goto(address)
        (blog / "conf.py").write_text(CONF.replace("Rings", "Circles"))
        expect(page).to_have_title(re.compile("Circles"))
        (blog / "conf.py").write_text(CONF + "language = (\n")
        expect(page.locator(PROBLEMS)).to_contain_text("Configuration error")
        (blog / "conf.py").write_text(CONF.replace("Rings", "Spirals"))
        expect(page).to_have_title(re.compile("Spirals"))
        expect(page.locator(PROBLEMS)).to_have_count(0)


def test_drafts_are_shown_and_go_in_and_out(blog: Path, page: Page) -> None:
    with serving(blog) as (address, _):
        page.goto(f"{address}posts/draft/")
        expect(page.locator("h1")).to_contain_text("Draft")
        page.goto(f"{address}blog/")
        link = page.locator("main").get_by_role("link", name="Draft", exact=True)
        expect(link.first).to_be_visible()
        (blog / "posts/draft.md").unlink()
        expect(link).to_have_count(0)


def test_styles_of_ones_own_are_followed(blog: Path, page: Page) -> None:
    write(
        blog,
        {
            "conf.py": CONF + 'html_static_path, html_css_files = ["_static"], ["own.css"]\n',
            "_static/own.css": "",
        },
    )
    with serving(blog) as (address, _):
        page.goto(address)
        (blog / "_static/own.css").write_text("body { letter-spacing: 7px }")
        expect(page.locator("body")).to_have_css("letter-spacing", "7px")


def test_a_port_in_use_is_said(nenrin: Run, blog: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = nenrin("serve", "--port", port, cwd=blog)
    assert done.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in " ".join(done.stderr.split())
    assert not (blog / "_build").exists()


def test_the_browser_is_opened_on_demand(blog: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!{sys.executable}\nimport sys\nopen({str(opened)!r}, "w").write(sys.argv[1])\n')
    browser.chmod(0o755)
    with serving(blog, "--open", BROWSER=f"{browser} %s") as (address, terminal):
        edit(blog, "posts/one.md", "One", "Two")
        terminal.expect("seconds")
        eventually(lambda: opened.exists() and opened.read_text() == address)


def test_ctrl_c_ends_it_in_peace(blog: Path) -> None:
    with serving(blog) as (address, terminal):
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - the address is the server's own
            assert answer.headers["Cache-Control"] == "no-store"
        terminal.sendintr()
        terminal.expect(pexpect.EOF)
        assert "Traceback" not in (terminal.before or "")
        terminal.close()
        assert terminal.exitstatus == 0
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 - as above
