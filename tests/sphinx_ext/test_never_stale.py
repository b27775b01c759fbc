"""After any sequence of changes an incremental build leaves what a clean build gives, byte for byte.

A few sequences run each time; NENRIN_SEQUENCES=200 runs that many, at random, and counts them (pytest -s).
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.sphinx_ext.site import Site

CONF = """\
extensions = ["nenrin"]
html_theme = "{theme}"
html_baseurl = "https://example.org/"
language = "{language}"
project = "{project}"
nenrin_page_size = {size}
nenrin_timezone = "{zone}"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["own.css"]
"""
NAMES = ["a", "b", "c", "深/index", "e f"]
WORDS = ["年轮", "C++", "机器学习", "ガイド", "rings"]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="4"><title>{0}</title></svg>\n'

BODIES = [
    "一。",
    "## 节\n\n二 $x^2$。",
    "![图](p.svg)",
    "[甲](a.md)",
    "```python\nprint('年轮')\n```",
    "{doc}`/docs/two`, {ref}`mark`, [](../docs/one.md#节)",
]
SHOWN = [
    ["description", "excerpt", "reading_time"],
    ["published.text", "cover.src", "pinned", "state"],
    ["tags", "categories", "authors", "language", "external", "url"],
]
OVERRIDE = "_templates/components/colophon.html"

SEQUENCES = int(os.environ.get("NENRIN_SEQUENCES", "3"))
STEPS = 8
ENDED = count(1)

days = st.integers(1, 28).map(lambda day: f"2024-0{day % 9 + 1}-{day:02}")
words = st.sampled_from(WORDS)
some_words = st.lists(words, max_size=3, unique=True)


class Blog(RuleBasedStateMachine):
    """A small blog, its author's changes, and after each change a build."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.site = Site(self.root / "src", self.root / "out", self.root / "doctrees")
        self.posts: dict[str, dict[str, Any]] = {}
        self.conf = {"language": "zh_CN", "project": "年轮", "size": 3, "zone": "UTC", "theme": "nenrin"}

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.root)
        sys.stdout.write(f"{next(ENDED)} of {SEQUENCES}\n")

    @initialize()
    def begin(self) -> None:
        self.site.write("conf.py", CONF.format(**self.conf))
        self.site.write("index.md", "# 家\n\n[关于](/about/)\n\n```{toctree}\ndocs/index\nabout\n```\n")
        self.document(["one", "two"], "一。")
        self.introduce("关于")
        self.paint("red")
        self.site.write("list.rst", ":orphan:\n\nLists\n=====\n\n.. postlist::\n   :tags: 年轮\n")
        self.site.write("posts/p.svg", PICTURE.format(4))
        for name, day in (("a", "2024-01-01"), ("b", "2024-02-02")):
            self.add(name, name, day, ["年轮"], ["编程"])

    def document(self, order: list[str], text: str) -> None:
        entries = "\n".join(order)
        self.site.write("docs/index.md", f"# 文档\n\n```{{toctree}}\n:numbered:\n{entries}\n```\n")
        for name in ("one", "two"):
            head = "" if name in order else "---\norphan: true\n---\n"
            mark = "(mark)=\n" if name == "two" else ""
            self.site.write(f"docs/{name}.md", f"{head}# {name}\n\n## 节\n\n{text}\n\n{mark}## {text[:1]}\n")

    @rule(title=words)
    def introduce(self, title: str) -> None:
        text = "看 [甲](/posts/a/) 与 [旧](/old/b/) 与 {doc}`posts/b`。"
        self.site.write("about.md", f"---\ntitle: {title}\n---\n{text}\n")

    @rule(colour=st.sampled_from(["red", "green"]))
    def paint(self, colour: str) -> None:
        self.site.write("_static/own.css", f"h1 {{ color: {colour} }}\n")

    def add(self, name: str, title: str, day: str, tags: list[str], categories: list[str]) -> None:
        self.posts[name] = {
            "title": title,
            "date": day,
            "tags": tags,
            "categories": categories,
            "body": "正文。",
        }
        self.write(name)

    def write(self, name: str) -> None:
        post = self.posts[name]
        head = "".join(f"{key}: {value}\n" for key, value in post.items() if key != "body")
        self.site.write(f"posts/{name}.md", f"---\n{head}---\n{post['body']}\n")

    def change(self, name: str, **values: Any) -> None:
        if name in self.posts:
            self.posts[name].update(values)
            self.write(name)

    @rule(name=st.sampled_from(NAMES), title=words, day=days, tags=some_words, categories=some_words)
    def add_or_replace(self, name: str, title: str, day: str, tags: list[str], categories: list[str]) -> None:
        self.add(name, title, day, tags, categories)

    @rule(
        name=st.sampled_from(NAMES),
        body=st.sampled_from(BODIES),
    )
    def edit(self, name: str, body: str) -> None:
        self.change(name, body=body)

    @rule(name=st.sampled_from(NAMES), title=words)
    def retitle(self, name: str, title: str) -> None:
        self.change(name, title=title)

    @rule(name=st.sampled_from(NAMES), day=days)
    def move_in_time(self, name: str, day: str) -> None:
        self.change(name, date=day)

    @rule(name=st.sampled_from(NAMES), draft=st.sampled_from(["true", "false"]))
    def toggle_draft(self, name: str, draft: str) -> None:
        self.change(name, draft=draft)

    @rule(
        name=st.sampled_from(NAMES),
        values=st.sampled_from(
            [
                {"series": "圈"},
                {"pin": "1"},
                {"cover": "p.svg"},
                {"aliases": "[/old/b/]"},
                {"date": "soon"},
                {"description": "一句话。"},
                {"lang": "ja"},
                {"hidden": "true"},
                {"external_link": "https://example.com/"},
            ]
        ),
    )
    def set_key(self, name: str, values: dict[str, str]) -> None:
        self.change(name, **values)

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        if self.posts.pop(name, None):
            self.site.delete(f"posts/{name}.md")

    @rule(name=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, name: str, new: str) -> None:
        if name in self.posts and new not in self.posts:
            self.posts[new] = self.posts.pop(name)
            self.site.delete(f"posts/{name}.md")
            self.write(new)

    @rule(day=st.sampled_from(["2024-03-15", "2024-06-15", "2025-01-01"]))
    def set_the_clock(self, day: str) -> None:
        self.patch.setenv(
            "SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp()))
        )

    @rule(width=st.integers(4, 9))
    def redraw(self, width: int) -> None:
        self.site.write("posts/p.svg", PICTURE.format(width))

    @rule(
        key=st.sampled_from(
            [
                ("size", 2),
                ("size", 3),
                ("project", "年輪"),
                ("language", "ja"),
                ("zone", "Asia/Tokyo"),
                ("theme", "alabaster"),
                ("theme", "nenrin"),
            ]
        )
    )
    def configure(self, key: tuple[str, Any]) -> None:
        self.conf[key[0]] = key[1]
        self.site.write("conf.py", CONF.format(**self.conf))

    @rule(
        order=st.sampled_from([["one", "two"], ["two", "one"], ["two"]]),
        text=st.sampled_from(["一。", "二。"]),
    )
    def rewrite_documents(self, order: list[str], text: str) -> None:
        self.document(order, text)

    @rule(text=st.sampled_from(["一", "二"]))
    def override_a_template(self, text: str) -> None:
        self.site.write(OVERRIDE, f"<p>{text}</p>\n")

    @rule()
    def override_no_template(self) -> None:
        (self.site.src / OVERRIDE).unlink(missing_ok=True)

    @rule(values=st.sampled_from(SHOWN))
    def replace_a_component(self, values: list[str]) -> None:
        shown = " ".join(f"{{{{ page.newer.{value} }}}} {{{{ page.older.{value} }}}}" for value in values)
        self.site.write(
            "_templates/components/neighbours.html", f"<p>{{% set page = nenrin.page %}}{shown}</p>\n"
        )

    @rule(later=st.integers(1, 9))
    def clone_afresh(self, later: int) -> None:
        for path in self.site.src.rglob("*"):
            os.utime(path, (2_000_000_000 + later, 2_000_000_000 + later))

    @rule(moment=st.integers(1, 60))
    def kill_a_build(self, moment: int) -> None:
        if not os.fork():
            touched = count(1)

            def hook(event: str, args: tuple[object, ...]) -> None:
                writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
                if (writes or event in {"os.remove", "os.rename"}) and next(touched) >= moment:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(hook)
            try:
                self.site.build()
            finally:
                os._exit(0)
        os.wait()

    @invariant()
    def nothing_is_stale(self) -> None:
        self.site.build()
        clean = Site(self.site.src, self.root / "clean/out", self.root / "clean/doctrees").build(fresh=True)
        mine, theirs = self.site.files(), clean.files()
        shutil.rmtree(self.root / "clean")
        assert sorted(mine) == sorted(theirs)
        assert [name for name in mine if mine[name] != theirs[name]] == []


def test_nothing_is_ever_stale() -> None:
    many = SEQUENCES > 3
    run_state_machine_as_test(
        Blog,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS * (2 if many else 1),
            derandomize=not many,
            deadline=None,
            # A failing sequence is short enough to read, and shrinking it would take an hour of builds.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
