"""Colours that can be read: contrast as WCAG 2.2 counts it, and an accent fitted to a background."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

READABLE = 4.5
"""The least contrast of text and background at level AA (WCAG 2.2, success criterion 1.4.3)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
_STEP = 0.01


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour such as ``#a52`` or ``#aa5522``."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hexadecimal colours, from 1 to 21, by the formula of WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, background: str, least: float = READABLE) -> str:
    """Return ``colour``, darker or lighter by as little as it takes to be read on ``background``."""
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    step = -_STEP if _luminance(background) > 0.18 else _STEP
    candidate = colour
    while contrast(candidate, background) < least and 0 < lightness + step < 1:
        lightness += step
        candidate = _hex(hls_to_rgb(hue, lightness, saturation))
    return candidate


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)
