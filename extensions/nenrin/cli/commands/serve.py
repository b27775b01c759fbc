"""``nenrin serve``: see the blog as it will be while writing it."""

from __future__ import annotations

import queue
import threading
import webbrowser
from collections.abc import Iterable
from pathlib import Path

import click
from watchfiles import watch

from nenrin.cli.blog import find_blog, shown
from nenrin.cli.commands.build import folders_of
from nenrin.cli.run_build import Folders
from nenrin.cli.serving.build_worker import Built, WarmBuilder
from nenrin.cli.serving.dev_server import News, Site
from nenrin.cli.terminal.console import console, marked
from nenrin.posts.files import MARKDOWN

_TEMPORARY = ("~", ".swp", ".swx", ".tmp", ".part")
_TOOLS = frozenset({"_build", "node_modules", "venv", "__pycache__"})
# An editor writes a file in several steps, some milliseconds apart; they are one change.
_DEBOUNCE, _STEP = 50, 10
_PORT = 8000


@click.command(
    short_help="Show the blog in your browser, and again with each change.",
    epilog="Example: nenrin serve --open",
)
@click.argument("src", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-p",
    "--port",
    default=None,
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="By default 8000, or the next one that is free; 0 takes any.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="0.0.0.0 shows it to your network, too.",
)
@click.option("-o", "--open", "in_browser", is_flag=True, help="Open it in your browser.")
def command(src: Path, port: int | None, host: str, *, in_browser: bool) -> None:
    """Build the blog in SRC (by default here) with drafts, serve it, and build again whenever a file is saved.

    Pages that changed reload by themselves, and problems show on them until they are mended. What is built for
    this goes into SRC/_build/serve, apart from what you publish. Ctrl-C ends it.
    """
    folders = folders_of(src, None, "serve")
    site = _site(host, port, folders.out)
    folders.out.mkdir(parents=True, exist_ok=True)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    changes = _Changes(folders)
    changes.start()
    console.print(marked("building ", (folders.src.name, "bold"), " …"))
    builder = WarmBuilder(folders, {"nenrin_show_drafts": True}, site.tell)
    public = _public(folders)
    try:
        _tell(site, builder.build(), "built")
        console.print(marked("serving at ", (site.address, "bold"), ", drafts shown; Ctrl-C ends it"))
        if in_browser:
            webbrowser.open(site.address)
        while True:
            paths = changes.next()
            if _public(folders) != public:  # which folders are copied Sphinx is told when it starts
                public = _public(folders)
                builder.restart()
            _build_again(site, builder, folders, paths)
    except KeyboardInterrupt:
        console.print("")
    finally:
        builder.stop()
        site.shutdown()


def _site(host: str, port: int | None, out: Path) -> Site:
    """Return the server at a port, or at the first free one of some; fails as a wrong call where none can be used."""
    ports = [port] if port is not None else range(_PORT, _PORT + 20)
    for each in ports:
        try:
            return Site(host, each, out)
        except OSError as error:
            reason = error
    raise click.UsageError(
        f"port {ports[0]} of {host} cannot be used ({reason.strerror}); choose one with --port"
    )


class _Changes(threading.Thread):
    """Watches the sources from before the first build on, so that nothing saved meanwhile is missed."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(daemon=True)
        self._folders = folders
        self._found: queue.SimpleQueue[list[Path]] = queue.SimpleQueue()

    def run(self) -> None:
        """Collect changes for as long as the process lives."""
        for changes in watch(
            self._folders.src,
            watch_filter=lambda change, path: _counts(self._folders, Path(path)),
            debounce=_DEBOUNCE,
            step=_STEP,
            raise_interrupt=False,
        ):
            self._found.put(sorted({Path(path) for _, path in changes}))

    def next(self) -> list[Path]:
        """Wait for changes and return their paths."""
        while True:
            try:
                return self._found.get(timeout=0.5)  # not longer: Windows hears Ctrl-C between two waits
            except queue.Empty:
                continue


def _build_again(site: Site, builder: WarmBuilder, folders: Folders, paths: list[Path]) -> None:
    if _needs_new_start(folders, paths):
        builder.restart()
    names = ", ".join(shown(path) for path in paths[:3]) + (" and more" if len(paths) > 3 else "")
    assets = any(path.suffix not in MARKDOWN for path in paths)
    _tell(site, builder.build(), names, assets=assets)


def _public(folders: Folders) -> list[str]:
    """Return the folders of the site whose files are copied to its root, of those that are there."""
    return [name for name in ("public", "static") if (folders.src / name).is_dir()]


def _counts(folders: Folders, path: Path) -> bool:
    """Whether a changed file can change the site."""
    if not path.is_relative_to(folders.src) or path.name.endswith(_TEMPORARY) or path.name == "4913":
        return False
    parts = path.relative_to(folders.src).parts
    return not any(part in _TOOLS or part.startswith(".") for part in parts)


def _needs_new_start(folders: Folders, paths: Iterable[Path]) -> bool:
    """Whether settings, extensions or templates changed: what Sphinx reads when it starts."""
    blog = find_blog(folders.src / "conf.py")
    templates = [folders.src / name for name in blog.texts("templates_path")]
    return any(
        path.suffix == ".py" or any(path.is_relative_to(folder) for folder in templates) for path in paths
    )


def _tell(site: Site, built: Built, names: str, *, assets: bool = False) -> None:
    """Say in the terminal and in the browser what came of a build."""
    site.tell(News(built.warnings, built.failure, assets))
    if built.failure:
        console.print(marked((built.failure, "red")))
        return
    for line in built.new:
        console.print(marked((line, "yellow")))
    left = len(built.warnings)
    rest = f", {left} warnings in all" if left > 1 else ", 1 warning in all" if left else ""
    console.print(f"{names} in {built.seconds:.2f} seconds{rest}")
