"""Run a part of the tests with the oldest and the newest packages we promise, on each Python of this machine.

    python tests/matrix.py            # or `make matrix`
    python tests/matrix.py 3.12 -- -k feeds

Each cell has a virtual environment of its own in ``_build/matrix``. It takes uv, which alone installs the oldest
versions that ``pyproject.toml`` allows. What tests need besides is the newest there is in every cell.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CELLS = ROOT / "_build" / "matrix"
OLDEST = (3, 11)
RESOLUTIONS = {"oldest": "lowest-direct", "newest": "highest"}
SHOWN = ("sphinx", "docutils", "myst-parser", "ablog", "pydata-sphinx-theme")
TESTS = (
    *("-m", "not slow", "--numprocesses", "auto", "--maxprocesses", "4"),
    "tests/unit",
    "tests/contract/test_libraries.py",
    "tests/contract/test_patches.py",
    "tests/sphinx_ext/test_patches.py",
    "tests/sphinx_ext/test_places.py",
    "tests/sphinx_ext/test_sample.py",
)
_SUMMARY = re.compile(r"\d (?:passed|failed|error|deselected)")
_PYTHON = re.compile(r"python3\.(\d+)")
_PACKAGE = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One cell: its Python, whether its packages are ``oldest`` or ``newest``, their versions, and what came of it."""

    python: str
    packages: str
    versions: str
    result: str

    @property
    def is_good(self) -> bool:
        """Whether all tests passed."""
        return bool(re.search(r"\d passed", self.result)) and not re.search(r"failed|error", self.result)


def pythons() -> dict[str, Path]:
    """Return the Pythons of this machine that we support, by ``3.11`` and so on: the first of each that runs."""
    found: dict[tuple[int, int], Path] = {}
    for folder in _folders():
        for path in sorted(folder.glob("python3.*")):
            name = _PYTHON.fullmatch(path.name)
            version = (3, int(name[1])) if name else (0, 0)
            if version >= OLDEST and version not in found and _runs(path):
                found[version] = path
    return {f"{major}.{minor}": found[major, minor] for major, minor in sorted(found)}


def _folders() -> Iterator[Path]:
    """Yield where Pythons may be: on the path, and where pyenv and uv keep theirs."""
    yield from (Path(part) for part in os.environ["PATH"].split(os.pathsep) if part)
    if shutil.which("pyenv"):
        yield from sorted(Path(_output("pyenv", "root"), "versions").glob("*/bin"), reverse=True)
    yield from sorted(Path(_output("uv", "python", "dir")).glob("*/bin"), reverse=True)


def _runs(python: Path) -> bool:
    # A shim of pyenv's may stand for a version that is not chosen.
    asked = [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test(python: Path, version: str, packages: str, options: Sequence[str]) -> Row:
    """Install Nenrin into an environment of its own and run the tests there."""
    cell = CELLS / f"{version}-{packages}"
    inside, pins = cell / "bin" / "python", CELLS / f"{version}-{packages}.txt"
    uv = ("uv", "--quiet")
    steps: list[tuple[str | Path, ...]] = [
        (*uv, "venv", "--clear", "--python", python, cell),
        (
            *(*uv, "pip", "compile", "pyproject.toml", "--no-header", "--no-annotate", "--python", inside),
            *("--resolution", RESOLUTIONS[packages], "--output-file", pins),
        ),
        (*uv, "pip", "install", "--python", inside, "--constraint", pins, "--editable", ".[test]"),
    ]
    for step in steps:
        done = subprocess.run(step, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            why = done.stderr.strip().splitlines() or [f"{step[0]} ended with {done.returncode}"]
            print("\n".join(why), file=sys.stderr)
            return Row(version, packages, "", f"error: cannot be installed: {why[0]}")
    installed = dict(_PACKAGE.findall(pins.read_text("utf-8")))
    versions = ", ".join(f"{name} {installed[name]}" for name in SHOWN)
    command = [str(inside), "-m", "pytest", "-q", "-o", f"cache_dir={cell / 'pytest'}", *TESTS, *options]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    print("\n".join(line for line in lines if line.startswith(("FAILED", "ERROR"))), file=sys.stderr)
    summary = [line for line in lines if _SUMMARY.search(line)] or ["error: the tests came to no end"]
    return Row(version, packages, versions, summary[-1])


def main() -> int:
    """Test every cell and print the table; 1 if one failed."""
    if not shutil.which("uv"):
        raise SystemExit("The matrix needs uv, to install the oldest versions: https://docs.astral.sh/uv/")
    chosen, _, options = " ".join(sys.argv[1:]).partition("--")
    found = {name: path for name, path in pythons().items() if not chosen.split() or name in chosen.split()}
    CELLS.mkdir(parents=True, exist_ok=True)
    rows = []
    print("| Python | packages | versions | tests |\n| --- | --- | --- | --- |")
    for version, python in found.items():
        for packages in RESOLUTIONS:
            row = test(python, version, packages, options.split())
            print(f"| {row.python} | {row.packages} | {row.versions} | {row.result} |", flush=True)
            rows.append(row)
    return 0 if rows and all(row.is_good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
