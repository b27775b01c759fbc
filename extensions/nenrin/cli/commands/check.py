"""``nenrin check``: say what is read from posts, what is ignored and what is wrong, without a build."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from nenrin.cli.blog import find_blog, find_sources
from nenrin.cli.body_reader import body_reader
from nenrin.cli.terminal.report import as_json, print_report
from nenrin.posts import dates
from nenrin.posts.check import check


@click.command(
    short_help="Say what is read from each post, what is ignored, and what is wrong.",
    epilog="Example: nenrin check posts --quiet",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--timezone", metavar="ZONE", help="The zone of dates without an offset, such as Asia/Taipei.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems and the summary alone.")
@click.option("--json", "to_json", is_flag=True, help="Print one JSON object instead.")
def command(paths: tuple[Path, ...], timezone: str | None, *, quiet: bool, to_json: bool) -> None:
    """Check the Markdown files in PATH: files or folders, by default posts/ if there is one, else here.

    Nothing is built and conf.py is not run; its nenrin_* options count where they are plain values. Exits with
    status 1 if there are problems.

    With --json, "files" has for each file "path", "docname", "fence", "tool", "state", "title", "published",
    "read" (meaning to "key" and "line"), "ignored" (key to line) and "problems" ("line", "key", "code",
    "message", "fatal"); "summary" has "files", "states", "tools", "ignored" and "problems", each a count or
    counts by name. Lines count from 1; line 0 is the file's name. "version" is 1 while this holds.
    """
    chosen = list(paths) or [Path("posts") if Path("posts").is_dir() else Path()]
    blog = find_blog(chosen[0])
    settings = blog.reading()
    if timezone:
        zone = dates.zone_named(timezone)
        if zone is None:
            raise click.BadParameter(f"{timezone!r} is no time zone", param_hint="--timezone")
        settings = replace(settings, zone=zone)
    report = check(find_sources(blog, chosen), settings, body_reader())
    if to_json:
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    else:
        print_report(report, quiet=quiet)
    raise SystemExit(1 if report.problems else 0)
