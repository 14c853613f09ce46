"""The worker that is given keys: one file, then it ends. It loads what opens things, and little else."""

import encodings
import importlib
import pkgutil
import warnings
from contextlib import suppress

from cryptography.hazmat.backends import default_backend

from extractors import worker_main
from extractors.limits import ReadOptions
from extractors.types import identify
from extractors.unlock import cms_envelope, openpgp
from extractors.unlock.read import FAMILIES, unlock_file


def main() -> None:
    """argv: the socket's descriptor, the parent's process id."""
    worker_main.main(unlock_file, warm)


def warm(_: ReadOptions) -> None:
    """Everything that would be loaded late: the locked worker can open no file."""
    warnings.simplefilter("ignore")
    for one in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):
            importlib.import_module(f"encodings.{one.name}")
    default_backend()
    identify.warm()
    cms_envelope.warm()
    openpgp.warm()
    for family in FAMILIES:
        getattr(family, "warm", _nothing)()


def _nothing() -> None:
    """A family that loads nothing late."""
