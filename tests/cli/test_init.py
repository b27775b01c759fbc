"""``nenrin init``: a blog that builds at once, in each language, by options, at prompts, and from nothing but Enter."""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest
from nenrin.cli.authoring.scaffold import LANGUAGES, language_named
from nenrin.cli.blog import read_options

from tests.cli.conftest import Run, in_terminal, write

WRITTEN = {
    ".github/workflows/pages.yml",
    ".gitignore",
    ".readthedocs.yaml",
    "_static/custom.css",
    "_templates/.gitkeep",
    "about.md",
    "conf.py",
    "index.md",
    "posts/first-page.md",
    "requirements.txt",
}
ZONE = ("--timezone", "Asia/Taipei")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blog_builds_at_once_without_a_warning(nenrin: Run, tmp_path: Path, language: str) -> None:
    done = nenrin("init", "my blog", "--title", 'A "quoted" *title*', "--language", language, *ZONE)
    blog = tmp_path / "my blog"
    assert (done.returncode, done.stderr) == (0, "")
    assert names(blog) == WRITTEN
    assert done.stdout.endswith("\nNext: cd 'my blog' && nenrin serve --open\n")
    built = nenrin("build", "--strict", cwd=blog)
    assert (built.returncode, built.stderr) == (0, "")
    assert "A &#34;quoted&#34; *title*" in (blog / "_build/html/index.html").read_text("utf-8")
    assert re.search(
        r"pubDate: 2027-01-01T08:00:00\+08:00", (blog / "posts/first-page.md").read_text("utf-8")
    )
    assert nenrin("check", cwd=blog).returncode == 0


def test_the_settings_are_ten_lines_each_with_its_reason(nenrin: Run, tmp_path: Path) -> None:
    nenrin(
        "init",
        "--title",
        "年轮",
        "--author",
        "林",
        "--language",
        "zh-Hans",
        "--address",
        "https://a.example/b",
        *ZONE,
    )
    first, *lines = (tmp_path / "conf.py").read_text("utf-8").splitlines()
    assert first.startswith("# ")
    assert len(lines) == 10
    assert all(re.search(r"  # \S", line) for line in lines)
    said = read_options(tmp_path / "conf.py")
    assert {
        name: said[name]
        for name in ("project", "nenrin_author", "language", "html_baseurl", "nenrin_timezone")
    } == {
        "project": "年轮",
        "nenrin_author": "林",
        "language": "zh_CN",
        "html_baseurl": "https://a.example/b/",
        "nenrin_timezone": "Asia/Taipei",
    }


def test_no_file_is_overwritten(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "mine\n", "posts/first-page.md": "mine too\n"})
    done = nenrin("init", *ZONE)
    assert done.returncode == 0
    assert (tmp_path / "index.md").read_text() == "mine\n"
    assert (tmp_path / "posts/first-page.md").read_text() == "mine too\n"
    assert (
        len(re.findall(r"(?m)^  (?:index\.md|posts/first-page\.md) +was there, and is kept$", done.stdout))
        == 2
    )
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    assert nenrin("init", "--title", "Other", *ZONE).returncode == 0
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_a_terminal_is_asked_what_no_option_says(tmp_path: Path) -> None:
    terminal = in_terminal(tmp_path, "init", "blog", "--author", "Mei", *ZONE, more={"LC_ALL": "ja_JP.UTF-8"})
    terminal.expect_exact("Title [blog]: ")
    terminal.sendline("年輪")
    terminal.expect_exact("Language (en, zh_CN, zh_TW, ja) [ja]: ")
    terminal.sendline("")
    terminal.expect_exact("Address [https://example.org/]: ")
    terminal.sendline("https://mei.example")
    terminal.expect_exact("Next: ")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    said = read_options(tmp_path / "blog/conf.py")
    assert (said["project"], said["language"], said["html_baseurl"]) == ("年輪", "ja", "https://mei.example/")
    assert "帳面の一ページ目" in (tmp_path / "blog/posts/first-page.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--language", "tlh"), "'tlh' is none of en, zh_CN, zh_TW, ja"),
        (("--address", "example.org"), "'example.org' does not begin with https://"),
        (("--timezone", "Here"), "'Here' is no time zone such as Asia/Taipei"),
        (("--from", "."), "holds no post in Markdown"),
    ],
)
def test_a_wrong_answer_writes_nothing(nenrin: Run, tmp_path: Path, args: tuple[str, str], said: str) -> None:
    done = nenrin("init", *args)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not names(tmp_path)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh_HK.UTF-8", "zh_TW"),
        ("ja_JP", "ja"),
        ("en-GB", "en"),
        ("C", ""),
        ("fr", ""),
    ],
)
def test_a_language_is_known_by_many_names(name: str, language: str) -> None:
    assert language_named(name) == language
