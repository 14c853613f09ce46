"""The reader that is given keys: which kinds it may open, and how. It makes files of what was encrypted, no text.

Pages, pictures and fonts of what comes out are read elsewhere, by workers that never saw a key.
"""

from dataclasses import replace
from types import ModuleType

from extractors.archives import archive, packed
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.mails import cms_file, emlx, mail, msg, pgp_file
from extractors.office import locked, odf_locked
from extractors.pages import pdf_locked
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.identify import identify

# A module has `UNLOCKERS`, media type to reader, and where something is loaded late, `warm()`.
FAMILIES: tuple[ModuleType, ...] = (
    archive,
    packed,
    mail,
    msg,
    emlx,
    cms_file,
    pgp_file,
    locked,
    odf_locked,
    pdf_locked,
)

UNLOCKERS: dict[str, Reader] = {kind: reader for family in FAMILIES for kind, reader in family.UNLOCKERS.items()}


def unlock_file(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Members as the other reader names them, and with their bytes what `options.trying` opens.

    Raises ReadProblem, mostly `encrypted`: a file on which a key breaks is as closed as one that it does not open.
    """
    found = _unlocked(data, name, options)
    if found is None or options.trying is None or not options.trying.opened:
        raise ReadProblem("encrypted")
    return found


def _unlocked(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument | None:
    try:
        media_type = identify(data, name)
        reader = UNLOCKERS.get(media_type)
        return None if reader is None else replace(reader(data, name, options), media_type=media_type)
    except (ReadProblem, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - parsers raise anything, Rust's panics too, and its text may quote the file
        return None
