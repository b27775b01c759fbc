"""Find fonts on this machine that have the glyphs of a text, without asking another program."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nenrin.outputs.cards.font_coverage import Coverage, read_coverage

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_MOST_FONTS = 100  # in one file; Noto Sans CJK has ten
_COLLECTIONS = (".ttc", ".otc")
_SUFFIXES = (".ttf", ".otf", *_COLLECTIONS)

# By preference: families for Han, kana and Hangul first, then those for what these lack. {} is the language's mark
# in the names of fonts that come in one file a language.
_FAMILIES = (
    r"NotoSansCJK(?:{})?-Bold",
    r"SourceHanSans(?:{})?-Bold",
    r"NotoSans{}-Bold",
    r"NotoSans{}(?:-VariableFont_wght|\[wght\])",
    r"PingFang",
    r"Hiragino Sans GB|ヒラギノ角ゴシック W[67]",
    r"msyhbd|msjhbd|YuGothB|meiryob|malgunbd",
    r"NotoSansCJK(?:\w\w)?-Regular",
    r"NotoSans(?:SC|TC|HK|JP|KR)-Bold",
    r"NotoSerifCJK(?:\w\w)?-Bold",
    r"wqy-(?:zenhei|microhei)",
    r"ipaexg|ipagp|TakaoPGothic|VL-PGothic-Regular",
    r"NotoSans-Bold",
    r"Inter-Bold",
    r"DejaVuSans-Bold",
    r"LiberationSans-Bold",
    r"seguisb|segoeuib|arialbd",
    r"HelveticaNeue|Arial Bold",
)
_MARKS = {"ja": "JP", "ko": "KR"}

_MEANINGLESS = frozenset({"So", "Sk", "Cf", "Mn", "Co", "Cn", "Cs", "Cc"})
"""Categories of signs that a title can do without: emoji, their modifiers, marks that are not seen."""


@dataclass(frozen=True)
class Face:
    """One font: a file, or of a collection of fonts the one made for ``language`` (BCP 47)."""

    path: Path
    language: str = ""

    @property
    def identity(self) -> tuple[str, int, str]:
        """The font's name and version, which do not depend on where it is installed."""
        return self.path.name, self.path.stat().st_size, _mark(self.language)

    @cached_property
    def index(self) -> int:
        """The number of the font in its file."""
        if self.path.suffix.lower() not in _COLLECTIONS:
            return 0
        from PIL import ImageFont  # noqa: PLC0415 - loaded where letters are drawn, which most builds do not

        mark = _mark(self.language)
        for at in range(_MOST_FONTS):
            try:
                name = ImageFont.truetype(self.path, 10, at).getname()[0] or ""
            except OSError:  # there are no more
                break
            if name.split()[-1:] == [mark] and "Mono" not in name:
                return at
        return 0

    @cached_property
    def characters(self) -> Coverage:
        """The characters it has glyphs for; none if it cannot be read."""
        return read_coverage(self.path, self.index)

    @cached_property
    def _asked(self) -> dict[str, bool]:
        return {}

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for a character; answers are cached."""
        answer = self._asked.get(char)
        if answer is None:
            answer = self._asked[char] = self.characters.has(char)
        return answer

    def at(self, size: int) -> FreeTypeFont:
        """Return the font at ``size`` pixels, bold where it can vary; laid out the same on every machine."""
        from PIL import ImageFont  # noqa: PLC0415 - as above

        # Pillow's other layout engine is there or not by how Pillow was built.
        font = ImageFont.truetype(self.path, size, self.index, layout_engine=ImageFont.Layout.BASIC)
        try:
            axes = font.get_variation_axes()
        except OSError:  # it has one weight
            return font
        font.set_variation_by_axes(
            [700 if _is_weight(axis["name"]) else axis["default"] or 0 for axis in axes]
        )
        return font


def folders() -> list[Path]:
    """Return the folders where systems keep fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        return [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(local, "Microsoft/Windows/Fonts")]
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts"]


def preferred(places: Sequence[Path], language: str) -> list[Face]:
    """Return the fonts in ``places`` that we know, the best for ``language`` (BCP 47) first."""
    files = sorted(
        (path for place in places for path in _files(place)), key=lambda path: (path.name, str(path))
    )
    mark = _mark(language)
    faces: dict[Path, Face] = {}
    for family in _FAMILIES:
        pattern = re.compile(family.replace("{}", mark), re.IGNORECASE)
        for path in files:
            if path not in faces and pattern.fullmatch(path.stem):
                faces[path] = Face(path, language)
    return list(faces.values())


Facts = dict[tuple[str, int, str], tuple[int, Coverage]]
"""Number in its file and characters of a font, by its path, when it was changed (nanoseconds) and its language."""


def learned(faces: Iterable[Face]) -> Facts:
    """Return what was read from the font files of ``faces``, to be cached between builds."""
    return {_key(face): (face.index, face.characters) for face in faces if "characters" in vars(face)}


def recall(faces: Iterable[Face], facts: Facts) -> None:
    """Give ``faces`` the cached ``facts`` of their files, so that unchanged files are not read again."""
    for face in faces:
        if fact := facts.get(_key(face)):
            vars(face)["index"], vars(face)["characters"] = fact


def _key(face: Face) -> tuple[str, int, str]:
    return str(face.path), face.path.stat().st_mtime_ns, _mark(face.language)


def without_unseen(text: str, faces: Sequence[Face]) -> str:
    """Return ``text`` without emoji and invisible characters that no font in ``faces`` has."""
    kept = (char for char in text if unicodedata.category(char) not in _MEANINGLESS or _face(char, faces))
    return " ".join("".join(kept).split())


def missing(text: str, faces: Sequence[Face]) -> str:
    """Return the characters of ``text`` that no font of ``faces`` has a glyph for, each once."""
    return "".join(dict.fromkeys(char for char in text if not char.isspace() and not _face(char, faces)))


def runs(text: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str]]:
    """Yield the parts of ``text`` with the first font that has their glyphs."""
    start, current = 0, faces[0]
    for index, char in enumerate(text):
        face = current if char.isspace() else _face(char, faces) or faces[0]
        if face is not current:
            if index > start:
                yield current, text[start:index]
            start, current = index, face
    if text[start:]:
        yield current, text[start:]


def _face(char: str, faces: Sequence[Face]) -> Face | None:
    return next((face for face in faces if face.has(char)), None)


def _files(place: Path) -> Iterator[Path]:
    for folder, folders_inside, names in os.walk(place):
        folders_inside.sort()
        yield from (Path(folder, name) for name in names if name.lower().endswith(_SUFFIXES))


def _mark(language: str) -> str:
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() != "zh":
        return _MARKS.get(parts[0].lower(), "SC")
    if {"HK", "MO"} & set(parts):
        return "HK"
    return "TC" if {"TW", "Hant"} & set(parts) else "SC"


def _is_weight(axis: object) -> bool:
    return axis in {b"Weight", "Weight"}
