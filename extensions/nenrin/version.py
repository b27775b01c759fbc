"""The version of Nenrin that is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """Return the version that pip installed; ``"0"`` where Nenrin runs from a source tree that is not installed."""
    try:
        return version("nenrin")
    except PackageNotFoundError:
        return "0"
