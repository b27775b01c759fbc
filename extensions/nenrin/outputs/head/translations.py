"""Find which posts say the same in different languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from babel.core import get_global

from nenrin.posts.model import Post

# hello.ja, hello-zh-CN, hello_pt_BR: a language, and perhaps a script or a region (BCP 47, section 2.1).
_SUFFIX = re.compile(r"(?P<stem>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Z]{2})?)")


@dataclass(frozen=True, slots=True)
class Version:
    """A post as one of the languages of a text; ``language`` is a BCP 47 tag."""

    language: str
    post: Post


def translations(posts: Iterable[Post], language: str) -> dict[str, tuple[Version, ...]]:
    """Return all versions of each text that has more than one, by the key of each post; ``language`` is the site's.

    Posts belong together by ``translationKey``, or else by a name that differs in its last part alone, which is
    the post's language: ``oak`` and ``oak.ja``. A language that two posts claim belongs to the newer one.
    """
    groups: dict[str, list[Version]] = defaultdict(list)
    for post in posts:
        group, version = _placed(post, language)
        if version.language not in {known.language for known in groups[group]}:
            groups[group].append(version)
    found: dict[str, tuple[Version, ...]] = {}
    for members in groups.values():
        versions = tuple(sorted(members, key=lambda member: member.language))
        if len(versions) > 1:
            found.update((member.post.key, versions) for member in versions)
    return found


def _placed(post: Post, language: str) -> tuple[str, Version]:
    folder, slash, name = post.docname.rpartition("/")
    if name == "index" and folder:
        folder, slash, name = folder.rpartition("/")
    suffix = _SUFFIX.fullmatch(name)
    tag = suffix["tag"].replace("_", "-") if suffix and _is_language(suffix["tag"]) else ""
    if not tag or (post.language and not _agree(tag, post.language)):
        return _group(post, f"{folder}{slash}{name}"), Version(post.language or language, post)
    assert suffix is not None  # noqa: S101 - a tag comes from it
    return _group(post, f"{folder}{slash}{suffix['stem']}"), Version(post.language or tag, post)


def _group(post: Post, name: str) -> str:
    return f"key {post.translation_key}" if post.translation_key else f"name {name}"


def _is_language(tag: str) -> bool:
    language = re.split("[-_]", tag)[0].lower()
    return language in get_global("likely_subtags") or language in get_global("language_aliases")


def _agree(tag: str, language: str) -> bool:
    return tag.lower().split("-")[0] == language.lower().split("-")[0]
