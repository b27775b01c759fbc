"""Read tags of template languages: Hugo's ``{{< x >}}``, Liquid's and Hexo's ``{% x %}``, Zola's ``{{ x(a=1) }}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Family = Literal["hugo", "liquid", "zola"]

_QUOTED = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`\n]*`"""
# A quotation mark inside a word is an apostrophe. Possessive, so that unclosed marks cost no backtracking.
_STRING = rf"(?<=[\s=])(?:{_QUOTED})"
_TAG = re.compile(
    rf"""\{{\{{(?P<mark>[<%])-?\s*(?P<hugo>(?>{_STRING}|(?!\s*-?[>%]\}}\}}).)*+)\s*-?[>%]\}}\}}
       | \{{%-?\s*(?P<liquid>(?>{_STRING}|(?!\s*-?%\}}).)*+)\s*-?%\}}
       | \{{\{{\s*(?P<zola>[A-Za-z_]\w*\((?>{_QUOTED}|[^"'`(){{}}])*+\))\s*\}}\}}""",
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"/?\s*(?P<name>[\w./-]*[\w/-])\s*", re.ASCII)
_ARGUMENT = re.compile(rf"(?:(?P<key>[\w.:-]+)=)?(?P<value>{_QUOTED}|[^\s\"'`]\S*)", re.DOTALL)
# What stands in the brackets of `quote(author="x", lines=[1, 2])`.
_CALL = re.compile(r"\((?P<inside>.*)\)$", re.DOTALL)
_CALL_ARGUMENT = re.compile(
    rf"(?:(?P<key>\w+)\s*=\s*)?(?P<value>{_QUOTED}|\[[^\]]*\]|[^\s\"'`,]+)", re.DOTALL
)
_COMMENT = re.compile(r"/\*.*\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``{{< figure src="a.png" >}}`` has the name ``figure`` and the value ``a.png`` of the key ``src``."""

    family: Family
    name: str
    args: tuple[str, ...]
    values: Mapping[str, str]
    closing: bool
    raw: str
    end: int
    called: bool = False
    """Whether the arguments stand in brackets: then ``{% end %}`` closes the tag, whatever its name (Zola)."""

    @property
    def construct(self) -> str:
        """The tag without its arguments, as problems name it."""
        return {
            "hugo": f"{{{{< {self.name} >}}}}",
            "liquid": f"{{% {self.name} %}}",
            "zola": f"{{{{ {self.name}() }}}}",
        }[self.family]

    def value(self, *keys: str) -> str:
        """Return the value of the first of ``keys`` that has one, else ""."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")


def match_tag(text: str, start: int) -> Tag | None:
    """Return the tag that begins at ``start`` of ``text``, or None."""
    found = _TAG.match(text, start)
    if not found:
        return None
    family, body = _body(found)
    name = _NAME.match(body)
    if not name:
        return None
    call = _CALL.match(body, name.end()) if family != "hugo" else None
    args, values = (
        _arguments(_CALL_ARGUMENT, call["inside"], 0) if call else _arguments(_ARGUMENT, body, name.end())
    )
    closing = body.startswith("/") if family == "hugo" else name["name"].startswith("end")
    word = name["name"].removeprefix("end") if family == "liquid" and closing else name["name"]
    return Tag(
        family, word, args, MappingProxyType(values), closing, found[0], found.end(), called=call is not None
    )


def _body(found: re.Match[str]) -> tuple[Family, str]:
    if found["mark"]:
        return "hugo", found["hugo"]
    return ("liquid", found["liquid"]) if found["zola"] is None else ("zola", found["zola"])


def _arguments(pattern: re.Pattern[str], text: str, start: int) -> tuple[tuple[str, ...], dict[str, str]]:
    args: list[str] = []
    values: dict[str, str] = {}
    for argument in pattern.finditer(text, start):
        value = _unquoted(argument["value"])
        if argument["key"]:
            values[argument["key"]] = value
        elif argument["value"] != "/":  # the end of a tag that closes itself
            args.append(value)
    return tuple(args), values


def escaped_tag(text: str, start: int) -> tuple[str, int] | None:
    """Return what ``{{</* x */>}}`` at ``start`` shows, which is ``{{< x >}}``, and where it ends; or None.

    ``{{/* x */}}`` is a comment and shows nothing.
    """
    found = re.compile(r"\{\{(?P<mark>[<%]?)/\*(?P<text>.*?)\*/(?P<end>[>%]?)\}\}", re.DOTALL).match(
        text, start
    )
    if not found:
        return None
    shown = f"{{{{{found['mark']}{found['text']}{found['end']}}}}}" if found["mark"] else ""
    return shown, found.end()


def find_closing(text: str, tag: Tag) -> tuple[int, int] | None:
    """Return where the tag that closes ``tag`` begins and ends in ``text``; tags of one name may nest."""
    depth = 1
    for start in (match.start() for match in _TAG.finditer(text, tag.end)):
        other = match_tag(text, start)
        if other is None or not _is_of(other, tag):
            continue
        depth += -1 if other.closing else 1
        if not depth:
            return start, other.end
    return None


def _is_of(other: Tag, tag: Tag) -> bool:
    """Whether ``other`` opens or closes a pair of the kind that ``tag`` opens."""
    if other.family != tag.family:
        return False
    if tag.called:
        return other.called or (other.closing and not other.name)
    return other.name == tag.name


def _unquoted(value: str) -> str:
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'`":
        return value
    return value[1:-1] if value[0] == "`" else re.sub(r"\\(.)", r"\1", value[1:-1])
