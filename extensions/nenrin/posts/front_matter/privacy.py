"""Tell what keeps a page off the site: the words of each tool, slips of the pen, and keys that cannot be read.

What might be meant for nobody is held back, for a post that comes late is mended by a word, and one that was
read is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nenrin.posts.front_matter import values
from nenrin.posts.front_matter.block import FrontMatter
from nenrin.posts.front_matter.keys import BY_NAME, flat, is_empty, is_known
from nenrin.posts.front_matter.typos import is_slip, plain
from nenrin.posts.model import Problem, Value

SWITCH_OR_DATE = frozenset({"published", "publish"})
"""Keys that hold a date for one tool and a switch for another."""

_HIDING = frozenset(
    [
        *("draft", "drafts", "private", "pending", "hidden", "trash", "trashed", "deleted", "future"),
        *("scheduled", "unpublished", "inherit", "password", "protected", "secret", "restricted", "internal"),
        *("members", "paid", "tiers", "subscribers", "followers", "friends", "self"),
        *("草稿", "私密", "下書き", "非公開", "限定公開"),
    ]
)
"""Words of a status or of an audience by which a tool keeps a post from the public."""

_WORDS = (
    "draft",
    "published",
    "publish",
    "status",
    "state",
    "visibility",
    "private",
    "public",
    "password",
    "encrypt",
)
# Words of their own, one letter from "draft".
_NO_SLIPS = frozenset({"craft", "graft", "kraft", "drift"})
_SAYS_SO = re.compile(
    r"""(?ix) ^ [\s"'{,]* (?: (?:is)?[ _-]?(?:draft|private|unpublished) ["']? \s*[:=]\s* ["']? (?:true|yes|on)
        | (?:is)?[ _-]?(?:publish|published|public) ["']? \s*[:=]\s* ["']? (?:false|no|off)
        | (?:status|state|visibility) ["']? \s*[:=]\s* ["']? (?:draft|private|pending|hidden|trash|future)
        ) ["'\s,}]* $"""
)
_MENTIONS = re.compile(
    rf"(?i)\b(?:{'|'.join(_WORDS)}|hidden|secret|unlisted|protected|_?build|render|draft\w*|encrypt\w*|password\w*)\b"
)
_FIRST_WORD = re.compile(r"""(?m)^[\s"'{,\[-]*(\w+)""")


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a page is held back: the meaning and the key that say so, and the problem to name, if any."""

    meaning: str
    key: str
    problem: Problem | None = None


def is_private_line(line: str) -> bool:
    """Whether a line on its own, such as ``draft: true``, says that what it stands in is for nobody."""
    return _SAYS_SO.match(line) is not None


def is_asked(key: str) -> bool:
    """Whether a key is one that can keep a page back."""
    return key.casefold() in _MEANING_OF


def may_be_private(raw: str) -> bool:
    """Whether front matter that cannot be read mentions, in whatever spelling, a way to keep a page back."""
    if _MENTIONS.search(raw):
        return True
    words = {plain(word) for word in _FIRST_WORD.findall(raw)}
    return any(_right_spelling(word) for word in words)


def holds(front: FrontMatter) -> Iterator[Hold]:
    """Yield every reason to keep a page back; all keys are asked, for one word is enough."""
    for key, value in flat(front.values):
        if is_empty(value):
            continue
        line = front.line(key)
        meaning = _MEANING_OF.get(key.casefold())
        if meaning:
            yield from _by_key(meaning, key, value, line)
        elif not is_known(key) and "." not in key and (right := _right_spelling(plain(key))):
            text = f"found {shortened(value)} at a key that nothing reads, expected the key {right}"
            if any(_by_key(_MEANING_OF[right], right, value, line)):
                yield Hold(_MEANING_OF[right], key, Problem("value", key, line, text, holds=True))


def _right_spelling(word: str) -> str:
    if word in _NO_SLIPS:
        return ""
    word = word.removeprefix("is") if len(word) > 6 else word
    return next((right for right in _SLIPPED if word == right or is_slip(word, right)), "")


MEANINGS = ("draft", "status", "private", "public", "password", "render")
"""The meanings that keep a page back."""

_MEANING_OF = (
    {key.casefold(): name for name in MEANINGS for key in BY_NAME[name].keys}
    | dict.fromkeys(SWITCH_OR_DATE, "published")
    | {"permalink": "permalink"}
)
_SLIPPED = (
    "draft",
    "published",
    "publish",
    "private",
    "unpublished",
    "password",
    "encrypted",
    "status",
    "visibility",
)


def _by_key(meaning: str, key: str, value: Value, line: int) -> Iterator[Hold]:
    try:
        reason = _RULES[meaning](value)
    except values.WrongValue as wrong:
        text = f"found {shortened(value)}, expected {wrong}"
        yield Hold(meaning, key, Problem("value", key, line, text, fatal=True, holds=True))
        return
    if reason and meaning == "password":
        text = "the page is meant for those who have a password, and nothing is encrypted here"
        yield Hold(meaning, key, Problem("value", key, line, text, holds=True))
    elif reason:
        yield Hold(meaning, key)


def shortened(value: Value) -> str:
    """Return a value as a message shows it."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _is_hiding(value: Value) -> bool:
    words = re.split(r"[^\w]+", values.text(value).casefold())
    return any(
        word in _HIDING or (len(word) == 5 and is_slip(word, "draft") and word not in _NO_SLIPS)
        for word in words
    )


def _is_locked(value: Value) -> bool:
    return not (isinstance(value, str) and value.strip().lower() in {"false", "no", "off"})


def is_never(value: object) -> bool:
    """Whether a value is one of Hugo's words for something that is not to be made."""
    return isinstance(value, str) and value.strip().lower() in {"never", "link", "false", "no", "off"}


def _is_off(value: Value) -> bool:
    return values.is_switch(value) and not values.switch(value)


_RULES: dict[str, Callable[[Value], bool]] = {
    "draft": values.switch,
    "private": values.switch,
    "public": lambda value: not values.switch(value),
    "status": _is_hiding,
    "password": _is_locked,
    "render": is_never,
    "published": _is_off,
    "permalink": lambda value: isinstance(value, str) and value.strip().lower() == "false",  # Eleventy's
}
