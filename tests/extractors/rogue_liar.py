"""A worker that lies: see rogue_worker."""

from tests.extractors.rogue_worker import liar as main

__all__ = ["main"]
