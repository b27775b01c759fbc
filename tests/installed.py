"""The package as users have it: the built wheel, in a virtual environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def build_wheel(out: Path) -> Path:
    """Build the wheel into a folder and return its path.

    It is built from a copy: building compiles the catalogs anew, which other tests are reading meanwhile.
    """
    copy = out / "checkout"
    shutil.copytree(
        REPOSITORY / "extensions/nenrin",
        copy / "extensions/nenrin",
        ignore=shutil.ignore_patterns("__pycache__", "*.mo"),
    )
    for name in (".gitignore", "LICENSE", "README.md", "hatch_build.py", "pyproject.toml"):
        shutil.copyfile(REPOSITORY / name, copy / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(copy))
    (built,) = out.glob("nenrin-*.whl")
    return built


def install(wheel: Path, home: Path) -> Path:
    """Make a virtual environment with the wheel in it, which borrows the dependencies of this one.

    The Python in it is returned; the commands of the wheel are beside it.
    """
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    python = Path(paths["scripts"], "python.exe" if os.name == "nt" else "python")
    run(sys.executable, "-m", "pip", f"--python={python}", "install", "--no-index", "--no-deps", str(wheel))
    # A path file's own path files are not read, so the editable installation of this checkout stays out.
    Path(paths["purelib"], "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return python


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a program that must succeed, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
