"""``nenrin build``: the folders, the progress line, the summary and the exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pexpect
import pytest
from nenrin.cli.terminal.console import cell_len, in_columns

from tests.cli.conftest import Run, in_terminal, write

CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "en"
project = "Rings"
"""
BLOG = {
    "conf.py": CONF,
    "index.md": "# Rings\n",
    "posts/one.md": "---\ntitle: One\npubDate: 2026-01-02\n---\n",
    "posts/年轮.md": "---\ntitle: 年轮\npubDate: 2026-01-03\n---\n",
    "posts/draft.md": "---\ntitle: Draft\npubDate: 2026-01-03\ndraft: true\n---\n",
    "posts/later.md": "---\ntitle: Later\npubDate: 2031-01-03\n---\n",
}
WRONG = {"posts/wrong.md": "---\ntitle: Wrong\npubDate: 2026-13-01\n---\n"}


def rows(printed: str) -> dict[str, str]:
    """The summary by its first column."""
    return dict(re.findall(r"(?m)^(\w+(?: \w+)?)  +(.*)$", printed))


def test_a_blog_is_built_into_its_folder_and_summed_up(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("build", cwd=write(tmp_path, BLOG))
    assert done.returncode == 0
    assert not done.stderr
    said = rows(done.stdout)
    assert said["posts"] == "2"
    assert said["left out"] == "2 (drafts, scheduled and expired posts)"
    assert said["warnings"] == "none"
    pages = sum(1 for _ in (tmp_path / "_build/html").rglob("*.html"))
    assert re.fullmatch(rf"{pages} pages in \d+\.\d seconds", said["written"])
    assert (tmp_path / said["open"]).is_file()
    assert (tmp_path / "_build/html/posts/年轮/index.html").is_file()
    assert not (tmp_path / "_build/html/posts/draft").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_build", "conf.py", "index.md", "posts"]


def test_the_folders_may_be_named(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path / "blog", BLOG)
    done = nenrin("build", "blog", "public")
    assert rows(done.stdout)["open"] == "public/index.html"
    assert (tmp_path / "public/posts/one/index.html").is_file()
    assert not (tmp_path / "public/.doctrees").exists()


def test_drafts_are_shown_on_demand(nenrin: Run, tmp_path: Path) -> None:
    said = rows(nenrin("build", "--drafts", cwd=write(tmp_path, BLOG)).stdout)
    assert (said["posts"], said["left out"]) == ("4", "none")


def test_warnings_are_printed_once_and_fail_when_strict(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {**BLOG, **WRONG})
    done = nenrin("build")
    assert done.returncode == 0
    assert rows(done.stdout)["warnings"] == "1"
    assert re.fullmatch(
        r"posts/wrong\.md:3: WARNING: pubDate: found '2026-13-01'.*\[nenrin\.date\]\n", done.stderr
    )
    assert nenrin("build", "--strict", "--fresh").returncode == 1


def test_a_folder_that_is_no_blog_is_a_wrong_call(nenrin: Run) -> None:
    done = nenrin("build")
    assert done.returncode == 2
    assert "has no conf.py; `nenrin init` writes a blog to begin with" in done.stderr


def test_settings_that_cannot_be_run_are_told_of(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("build", cwd=write(tmp_path, {**BLOG, "conf.py": CONF + "language = (\n"}))
    assert done.returncode == 1
    assert done.stderr.startswith("Configuration error: ")
    assert "Traceback" not in done.stderr


def test_a_script_gets_json(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {**BLOG, **WRONG})
    done = nenrin("build", "--strict", "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert isinstance(said.pop("seconds"), float)
    assert said.pop("written") == sum(1 for _ in (tmp_path / "_build/html").rglob("*.html"))
    (warning,) = said.pop("warnings")
    assert warning.startswith("posts/wrong.md:3: WARNING: ")
    assert said == {"version": 1, "posts": 2, "left_out": 2, "out": "_build/html", "failure": ""}
    shown = nenrin("build", "--help").stdout
    assert not [name for name in (*said, "seconds", "written", "warnings") if f'"{name}"' not in shown]
    (tmp_path / "conf.py").write_text("(")
    failed = nenrin("build", "--json")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["failure"].startswith("Configuration error: ")


@pytest.mark.parametrize("asked", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_colour_is_left_out_where_it_is_not_wanted(tmp_path: Path, asked: dict[str, str]) -> None:
    write(tmp_path, {**BLOG, **WRONG})
    terminal = in_terminal(tmp_path, "build", more=asked)
    terminal.expect(pexpect.EOF)
    painted = set(re.findall(r"\x1b\[([0-9;]+)m", terminal.before or ""))
    colours = {code for code in painted if re.search(r"(^|;)(3[0-79]|9[0-7])($|;)", code)}
    assert bool(colours) == (not asked)
    assert re.search(r"posts/wrong\.md:3: .*WARNING: ", re.sub(r"\x1b\[[0-9;]*m", "", terminal.before or ""))


def test_a_terminal_shows_progress_on_one_line(tmp_path: Path) -> None:
    long_name = {f"posts/{'年轮' * 20}.md": BLOG["posts/年轮.md"]}
    terminal = in_terminal(
        write(tmp_path, {**BLOG, **WRONG, **long_name}), "build", "--jobs", "1", size=(24, 60)
    )
    terminal.expect(pexpect.EOF)
    terminal.close()
    printed = terminal.before or ""
    assert terminal.exitstatus == 0
    shown = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in re.split(r"\r\x1b\[K", printed)]
    assert any(re.match(r"reading sources\.\.\. \[100%\] posts/", line) for line in shown)
    # No line is wider than the terminal, Han characters counted as two cells.
    erased = [
        line.partition("\r\n")[0] for line in shown if line.startswith(("reading", "writing", "copying"))
    ]
    assert max(map(cell_len, erased)) in {58, 59}
    # Nothing of the progress is left before a warning or the summary: it is erased, not scrolled away.
    kept = [line.rpartition("\r\x1b[K")[2] for line in printed.split("\r\n")]
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in kept if line]
    assert plain[0].startswith("posts/wrong.md:3: WARNING: ")
    assert [line.split("  ")[0] for line in plain[1:]] == ["posts", "left out", "warnings", "written", "open"]


def test_columns_stand_below_each_other_in_every_script() -> None:
    lines = in_columns([("posts/年轮.md", "一"), ("a", "two"), ("ｶﾅ", "🎉"), ("é", "é")])
    assert len({cell_len(line) - cell_len(line.split()[-1]) for line in lines}) == 1
