"""The Content Security Policy of a site: what its own pages need, and what its services do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DIRECTIVES = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "frame-src")
"""The directives that can be widened, in the order in which they are written."""

_OWN = ("default-src 'self'", "base-uri 'self'", "form-action 'self'")


def policy(needs: Iterable[Mapping[str, Iterable[str]]]) -> str:
    """Return the value of a ``Content-Security-Policy`` header (W3C, CSP Level 3).

    Pages of the theme load from their own site alone, and have no inline script or style. ``needs`` are further
    sources by directive, each allowed beside the site itself.
    """
    further: dict[str, dict[str, None]] = {name: {} for name in DIRECTIVES}
    for need in needs:
        for name, sources in need.items():
            further[name].update(dict.fromkeys(sources))
    widened = (" ".join((name, "'self'", *sources)) for name, sources in further.items() if sources)
    return "; ".join((*_OWN, *widened))


def headers(policy_text: str) -> str:
    """Return the file ``_headers``, by which Netlify and Cloudflare Pages send HTTP headers."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy_text}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    return "\n".join(lines) + "\n"
