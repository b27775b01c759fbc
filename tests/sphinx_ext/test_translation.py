"""What readers are told, in their language."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nenrin
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from nenrin.locale import update

from tests.sphinx_ext.site import Site

LOCALE = Path(nenrin.__file__).parent / "locale"
LANGUAGES = ("ja", "zh_CN", "zh_TW")


def test_every_language_has_a_catalog() -> None:
    assert (
        tuple(path.name for path in sorted(LOCALE.iterdir()) if path.is_dir() and path.name != "__pycache__")
        == LANGUAGES
    )


def test_catalogs_hold_what_the_source_says() -> None:
    template = update.messages()
    stale = [
        path.name for path in update.catalog_paths() if path.read_bytes() != update.updated(path, template)
    ]
    assert stale == [], "run python -m nenrin.locale.update and translate what is new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    catalog = read_po(
        io.BytesIO((LOCALE / language / "LC_MESSAGES" / "nenrin.po").read_bytes()), locale=language
    )
    assert len(catalog) > 50
    assert [message.id for message in catalog if message.id and not all(_strings(message.string))] == []
    assert [(message.id, errors) for message, errors in catalog.check()] == []


def _strings(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("1 min read", "Latest posts", "May 6, 2024", "Recent Posts")),
        ("zh_CN", ("阅读约 1 分钟", "最新文章", "2024年5月6日", "最近的文章")),
        ("zh_TW", ("閱讀約 1 分鐘", "最新文章", "2024年5月6日", "最近的文章")),
        ("ja", ("約 1 分で読めます", "最新の記事", "2024年5月6日", "最近の記事")),
    ],
)
def test_pages_speak_the_language_of_the_site(
    make_site: Callable[..., Site], language: str, words: tuple[str, ...], compiled: None
) -> None:
    post = "---\ntitle: 河\ndate: 2024-05-06\ntags: [水]\n---\n\n水。\n"
    # A template of ABlog's, whose words we lend it.
    conf = f'language = "{language}"\nhtml_sidebars = {{"posts/**": ["ablog/recentposts.html"]}}'
    site = make_site({"posts/a.md": post}, conf=conf)
    said = site.read("") + site.read("posts/a")
    assert [word for word in words if word not in said] == []


@pytest.fixture
def compiled() -> None:
    """Compile the catalogs where an installation has them, as the build hook does."""
    for path in LOCALE.glob("*/LC_MESSAGES/nenrin.po"):
        catalog = read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3])
        out = io.BytesIO()
        write_mo(out, catalog)
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != out.getvalue():
            target.write_bytes(out.getvalue())


def test_many_builds_in_one_process_speak_on(make_site: Callable[..., Site]) -> None:
    for language in ("zh_CN", "zh_CN", "en", "ja", "ja"):
        app_site = make_site(
            {"posts/a.md": "---\ntitle: a\ndate: 2024-01-01\n---\nx\n"}, conf=f'language = "{language}"\n'
        )
        assert app_site.warnings == ""
