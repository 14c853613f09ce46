"""A small plugin, made from the specification alone. A key lies in $PLUGIN_KEYS under the middle of its bech32 text.

$PLUGIN_MOOD makes it behave otherwise than it should, or do more than it must.
"""

import base64
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MOOD = os.environ.get("PLUGIN_MOOD", "")
KIND = "test-stanza"
Words = list[str]


def send(words: Words, body: bytes = b"") -> None:
    text = encode(body)
    lines = [text[at : at + 64] for at in range(0, len(text) + 1, 64)]
    sys.stdout.write("-> " + " ".join(words) + "\n" + "\n".join(lines) + "\n")
    sys.stdout.flush()


def receive() -> tuple[Words, bytes]:
    mark, *words = sys.stdin.readline().rstrip("\n").split(" ")
    assert mark == "->"
    text = ""
    while len(line := sys.stdin.readline().rstrip("\n")) == 64:
        text += line
    return words, decode(text + line)


def ask(words: Words, body: bytes = b"") -> tuple[Words, bytes]:
    send(words, body)
    return receive()


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def commands() -> Iterator[tuple[Words, bytes]]:
    while (command := receive())[0] != ["done"]:
        yield command


def cipher(text: str) -> ChaCha20Poly1305:
    name = text.rpartition("1")[2][:-6].lower()
    return ChaCha20Poly1305((Path(os.environ["PLUGIN_KEYS"]) / name).read_bytes())


def wrap() -> None:
    given = list(commands())
    misbehave()
    (file_key,) = (body for words, body in given if words[0] == "wrap-file-key")
    if MOOD == "post-quantum":
        assert ["extension-labels"] in [words for words, _ in given]
        assert ask(["labels", "postquantum"]) == (["ok"], b"")
    for words, _ in given:
        if words[0] == "add-recipient":
            nonce = os.urandom(12)
            body = cipher(words[1]).encrypt(nonce, file_key, None)
            index = "1" if MOOD == "another file" else "0"
            assert ask(["recipient-stanza", index, KIND, encode(nonce)], body) == (["ok"], b"")


def unwrap() -> None:
    given = list(commands())
    misbehave()
    keys = [cipher(words[1]) for words, _ in given if words[0] == "add-identity"]
    for words, body in given:
        if words[0] == "recipient-stanza" and words[2] == KIND:
            for key in keys:
                try:
                    file_key = key.decrypt(decode(words[3]), body, None)
                except InvalidTag:
                    continue
                assert ask(["file-key", words[1]], file_key[: 8 if MOOD == "short" else 16]) == (["ok"], b"")
                return


def misbehave() -> None:
    if MOOD == "dies":
        raise SystemExit(1)
    if MOOD == "babbles":
        print("no stanza at all", flush=True)
    if MOOD == "floods":
        print("-> " + "x" * (1 << 20), flush=True)
    if MOOD == "greases":
        assert ask(["unheard-of", "words"], b"\0\xff") == (["unsupported"], b"")
    if MOOD == "errs":
        assert ask(["error", "internal"], b"canary") == (["ok"], b"")
        send(["done"])
        raise SystemExit(0)
    if MOOD == "asks":
        words, pin = ask(["request-secret"], b"PIN\x1b[2J of the test")
        if (words, pin) != (["ok"], b"1234"):
            ask(["error", "internal"], b"no PIN")
            send(["done"])
            raise SystemExit(0)
        assert ask(["msg"], b"thanks") == (["ok"], b"")
        assert ask(["confirm", encode(b"go on"), encode(b"stop")], b"sure?") == (["ok", "yes"], b"")
        assert ask(["request-public"], b"name") == (["ok"], b"me")


state = {"--age-plugin=recipient-v1": wrap, "--age-plugin=identity-v1": unwrap}[sys.argv[1]]
state()
send(["done"])
