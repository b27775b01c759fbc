"""Read the tags of template languages: Hugo's `{{< x >}}`, Liquid's and Hexo's `{% x %}`, Zola's `{{ x(a=1) }}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Family = Literal["hugo", "liquid", "zola"]

QUOTED = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`\n]*`"""
_NAME = re.compile(r"/?\s*(?P<name>[\w./-]*[\w/-])\s*", re.ASCII)
_ARGUMENT = re.compile(rf"(?:(?P<key>[\w.:-]+)=)?(?P<value>{QUOTED}|[^\s\"'`]\S*)", re.DOTALL)
# What stands in the brackets of `quote(author="x", lines=[1, 2])`.
_CALL = re.compile(r"\((?P<inside>.*)\)$", re.DOTALL)
_CALL_ARGUMENT = re.compile(rf"(?:(?P<key>\w+)\s*=\s*)?(?P<value>{QUOTED}|\[[^\]]*\]|[^\s\"'`,]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `{{< figure src="a.png" >}}` has the name `figure` and the value `a.png` of the key `src`."""

    family: Family
    name: str
    args: tuple[str, ...]
    values: Mapping[str, str]
    closing: bool
    raw: str
    end: int
    called: bool = False
    """Whether the arguments stand in brackets: then `{% end %}` closes the tag, whatever its name (Zola)."""

    @property
    def construct(self) -> str:
        """The tag without its arguments, as problems name it."""
        return {
            "hugo": f"{{{{< {self.name} >}}}}",
            "liquid": f"{{% {self.name} %}}",
            "zola": f"{{{{ {self.name}() }}}}",
        }[self.family]

    @property
    def is_whole(self) -> bool:
        """Whether the tag closes itself, as `{{< x />}}` does."""
        return self.family == "hugo" and self.raw.endswith(("/>}}", "/%}}"))

    def value(self, *keys: str) -> str:
        """Return the value of the first of `keys` that has one, else ""."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")


def make_tag(family: Family, raw: str, body: str, end: int) -> Tag | None:
    """Return the tag that is written `raw` with `body` between its marks and ends at `end`; None without a name."""
    name = _NAME.match(body)
    if not name:
        return None
    call = _CALL.match(body, name.end()) if family != "hugo" else None
    args, values = (
        _arguments(_CALL_ARGUMENT, call["inside"], 0) if call else _arguments(_ARGUMENT, body, name.end())
    )
    closing = body.startswith("/") if family == "hugo" else name["name"].startswith("end")
    word = name["name"].removeprefix("end") if family == "liquid" and closing else name["name"]
    return Tag(family, word, args, MappingProxyType(values), closing, raw, end, called=call is not None)


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


def _unquoted(value: str) -> str:
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'`":
        return value
    return value[1:-1] if value[0] == "`" else re.sub(r"\\(.)", r"\1", value[1:-1])
