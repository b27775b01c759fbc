"""The reference of commands, from their own help."""

from __future__ import annotations

import inspect
import re

import click
from nenrin.cli import COMMANDS, main

from manual.reference import Reference, block, linked

_OPTION = re.compile(r"(?<![\w`-])(--[a-z]+(?:-[a-z]+)*|-[A-Za-z])(?![\w`-])")
_QUOTED = re.compile(r'"[a-z_]+"')


class CommandReference(Reference):
    """Shows the command it is called with: how it is called, its help, its options, and what its content adds."""

    required_arguments = 1
    made_from = ("nenrin.cli", *(f"nenrin.cli.commands.{name}" for name in COMMANDS))

    def markdown(self) -> str:
        """Return the section of the command; ``{option}`` finds its options."""
        name = self.arguments[0]
        with click.Context(main, info_name="nenrin") as above:
            command = main.get_command(above, name)
            if command is None:
                raise self.error(f"no {name} among {', '.join(COMMANDS)}")
            context = click.Context(command, info_name=name, parent=above)
            usage = f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"
            return "\n\n".join(
                [
                    self.heading(f"nenrin {name}"),
                    block("text", usage.strip()),
                    _as_markdown(inspect.cleandoc(command.help or "")),
                    *_options(command, context),
                    block("sh", (command.epilog or "").removeprefix("Example: ")),
                    "\n".join(self.content),
                ]
            )


def _options(command: click.Command, context: click.Context) -> list[str]:
    options = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    shown = [f"```{{program}} {context.command_path}\n```"]
    for option in options:
        record = option.get_help_record(context)
        if record is None or "--help" in option.opts:
            continue
        called, said = record
        shown.append(f"````{{option}} {_called(called)}\n{_as_markdown(said)}\n````")
    return shown


def _called(called: str) -> str:
    """Return click's spelling of an option as Sphinx's ``option`` directive takes it: ``--port <port>``."""
    *flags, last = called.split(", ")
    flag, _, value = last.partition(" ")
    return ", ".join([*flags, f"{flag} <{value.strip('<>')}>" if value else flag])


def _as_markdown(text: str) -> str:
    """Return words of the terminal as Markdown: options and quoted words as code."""
    return linked(_QUOTED.sub(r"`\g<0>`", _OPTION.sub(r"`\1`", text)))
