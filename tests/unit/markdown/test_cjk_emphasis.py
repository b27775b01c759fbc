"""Emphasis follows the draft beside CJK text and CommonMark everywhere else."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nenrin.markdown.cjk.characters import _CJK_RANGES, _KOREAN_RANGES, is_cjk, is_korean
from nenrin.markdown.cjk.emphasis import cjk_emphasis_plugin

from tests.unit.markdown.cases import Case, read_cases
from tests.unit.markdown.parsers import myst_parser

PLAIN = myst_parser("strikethrough")
FRIENDLY = myst_parser("strikethrough").use(cjk_emphasis_plugin)
ASCII_MARKUP = st.text(alphabet='*_~ab1 .("!`[]()\\\n-', max_size=40)
CJK_MARKUP = st.text(
    alphabet="*_~a 。（「漢か한𠮷\u3000\ufe00\ufe01\ufe0e\ufe0f\U000e0100“㊙✅.\n", max_size=40
)


@pytest.mark.parametrize("case", read_cases("cjk_emphasis.md"), ids=str)
def test_case(case: Case) -> None:
    assert FRIENDLY.render(case.source).strip() == case.html


@given(ASCII_MARKUP)
def test_ascii_emphasis_never_changes(text: str) -> None:
    assert FRIENDLY.render(text) == PLAIN.render(text)


@given(st.text(max_size=60) | CJK_MARKUP)
def test_any_text_renders(text: str) -> None:
    assert isinstance(FRIENDLY.render(text), str)


@given(st.text(alphabet="漢か한。「（", min_size=1, max_size=8), st.sampled_from(["*", "**", "~~"]))
def test_asterisks_and_tildes_work_between_any_cjk_characters(inner: str, marker: str) -> None:
    html = FRIENDLY.render(f"字{marker}{inner}{marker}字")
    assert marker not in html


def test_single_tildes_follow_the_option() -> None:
    md = myst_parser("strikethrough", single_tilde=True).use(cjk_emphasis_plugin)
    assert md.render("已~删除。~恢复 ~~~三~~~ ~~「二」~~也") == (
        "<p>已<s>删除。</s>恢复 ~~~三~~~ <s>「二」</s>也</p>\n"
    )
    assert FRIENDLY.render("已~删除。~恢复") == "<p>已~删除。~恢复</p>\n"


def test_rules_added_before_and_after_the_plugin_are_kept() -> None:
    md = MarkdownIt("commonmark").use(cjk_emphasis_plugin).enable("strikethrough")
    md.inline.add_terminator_char("@")
    assert md.render("~~字。~~字") == "<p><s>字。</s>字</p>\n"
    assert md.inline.terminator_re.search("a@b")


def test_commonmark_examples_do_not_change(commonmark_examples: list[str]) -> None:
    plain = MarkdownIt("commonmark")
    friendly = MarkdownIt("commonmark").use(cjk_emphasis_plugin)
    assert len(commonmark_examples) > 600
    for example in commonmark_examples:
        assert friendly.render(example) == plain.render(example)


@pytest.fixture(scope="session")
def commonmark_examples(pytestconfig: pytest.Config) -> list[str]:
    """The specification's examples, from the source archive of the `commonmark` package."""
    assert pytestconfig.cache is not None
    folder = Path(str(pytestconfig.cache.mkdir("commonmark")))
    if not list(folder.glob("*.tar.gz")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:"]
        subprocess.run([*command, "commonmark==0.9.2", "--dest", str(folder)], check=True, timeout=120)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        member = archive.extractfile("commonmark-0.9.2/spec.txt")
        assert member is not None
        text = member.read().decode("utf-8")
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text, flags=re.MULTILINE | re.DOTALL)
    return [example.replace("→", "\t") for example in examples]


def test_tables_are_sorted() -> None:
    for ranges in (_CJK_RANGES, _KOREAN_RANGES):
        assert all(first <= last for first, last in ranges)
        assert all(this[1] < following[0] for this, following in pairwise(ranges))


def test_tables_agree_with_this_pythons_unicode() -> None:
    named = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.name(chr(code), "")]
    wide = {char for char in named if unicodedata.east_asian_width(char) in "WFH"}
    hangul = {char for char in named if "HANGUL" in unicodedata.name(char)}
    listed = {char for char in named if is_cjk(char)}
    # Trigrams, hexagrams, tetragrams and counting rods are wide since Unicode 16 only.
    widened = {char for char in listed if re.match("[☰-☷⚊-⚏䷀-䷿𝌀-𝍖𝍠-𝍸]", char)}
    assert hangul <= {char for char in listed if is_korean(char)}
    assert listed <= wide | hangul | widened
    assert {unicodedata.category(char) for char in wide - listed} <= {
        "So",
        "Sk",
        "Sm",
    }  # emoji, skin tones, ➕
