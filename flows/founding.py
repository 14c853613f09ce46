"""init: a case folder with its keys, its secret, its policy and the first act in its log."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.house import House, adds, opened
from flows.problem import UndercroftProblem
from flows.settings import NAME, Settings, default_identity, host_folder, profile_of, settings_text
from redaction.policy import default_policy, parse_policy
from vault.age_keys import Recipient, new_identity, parse_recipient
from vault.catalogue import NAME as CATALOGUE
from vault.catalogue import Catalogue
from vault.identity import write_identity
from vault.log import LogEntry
from vault.secret import new_case_secret, seal_case_secret
from vault.signer import load_or_make_signer
from vault.store import Store, new_id, write_whole


@dataclass(frozen=True)
class Founding:
    """What the editor asked for. `passphrase` is None where the identity is to lie unprotected."""

    case: Path
    languages: tuple[str, ...]
    profile: str
    recipients: tuple[str, ...]
    identity: Path | None
    is_classic: bool = False  # for age tools that know no post-quantum keys


def found_case(wish: Founding, passphrase: str | None) -> Path | None:
    """Makes the case; returns where the new identity lies, or None where recipients were given."""
    _refuse_what_exists(wish)
    profile_of(wish.profile)
    case_id = new_id()
    identity_path = None if wish.recipients else (wish.identity or default_identity(case_id))
    existed = identity_path is not None and identity_path.exists()
    draft = wish.case.with_name(f".{wish.case.name}.{case_id}")
    try:
        recipients = [parse_recipient(text) for text in wish.recipients]
        if identity_path is not None:
            recipients = [_new_identity(identity_path, passphrase, wish.is_classic)]
        _build(draft, wish, case_id, recipients)
        os.rename(draft, wish.case)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        if identity_path is not None and not existed:
            identity_path.unlink(missing_ok=True)
        raise
    if identity_path is not None:
        _remember(case_id, identity_path)
    with opened(wish.case):
        pass
    return identity_path


def _refuse_what_exists(wish: Founding) -> None:
    if wish.case.exists() and (not wish.case.is_dir() or any(wish.case.iterdir())):
        raise UndercroftProblem("exists", f"{wish.case} is already there", "give the path of a new folder")
    if wish.identity is not None and wish.identity.exists() and not wish.recipients:
        raise UndercroftProblem("exists", f"{wish.identity} is already there", "give the path of a new file")
    if not wish.case.absolute().parent.is_dir():
        raise UndercroftProblem("no_folder", f"{wish.case.parent} is not a folder", "make it first")


def _new_identity(path: Path, passphrase: str | None, is_classic: bool) -> Recipient:
    identity = new_identity(post_quantum=not is_classic)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_identity(path, identity, passphrase)
    return identity.recipient


def _build(draft: Path, wish: Founding, case_id: str, recipients: Sequence[Recipient]) -> None:
    signer = load_or_make_signer(host_folder())
    texts = tuple(one.text for one in recipients)
    settings = Settings(case_id, wish.languages, wish.profile, texts, (signer.public,))
    for folder in ("vault", "corpus", "log"):
        (draft / folder).mkdir(parents=True, mode=0o700)
    write_whole(draft / NAME, settings_text(settings))
    write_whole(draft / "policy.toml", default_policy())
    store, name = Store(draft / "vault"), new_id()
    stored = store.write_bytes(name, seal_case_secret(new_case_secret(), recipients))
    house = House(draft, settings, store, Catalogue(draft / "vault" / CATALOGUE), signer, tuple(recipients))
    house.commit(_first_acts(house, adds(stored), name))
    house.close()


def _first_acts(house: House, added: list[list[object]], name: str) -> list[LogEntry]:
    policy = parse_policy(default_policy()).digest
    keys = [one.fingerprint for one in house.recipients]
    return [
        house.entry(
            "created",
            case=house.settings.case_id,
            keeps={"secret": name},
            adds=added,
            recipients=keys,
            keys=list(house.settings.recipients),
        ),
        house.entry("policy", digest=policy, values={"policy": policy}),
    ]


def _remember(case_id: str, identity: Path) -> None:
    note = host_folder() / "cases" / case_id
    note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(note, os.fsencode(identity.absolute()))
