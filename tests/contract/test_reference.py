"""The reference pages are made from the code: every option, key, warning and command has its words and its place."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pytest
from nenrin.cli import COMMANDS, main
from nenrin.outputs.markdown_mirror import mirror
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.keys import MEANINGS, SHAPES, Meaning
from nenrin.posts.front_matter.reader import Settings, read_post
from nenrin.posts.model import Post
from nenrin.posts.slugs import heading_id
from nenrin.sphinx_ext.config.options import OPTIONS, Option
from nenrin.sphinx_ext.config.warnings_ import Subtype
from nenrin.sphinx_ext.sources.discovery import ALWAYS_EXCLUDED
from nenrin.sphinx_ext.writers import maps
from sphinx.environment import BuildEnvironment

from tests.sphinx_ext.site import Site

ROOT = Path(__file__).parents[2]
PAGES = ("front-matter", "options", "warnings", "commands")

# Posts, pages and settings with the mistakes that guide/warnings.md and the posts show the warnings of.
MISTAKES = {
    "posts/two.md": "---\ntitle: [Oaks]\ndate: 2026-11-01\n---\n",
    "posts/colon.md": "---\ntitle: Oaks: a second look\n---\n",
    "posts/thirteenth.md": "---\ntitle: The thirteenth month\npubDate: 2026-13-01\ntags: [calendar]\n---\n",
    "posts/maybe.md": "---\ntitle: Maybe\ndate: 2026-11-01\ntoc: maybe\n---\n",
    "posts/oak.md": "---\ntitle: Oak\ndate: 2026-11-01\nslug: tree\n---\n",
    "posts/oak.mdx": "---\ntitle: Oak\n---\n",
    "posts/pine.md": "---\ntitle: Pine\ndate: 2026-11-01\nslug: tree\n---\n",
    "posts/elm.md": "---\ntitle: Elm\ndate: 2026-11-01\n---\n",
    "posts/Elm.md": "---\ntitle: Elm, too\ndate: 2026-11-01\n---\n",
    "posts/larch.md": "---\ntitle: Larch\ndate: 2026-11-01\naliases: /old/tree\n---\n",
    "posts/yew.md": "---\ntitle: Yew\ndate: 2026-11-01\naliases: /old/tree\n---\n",
    "posts/body.md": "---\ntitle: Body\ndate: 2026-11-01\n---\n[a](/posts/alder/)\n\n![](leaf.png)\n",
    "posts/signs.md": "---\ntitle: Signs\ndate: 2026-11-01\n---\n:::fable\nx\n:::\n\n$\\whatever^2$\n",
    "posts/names.md": "---\ntitle: Names\ndate: 2026-11-01\ntags: [Python, python]\n---\n",
    "posts/cover.md": "---\ntitle: Cover\ndate: 2026-11-01\nimage: ./oak.svg\n---\n",
    "posts/control.md": "---\ntitle: Control\ndate: 2026-11-01\n---\nA bell \x07 rings.\n",
    "blog/archive.md": "---\ntitle: Mine\ndate: 2024-01-01\n---\n",
}
SETTINGS = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
nenrin_page_size = 0
nenrin_card_font = "gone.otf"
"""
MANUAL = """\
extensions = ["nenrin", "manual"]
html_theme = "nenrin"
nenrin_posts = []
"""


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The reference pages, built beside nothing else but the pages they link to."""
    site = new_site(tmp_path_factory.mktemp("manual"))
    for page in PAGES:
        site.write(f"guide/{page}.md", read(f"guide/{page}.md"))
        for target in re.findall(r"\]\(\.\./(posts/[^)#]+)", read(f"guide/{page}.md")):
            site.write(target, "---\norphan: true\n---\n# A post\n")
    for other in {path.name for path in ROOT.glob("guide/*.md")} - {
        f"{page}.md" for page in (*PAGES, "index")
    }:
        site.write(f"guide/{other}", f"# {other}\n")
    site.write("index.md", "# Manual\n\n```{toctree}\n:glob:\n\nguide/*\n```\n")
    site.write("conf.py", MANUAL)
    return site.build(confoverrides={"nitpicky": True})


def test_the_pages_are_made_without_a_warning(manual: Site) -> None:
    assert not manual.warnings


def test_every_option_has_its_place(manual: Site) -> None:
    shown = sections(manual, "options")
    assert [name for name in shown if name.startswith("nenrin_")] == shown_names("options")
    assert sorted(shown_names("options")) == sorted(option.name for option in OPTIONS)
    for option in OPTIONS:
        assert f"Default: {quoted(option.default)}." in shown[option.name]
        assert f"{option.name} = " in shown[option.name]


def test_options_are_found_by_name(manual: Site) -> None:
    known = environment(manual).domaindata["std"]["objects"]
    found = {name: known["confval", name] for _, name in known if ("confval", name) in known}
    assert {option.name: ("guide/options", option.name) for option in OPTIONS}.items() <= found.items()
    links = manual.html("guide/options").select("#nenrin_author a.reference[href='#nenrin_authors'] code")
    assert [link.get_text() for link in links] == ["nenrin_authors"]


def test_every_meaning_and_every_key_has_its_place(manual: Site) -> None:
    shown = sections(manual, "front-matter")
    assert sorted(shown_names("front-matter")) == sorted(meaning.name for meaning in MEANINGS)
    for meaning in MEANINGS:
        assert "Key" in shown[heading_id(meaning.name)]
        assert shown[heading_id(meaning.name)].rstrip().startswith(meaning.name)
    anchors = [node["id"] for node in manual.html("guide/front-matter").select("td code[id]")]
    assert anchors == [f"key-{key}" for meaning in MEANINGS for key in meaning.keys]


def test_every_warning_has_its_place(manual: Site) -> None:
    shown = sections(manual, "warnings")
    assert list(shown)[1:] == [heading_id(f"nenrin.{subtype.code}") for subtype in Subtype]
    for subtype in Subtype:
        assert subtype.example in shown[heading_id(f"nenrin.{subtype.code}")]


def test_every_command_and_every_option_of_it_has_its_place(manual: Site) -> None:
    shown = sections(manual, "commands")
    assert list(shown)[1:] == [f"nenrin-{name}" for name in COMMANDS]
    anchors = {node["id"] for node in manual.html("guide/commands").select("dt[id]")}
    for name, option in options_of_commands():
        assert f"cmdoption-nenrin-{name}-{option.opts[0].lstrip('-')}" in anchors


def test_a_page_is_made_again_when_the_code_changes(manual: Site) -> None:
    noted = environment(manual).dependencies
    said = {page: {Path(name).name for name in names} for page, names in noted.items()}
    assert {"options.py", "validators.py", "reference.py"} <= said["guide/options"]
    assert {"keys.py", "reference.py"} <= said["guide/front-matter"]
    assert {"warnings_.py", "warnings.py"} <= said["guide/warnings"]
    assert {f"{name}.py" for name in COMMANDS} <= said["guide/commands"]


def test_the_pages_are_the_same_when_read_in_parallel(manual: Site) -> None:
    other = manual.apart("parallel", "-j", "2")
    assert not other.warnings
    for page in PAGES:
        assert other.read(f"guide/{page}") == manual.read(f"guide/{page}")


@pytest.mark.parametrize(
    "wrong", ["{option-reference}\nnenrin_nothing", "{key-reference}\nmood", "{command-reference} dance\n"]
)
def test_a_name_that_is_not_there_is_named(wrong: str, tmp_path: Path) -> None:
    site = new_site(tmp_path)
    site.write("conf.py", MANUAL)
    site.write("index.md", f"# Test\n\n```{wrong}\n```\n")
    assert re.match(r"index\.md:3: ERROR: .*no (nenrin_nothing|mood|dance) among ", site.build().warnings)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_has_words_and_a_good_example(option: Option) -> None:
    assert not faults(option.says)
    assert option.expected
    assert not option.check(option.default)
    assert not option.check(option.example)
    assert option.example != option.default


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.name)
def test_every_meaning_has_words_and_an_example_that_is_read(meaning: Meaning) -> None:
    assert not faults(f"{meaning.says}.")
    assert meaning.shape in SHAPES
    key = meaning.keys[0]
    more = {"published": "", "updated": "date: 2026-01-01\n"}.get(meaning.name, "date: 2026-01-01\n")
    front = read_front_matter(f"---\n{more}{key}: {meaning.example}\n---\n")
    reading = read_post(front, "posts/oak", Settings())
    assert not reading.problems
    # What says that a page is no post, and what a draft is, is asked before there is a post to read it for.
    assert reading.used.get(meaning.name) == key or meaning.name in {"layout", "blogpost"}
    assert (reading.post is None) == (meaning.name in {"layout", "blogpost"})


@pytest.mark.parametrize("subtype", Subtype)
def test_every_warning_has_words(subtype: Subtype) -> None:
    assert not faults(subtype.value.says)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_words(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    assert not faults(command.help or "")
    assert (command.epilog or "").startswith(f"Example: nenrin {name}")
    assert not [option.name for _, option in options_of_commands() if faults(option.help or "")]


@pytest.mark.parametrize("text", ["", "  ", "a phrase", "Two  blanks."])
def test_missing_words_are_found(text: str) -> None:
    assert faults(text)


def test_what_is_never_a_page_is_named() -> None:
    page = read("guide/options.md")
    assert not [name for name in ALWAYS_EXCLUDED if f"`{name.removeprefix('**/')}`" not in page]


def test_warnings_are_shown_as_the_build_says_them(
    tmp_path: Path, fixed_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = new_site(tmp_path)
    for name, text in MISTAKES.items():
        site.write(name, text)
    site.write("conf.py", SETTINGS)
    monkeypatch.setattr(maps, "mirror", fail_on_larch)
    said = site.build().warnings
    # A feed is written where there is an address, and a wrong address is named where there is a wrong one.
    said += site.build(confoverrides={"html_baseurl": "example.org"}).warnings
    messages = {message(line) for line in said.splitlines()}
    posts = [path.read_text("utf-8") for path in sorted(ROOT.glob("posts/*.md"))]
    shown = [line for text in posts for line in text.splitlines() if "WARNING: " in line]
    assert shown
    shown += [subtype.example for subtype in Subtype]
    assert not [line for line in shown if message(line) not in messages]


def fail_on_larch(post: Post, *about: Any) -> str:
    """Fail on one post: nothing that an author writes brings about the warning that something failed."""
    if post.title == "Larch":
        raise ValueError("no such day")
    return mirror(post, *about)


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


def sections(site: Site, page: str) -> dict[str, str]:
    """The text of each section of a page by its id, the page's own first, without the sections inside it."""
    found = {}
    for section in site.html(f"guide/{page}").select("article section[id]"):
        text = section.get_text()
        for part in section.find_all("section"):
            text = text.replace(part.get_text(), "")
        found[str(section["id"])] = text.strip()
    return found


def shown_names(page: str) -> list[str]:
    """What a page asks its directives to show."""
    blocks = re.findall(r"(?ms)^```\{(?:option|key)-reference\}\n(.*?)^```", read(f"guide/{page}.md"))
    return [name for block in blocks for name in block.split()]


def options_of_commands() -> Iterable[tuple[str, click.Option]]:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        for param in command.params:
            if isinstance(param, click.Option):
                yield name, param


def environment(site: Site) -> BuildEnvironment:
    """What Sphinx has kept of the last build."""
    with (site.doctrees / "environment.pickle").open("rb") as file:
        found: BuildEnvironment = pickle.load(file)  # noqa: S301 - written by this test
    return found


def quoted(value: object) -> str:
    """A value as Python writes it, in double quotes."""
    return repr(value).replace("'", '"')


def faults(words: str) -> list[str]:
    """What is wrong with a sentence or more of the manual."""
    wrong = {
        "empty": not words.strip(),
        "no full stop": not words.rstrip().endswith((".", "`.")),
        "two blanks": "  " in words.strip().replace("\n    ", "\n"),
    }
    return [name for name, is_so in wrong.items() if is_so]


def message(line: str) -> str:
    """What a warning says, without the file: pages show names that suit them."""
    return line.partition("WARNING: ")[2]
