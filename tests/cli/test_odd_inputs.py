"""What people type and have on their disks: each odd thing gets a plain answer, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest
from nenrin.cli.blog import read_options
from nenrin.posts import dates

from tests.cli.conftest import COMMAND, Run, environment, in_terminal, write
from tests.cli.test_build import BLOG, CONF, rows
from tests.conftest import PATIENCE

POST = "---\ntitle: {0}\npubDate: 2026-01-02\n---\n{0}.\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A blog in a folder with blanks and Chinese in its name."""
    return write(tmp_path / "我的 博客", BLOG)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("🎉🎉", "🎉🎉"),
        ("!!!", "u-21-21-21"),
        ("a/b\\c", "a-b-c"),
        ("CON", "con_"),
        ("../../etc", "etc"),
        ("two\nlines", "two-lines"),
        ("word " * 80, "-".join(["word"] * 38) + "-w-9bef41b4"),
        ("长" * 300, "长" * 63 + "-fbec7424"),
    ],
)
def test_every_title_names_a_file(nenrin: Run, blog: Path, title: str, name: str) -> None:
    before = names(blog / "posts")
    done = nenrin("new", "--", title, cwd=blog)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"posts/{name}.md\n")
    assert set(names(blog / "posts")) == {*before, f"{name}.md"}
    assert nenrin("build", "--strict", cwd=blog).returncode == 0


def test_a_name_that_is_too_long_is_refused(nenrin: Run, blog: Path) -> None:
    done = nenrin("new", "A", "--slug", "长" * 80, cwd=blog)
    assert done.returncode == 2
    assert "cannot be the name of a file" in done.stderr


def test_a_title_in_another_encoding_is_refused(blog: Path) -> None:
    before = names(blog / "posts")
    title = os.fsdecode("été".encode("latin-1"))
    # Without an encoding, as what is typed is no text.
    terminal = pexpect.spawn(
        sys.executable,
        [*COMMAND[1:], "new", title],
        cwd=str(blog),
        env=environment(),
        timeout=PATIENCE / 1000,
    )
    terminal.expect_exact("the title is not text in the encoding of this terminal")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 2
    assert names(blog / "posts") == before


@pytest.mark.parametrize("command", ["new", "build", "serve"])
def test_a_folder_that_is_no_blog_is_left_as_it_is(nenrin: Run, tmp_path: Path, command: str) -> None:
    done = nenrin(command, *(["A"] if command == "new" else []))
    assert done.returncode == 2
    assert "`nenrin init` writes a blog to begin with" in " ".join(done.stderr.split())
    assert not names(tmp_path)


def test_nothing_to_check_is_said(nenrin: Run) -> None:
    done = nenrin("check")
    assert (done.returncode, done.stdout) == (0, "0 files\nno problems\n")
    assert json.loads(nenrin("check", "--json").stdout)["files"] == []


def test_a_blog_without_posts_is_built(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("build", "--strict", cwd=write(tmp_path, {"conf.py": CONF, "index.md": "# Rings\n"}))
    assert (done.returncode, rows(done.stdout)["posts"]) == (0, "0")


def test_files_that_are_no_text_are_named_and_left_out(nenrin: Run, blog: Path) -> None:
    (blog / "posts/latin.md").write_bytes("---\ntitle: été\ndate: 2026-01-01\n---\n".encode("latin-1"))
    (blog / "posts/bytes.md").write_bytes(bytes(range(256)))
    (blog / "posts/empty.md").write_bytes(b"")
    (blog / "posts/folder.md").mkdir()
    (blog / "posts/gone.md").symlink_to(blog / "nowhere.md")
    checked = nenrin("check", "--quiet", cwd=blog)
    assert checked.returncode == 1
    for name in ("latin", "bytes"):
        assert f"posts/{name}.md:1: the file is not UTF-8 text; it is left out\n" in checked.stdout
    assert checked.stdout.endswith("\n2 problems\n")
    built = nenrin("build", cwd=blog)
    assert built.returncode == 0
    assert rows(built.stdout)["posts"] == "2"
    assert nenrin("new", "A", cwd=blog).returncode == 0


def test_half_a_character_does_not_break_the_build(nenrin: Run, blog: Path) -> None:
    write(blog, {"posts/half.md": '{"title": "Half \\ud83d", "date": "2026-01-01"}\n\nText.\n'})
    done = nenrin("build", "--strict", cwd=blog)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Half \ufffd" in (blog / "_build/html/posts/half/index.html").read_text("utf-8")


def test_linked_posts_are_posts(nenrin: Run, blog: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"linked.md": POST.format("Linked")})
    (blog / "posts/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/loop").symlink_to(tmp_path / "elsewhere")
    files = json.loads(nenrin("check", "--json", cwd=blog).stdout)["files"]
    assert [file["path"] for file in files if "more" in file["path"]] == ["posts/more/linked.md"]
    (tmp_path / "elsewhere/loop").unlink()
    assert rows(nenrin("build", cwd=blog).stdout)["posts"] == "3"


@pytest.mark.parametrize("out", [".", "..", "posts"])
def test_nothing_is_built_among_sources(nenrin: Run, blog: Path, out: str) -> None:
    before = [names(blog), names(blog / "posts")]
    done = nenrin("build", ".", out, cwd=blog)
    assert done.returncode == 2
    assert "choose a folder of its own to build into" in " ".join(done.stderr.split())
    assert [names(blog), names(blog / "posts")] == before


def test_a_folder_of_output_may_be_built_into_again(nenrin: Run, blog: Path) -> None:
    for _ in range(2):
        assert nenrin("build", ".", "site", cwd=blog).returncode == 0
        (blog / "site/.buildinfo").unlink()  # as after a build that did not end
    assert rows(nenrin("build", ".", "site", cwd=blog).stdout)["posts"] == "2"


@pytest.mark.parametrize(
    ("args", "in_the_way"),
    [(("init", "b/c"), "b"), (("new", "A"), "posts"), (("build",), "_build"), (("build", ".", "b/out"), "b")],
)
def test_what_cannot_be_written_is_told_in_a_line(
    nenrin: Run, tmp_path: Path, args: tuple[str, ...], in_the_way: str
) -> None:
    write(tmp_path, {"conf.py": CONF, "index.md": "# I\n", in_the_way: "a file, and no folder"})
    done = nenrin(*args)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert in_the_way in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "conf", ["(", "raise ValueError(1)", "import sys; sys.exit(3)", 'extensions = ["nope"]', ""]
)
def test_settings_of_any_kind_are_survived(nenrin: Run, blog: Path, conf: str) -> None:
    (blog / "conf.py").write_text(conf)
    built = nenrin("build", cwd=blog)
    assert built.returncode == 1
    assert " error: " in built.stderr
    assert nenrin("check", cwd=blog).returncode == 0


def test_old_addresses_are_asked_for_plainly(nenrin: Run, blog: Path) -> None:
    write(blog, {"old.txt": "https://example.org/posts/one/\n"})
    done = nenrin("urls", "--against", "old.txt", cwd=blog)
    assert done.returncode == 2
    assert "_build/html is not there; `nenrin build` makes it" in done.stderr
    nenrin("build", cwd=blog)
    assert nenrin("urls", "--against", "old.txt", cwd=blog).returncode == 0
    (blog / "old.txt").write_bytes(b"\x90\xff")
    assert "old.txt is not UTF-8 text" in nenrin("urls", "--against", "old.txt", cwd=blog).stderr


@pytest.mark.parametrize("zone", ["CST-8", "Foo/Bar", ":"])
def test_a_machine_whose_zone_has_no_name_is_no_obstacle(nenrin: Run, tmp_path: Path, zone: str) -> None:
    bare = {"TZ": zone, "HOME": "", "LANG": "", "LC_ALL": ""}
    assert nenrin("init", "blog", env=bare).returncode == 0
    assert dates.zone_named(str(read_options(tmp_path / "blog/conf.py")["nenrin_timezone"]))
    assert nenrin("new", "A", cwd=tmp_path / "blog", env=bare).returncode == 0


def test_a_reader_who_has_had_enough_is_no_error(blog: Path) -> None:
    terminal = pexpect.spawn(
        "/bin/sh",
        ["-c", f'"{sys.executable}" -m nenrin.cli check --json | head -1; echo end'],
        cwd=str(blog), env=environment(), encoding="utf-8", timeout=PATIENCE / 1000,
    )  # fmt: skip
    terminal.expect(pexpect.EOF)
    assert (terminal.before or "").split() == ["{", "end"]


@pytest.mark.parametrize("at", ["Title", "Author", "Language", "Address", "Time zone"])
def test_who_changes_his_mind_finds_nothing_written(tmp_path: Path, at: str) -> None:
    terminal = in_terminal(tmp_path, "init", "blog")
    for question in ("Title", "Author", "Language", "Address", "Time zone"):
        terminal.expect_exact(question)
        if question == at:
            break
        terminal.sendline("")
    # Python overhears a signal that comes in the moment before it begins to wait for a line, as a hasty author knows.
    for _ in range(PATIENCE // 1000):
        terminal.sendintr()
        if terminal.expect_exact(["Aborted!", pexpect.TIMEOUT], timeout=1) == 0:
            break
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert not names(tmp_path)


def test_a_build_that_is_stopped_leaves_the_terminal_in_order(tmp_path: Path) -> None:
    slow = (
        CONF + "import time\ndef setup(app):\n    app.connect('source-read', lambda *args: time.sleep(30))\n"
    )
    write(tmp_path, {**BLOG, "conf.py": slow})
    terminal = in_terminal(tmp_path, "build")
    terminal.expect_exact("reading sources...")
    terminal.kill(signal.SIGINT)
    terminal.expect_exact("Aborted!")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert "Traceback" not in (terminal.before or "")
