"""Show Sphinx's progress on one line of the terminal, and its warnings on lines that stay."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from nenrin.cli.terminal.console import console, errors, marked

_ERASE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_WARNING = re.compile(r"(?P<place>.*?: )?(?P<kind>WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)")


class ProgressLine(io.StringIO):
    """A stream for Sphinx's status messages: shows the last one on a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        self.on = sys.stdout.isatty()
        self._line = ""
        self._shown = False

    def write(self, text: str) -> int:
        """Add ``text`` to the line, or begin it anew, and show it cut to the width of the terminal."""
        *ended, self._line = re.split(r"[\r\n]", self._line + _ERASE.sub("", text))
        line = next((part.strip() for part in (self._line, *reversed(ended)) if part.strip()), "")
        if self.on and line:
            width = console.width - 1
            cut = line if cell_len(line) <= width else set_cell_size(line, width)
            sys.stdout.write(f"\r\x1b[K{cut}")
            sys.stdout.flush()
            self._shown = True
        return len(text)

    def clear(self) -> None:
        """Erase the line."""
        if self._shown:
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()
            self._shown = False


class WarningLines(io.StringIO):
    """A stream for Sphinx's warnings: each is printed, and kept in ``lines`` with paths below ``src``.

    ``quiet`` keeps them only.
    """

    def __init__(self, src: Path, progress: ProgressLine, *, quiet: bool = False) -> None:
        self.lines: list[str] = []
        self._src = f"{src}/"
        self._progress = progress
        self._quiet = quiet

    def write(self, text: str) -> int:
        """Take one or more lines of warnings."""
        for line in text.replace(self._src, "").splitlines():
            if line.strip():
                self.lines.append(line)
                if not self._quiet:
                    self._print(line)
        return len(text)

    def _print(self, line: str) -> None:
        self._progress.clear()
        if found := _WARNING.match(line):
            style = "yellow" if found["kind"] == "WARNING" else "red"
            errors.print(marked((found["place"] or "", "bold"), (f"{found['kind']}: ", style), found["text"]))
        else:
            errors.print(line)
