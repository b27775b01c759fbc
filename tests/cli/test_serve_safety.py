"""`nenrin serve` answers to its own names alone, however many tabs are open, and says what is not there."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from nenrin.cli.serving.dev_server import News, Site

from tests.cli.conftest import write


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    write(tmp_path, {"index.html": "<body>Home</body>", "a.txt": "text"})
    site = Site("127.0.0.1", 0, tmp_path)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.shutdown()
    site.server_close()


def answer(site: Site, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", site.server_address[1], timeout=10)
    connection.putrequest(method, path, skip_host=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply.status, text


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", ""]
)
def test_it_answers_to_its_own_names(site: Site, host: str) -> None:
    status, text = answer(site, "/", host)
    assert (status, "Home" in text) == (200, True)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[x"]
)
@pytest.mark.parametrize("path", ["/", "/a.txt", "/_nenrin/events"])
def test_it_answers_to_no_other_name(site: Site, host: str, path: str) -> None:
    status, text = answer(site, path, host)
    assert status == 421
    assert "answers to 127.0.0.1, localhost alone" in text
    assert answer(site, path, host, "HEAD") == (421, "")


def test_a_question_for_what_is_not_there(site: Site) -> None:
    assert answer(site, "/nothing/", method="HEAD") == (404, "")
    assert answer(site, "/nothing.png", method="HEAD") == (404, "")
    assert answer(site, "/index.html", method="HEAD") == (200, "")
    assert answer(site, "/a.txt", method="HEAD") == (200, "")


def test_any_number_of_pages_may_listen(site: Site) -> None:
    streams = []
    for _ in range(40):
        connection = http.client.HTTPConnection("127.0.0.1", site.server_address[1], timeout=10)
        connection.request("GET", "/_nenrin/events")
        streams.append((connection, connection.getresponse()))
    assert answer(site, "/")[0] == 200
    site.tell(News(("a warning",)))
    for connection, stream in streams:
        lines = [stream.readline() for _ in range(3)]
        assert any(b"a warning" in line or b"warnings" in line for line in lines)
        connection.close()
