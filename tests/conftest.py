"""What every test may ask for: repeatable property tests, a browser, a folder served over HTTP, the wheel."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.installed import build_wheel, install
from tests.once import once

LONG = bool(os.environ.get("NENRIN_LONG_TESTS"))
"""Whether tests marked ``long`` run too, and others try more."""

# One run tells the same as the next, also on a machine that does much else: no example is too slow.
# `pytest --hypothesis-profile=explore` looks further.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("steady"), max_examples=1000)
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False, max_examples=2000)
settings.load_profile("long" if LONG else "steady")

# A shell has what it starts in the background ignore Ctrl-C, and a child is born with that; ours are interrupted.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What a host tells builds of its own, or a person wants of theirs, is not for those of the tests.
for variable in ("NETLIFY", "READTHEDOCS_CANONICAL_URL", "SOURCE_DATE_EPOCH"):
    os.environ.pop(variable, None)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    # Pages are served from this machine alone: whatever else a page asks for is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 60_000
"""Milliseconds to wait for what must come: it comes at once, but for a machine that does much else."""

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is long where nobody asked for it."""
    if not LONG:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, from $CHROMIUM or the search path.

    Without it the test is skipped, or fails if NENRIN_REQUIRE_BROWSER is set, as it is in CI.
    """
    executable = find_chromium()
    if executable is None:
        reason = "no Chromium found: install it, or set CHROMIUM to its path"
        if os.environ.get("NENRIN_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if as_root else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, headless=True, args=flags)
        yield chromium
        chromium.close()


def find_chromium() -> str | None:
    """The path of the browser to use, or None if this machine has none."""
    chosen = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([chosen] if chosen else CHROMIUM_NAMES))
    return next((path for path in found if path), None)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages that share nothing: ``new_page(width=390, color_scheme="dark", …)``.

    ``width`` and ``height`` are CSS pixels; other arguments are those of Playwright's ``new_context``. Readers
    want reduced motion unless a test says otherwise: nothing is looked at while it moves or changes its colour.
    """
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, height: int = 800, **options: Any) -> Page:
        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page, 1280 pixels wide, light."""
    return new_page()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return once(tmp_path_factory, "wheel", build_wheel)


@pytest.fixture(scope="session")
def wheel_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel and nothing else of this checkout."""
    return once(tmp_path_factory, "venv", partial(install, wheel))


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder until the tests end: ``serve(folder)`` returns its address, with a slash at the end."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(http_server(folder))


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Keep the test report free of requests."""


@contextmanager
def http_server(folder: Path) -> Iterator[str]:
    """The address of a server on a free port of this machine, which serves the folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
