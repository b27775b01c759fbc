"""The manual keeps pace with the code: what it shows is so, and what it names is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.build.site import Site

ROOT = Path(__file__).parents[2]
SET_UPS = ("README.md", "posts/start.md", "posts/start-zh.md", "posts/start-ja.md")


@pytest.mark.parametrize("page", SET_UPS)
def test_the_set_up_builds_what_it_says(page: str, tmp_path: Path, fixed_clock: None) -> None:
    text = read(page)
    site = new_site(tmp_path)
    site.write("conf.py", blocks(text, "python")[0])
    index, post = blocks(text, "markdown")[:2]
    site.write("index.md", index)
    site.write("posts/first-ring.md", post)
    site.build(confoverrides={"nitpicky": True})
    assert not site.warnings
    for address in re.findall(r"`((?:blog|posts/first-ring)/[^`…]*)`", text):
        assert site.path(address).is_file(), address


@pytest.mark.parametrize("page", ["posts/inside/index.md"])
def test_what_is_typed_in_a_shell_answers_so(page: str) -> None:
    typed = "\n".join(block for block in blocks(read(page), "python") if ">>>" in block)
    parsed = doctest.DocTestParser().get_doctest(typed, {}, page, page, 0)
    assert parsed.examples
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "posts/inside/index.md"])
def test_modules_that_are_named_are_there(page: str) -> None:
    names = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", read(page))
    assert names
    below = [ROOT, ROOT / "extensions" / "nenrin", ROOT / "extensions" / "nenrin" / "posts"]
    assert not [name for name in names if not any((folder / name).is_file() for folder in below)]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_relative_links_lead_to_files(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(page))
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]


@pytest.fixture
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build on 2027-01-01, when every post shown is out."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")


def new_site(folder: Path) -> Site:
    site = Site(folder / "src", folder / "out", folder / "doctrees")
    site.write("index.md", "# Test\n")
    return site


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced code blocks of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
