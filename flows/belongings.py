"""What belongs to the case and to no document (people, register, secret): each is one object, replaced whole."""

from collections.abc import Callable
from typing import Any

from flows.house import House, adds
from vault.store import new_id


def replacing(house: House, **sealed: Callable[[str], bytes]) -> dict[str, Any]:
    """Stores each kind anew, as its function seals it under the name given; how an act tells that the former went."""
    names = {kind: new_id() for kind in sealed}
    stored = [house.store.write_bytes(names[kind], seal(names[kind])) for kind, seal in sealed.items()]
    former = [house.catalogue.kept(f"object:{kind}") for kind in sealed]
    return {"adds": adds(*stored), "drops": [name for name in former if name], "keeps": names}
