"""Find which posts say the same in different languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nenrin.posts.front_matter.values import language as spelled
from nenrin.posts.model import Post

# A language, and perhaps a script or a region, as BCP 47 (section 2.1) has them.
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")


@dataclass(frozen=True, slots=True)
class Version:
    """A post as one of the languages of a text; ``language`` is a BCP 47 tag."""

    language: str
    post: Post


def translations(
    posts: Iterable[Post], language: str, others: Iterable[str] = ()
) -> dict[str, tuple[Version, ...]]:
    """Return all versions of each text that has more than one, by the key of each post; ``language`` is the site's.

    Posts belong together by ``translationKey``, or else by a path that differs in the language alone: a folder
    (``ja/oak``), or the part of a name behind a dot (``oak.ja``). A part is a language only where the site has
    such posts: in its own language, in one of ``others``, or in one that a post itself names; ``deploy.sh`` is no
    post in Serbo-Croatian. A language that two posts claim belongs to the newer one.
    """
    posts = list(posts)
    tags = (language, *others, *(post.language for post in posts))
    names = {_main(tag) for tag in tags if tag}
    groups: dict[str, list[Version]] = defaultdict(list)
    for post in posts:
        group, version = _placed(post, language, names)
        if version.language not in {known.language for known in groups[group]}:
            groups[group].append(version)
    found: dict[str, tuple[Version, ...]] = {}
    for members in groups.values():
        versions = tuple(sorted(members, key=lambda member: member.language))
        if len(versions) > 1:
            found.update((member.post.key, versions) for member in versions)
    return found


def _placed(post: Post, language: str, names: Collection[str]) -> tuple[str, Version]:
    path, tag = _split(post.docname, names)
    if post.language and tag and _main(tag) != _main(post.language):
        path, tag = _bare(post.docname), ""
    group = f"key {post.translation_key}" if post.translation_key else f"path {path}"
    return group, Version(post.language or (spelled(tag) if tag else language), post)


def _split(docname: str, names: Collection[str]) -> tuple[str, str]:
    """Return the path of a post without the part that names a language, and that part, or ``""`` for none."""
    bare = _bare(docname)
    for path in (docname, bare):
        stem, _, tag = path.rpartition(".")
        if stem and _is_language(tag, names):
            return _bare(stem), tag
    folders = docname.split("/")[:-1]
    for number, folder in enumerate(folders):
        if _is_language(folder, names):
            parts = bare.split("/")
            return "/".join(parts[:number] + parts[number + 1 :]), folder
    return bare, ""


def _bare(docname: str) -> str:
    """Return the path of a post, which is that of its folder for ``index``."""
    return docname.removesuffix("/index")


def _is_language(part: str, names: Collection[str]) -> bool:
    tag = _TAG.fullmatch(part)
    return tag is not None and tag["language"].lower() in names


def _main(tag: str) -> str:
    return re.split("[-_]", tag)[0].lower()
