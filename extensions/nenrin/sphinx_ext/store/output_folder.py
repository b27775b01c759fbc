"""The output folder: the one way to the path of an output file, and to write or delete one. Nothing lies outside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from nenrin.posts.files import why_no_file
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn


class RefusedPathError(ValueError):
    """A name is not that of a file below the output folder; the message says why, to follow the name."""


class OutputFolder:
    """The folder that a build writes to. Names are paths below it with slashes, without percent-encoding."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Thousands of names are asked for in each build, and pathlib's own ways take several times as long.
        self._above = os.path.join(path, "")  # noqa: PTH118
        self._inside: set[str] = set()

    def path_of(self, name: str) -> Path:
        """Return the path of the output file ``name``.

        Raises:
            RefusedPathError: the path would not lie below the output folder, also where a folder on the way is a
                symlink, or no file can have it.
        """
        if reason := self.refusal(name):
            raise RefusedPathError(reason)
        return self.path / name

    def refusal(self, name: str) -> str:
        """Return why no output file can be called ``name``, to follow the name; or ``""``."""
        if reason := why_no_file(name):
            return reason
        path = self._above + name
        is_inside = self._is_inside(os.path.dirname(path))  # noqa: PTH120
        return (
            "" if is_inside and not self._leads_away(path) else "leads out of the output folder by a symlink"
        )

    def exists(self, name: str) -> bool:
        """Whether the output file ``name`` is there."""
        return os.path.exists(self._above + name)  # noqa: PTH110

    def is_file(self, name: str) -> bool:
        """Whether the output file ``name`` is there, and no folder."""
        return os.path.isfile(self._above + name)  # noqa: PTH113

    def write(self, name: str, content: bytes) -> None:
        """Write an output file and the folders above it, unless this is what it says already.

        One that cannot be there is named in a warning and not written: its path leads elsewhere, or a file is in the
        way of a folder, or a folder of the file.
        """
        try:
            path = self.path_of(name)
            if path.is_file() and path.read_bytes() == content:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except RefusedPathError as error:
            warn(Subtype.ADDRESS, f"{name!r} {error}; it is not written")
        except (IsADirectoryError, NotADirectoryError, FileExistsError):
            warn(Subtype.ADDRESS, f"{name!r} is where a folder is, or below a file; it is not written")

    def delete(self, name: str) -> None:
        """Delete an output file, if it is there, and the folders left empty; one that lies elsewhere stays."""
        if self.refusal(name):
            return
        path = self.path / name
        if path.is_dir() and not path.is_symlink():
            return
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        for folder in path.parents:
            if folder == self.path or not folder.is_dir() or folder.is_symlink() or any(folder.iterdir()):
                break
            folder.rmdir()

    def _is_inside(self, folder: str) -> bool:
        """Whether a folder below ours, there or not, lies there in truth; asked once for each."""
        if folder in self._inside:
            return True
        root = os.path.realpath(self.path)
        is_inside = os.path.join(os.path.realpath(folder), "").startswith(os.path.join(root, ""))  # noqa: PTH118
        if is_inside:
            self._inside.add(folder)
        return is_inside

    def _leads_away(self, path: str) -> bool:
        return os.path.islink(path) and not self._is_inside(os.path.dirname(os.path.realpath(path)))  # noqa: PTH114, PTH120
