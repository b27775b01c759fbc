"""``nenrin urls``: compare the addresses of an old site with the new build."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nenrin.cli.terminal.console import console, marked
from nenrin.outputs.address_report import Comparison, built_pages, compare, read_addresses


@click.command(
    short_help="Compare the addresses of an old site with the new build.",
    epilog="Example: nenrin urls --against old-sitemap.xml",
)
@click.argument("out", type=click.Path(path_type=Path, file_okay=False), default="_build/html")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="A sitemap of the old site, saved as a file, or a list with one address a line.",
)
@click.option("--prefix", default="", help="The path the old site stood under, such as /blog/.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what was found as JSON: kept, redirected, lost, new."
)
def command(out: Path, against: Path, prefix: str, *, as_json: bool) -> None:
    """Say of each address of an old site whether the build in OUT (by default _build/html) still has it.

    Lost addresses come first, then redirects, then pages the old site did not have. The exit status is 1
    where an address is lost.
    """
    if not out.is_dir():
        raise click.UsageError(f"{out} is not there; `nenrin build` makes it")
    try:
        old = read_addresses(against.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise click.BadParameter(f"{against} is not UTF-8 text", param_hint="--against") from None
    comparison = compare(old, built_pages(out), prefix)
    if as_json:
        report = {
            "kept": comparison.kept,
            "redirected": dict(comparison.redirected),
            "lost": comparison.lost,
            "new": comparison.new,
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(comparison)
    if comparison.lost:
        raise SystemExit(1)


def _print(found: Comparison) -> None:
    for address in found.lost:
        console.print(marked(("lost        ", "bold red"), address))
    for address, target in found.redirected.items():
        console.print(marked(("redirected  ", "yellow"), f"{address} -> {target}"))
    for path in found.new:
        console.print(marked(("new         ", "green"), f"/{path}/" if path else "/"))
    counts = (len(found.kept), len(found.redirected), len(found.lost), len(found.new))
    console.print("{} kept, {} redirected, {} lost, {} new".format(*counts))
