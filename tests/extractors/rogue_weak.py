"""A worker without its lock: see rogue_worker."""

from tests.extractors.rogue_worker import weak as main

__all__ = ["main"]
