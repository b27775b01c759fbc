"""The manual keeps pace with the code: its set-ups build, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.manual import READMES, ROOT, read, snippets
from tests.sphinx_ext.site import Site

SET_UPS = (*READMES, "posts/start.md", "posts/start-zh.md", "posts/start-ja.md")
NAMING_MODULES = ("README.md", "CONTRIBUTING.md", "posts/inside/index.md")


@pytest.mark.parametrize("page", SET_UPS)
def test_the_set_up_builds_what_it_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01: every post shown is out
    site = Site(tmp_path / "src", tmp_path / "out", tmp_path / "doctrees")
    site.write("conf.py", snippets("python", page=page)[0].text)
    index, post = snippets("markdown", page=page)[:2]
    site.write("index.md", index.text)
    site.write("posts/first-ring.md", post.text)
    site.build(confoverrides={"nitpicky": True})
    assert not site.warnings
    for address in re.findall(r"`((?:blog|posts/first-ring)/[^`…]*)`", read(page)):
        assert site.path(address).is_file(), address


@pytest.mark.parametrize("page", NAMING_MODULES)
def test_modules_that_are_named_are_there(page: str) -> None:
    names = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", read(page))
    assert names
    below = [ROOT, ROOT / "extensions" / "nenrin", ROOT / "extensions" / "nenrin" / "posts"]
    assert not [name for name in names if not any((folder / name).is_file() for folder in below)]


def test_modules_in_the_picture_of_the_flow_are_there() -> None:
    words = re.findall(r">([^<>]+)</text>", read("posts/inside/flow.svg"))
    names = [name for word in words for name in re.findall(r"[a-z_]+/(?:[a-z_]+(?:\.py|/))?", word)]
    assert len(names) > 5
    assert not [name for name in names if not (ROOT / "extensions/nenrin" / name).exists()]
