"""Encrypted things by the programs that people use, gpg and openssl, and by hand where nothing at hand writes them."""

import base64
import hashlib
import io
import os
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import CBC
from msoffcrypto.format.ooxml import OOXMLFile

from extractors.office.compound import compound_file
from tests.makers import files, packs

WORDS = b"the money went to Cyprus"
# By py7zr 1.1.4, password "geheim": a.txt (240 bytes), dir/b.txt (beta). LZMA2; the same with its names encrypted;
# merely copied; for x86; PPMd with names encrypted.
SEVENZIPS = {
    "plain names": (
        "N3q8ryccAAR2PyTvrgAAAAAAAAAWAAAAAAAAAFe0Yq1W/8fvbRe4EIisK8m+aFQdErtiulogpxlbveK02Pt8eeAAlACGXQAAgTMHrg/Q"
        "Dv4Q1sqBEWX/87XXO4T1DJUKIpS/HEJIvHtOwRh/IBbAYlOwn8gY4q8aDbstr3SVM38/pZ50OsqYFnEJnXVJ1ceVqzR+nkBE1HC3UqJ6"
        "/VZVxSRlDtwJUL/DNeq1U3dKq76jGXXstB/lHuhqlqmAULtmJz23d0bbIA7gpAAAAAAXBiABCYCOAAcLAQABISEBGAyAlQAA"
    ),
    "names": (
        "N3q8ryccAATWnUvgwAAAAAAAAAAqAAAAAAAAAMlsqUDQTYLZaH4e/Dqg0Sw2jf+BSNknKEZoJkxEUKzGRo6Xyubjx3D7qf5hU5ikOiBc"
        "ORQ7ZYVzZ+0/l2aGpZQntpvzC0uCx3I3CFAAINT2Z7pIjAous6JCRDTRy4lWz3Am0QOBnYJKPqRLZwcYpqVQanGS4M+MBTEgHXa4wEpU"
        "8CoWdaSyERR1rVQiTJkF6dnWXV/wQjRwUymubYIU1c7iiuwLYLb83bMvrKb1OlK3dsDvs98z6MRgo82h9nGHtaY5NVUXBiABCYCgAAcL"
        "AQABJAbxBwESUw/XZYglk9V1GRgpjo38GFPWDICVAAA="
    ),
    "copied": (
        "N3q8ryccAASWbEtQjgEAAAAAAAAXAAAAAAAAAGBaV//rV9PQFzWPDtAAglNYhnF2qw2BTtw3KlC1vAUmCKXJ4WbYOSmMPt6iZjiKd0rJ"
        "LKF01MbgI+dOQldaPUWZCfan0kLtjAr/P9xexE8sodL0DOLp4V1iUPI0pb7dcQ/Q3JOgfwUZ9kHBMYU6yU1GrpmxWsDubmlrrWajxcsj"
        "77fhbxvjlFBMjvru5CQxmVp711UGqRQ7Uv/WWP/zww6YaCamQsGGIxRZ7uO62H9n0pmnB1JEbzNjve0dQAmZgmdm1FaYvxbDkxIOzLFm"
        "Z3CPj4mOncnEYjAc6A1Zhl9anNGdOQjsuYjt0AgPmQYsJV7PX3LUqL892lsZGL5L3zpwpkSA4ACUAIZdAACBMweuD9U30gyOcNJkXLky"
        "HTpyxqDVgo0veAzDyj2QJOfch662/udCPmUBRKdWjRSYEK04m8ARiDgfFBgii6M8ppAlXqR3XQm10njN3HdmYyl5eJ/yUaZ/ycBcVdag"
        "u2e5AZj0+lGillUVB9qf0MzdZyX0dZJ19Qnxw+ao8jE2o2doIAAAABcGgQABCYCOAAcLAQABISEBGAyAlQAA"
    ),
    "x86": (
        "N3q8ryccAAQRccvctQAAAAAAAAAWAAAAAAAAAMzwjR8tzKbLfGI2UaSsDr7oWik/aXnPr2ue2Pe/o4Mv7OWPoeAAnACNXQAAgTMHrg/Q"
        "Dv4UWo9mmOSCw++qUpZZAt+xPvfgujPjJ/wmQZjPrQi/sVKZGSnyVdJxWS0fmqP3t4UhKf4Oa7izvkMWQnvu2+cRN1U++A901epCF+cb"
        "pq04/xpaCWYGZOLoGBAqJ/2+qJqikoLiDkr3eAF9NaeuSFu0uWGMsJFZMSgA9e+3pxfjT9sAAAAAFwYgAQmAlQAHCwEAASEhARgMgJ0A"
        "AA=="
    ),
    "ppmd": (
        "N3q8ryccAATC9iFPwAAAAAAAAAAqAAAAAAAAAJ3+Dlb0GxYtC9f5nW38gE+9koswN2Jw1jfLGxslCl3RzRc7S8GVp5WiIB3BUJo4a/0d"
        "5CKobI14wi7ffUHt/B3xsf78uknmsW1HySwSl3eBeB5sr12wqyYPl/wB8VAogaVkFB+J8cXPcH5yi1ynzilKYTyvx3j8N+nh5tASsKDG"
        "8K/XyntSs7DZjzV6I7dySUBRKwxZxuMAPXaUTlhyQ6yEUoY2kVLspx8qsreRlxzfsvTR7M16P4Lm/Mu/HGOBVuJrs+8XBiABCYCgAAcL"
        "AQABJAbxBwESUw/4TywFLevkc0ovHAxHVXp0DICdAAA="
    ),
}


@dataclass(frozen=True)
class Gpg:
    """GnuPG with a home of its own; its agent ends with it."""

    home: Path

    def run(self, *words: str, stdin: bytes = b"", passphrase: str = "") -> bytes:
        command = ["gpg", "--batch", "--yes", "--quiet", "--trust-model", "always", "--pinentry-mode", "loopback"]
        told = [*command, "--passphrase", passphrase, *words]
        environment = {**os.environ, "GNUPGHOME": str(self.home)}
        return subprocess.run(told, input=stdin, capture_output=True, check=True, env=environment, timeout=60).stdout

    def key(self, name: str, kind: str = "cv25519", passphrase: str = "", day: str = "") -> bytes:
        """A new key pair for `name`, which encrypts with a subkey of this kind; its secret half armoured.

        Made on a `day` (20150101) it lasts for a year.
        """
        until = "1y" if day else "never"
        primary = "rsa2048" if kind.startswith("rsa") else "ed25519"
        self.run(*at(day, 1), "--quick-gen-key", name, primary, "sign", until, passphrase=passphrase)
        listed = self.run(*at(day, 2), "--with-colons", "--list-keys", name).decode()
        fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))
        self.run(*at(day, 3), "--quick-add-key", fingerprint, kind, "encr", until, passphrase=passphrase)
        return self.run("--armor", "--export-secret-keys", name, passphrase=passphrase)

    def to(self, name: str, words: bytes = WORDS, *options: str) -> bytes:
        return self.run("--recipient", name, *options, "--encrypt", stdin=words)

    def under(self, password: str, words: bytes = WORDS, *options: str) -> bytes:
        return self.run(*options, "--symmetric", stdin=words, passphrase=password)


def at(day: str, hour: int) -> list[str]:
    """Options for GnuPG to take it for that time; a day is of eight digits, or empty for now."""
    return ["--faked-system-time", f"{day}T0{hour}0000"] if day else []


@contextmanager
def gpg(home: Path) -> Iterator[Gpg]:
    home.mkdir(mode=0o700, parents=True)
    try:
        yield Gpg(home)
    finally:
        told = {**os.environ, "GNUPGHOME": str(home)}
        subprocess.run(["gpgconf", "--kill", "all"], env=told, check=False, capture_output=True)


def openssl(*words: str, stdin: bytes = b"", place: Path) -> bytes:
    return subprocess.run(
        ["openssl", *words], input=stdin, capture_output=True, check=True, cwd=place, timeout=60
    ).stdout


def certificate(place: Path, kind: str) -> tuple[Path, Path]:
    """A key without a passphrase and its certificate, as PEM."""
    key, own = place / f"{kind}.key", place / f"{kind}.pem"
    how = ["rsa:2048"] if kind == "rsa" else ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    words = ["req", "-x509", "-newkey", *how, "-nodes", "-keyout", str(key), "-out", str(own), "-days", "9"]
    openssl(*words, "-subj", f"/CN=Editor {kind}", place=place)
    return key, own


def pgp_mime(message: bytes) -> bytes:
    """RFC 3156; `message` is armoured."""
    head = b"From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; "
    head += b'protocol="application/pgp-encrypted"; boundary=q\n\n--q\nContent-Type: application/pgp-encrypted\n\n'
    part = b"Version: 1\n\n--q\nContent-Type: application/octet-stream; name=encrypted.asc\n\n"
    return head + part + message + b"\n--q--\n"


def inline_mail(message: bytes) -> bytes:
    return b"From: a@x.example\nTo: b@x.example\nSubject: s\n\nDear editor,\n" + message + b"\nYours\n"


def package(plain: bytes, password: str) -> bytes:
    """An Office file in an encrypted package."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, target)
    return target.getvalue()


def locked_workbook(password: str) -> bytes:
    return package(files.workbook({"Accounts": [[WORDS.decode()]]}), password)


def locked_letter(password: str) -> bytes:
    return package(files.word([WORDS.decode()]), password)


def locked_zip(password: str, way: str = "aes256", names: tuple[str, ...] = ("letter.txt",)) -> bytes:
    return packs.packed("zip", [(one, WORDS) for one in names], options=f"zip:encryption={way}", password=password)


def locked_doc(password: str, text: str = WORDS.decode()) -> bytes:
    """Word 97's RC4 ([MS-OFFCRYPTO] 2.3.6.2): a key for each 512 bytes; the table stream begins with its header."""
    main = bytearray(0x600)
    struct.pack_into("<HH", main, 0, 0xA5EC, 193)
    struct.pack_into("<H", main, 10, 0x0200)
    struct.pack_into("<8i", main, 0x4C, len(text), *[0] * 7)
    main += text.encode("cp1252").ljust(512, b"\0")
    salt, verifier = b"salt of a letter", b"verifier of it.."
    pieces = struct.pack("<2I", 0, len(text)) + struct.pack("<HIH", 0, 0x600 * 2 | 0x40000000, 0)
    pieces = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x9A + 8 * 33, 52, len(pieces))
    keys = _Rc4(password, salt)
    cipher = Cipher(ARC4(keys.key(0)), None).encryptor()
    head = struct.pack("<HH", 1, 1) + salt
    head += cipher.update(verifier) + cipher.update(hashlib.md5(verifier).digest())
    table = head + keys.run(bytes(52) + pieces)[52:]
    struct.pack_into("<H", main, 10, 0x0200 | 0x0100)
    struct.pack_into("<I", main, 14, len(head))
    sealed = bytes(main[:68]) + keys.run(bytes(main))[68:]
    return compound_file({("WordDocument",): sealed, ("1Table",): table})


@dataclass(frozen=True)
class _Rc4:
    password: str
    salt: bytes

    def key(self, block: int) -> bytes:
        start = hashlib.md5(self.password.encode("utf-16-le")).digest()[:5]
        middle = hashlib.md5((start + self.salt) * 16).digest()[:5]
        return hashlib.md5(middle + struct.pack("<I", block)).digest()

    def run(self, data: bytes) -> bytes:
        pieces = (data[at : at + 512] for at in range(0, len(data), 512))
        return b"".join(Cipher(ARC4(self.key(at)), None).encryptor().update(one) for at, one in enumerate(pieces))


_FILE = '<m:file-entry m:full-path="{0}" m:size="{1}" m:media-type="text/xml">{2}</m:file-entry>'
_HOW = (
    '<m:encryption-data m:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" '
    'm:checksum="{0}"><m:algorithm m:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" '
    'm:initialisation-vector="{1}"/><m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32" '
    'm:iteration-count="1024" m:salt="{2}"/><m:start-key-generation m:key-size="32" '
    'm:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/></m:encryption-data>'
)


def locked_opendocument(plain: bytes, password: str) -> bytes:
    """As LibreOffice writes it since 3.4: each entry deflated, then encrypted, and stored."""
    target, told = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(target, "w") as pack:
        for name in source.namelist():
            if name == "mimetype" or name.startswith("META-INF/"):
                pack.writestr(name, source.read(name)) if name == "mimetype" else None
                continue
            data, how = _locked_entry(source.read(name), password)
            pack.writestr(name, data)
            told.append(_FILE.format(name, len(source.read(name)), how))
        space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        pack.writestr("META-INF/manifest.xml", f"<m:manifest {space}>{''.join(told)}</m:manifest>")
    return target.getvalue()


def _locked_entry(plain: bytes, password: str) -> tuple[bytes, str]:
    start, salt = b"start of a file.", b"salt of it......"
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, 1024, 32)
    deflate = zlib.compressobj(wbits=-15)
    packed = deflate.compress(plain) + deflate.flush()
    filled = packed + bytes([16 - len(packed) % 16]) * (16 - len(packed) % 16)
    cipher = Cipher(algorithms.AES(key), CBC(start)).encryptor()
    coded = [base64.b64encode(one).decode() for one in (hashlib.sha256(packed[:1024]).digest(), start, salt)]
    return cipher.update(filled) + cipher.finalize(), _HOW.format(*coded)
