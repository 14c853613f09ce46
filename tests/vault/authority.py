"""A timestamp authority of openssl's making: a root, a certificate under it, and real answers to requests."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TIME = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
CONFIG = """[authority]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = {digests}
signer_digest = sha256
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Signing:
    """A certificate and the key it is for."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def write(self, folder: Path, name: str) -> None:
        (folder / f"{name}.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))
        secret = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.key").write_bytes(secret)


@dataclass(frozen=True)
class Office:
    """Where an authority's files lie: `ca.pem` is its root."""

    folder: Path
    root: Signing

    @property
    def ca(self) -> bytes:
        return (self.folder / "ca.pem").read_bytes()

    def answer(self, request: bytes, digests: str = "sha256", name: str = "tsa", chain: str = "") -> bytes:
        """What `openssl ts -reply` makes of a request, with further certificates from a file if given."""
        (self.folder / "openssl.cnf").write_text(CONFIG.format(folder=self.folder, digests=digests))
        (self.folder / "request").write_bytes(request)
        words = ["-queryfile", "request", "-signer", f"{name}.pem", "-inkey", f"{name}.key", "-out", "answer"]
        if chain:
            words += ["-chain", chain]
        self.openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "authority", *words)
        return (self.folder / "answer").read_bytes()

    def signed_by(self, answer: bytes, name: str, *more: str) -> bytes:
        """The same answer signed by another certificate: what `openssl ts` itself refuses to do."""
        (self.folder / "whole").write_bytes(answer)
        self.openssl("ts", "-reply", "-in", "whole", "-token_out", "-out", "token")
        self.openssl("cms", "-verify", "-noverify", "-inform", "DER", "-in", "token", "-binary", "-out", "told")
        signer = ["-signer", f"{name}.pem", "-inkey", f"{name}.key", "-cades", "-econtent_type", "id-smime-ct-TSTInfo"]
        signer += [word for one in more for word in ("-certfile", one)]
        self.openssl("cms", "-sign", "-binary", "-nodetach", "-in", "told", *signer, "-outform", "DER", "-out", "again")
        self.openssl("ts", "-reply", "-in", "again", "-token_in", "-out", "answer")
        return (self.folder / "answer").read_bytes()

    def openssl(self, *words: str) -> None:
        done = subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def issue(
        self, name: str, common: str, use: x509.ExtendedKeyUsage | None, critical: bool = True, **more: int
    ) -> Signing:
        """A certificate under this root; `days` from `since` days ago."""
        made = certificate(common, self.root, use, critical, **more)
        made.write(self.folder, name)
        return made


def certificate(
    common: str,
    issuer: Signing | None,
    use: x509.ExtendedKeyUsage | None,
    critical: bool = True,
    since: int = 1,
    days: int = 30,
    serial: int = 0,
    issues: bool = False,
) -> Signing:
    key = ec.generate_private_key(ec.SECP256R1())
    by = issuer.key if issuer else key
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
    begin = datetime.now(UTC) - timedelta(days=since)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .add_extension(x509.BasicConstraints(ca=issues or issuer is None, path_length=None), critical=True)
    )
    if use is not None:
        builder = builder.add_extension(use, critical=critical)
    return Signing(builder.sign(by, SHA256()), key)


def found_office(folder: Path, common: str = "Office of Time") -> Office:
    """An authority that does its work well."""
    folder.mkdir(parents=True)
    root = certificate("Root of Time", None, None, since=900, days=2000)
    root.write(folder, "ca")
    office = Office(folder, root)
    office.issue("tsa", common, TIME)
    return office
