"""The register of public people, sealed in the vault: a list in clear would say whom the leak concerns."""

from pathlib import Path

from flows.belongings import replacing
from flows.house import House
from flows.problem import UndercroftProblem
from redaction.register import Register, RegisterProblem, no_register, parse_register
from vault.secret import open_record, seal_record


def load_register(house: House) -> Register:
    """The register imported last, or an empty one."""
    name = house.catalogue.kept("object:register")
    if not name:
        return no_register()
    return parse_register(open_record(house.secret, "register", name, house.store.read(name)))


def store_register(house: House, file: Path) -> Register:
    """Imports a list; the former one is dropped. Raises UndercroftProblem with the lines at fault."""
    try:
        data = file.read_bytes()
    except OSError:
        raise UndercroftProblem("no_source", "the register cannot be read", "check its path") from None
    try:
        register = parse_register(data)
    except RegisterProblem as problem:
        lines = ", ".join(map(str, problem.lines[:20]))
        what = problem.code.replace("_", " ") + (f" (line {lines})" if lines else "")
        hint = "CSV with a header line: name, aliases, role, source, born, country; only name is required"
        raise UndercroftProblem(problem.code, what, hint) from None
    told = replacing(house, register=lambda name: seal_record(house.secret, "register", name, data))
    digest = house.secret.keyed_digest("register", data)
    house.commit([house.entry("register", entries=len(register.entries), digest=digest, **told)])
    return register
