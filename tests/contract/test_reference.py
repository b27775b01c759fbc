"""The reference pages keep pace with the code: every option, key, warning and command has its place in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nenrin.build.options import OPTIONS
from nenrin.build.messages import Subtype
from nenrin.cli import COMMANDS
from nenrin.posts.dialects import MEANINGS

from tests.build.site import Site

ROOT = Path(__file__).parents[2]

# Posts, pages and settings with the mistakes that guide/warnings.md and the posts show the warnings of.
MISTAKES = {
    "posts/empty.md": '---\ntitle: ""\ndate: 2026-11-01\n---\n',
    "posts/colon.md": "---\ntitle: Oaks: a second look\n---\n",
    "posts/thirteenth.md": "---\ntitle: The thirteenth month\npubDate: 2026-13-01\ntags: [calendar]\n---\n",
    "posts/maybe.md": "---\ntitle: Maybe\ndate: 2026-11-01\ntoc: maybe\n---\n",
    "posts/oak.md": "---\ntitle: Oak\ndate: 2026-11-01\nslug: tree\n---\n",
    "posts/pine.md": "---\ntitle: Pine\ndate: 2026-11-01\nslug: tree\n---\n",
    "posts/larch.md": "---\ntitle: Larch\ndate: 2026-11-01\naliases: /old/tree\n---\n",
    "posts/yew.md": "---\ntitle: Yew\ndate: 2026-11-01\naliases: /old/tree\n---\n",
    "posts/body.md": "---\ntitle: Body\ndate: 2026-11-01\n---\n[a](/posts/elm/)\n\n![](leaf.png)\n",
    "posts/signs.md": "---\ntitle: Signs\ndate: 2026-11-01\n---\n:::fable\nx\n:::\n\n$\\whatever^2$\n",
    "posts/names.md": "---\ntitle: Names\ndate: 2026-11-01\ntags: [Python, python]\n---\n",
    "posts/cover.md": "---\ntitle: Cover\ndate: 2026-11-01\nimage: ./oak.svg\n---\n",
    "posts/control.md": "---\ntitle: Control\ndate: 2026-11-01\n---\nA bell \x07 rings.\n",
    "blog/archive.md": "---\norphan: true\n---\n# Mine\n",
}
SETTINGS = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
nenrin_page_size = 0
nenrin_card_font = "gone.otf"
"""


def test_every_option_has_its_heading_and_default() -> None:
    documented = {
        name: ast.literal_eval(found[1])
        if (found := re.match(r"\s*Default: `(.*)`\n", text))
        else "no default"
        for name, text in sections("guide/options.md").items()
    }
    assert documented == {option.name: option.default for option in OPTIONS}


def test_every_key_has_its_row_in_order() -> None:
    rows = (line.split("|") for line in read("guide/front-matter.md").splitlines() if line.startswith("| "))
    documented = {
        cells[1].strip(): tuple(re.findall("`(.+?)`", cells[2])) for cells in rows if "`" in cells[2]
    }
    assert documented == {meaning.name: meaning.keys for meaning in MEANINGS}


def test_every_warning_has_its_heading() -> None:
    assert set(sections("guide/warnings.md")) == {f"nenrin.{subtype.code}" for subtype in Subtype}


def test_every_command_has_its_heading() -> None:
    assert set(sections("guide/commands.md")) == {f"nenrin {command}" for command in COMMANDS}


def test_each_warning_is_shown_under_its_own_heading() -> None:
    for name, text in sections("guide/warnings.md").items():
        assert set(re.findall(r"WARNING: .* \[(.+)\]$", text, re.MULTILINE)) <= {name}


def test_warnings_are_shown_as_the_build_says_them(tmp_path: Path, fixed_clock: None) -> None:
    site = new_site(tmp_path)
    for name, text in MISTAKES.items():
        site.write(name, text)
    site.write("conf.py", SETTINGS)
    said = site.build().warnings
    # A feed is written where there is an address, and a wrong address is named where there is a wrong one.
    said += site.build(confoverrides={"html_baseurl": "example.org"}).warnings
    messages = {message(line) for line in said.splitlines()}
    pages = [
        "guide/warnings.md",
        *(path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("posts/*.md"))),
    ]
    shown = [line for page in pages for line in read(page).splitlines() if "WARNING: " in line]
    assert shown
    assert not [line for line in shown if message(line) not in messages]


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


def sections(name: str) -> dict[str, str]:
    """The text under each heading that is one code span, by that span."""
    return dict(_sections(read(name)))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"^#+ (.*)$", text, flags=re.MULTILINE)[1:]
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        if span := re.fullmatch("`(.+)`", heading):
            yield span[1], body


def message(line: str) -> str:
    """What a warning says, without the file: pages show names that suit them."""
    return line.partition("WARNING: ")[2]
