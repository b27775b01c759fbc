"""The wheel that users install holds the whole package, and builds a site where nothing else of ours is."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.installed import run

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "extensions" / "nenrin"
NOT_SHIPPED = {".pyc", ".po", ".pot"}  # caches, and the sources of what is compiled

CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "年轮"
"""
POST = """\
---
title: 你好
pubDate: 2024-12-31T13:11:52+08:00
---

正文。
"""
ASK = """\
import json, nenrin
from importlib.metadata import entry_points, version
theme = entry_points(group="sphinx.html_themes")["nenrin"].value
print(json.dumps([nenrin.__file__, version("nenrin"), theme]))
"""


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name.removeprefix("nenrin/") for name in archive.namelist() if name.startswith("nenrin/")}
    sources = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert {name for name in sources if Path(name).suffix not in NOT_SHIPPED} == {
        name for name in shipped if Path(name).suffix not in NOT_SHIPPED
    }
    assert {"py.typed", "theme/nenrin/theme.toml"} <= shipped


def test_the_wheel_holds_a_compiled_catalog_for_each_language(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    compiled = {name.split("/")[2] for name in names if name.endswith("/LC_MESSAGES/nenrin.mo")}
    assert compiled == {path.parts[-3] for path in PACKAGE.glob("locale/*/LC_MESSAGES/nenrin.po")}
    assert compiled >= {"ja", "zh_CN", "zh_TW"}


def test_the_installed_wheel_names_its_theme_and_version(
    wheel: Path, wheel_python: Path, tmp_path: Path
) -> None:
    file, version, theme = json.loads(run(str(wheel_python), "-c", ASK, cwd=tmp_path))
    assert Path(file).is_relative_to(wheel_python.parents[1])
    assert wheel.name.startswith(f"nenrin-{version}-")
    assert theme == "nenrin"


def test_the_installed_wheel_builds_a_site(wheel_python: Path, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text("# 首页\n", encoding="utf-8")
    (tmp_path / "posts" / "hello.md").write_text(POST, encoding="utf-8")
    run(str(wheel_python), "-m", "sphinx", "-n", "-W", "-b", "html", ".", "_build", cwd=tmp_path)
    page = (tmp_path / "_build" / "posts" / "hello.html").read_text(encoding="utf-8")
    assert "2024-12-31T13:11:52+08:00" in page
