"""Serve a built blog to its author's browser, and tell the browser when to look again."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from nenrin.posts import urls

_SCRIPT = "/_nenrin/reload.js"
_EVENTS = "/_nenrin/events"
_VERSION = "X-Nenrin-Version"
_MISSING = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Not there</title><meta name="color-scheme" content="light dark"></head>
<body><h1>Not there</h1><p>This page is not built yet, or there is none. It will show here when there is.</p></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class News:
    """What browsers are told: every warning, ``failure`` if a build failed, whether styles or pictures changed."""

    warnings: tuple[str, ...] = ()
    failure: str = ""
    assets: bool = False


class Site(ThreadingHTTPServer):
    """A server of the folder ``out``; raises ``OSError`` where the port is taken."""

    daemon_threads = True

    def __init__(self, host: str, port: int, out: Path) -> None:
        super().__init__((host, port), _Handler)
        self.out = out
        self._changed = threading.Condition()
        self._number = 0
        self._news = News()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names by which browsers may ask for this server, beside numbers."""
        machine = socket.gethostname().lower()
        own = str(self.server_address[0]).lower()
        is_shared = own in {"0.0.0.0", "::"}  # noqa: S104 - it is compared
        return frozenset({"localhost", own, *((machine, f"{machine}.local") if is_shared else ())})

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that leaves in the middle of an answer is no error."""

    @property
    def address(self) -> str:
        """Where the site is."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def tell(self, news: News | None = None) -> None:
        """Wake all browsers; without ``news`` only their pages may have changed."""
        with self._changed:
            self._number += 1
            self._news = news or News(self._news.warnings, self._news.failure)
            self._changed.notify_all()

    def wait(self, number: int) -> tuple[int, News]:
        """Return what there is after event ``number``; wait for it for some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, timeout=15)
            return self._number, self._news


class _Handler(SimpleHTTPRequestHandler):
    """Answers with files of the site; pages get the script that reloads them."""

    server: Site
    protocol_version = "HTTP/1.1"

    def __init__(self, request: Any, client_address: Any, server: Site) -> None:
        super().__init__(request, client_address, server, directory=str(server.out))

    def do_GET(self) -> None:
        """Answer a request for this server by one of its own names."""
        if not self._is_for_us():
            return
        path = urls.split(self.path).path
        if path == _EVENTS:
            self._events()
        elif path == _SCRIPT:
            self._answer(self._script, "text/javascript; charset=utf-8")
        elif page := self._page():
            self._send_page(page)
        elif Path(self.translate_path(self.path)).is_file() or not path.endswith("/"):
            super().do_GET()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        """Answer a question for the version of a page."""
        if not self._is_for_us():
            return
        if page := self._page():
            self._answer(b"", "text/html; charset=utf-8", version=_version(page))
        elif (
            urls.split(self.path).path in {_EVENTS, _SCRIPT} or Path(self.translate_path(self.path)).is_file()
        ):
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_for_us(self) -> bool:
        """Whether the request names this server; if not, it is told so.

        A page of elsewhere may give its own name this machine's address (DNS rebinding), and would read drafts. A name
        is what it needs for that: numbers are always ours.
        """
        written = self.headers.get("Host", "")
        name = (urls.split(f"http://{written}").hostname or "").rstrip(".").lower()
        if not written or name in self.server.names or _is_number(name):
            return True
        text = f"This server shows a blog to its author, and answers to {', '.join(sorted(self.server.names))} alone.\n"
        self._answer(text.encode(), "text/plain; charset=utf-8", code=HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def end_headers(self) -> None:
        """Let no browser keep what may change at any moment."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer that there is no such page, with the site's own page for that where it has one."""
        own = self.server.out / "404.html"
        text = own.read_bytes() if own.is_file() else _MISSING.encode()
        self._answer(_with_script(text, ""), "text/html; charset=utf-8", code=code)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of requests: the author wants to see what is built."""

    @cached_property
    def _script(self) -> bytes:
        return (files("nenrin.cli.serving") / "reload.js").read_bytes()

    def _page(self) -> Path | None:
        """Return the file of the HTML page that is asked for."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if urls.split(self.path).path.endswith("/") else path
        return page if page.suffix == ".html" and page.is_file() else None

    def _send_page(self, page: Path) -> None:
        version = _version(page)
        self._answer(_with_script(page.read_bytes(), version), "text/html; charset=utf-8", version=version)

    def _answer(self, body: bytes, kind: str, *, code: int = HTTPStatus.OK, version: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header(_VERSION, version)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        """Send news for as long as the browser listens (HTML Standard, "Server-sent events")."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = -1
        while True:
            known, (number, news) = number, self.server.wait(number)
            if known < 0:
                news = replace(news, assets=False)  # this page has been loaded since
            said = ":\n\n" if known == number else f"data: {json.dumps(asdict(news))}\n\n"
            try:
                self.wfile.write(said.encode())
                self.wfile.flush()
            except OSError:
                return


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _version(page: Path) -> str:
    stat = page.stat()
    return f"{stat.st_mtime_ns:x}-{stat.st_size:x}"


def _with_script(html: bytes, version: str) -> bytes:
    script = f'<script src="{_SCRIPT}" data-version="{version}"></script>\n'.encode()
    head, end, tail = html.rpartition(b"</body>")
    return head + script + end + tail if end else html + script
