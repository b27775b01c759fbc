"""Who has which place in the output folder: where a file is, no other can be, nor a folder of its name."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.store.output_folder import OutputFolder

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Room:
    """The files of a folder by their names: where one is, no other can be, nor a folder of its name."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}

    def add(self, name: str) -> None:
        """Put a file there."""
        self._files.add(name)
        while name_of_folder := name.rpartition("/")[0]:
            if name_of_folder in self._folders:
                break
            self._folders[name_of_folder] = name
            name = name_of_folder

    def holder(self, name: str) -> str:
        """Return the file in whose way a file called ``name`` would be; ``""`` where there is room for it."""
        if name in self._files:
            return name
        above = name
        while above := above.rpartition("/")[0]:
            if above in self._files:
                return above
        return self._inside(name)

    def _inside(self, folder: str) -> str:
        while folder in self._folders:
            folder = self._folders[folder]
        return folder if folder in self._files else ""


@dataclass
class Outputs:
    """The pages and the author's public files of a build, by the names of their output files.

    ``pages`` are docnames; ``public`` are the paths of files that are copied to the root of the site. No two are in
    each other's way.
    """

    folder: OutputFolder
    pages: dict[str, str] = field(default_factory=dict)
    public: dict[str, Path] = field(default_factory=dict)
    room: Room = field(default_factory=Room)

    def source(self, env: BuildEnvironment, name: str) -> str:
        """Return what the file in the way of the output file ``name`` comes of, as a path; ``""`` for none."""
        holder = self.room.holder(name)
        if holder in self.pages:
            return env.doc2path(self.pages[holder], False).as_posix()
        return shown(env, self.public[holder]) if holder else ""


def shown(env: BuildEnvironment, path: Path) -> str:
    """Return a path as authors are told it: from the source folder, and readable whatever its bytes are."""
    text = Path(os.path.relpath(path, env.srcdir)).as_posix()
    return text.encode("utf-8", "backslashreplace").decode()
