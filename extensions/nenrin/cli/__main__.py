"""Lets ``python -m nenrin.cli`` stand for ``nenrin``, where scripts are not on the search path."""

from nenrin.cli import main

main(prog_name="nenrin")
