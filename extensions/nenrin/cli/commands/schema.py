"""``nenrin schema``: print the JSON Schema of front matter."""

from __future__ import annotations

import json

import click

from nenrin.posts.front_matter.schema import schema


@click.command(
    short_help="Print the JSON Schema of front matter, for editors.",
    epilog="Example: nenrin schema > front-matter.schema.json",
)
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of front matter: every key, its shape and what it means.

    Editors that check the front matter of Markdown files take it as it is.
    """
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
