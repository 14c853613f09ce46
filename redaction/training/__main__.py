"""Trains the head of the tagger: `make train-names`. About an hour on two cores, and 6 GB of disk for that time."""

import argparse
import sys
import tempfile
from pathlib import Path

from redaction.tagger.e5_file import load
from redaction.tagger.head import written
from redaction.tagger.pieces import Pieces
from redaction.training.encode import encoded
from redaction.training.examples import examples
from redaction.training.learn import learned, packed


def main() -> None:
    """Writes the head; what it is worth `python -m bench.detection --held-out` tells."""
    given = argparse.ArgumentParser(prog="python -m redaction.training", description=__doc__)
    given.add_argument("--out", type=Path, default=Path("redaction/data/names.npz"))
    given.add_argument("--seed", type=int, default=11)
    given.add_argument("--made", type=int, default=12000, help="documents to generate")
    given.add_argument("--epochs", type=int, default=3)
    given.add_argument("--frozen", type=int, default=6)
    given.add_argument("--own", type=int, default=4)
    given.add_argument("--version", default="2")
    options = given.parse_args()
    e5 = load()
    found = list(examples(Pieces(e5.vocabulary), options.seed, options.made))
    _say(f"{len(found)} windows, {sum(len(one.ids) for one in found)} pieces")
    with tempfile.TemporaryDirectory(prefix="train-names-") as folder:
        made = encoded(e5, found, options.frozen, Path(folder) / "vectors.npy")
        _say("frozen layers done")
        net = learned(e5, options.frozen, options.own, made, options.epochs, options.seed, _say)
    options.out.write_bytes(written(packed(net, options.frozen, options.version)))
    _say(f"written: {options.out}, {options.out.stat().st_size} bytes")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
