"""The command line: ``nenrin`` and its commands, each in a module of its name.

Exit statuses are the same for all commands: 0 when all is well, 1 when problems were found or a build
failed, 2 when the command was called in a way it does not understand.
"""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

COMMANDS = ("init", "new", "serve", "check", "build", "urls", "cache", "schema")


class _Commands(click.Group):
    """The commands, each imported when it is asked for: checking posts must not wait for Sphinx."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order an author meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"nenrin.cli.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a file that cannot be read or written is told of in a line, with status 1."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader, such as `head`, has had enough; click ends in peace
                raise
            place = f": {error.filename}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{place}") from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 all is well, 1 problems were found, 2 the command was not understood. "
    "Colours are left out where NO_COLOR is set or the output is not a terminal.",
)
@click.version_option(package_name="nenrin", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a folder of Markdown posts into a blog."""
