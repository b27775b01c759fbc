"""Learn the style of an author's front matter from their posts: fence, keys, date format, folder, file name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath

from nenrin.posts.check import Checked, Source
from nenrin.posts.front_matter import keys, source_tool, values
from nenrin.posts.front_matter.fences import FrontMatter, read_front_matter
from nenrin.posts.model import Value

_COPIED_FROM = 0.8
"""A key that holds one and the same value in this share of posts is a habit, and is written again."""

_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-")
_WRITTEN_DATE = re.compile(
    r"\d{4}(?P<sep>[-/.])\d{1,2}[-/.]\d{1,2}"
    r"(?:(?P<join>[T ])\d{1,2}:\d{2}(?P<seconds>:\d{2})?(?P<fraction>\.\d+)?(?P<gap> ?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?$"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """The style of an author's posts.

    ``fence`` is ``"yaml"``, ``"toml"``, ``"json"`` or ``"bare"`` (Hexo's, with no opening fence); ``keys``
    are those they write, by meaning (``""`` for one that means nothing to us), in their order;
    ``constant`` holds the values they always give; ``date`` is a date in their format; ``folder`` is
    relative to the blog, with ``{year}`` and ``{month}`` where their folders are named so.
    """

    fence: str = "yaml"
    keys: tuple[tuple[str, str], ...] = (("title", "title"), ("published", "pubDate"), ("tags", "tags"))
    constant: dict[str, Value] = field(default_factory=dict)
    date: str = "2026-12-31T13:11:52+08:00"
    folder: str = "posts"
    drafts: str = ""
    bundle: bool = False
    dated_name: bool = False
    suffix: str = ".md"


def learn(sources: Sequence[Source], checked: Iterable[Checked]) -> Habits:
    """Return the style of the posts written for the tool that most posts were written for."""
    texts = {source.path: source.text or "" for source in sources}
    posts = [file for file in checked if file.post and file.fence]
    tool = source_tool.most_used(file.tool for file in posts)
    fences = Counter(file.fence for file in posts if file.tool == tool)
    if not fences:
        return Habits()
    fence = fences.most_common(1)[0][0]
    own = [file for file in posts if file.fence == fence and file.tool in {tool, source_tool.COMMON}]
    fronts = [read_front_matter(texts[file.path]) for file in own]
    bare = sum(not texts[file.path].lstrip("\ufeff").startswith("---") for file in own) > len(own) / 2
    places = [PurePosixPath(file.docname) for file in own]
    out = [path for path in places if "_drafts" not in path.parts]
    dates = {path: file.published for path, file in zip(places, own, strict=True)}
    return Habits(
        fence="bare" if fence == "yaml" and bare else fence,
        keys=_keys(own, fronts),
        constant=_constant(fronts),
        date=_date_as_written(own, fronts),
        folder=_most(_folder(path, dates[path]) for path in out) or Habits().folder,
        drafts=next((_home(path).as_posix() for path in places if "_drafts" in path.parts), ""),
        bundle=_mostly(path.name == "index" for path in places),
        dated_name=_mostly(bool(_DATED_NAME.match(_name(path))) for path in out),
        suffix=_most(PurePosixPath(file.path).suffix for file in own),
    )


def spell(at: datetime, like: str) -> str:
    """Return a date in the format of ``like``: a day, a local time, or a time with an offset or ``Z``.

    ``at`` shows the clock of the author's zone. A spelling we cannot imitate becomes ISO 8601.
    """
    match = _WRITTEN_DATE.match(like.strip())
    if not match:
        return at.isoformat()
    zone = match["zone"] or ""
    at = at.astimezone(UTC) if zone == "Z" else at
    day = at.strftime(f"%Y{match['sep']}%m{match['sep']}%d")
    if not match["join"]:
        return day
    clock = at.strftime("%H:%M:%S" if match["seconds"] else "%H:%M") + (
        "0" * len(match["fraction"] or "")
    ).replace("0", ".", 1)
    offset = at.strftime("%z")
    offset = {"": "", "Z": "Z"}.get(zone, f"{offset[:3]}:{offset[3:5]}" if ":" in zone else offset)
    return f"{day}{match['join']}{clock}{match['gap'] if zone else ''}{offset}"


def has_offset(like: str) -> bool:
    """Whether a date in this format has a UTC offset."""
    match = _WRITTEN_DATE.match(like.strip())
    return match is None or bool(match["zone"])


def _keys(own: Sequence[Checked], fronts: Sequence[FrontMatter]) -> tuple[tuple[str, str], ...]:
    """Return the keys of more than half of the posts by what they mean, in the order of the newest that has most."""
    counts: Counter[tuple[str, str]] = Counter()
    for file, front in zip(own, fronts, strict=True):
        meanings = {key: meaning for meaning, (key, _) in file.read.items()}
        counts.update((meanings.get(key, _meaning(key)), key) for key in _paths(front))
    usual = {pair for pair, count in counts.items() if count > len(own) / 2}
    newest = sorted(zip(own, fronts, strict=True), key=lambda pair: pair[0].docname, reverse=True)
    model = max(newest, key=lambda pair: len({key for _, key in usual} & set(_paths(pair[1]))))[1]
    order = {key: number for number, key in enumerate(_paths(model))}
    return tuple(sorted(usual, key=lambda pair: (order.get(pair[1], len(order)), pair[1])))


def _meaning(key: str) -> str:
    """Return the meaning of a key that is empty in this post."""
    return next((meaning.name for meaning in keys.MEANINGS if key in meaning.keys), "")


def _paths(front: FrontMatter) -> list[str]:
    """Return the keys of a post, those inside known mappings with dots, in the order they are written."""
    paths: list[str] = []
    for key, value in front.values.items():
        inside = [f"{key}.{name}" for name in value] if isinstance(value, dict) else []
        known_paths = [path for path in inside if path in keys.KNOWN_KEYS]
        paths.extend(known_paths or [key])
    return paths


def _constant(fronts: Sequence[FrontMatter]) -> dict[str, Value]:
    """Return the short values that nearly all posts share: ``layout: post``, ``author: mei``, ``type: tech``."""
    constants: dict[str, Value] = {}
    for key in dict.fromkeys(path for front in fronts for path in _paths(front)):
        counts = Counter(
            value for front in fronts if isinstance(value := keys.lookup(front.values, key), str) and value
        )
        value, count = counts.most_common(1)[0] if counts else ("", 0)
        if count >= max(2, _COPIED_FROM * len(fronts)):
            constants[key] = value
    return constants


def _date_as_written(own: Sequence[Checked], fronts: Sequence[FrontMatter]) -> str:
    written = [
        value.strip()
        for file, front in zip(own, fronts, strict=True)
        if "published" in file.read
        and isinstance(value := keys.lookup(front.values, file.read["published"][0]), str)
        and not values.is_switch(value)
    ]
    shapes = Counter(re.sub(r"\d", "0", text).replace("-00:", "+00:") for text in written)
    if not shapes:
        return Habits().date
    shape = shapes.most_common(1)[0][0]
    return next(text for text in written if re.sub(r"\d", "0", text).replace("-00:", "+00:") == shape)


def _home(path: PurePosixPath) -> PurePosixPath:
    return path.parent.parent if path.name == "index" else path.parent


def _name(path: PurePosixPath) -> str:
    return path.parent.name if path.name == "index" else path.name


def _folder(path: PurePosixPath, at: datetime | None) -> str:
    if at is None:
        return _home(path).as_posix()
    parts = ["{year}" if part == f"{at:%Y}" else part for part in _home(path).parts]
    months = [
        index for index, part in enumerate(parts) if part == f"{at:%m}" and parts[index - 1] == "{year}"
    ]
    for index in months:
        parts[index] = "{month}"
    return "/".join(parts)


def _mostly(found: Iterable[bool]) -> bool:
    answers = list(found)
    return sum(answers) > len(answers) / 2


def _most(found: Iterable[str]) -> str:
    return max(Counter(found).items(), key=lambda item: (item[1], item[0]), default=("", 0))[0]
