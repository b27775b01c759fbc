"""The READMEs in three languages: their links and pictures are there, and their figures are the measured ones."""

from __future__ import annotations

import re
import runpy
from pathlib import PurePosixPath

import pytest

from tests.contract.manual import READMES, ROOT, read

COLUMNS = ("clean", "no-op", "edit")
BUDGET = 600_000  # bytes of pictures: a clone should stay small


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md"])
def test_links_and_pictures_lead_to_files(page: str) -> None:
    text = read(page)
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert targets
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', text)
    assert not [target for target in [*targets, *pictures] if not (ROOT / target).exists()]


@pytest.mark.parametrize("page", READMES)
def test_a_picture_of_a_post_and_of_the_archive_is_shown_in_light_and_dark(page: str) -> None:
    pictures = re.findall(r"(?s)<picture>(.*?)</picture>", read(page))
    assert len(pictures) == 2
    for picture in pictures:
        dark, light = re.findall(r'(?:src|srcset)="([^"]+)"', picture)
        assert "prefers-color-scheme: dark" in picture
        assert light == dark.replace("-dark.", "-light.")
        assert re.search(r'alt="[^"]{8,}"', picture)


def test_pictures_are_few_and_small() -> None:
    folder = ROOT / "guide/pictures"
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert 0 < sum(sizes.values()) < BUDGET
    shown = {
        PurePosixPath(name).name for page in READMES for name in re.findall(r'"(guide/[^"]+)"', read(page))
    }
    assert set(sizes) == shown


@pytest.mark.parametrize("page", READMES)
def test_each_links_to_the_others(page: str) -> None:
    top = read(page).split("\n## ")[0]
    assert set(re.findall(r"\((README[^)]*)\)", top)) == set(READMES) - {page}


def test_they_are_no_pages_of_the_blog() -> None:
    excluded = runpy.run_path(str(ROOT / "conf.py"))["exclude_patterns"]
    assert not [page for page in READMES if not any(PurePosixPath(page).match(each) for each in excluded)]


@pytest.mark.parametrize("page", READMES)
def test_figures_are_those_of_the_benchmarks(page: str) -> None:
    [posts] = re.findall(
        r"(?m)^\| .*?(\d[\d,]*).*? \|(?: [^|]* \|){3}\n\| --- \| --- \| --- \| --- \|$", read(page)
    )
    shown = rows(read(page).partition("<!--")[2])
    assert len(shown) == 9
    measured = seconds(posts)
    assert {tool: cells[:3] for tool, cells in shown.items()} == {tool: measured[tool] for tool in shown}


def seconds(posts: str) -> dict[str, list[str]]:
    """The median seconds of processor time that ``benchmarks/README.md`` has for a blog of so many posts, by tool."""
    [section] = re.findall(
        rf"(?ms)^{posts} posts\. .*?^### CPU seconds[^\n]*\n(.*?)^### ", read("benchmarks/README.md")
    )
    head, *_ = [line for line in section.splitlines() if line.startswith("|")]
    names = [cell.strip() for cell in head.strip("|").split("|")][1:]
    at = [names.index(name) for name in COLUMNS]
    return {tool: [cells[number].split(" ")[0] for number in at] for tool, cells in rows(section).items()}


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the first table of a text by their first cell, without its head."""
    table = re.search(r"(?m)(?:^\|.*\n)+", text)
    assert table
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table[0].splitlines()]
    return {first: rest for first, *rest in lines[2:]}
