"""From the built wheel to a blog in the browser, as on the first day of an author."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.installed import run

TITLE = "林间 手记"


@pytest.fixture(scope="module")
def blog(wheel_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new blog in a folder with blanks and Chinese in its name, made and built by the installed command."""
    here = tmp_path_factory.mktemp("desk")
    nenrin = str(next(wheel_python.parent.glob("nenrin*")))
    answers = ("--title", TITLE, "--author", "林", "--language", "zh_CN", "--timezone", "Asia/Shanghai")
    run(nenrin, "init", "我的 博客", *answers, cwd=here)
    run(nenrin, "new", "第二圈", cwd=here / "我的 博客")
    run(nenrin, "build", "--strict", cwd=here / "我的 博客")
    return here / "我的 博客"


@pytest.fixture
def told(page: Page) -> list[str]:
    """What the browser complains of."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    return said


def test_the_first_post_is_shown(
    blog: Path, serve: Callable[[Path], str], page: Page, told: list[str]
) -> None:
    page.goto(serve(blog / "_build/html"))
    expect(page).to_have_title(TITLE)
    page.get_by_role("link", name="本子的第一页").first.click()
    expect(page.locator("h1")).to_have_text("本子的第一页")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("article strong").first).to_have_text("重点，")
    expect(page.locator("article .admonition")).to_be_visible()
    expect(page.locator("article .highlight pre")).to_have_css("font-family", re.compile("monospace"))
    expect(page.locator("article time").first).to_be_visible()
    assert told == []


def test_the_search_finds_it(blog: Path, serve: Callable[[Path], str], page: Page, told: list[str]) -> None:
    page.goto(f"{serve(blog / '_build/html')}search/?q=第二圈")
    expect(page.locator("[data-search-results] li")).to_have_count(1)
    page.locator("[data-search-results] a").click()
    expect(page.locator("h1")).to_have_text("第二圈")
    assert told == []
