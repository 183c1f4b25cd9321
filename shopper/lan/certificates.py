"""A maker of certificates that signs for this machine alone, and the certificate it signs.

Browsers let nobody work offline behind a certificate that they only put up with: a phone has to trust its
maker. So that trusting it risks nothing else, it can sign for names and addresses of a local network only."""

import os
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shopper import clock

MAKER_LASTS, LASTS = timedelta(days=730), timedelta(days=365)
"""Phones take none that lasts longer than 825 days."""
LOCAL = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")


class Identity(NamedTuple):
    """Files of this machine: the maker's certificate, ours, and the key of ours."""

    maker: Path
    certificate: Path
    key: Path
    fingerprint: str


def identity(folder: Path, names: list[str], addresses: list[str]) -> Identity:
    """Make them where they are not there, or no longer fit; the maker stays the same while it can."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = Identity(folder / "maker.crt", folder / "server.crt", folder / "server.key", "")
    maker_key = _kept_key(folder / "maker.key")
    maker = _read(place.maker)
    if maker is None or not _allows(maker, names, addresses) or _runs_out(maker, LASTS):
        maker = _make_maker(maker_key, names, addresses)
        _write(place.maker, maker.public_bytes(serialization.Encoding.PEM))
    ours = _sign(maker, maker_key, _kept_key(place.key), names, addresses)
    _write(place.certificate, ours.public_bytes(serialization.Encoding.PEM))
    return place._replace(fingerprint=maker.fingerprint(hashes.SHA256()).hex(":").upper())


def _make_maker(key: ec.EllipticCurvePrivateKey, names: list[str], addresses: list[str]) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Last Inch on {names[-1]}")])
    networks = [*LOCAL, *(f"{each}/32" for each in addresses)]
    permitted = [*map(x509.DNSName, names), *(x509.IPAddress(ip_network(each)) for each in networks)]
    usage = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return (
        _begun(name, name, key.public_key(), MAKER_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _sign(
    maker: x509.Certificate,
    maker_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePrivateKey,
    names: list[str],
    addresses: list[str],
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[-1])])
    known = [ip_address(each) for each in ("127.0.0.1", *addresses)]
    subjects = [*map(x509.DNSName, names), *map(x509.IPAddress, known)]
    maker_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(maker_key.public_key())
    return (
        _begun(name, maker.subject, key.public_key(), LASTS)
        .add_extension(x509.SubjectAlternativeName(subjects), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(maker_id, critical=False)
        .sign(maker_key, hashes.SHA256())
    )


def _begun(
    name: x509.Name, by: x509.Name, key: ec.EllipticCurvePublicKey, lasts: timedelta
) -> x509.CertificateBuilder:
    now = clock.now()
    begun = x509.CertificateBuilder(by, name, key, x509.random_serial_number())
    return begun.not_valid_before(now - timedelta(days=1)).not_valid_after(now + lasts)


def _allows(maker: x509.Certificate, names: list[str], addresses: list[str]) -> bool:
    """Whether the maker may sign for all of these."""
    constraints = maker.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = [each.value for each in constraints.permitted_subtrees or ()]
    networks = [each for each in permitted if not isinstance(each, str)]
    inside = all(any(ip_address(one) in each for each in networks) for one in addresses)
    return inside and set(names) <= set(permitted)


def _runs_out(certificate: x509.Certificate, within: timedelta) -> bool:
    ends: datetime = certificate.not_valid_after_utc
    return ends < clock.now() + within


def _read(path: Path) -> x509.Certificate | None:
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.exists() else None


def _kept_key(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        plain = serialization.NoEncryption()
        _write(path, made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds another kind of key")
    return key


def _write(path: Path, content: bytes) -> None:
    """For the eyes of this account alone."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
