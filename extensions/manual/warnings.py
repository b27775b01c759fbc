"""The reference of warnings, from the closed list of their kinds."""

from __future__ import annotations

from nenrin.sphinx_ext.config.warnings_ import Subtype

from manual.reference import Reference, block, linked


class WarningReference(Reference):
    """Shows every kind of warning under a heading, with a message as a build prints it."""

    made_from = ("nenrin.sphinx_ext.config.warnings_",)

    def markdown(self) -> str:
        """Return a section for each kind."""
        return "\n\n".join(self._section(subtype) for subtype in Subtype)

    def _section(self, subtype: Subtype) -> str:
        heading = self.heading(f"nenrin.{subtype.code}")
        return "\n\n".join([heading, linked(subtype.value.says), block("text", subtype.example)])
