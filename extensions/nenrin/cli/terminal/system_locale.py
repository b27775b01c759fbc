"""Read the time zone and the language of the operating system."""

from __future__ import annotations

import os

import tzlocal


def own_zone() -> str:
    """Return the name of the machine's time zone in the IANA list; UTC where it has none of these."""
    try:
        # `TZ=CST-8` is a zone to POSIX and none of the list; others are misspelled.
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def own_locale() -> str:
    """Return the locale of messages, such as ``ja_JP.UTF-8``; ``""`` where none is set."""
    return next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
