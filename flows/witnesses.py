"""Who may vouch for the log: each change is an act of it, and undercroft.toml follows."""

from collections.abc import Sequence

from flows.following import told_witnesses
from flows.house import House, follow_witnesses
from flows.problem import UndercroftProblem
from flows.witness_lines import complain_of_witnesses, is_witness
from vault.note import MAX_SIGNATURES, parse_verifiers
from vault.signer import fingerprint_of
from vault.witness import parse_witness


def admit_witness(house: House, line: str) -> str:
    """Its name. What stood in undercroft.toml by hand and was never admitted falls out with the first act."""
    keys = parse_witness(line)
    admitted = [one for one, is_admitted in told_witnesses(house.catalogue).items() if is_admitted]
    if line not in admitted:
        others = parse_verifiers([*house.settings.log_keys, *admitted])
        if any(one.name == keys[0].name or one.key in [key.key for key in keys] for one in others):
            hint = "dismiss the witness of that name first; the host's own key is no witness"
            raise UndercroftProblem("witness_known", "another key of this case has that name or that key", hint)
        if len(others) + len(keys) > MAX_SIGNATURES:
            raise UndercroftProblem("too_many_witnesses", "a checkpoint has no room for more", "dismiss one first")
        house.commit([house.entry("witness_added", fingerprint=fingerprint_of(line), key=line)])
    complain_of_witnesses(follow_witnesses(house))
    return keys[0].name


def dismiss_witness(house: House, wanted: str) -> str:
    """By name or fingerprint; its lines leave log/witnessed."""
    lines = _dismissible(house)
    found = next((one for one in lines if wanted in (fingerprint_of(one), parse_witness(one)[0].name)), None)
    if found is None:
        raise UndercroftProblem("no_witness", "the case has no such witness", "see `witnesses` in undercroft.toml")
    house.commit([house.entry("witness_removed", fingerprint=fingerprint_of(found), key=found)])
    complain_of_witnesses([one for one in follow_witnesses(house) if one != found])
    return parse_witness(found)[0].name


def _dismissible(house: House) -> Sequence[str]:
    """The log's word, or where it has none, what undercroft.toml names in the form of a witness."""
    told = told_witnesses(house.catalogue)
    lines = [one for one, is_admitted in told.items() if is_admitted] if told else house.settings.witnesses
    return [one for one in lines if is_witness(one)]
