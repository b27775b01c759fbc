"""After a build that did not end, by whatever, the next leaves what a clean build gives, and publishes no draft.

A few moments are tried each time; NENRIN_LONG_TESTS=1 tries fifty.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from tests.sphinx_ext.conftest import CONF, NOW
from tests.sphinx_ext.site import Site

MOMENTS = 50 if os.environ.get("NENRIN_LONG_TESTS") else 5
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="4"/>\n'
POST = "---\ntitle: {0}\ndate: 2024-{1}\n{2}---\n{0} has a text.\n"
FILES = {
    "conf.py": CONF,
    "index.md": "# Test\n",
    "about.md": "---\norphan: true\n---\n# About\n\n{doc}`posts/p3`\n",
    "posts/gone.md": POST.format("Gone", "03-01", "series: Gone\n"),
    **{f"posts/p{day}.md": POST.format(f"P{day}", f"05-0{day}", "tags: [a]\n") for day in range(1, 6)},
}
CHANGES = {
    "posts/p3.md": POST.format("New title", "05-03", "tags: [a]\n"),
    "posts/new.md": POST.format("Secret", "06-01", "tags: [k]\ncover: k.svg\naliases: [/old/]\n")
    + "\n![](q.svg)\n",
    "posts/k.svg": PICTURE.format(4),
    "posts/q.svg": PICTURE.format(5),
    "posts/gone.md": None,
}
WITHDRAWN = {
    "posts/new.md": POST.format("Secret", "06-01", "draft: true\n"),
    "posts/p3.md": FILES["posts/p3.md"],
}


WAITING = """
import os, time

def wait(app, env):
    print("here", flush=True)
    while os.path.exists("wait"):
        time.sleep(0.1)

def setup(app):
    app.connect("env-updated", wait, 1)
"""


def change(site: Site, files: dict[str, str | None] | dict[str, str]) -> None:
    for name, text in files.items():
        if text is None:
            site.delete(name)
        else:
            site.write(name, text)


@dataclass
class Built:
    """A site that is built, how often a build after the changes touches its files, and what clean builds give.

    ``clean`` is of the site with the changes, ``withdrawn`` of that with the post taken back.
    """

    root: Path
    touches: int
    clean: dict[str, bytes]
    withdrawn: dict[str, bytes]

    def again(self) -> Site:
        """The site as it was built, with the changes that no build has seen."""
        work = self.root / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(self.root / "built", work)
        site = site_in(self.root)
        change(site, CHANGES)
        return site


def site_in(root: Path) -> Site:
    # The folder is the same for all, as Sphinx reads everything again where the sources have moved.
    return Site(root / "work/src", root / "work/out", root / "work/doctrees")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        root = tmp_path_factory.mktemp("built")
        site = site_in(root)
        change(site, FILES)
        site.build()
        shutil.copytree(root / "work", root / "built")
        one = Built(root, 0, {}, {})
        one.touches = broken_off(one.again(), "killed", sys.maxsize)
        one.clean = one.again().apart("../clean").files()
        change(site, WITHDRAWN)
        one.withdrawn = site.apart("../withdrawn").files()
        yield one


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


STOPS: dict[str, Callable[[], None]] = {"killed": kill, "full": fill}


def broken_off(site: Site, how: str, moment: int) -> int:
    """Build in a process of its own, which meets its end when it touches its files so often; how often it did."""
    theirs, mine = multiprocessing.Pipe()
    if not os.fork():
        count = 0

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal count
            if event in {"os.remove", "os.rename"} or (event == "open" and isinstance(args[2], int)):
                flags = args[2] if event == "open" and isinstance(args[2], int) else os.O_WRONLY
                is_ours = isinstance(args[0], (str, bytes, os.PathLike)) and "work" in os.fsdecode(args[0])
                if is_ours and flags & (os.O_WRONLY | os.O_RDWR):
                    count += 1
                    if count >= moment:
                        STOPS[how]()

        sys.addaudithook(hook)
        try:
            site.build()
        finally:
            mine.send(count)
            os._exit(0)
    os.wait()
    return int(theirs.recv()) if theirs.poll() else moment


@pytest.mark.parametrize("moment", range(MOMENTS))
@pytest.mark.parametrize("how", STOPS)
def test_the_next_build_is_right(built: Built, how: str, moment: int) -> None:
    site = built.again()
    broken_off(site, how, 1 + built.touches * moment // MOMENTS)
    expected = built.clean
    if moment % 2:
        change(site, WITHDRAWN)
        expected = built.withdrawn
        assert not [name for name, data in expected.items() if b"Secret" in data]
    site.build()
    assert site.warnings == ""
    assert sorted(site.files()) == sorted(expected)
    assert [name for name, data in site.files().items() if data != expected[name]] == []


def test_a_handler_that_raises_at_the_end_publishes_no_draft(built: Built) -> None:
    site = built.again()
    conf = "\ndef setup(app):\n    app.connect('build-finished', lambda app, error: error or 1 / 0, {0})\n"
    for priority in (50, 250, 950):
        site.write("conf.py", CONF + conf.format(priority))
        with pytest.raises(ExtensionError):
            site.build()
    site.write("conf.py", CONF)
    change(site, WITHDRAWN)
    assert site.build().files() == built.withdrawn


def test_two_builds_at_once_wait_for_each_other(built: Built) -> None:
    site = built.again()
    site.write("conf.py", CONF + WAITING)
    site.write("wait", "")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "dirhtml",
        "-d",
        str(site.doctrees),
        str(site.src),
        str(site.out),
    ]
    first = subprocess.Popen(command, cwd=site.src, stdout=subprocess.PIPE, text=True)
    assert first.stdout
    next(line for line in first.stdout if "here" in line)
    site.write("posts/p5.md", POST.format("Five", "05-05", "tags: [b]\n"))
    second = subprocess.Popen(command, cwd=site.src, stdout=subprocess.PIPE, text=True)
    assert second.stdout
    next(line for line in second.stdout if "waiting for another build" in line)
    site.delete("wait")
    for process in (first, second):
        process.communicate()
        assert process.returncode == 0
    assert site.files() == site.apart("clean").files()
