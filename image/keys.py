"""The keys that updates are signed with. A release is signed by a key in a token; this makes the throw-away keys of
development, outside the repository, and tells the one from the other."""

import os
import pathlib

from board import Refused
from run import run

CONFIG = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, codeSigning
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def development(cache):
    """The folder with ca.pem, signer.pem and signer.key of this machine's developer."""
    folder = cache / "development-keys"
    if (folder / "signer.pem").exists():
        return folder
    new = folder.with_suffix(".new")
    run("rm", "-rf", new)
    new.mkdir(mode=0o700)
    (new / "openssl.cnf").write_text(CONFIG)
    common = ("-config", new / "openssl.cnf")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    run("openssl", "req", "-x509", *curve, "-keyout", new / "ca.key", "-out", new / "ca.pem", "-days", "3650",
        "-subj", "/O=Casustafel/CN=Development update CA", *common, "-extensions", "authority")
    run("openssl", "req", *curve, "-keyout", new / "signer.key", "-out", new / "signer.csr",
        "-subj", "/O=Casustafel/CN=Development update signer", *common)
    run("openssl", "x509", "-req", "-in", new / "signer.csr", "-CA", new / "ca.pem", "-CAkey", new / "ca.key", "-CAcreateserial",
        "-out", new / "signer.pem", "-days", "1095", "-extfile", new / "openssl.cnf", "-extensions", "signer")
    new.rename(folder)
    return folder


def signer(cache, debug):
    """(certificate, key) to sign with: a PKCS#11 address from CASUSTAFEL_RELEASE with CASUSTAFEL_RELEASE_CERTIFICATE, else the
    development key."""
    release = os.environ.get("CASUSTAFEL_RELEASE")
    if not release:
        folder = development(cache)
        return folder / "signer.pem", folder / "signer.key"
    if debug:
        raise Refused("a debug image has a door for tests; it is never signed with a release key")
    if not release.startswith("pkcs11:"):
        raise Refused("CASUSTAFEL_RELEASE must be the pkcs11: address of a key in a token; a release key is never a file")
    certificate = os.environ.get("CASUSTAFEL_RELEASE_CERTIFICATE", "")
    if not pathlib.Path(certificate).is_file():
        raise Refused("CASUSTAFEL_RELEASE_CERTIFICATE must be the file with the release key's certificate")
    return certificate, release


def keyring(cache):
    """The certificate that devices trust updates by."""
    given = os.environ.get("CASUSTAFEL_UPDATE_CA")
    if given:
        return pathlib.Path(given)
    if os.environ.get("CASUSTAFEL_RELEASE"):
        raise Refused("CASUSTAFEL_UPDATE_CA must be the file with the certificate that devices trust updates by")
    return development(cache) / "ca.pem"
