"""Which posts are translations of each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nenrin.outputs.head.translations import translations
from nenrin.posts.model import Post


def post(docname: str, language: str = "", key: str = "", day: int = 1) -> Post:
    return Post(docname, docname, datetime(2024, 1, day, tzinfo=UTC), language=language, translation_key=key)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([post("a/oak"), post("a/oak.ja", "ja")], {"en": "a/oak", "ja": "a/oak.ja"}),
        ([post("oak-zh-CN", "zh-CN"), post("oak_ja", "ja")], {"zh-CN": "oak-zh-CN", "ja": "oak_ja"}),
        ([post("oak"), post("oak.zh_TW")], {"en": "oak", "zh-TW": "oak.zh_TW"}),
        ([post("oak/index"), post("oak.ja/index", "ja")], {"en": "oak/index", "ja": "oak.ja/index"}),
        ([post("oak", key="t"), post("x/kashi", "ja", "t")], {"en": "oak", "ja": "x/kashi"}),
        ([post("oak.ja", "ja-JP"), post("oak")], {"en": "oak", "ja-JP": "oak.ja"}),
        ([post("oak"), post("elm.ja", "ja")], {}),
        ([post("a/oak"), post("b/oak.ja", "ja")], {}),
        ([post("oak"), post("oak-v2")], {}),
        ([post("setup"), post("setup.xq")], {}),
        ([post("oak-ja", "en"), post("oak", "en")], {}),
        ([post("oak", "en", "t"), post("oak.ja", "ja", "u")], {}),
    ],
)
def test_versions_of_a_text(posts: list[Post], expected: dict[str, str]) -> None:
    found = translations(posts, "en")
    assert {each.language: each.post.docname for versions in found.values() for each in versions} == expected
    assert set(found) == set(expected.values())


def test_of_two_in_one_language_the_newer_is_linked() -> None:
    newer, older = post("oak", key="t", day=2), post("elm", key="t", day=1)
    found = translations([newer, older, post("kashi", "ja", "t")], "en")
    assert set(found) == {"oak", "kashi"}
