"""What a file is to show, before it has a format."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Content:
    """Blocks of text, the author that the file's metadata names, and the day it was made."""

    blocks: tuple[str, ...]
    author: str
    year: int

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return "\n\n".join(self.blocks) + "\n"
