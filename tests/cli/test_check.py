"""``nenrin check`` and ``nenrin schema``, as they are typed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nenrin.cli.blog import matcher, read_options
from nenrin.posts.front_matter.schema import schema
from sphinx.util.matching import Matcher, compile_matchers

from tests.cli.conftest import Run, write
from tests.sphinx_ext.site import Site

POSTS = {
    "posts/one.md": "---\ntitle: 一\npubDate: 2026-01-02T10:00:00+08:00\nmood: calm\n---\n正文。\n",
    "posts/two.md": "---\ntitle: 二\npubDate: 2026-01-03\ndraft: true\n---\n",
    "posts/three.md": "---\ntitle: 三\npubDate: 2031-01-04\n---\n",
}
MISTAKES = {
    "posts/darft.md": "---\ntitle: D\ndate: 2025-12-01\ndarft: true\n---\n",
    "posts/endless.md": "---\ntitle: E\ndate: 2025-12-01\n\nWords.\n",
    "posts/month.md": "---\ntitle: M\npubDate: 2025-13-01\n---\n",
    "posts/colon.md": "---\ntitle: Oaks: a second look\n---\n",
    "posts/maybe.md": "---\ntitle: Maybe\ndate: 2026-01-01\ntoc: maybe\n---\n",
    "posts/oak.md": "---\ntitle: Oak\ndate: 2026-01-01\naliases: /tree/\n---\n",
    "posts/pine.md": "---\ntitle: Pine\ndate: 2026-01-01\naliases: /tree/\n---\n",
    "posts/tags.md": "---\ntitle: Tags\ndate: 2026-01-01\n---\n\n一\n\n{{< galaxy src=x >}}\n\n<Chart />\n",
    "posts/myst.md": "# Page\n\n{{< galaxy src=x >}}\n",
}


def test_a_clean_blog_is_told_of_file_by_file(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("check", cwd=write(tmp_path, POSTS))
    assert done.returncode == 0
    assert not done.stderr
    assert (
        done.stdout
        == """\
posts/one.md  published, 2026-01-02T10:00:00+08:00, Astro
    title    一
    read     2 title, 3 pubDate as published
    ignored  4 mood
posts/three.md  scheduled, for 2031-01-04T00:00:00+00:00, Astro
    title    三
    read     2 title, 3 pubDate as published
posts/two.md  a draft, 2026-01-03T00:00:00+00:00, Astro
    title    二
    read     2 title, 3 pubDate as published, 4 draft

3 files       published 1, scheduled 1, a draft 1
written for   Astro 3
keys ignored  mood 1
no problems
"""
    )


def test_problems_have_file_and_line_and_fail(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("check", "--quiet", cwd=write(tmp_path, {**POSTS, **MISTAKES}))
    assert done.returncode == 1
    problems = [line for line in done.stdout.splitlines() if re.match(r"posts/.*\.md:\d+: ", line)]
    assert [line.split(": ", 1)[0] for line in problems] == [
        "posts/colon.md:2",
        "posts/darft.md:4",
        "posts/endless.md:1",
        "posts/maybe.md:4",
        "posts/month.md:3",
        "posts/pine.md:4",
        "posts/tags.md:8",
        "posts/tags.md:10",
    ]
    assert problems[3] == "posts/maybe.md:4: toc: found 'maybe', expected true or false"
    assert done.stdout.endswith("\n8 problems\n")


def test_the_check_says_what_the_build_says(nenrin: Run, tmp_path: Path) -> None:
    conf = 'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nhtml_baseurl = "https://example.org/"\n'
    write(tmp_path / "src", {**POSTS, **MISTAKES, "conf.py": conf, "index.md": "# I\n"})
    site = Site(tmp_path / "src", tmp_path / "out", tmp_path / "doctrees").build()
    built = {
        re.sub(r" \[nenrin\.\w+\]$", "", line).replace("WARNING: ", "") for line in site.warnings.splitlines()
    }
    done = nenrin("check", "--quiet", "--json", cwd=site.src)
    files = json.loads(done.stdout)["files"]
    checked = {f"{f['path']}:{p['line']}: {p['message']}" for f in files for p in f["problems"]}
    assert checked == built


def test_json_has_the_shape_that_the_help_names(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("check", "--json", "posts/one.md", cwd=write(tmp_path, POSTS))
    report = json.loads(done.stdout)
    assert report == {
        "version": 1,
        "files": [
            {
                "path": "posts/one.md",
                "docname": "posts/one",
                "fence": "yaml",
                "tool": "Astro",
                "state": "out",
                "title": "一",
                "published": "2026-01-02T10:00:00+08:00",
                "read": {"title": {"key": "title", "line": 2}, "published": {"key": "pubDate", "line": 3}},
                "ignored": {"mood": 4},
                "problems": [],
            }
        ],
        "summary": {
            "files": 1,
            "states": {"out": 1},
            "tools": {"Astro": 1},
            "ignored": {"mood": 1},
            "problems": 0,
        },
    }
    shown = nenrin("check", "--help").stdout
    assert not [name for name in {**report["files"][0], **report["summary"]} if f'"{name}"' not in shown]


def test_conf_py_is_read_and_not_run(nenrin: Run, tmp_path: Path) -> None:
    conf = 'raise SystemExit("run")\nauthor = nenrin_author = "梅"\nnenrin_timezone = "Asia/Tokyo"\n'
    conf += 'nenrin_posts = ["posts/t*"]\n'
    write(tmp_path, {**POSTS, "conf.py": conf, "posts/sub/x.md": "# X\n"})
    files = json.loads(nenrin("check", "--json", cwd=tmp_path / "posts").stdout)["files"]
    assert {file["docname"]: (file["state"], file["published"]) for file in files} == {
        "posts/one": ("page", "2026-01-02T10:00:00+08:00"),
        "posts/sub/x": ("page", None),
        "posts/three": ("scheduled", "2031-01-04T00:00:00+09:00"),
        "posts/two": ("draft", "2026-01-03T00:00:00+09:00"),
    }
    assert read_options(tmp_path / "conf.py")["nenrin_author"] == "梅"


def test_folders_of_tools_and_excluded_files_are_passed_over(nenrin: Run, tmp_path: Path) -> None:
    conf = 'exclude_patterns = ["README.md", "old/*"]\n'
    names = (
        "README.md",
        "old/a.md",
        ".venv/b.md",
        "node_modules/c.md",
        "_build/d.md",
        "e.mdx",
        "f.txt",
        "g.markdown",
    )
    built = {"public/.buildinfo": "", "public/posts/a/index.md": "# A\n"}
    write(tmp_path, {"conf.py": conf, **built, **dict.fromkeys(names, "# A\n")})
    found = [file["path"] for file in json.loads(nenrin("check", "--json").stdout)["files"]]
    assert found == ["e.mdx", "g.markdown"]
    named = json.loads(nenrin("check", "--json", "README.md", "old").stdout)["files"]
    assert [file["path"] for file in named] == ["README.md"]


def test_the_time_zone_may_be_given(nenrin: Run, tmp_path: Path) -> None:
    done = nenrin("check", "--json", "--timezone", "Asia/Taipei", cwd=write(tmp_path, POSTS))
    assert "2026-01-03T00:00:00+08:00" in done.stdout


def test_bodies_are_checked_with_the_markdown_of_the_build(nenrin: Run, tmp_path: Path) -> None:
    text = "---\ntitle: A\ndate: 2026-01-01\n---\n\n一\n\n{{< galaxy src=x >}}\n\n```\n{{< code >}}\n```\n"
    done = nenrin("check", "-q", cwd=write(tmp_path, {"posts/a.md": text}))
    assert done.returncode == 1
    assert done.stdout.startswith("posts/a.md:8: {{< galaxy >}} ")
    assert done.stdout.endswith("\n1 problem\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("check", "nowhere"), "'nowhere' does not exist"),
        (("check", "--timezone", "Mars/Olympus"), "'Mars/Olympus' is no time zone"),
        (("check", "--loud"), "No such option"),
        (("chekc",), "No such command"),
    ],
)
def test_what_is_not_understood_exits_with_two(nenrin: Run, args: tuple[str, ...], said: str) -> None:
    done = nenrin(*args)
    assert done.returncode == 2
    assert said in done.stderr


def test_colour_is_for_terminals_and_never_for_no_color(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, POSTS)
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b[" in nenrin("check", env=forced).stdout
    assert "\x1b[" not in nenrin("check").stdout
    assert "\x1b[3" not in nenrin("check", env={**forced, "NO_COLOR": "1"}).stdout


def test_the_check_does_not_load_sphinx(tmp_path: Path) -> None:
    package = Path(__file__).parents[2] / "extensions" / "nenrin"
    # The package's own __init__ is the extension; what the command itself imports is asked here.
    script = f"""\
import sys, types
package = types.ModuleType("nenrin")
package.__path__ = [{str(package)!r}]
sys.modules["nenrin"] = package
from nenrin.cli import main
try:
    main(["check"], standalone_mode=True)
finally:
    print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"sphinx", "ablog"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=write(tmp_path, POSTS),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.endswith("no problems\n[]\n")


PATTERNS = [
    "**",
    "posts/**",
    "**/a.md",
    "*.md",
    "posts/*",
    "p?sts/a",
    "[ab].md",
    "[!a].md",
    "[^a].md",
    "a[.md",
    "posts/[x]",
]
PATHS = [
    "a.md",
    "b.md",
    "[.md",
    "^.md",
    "a[.md",
    "posts/a",
    "posts/a.md",
    "posts/b/a.md",
    "posts",
    "posts/[x]",
    "x/posts/a",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_mean_what_they_mean_to_sphinx(pattern: str) -> None:
    sphinx, (exact,) = Matcher([pattern]), compile_matchers([pattern])
    assert [path for path in PATHS if matcher([pattern])(path)] == [path for path in PATHS if sphinx(path)]
    assert [path for path in PATHS if matcher([pattern], exact=True)(path)] == [
        path for path in PATHS if exact(path)
    ]


def test_the_schema_is_printed_whole(nenrin: Run) -> None:
    done = nenrin("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout) == schema()


def test_every_command_has_help_with_an_example(nenrin: Run) -> None:
    commands = re.findall(r"(?m)^  (\w+) {2,}\S", nenrin("--help").stdout.partition("Commands:")[2])
    assert commands
    assert "Exit status: 0 all is well, 1 problems were found, 2" in " ".join(nenrin("--help").stdout.split())
    for name in commands:
        shown = nenrin(name, "--help")
        assert shown.returncode == 0
        assert f"Example: nenrin {name}" in shown.stdout
