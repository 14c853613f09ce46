"""The corpus written anew from the published records, with its digests in the log before it takes its place."""

import shutil
from collections.abc import Callable
from functools import partial

from flows.cast import Cast
from flows.corpus import corpus_files, put_in_place, write_corpus
from flows.filing import note_of
from flows.house import House
from flows.publish import load_record
from flows.record import CorpusRecord
from vault.catalogue import Row
from vault.store import new_id


def reissue_corpus(house: House, cast: Cast) -> None:
    """Nothing is written where the corpus is already what it would be."""
    rows = sorted(house.catalogue.rows("published"), key=lambda row: row.sequence)
    for leftover in house.case.glob(".corpus.*"):
        shutil.rmtree(leftover)
    new = house.case / f".corpus.{new_id()}"
    new.mkdir(mode=0o700)
    try:
        load: list[Callable[[], CorpusRecord]] = [partial(load_record, house, row) for row in rows]
        files = write_corpus(new, load, [_quarantine_row(house, row) for row in _quarantined(house)], cast.public_names)
        if files == corpus_files(house.corpus):
            shutil.rmtree(new)
            return
        house.commit([house.entry("corpus", files=files)])
        put_in_place(new, house.corpus)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _quarantined(house: House) -> list[Row]:
    return house.catalogue.rows("quarantined")


def _quarantine_row(house: House, row: Row) -> dict[str, object]:
    media_type = note_of(house, row).media_type
    return {
        "doc_id": row.doc_id,
        "media_type": media_type,
        "reason": row.reason,
        "kind": None,
        "country": None,
        "year": None,
    }
