"""Both ways against Debian's `jose` program: what we seal it opens and verifies, what it seals we open and verify.

Started by CTest with the path of interop_peer.
"""

import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path

peer = sys.argv[1]


def run(*command: str, given: bytes | None = None) -> bytes:
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def canonical(value) -> bytes:
    """RFC 8785 for values of this test, whose names are ASCII; written apart from ours."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def thumbprint(file: Path) -> str:
    return run("jose", "jwk", "thp", "-i", str(file), "-a", "S256").decode().strip()


def ours_opened_by_theirs(folder: Path) -> None:
    body = json.loads((folder / "body.json").read_text())
    kids = sorted(thumbprint(folder / f"{name}.jwk") for name in ("operational", "recovery"))
    for name in ("operational", "recovery"):
        jws = run("jose", "jwe", "dec", "-i", str(folder / "envelope.jwe.json"), "-k", str(folder / f"{name}.jwk"))
        payload = run("jose", "jws", "ver", "-i", "-", "-k", str(folder / "device.jwk"), "-O-", given=jws)
        frame = json.loads(payload)
        assert frame["body"] == body, name
        assert frame["aud"] == kids, "aud is not the sorted thumbprints by the other program"
    jwk = json.loads(run("jose", "jwe", "dec", "-i", str(folder / "recovery.jwe.json"), "-k", str(folder / "recovery.jwk")))
    key = base64.urlsafe_b64encode((folder / "database.key").read_bytes()).decode().rstrip("=")
    assert jwk == {"kty": "oct", "kid": "c-1", "k": key}, "the recovery key opens another key than was sealed"
    payload = run("jose", "jws", "ver", "-i", str(folder / "receipt.jws"), "-k", str(folder / "device.jwk"), "-O-")
    assert json.loads(payload)["body"] == body


def sign(folder: Path, typ: str, aud: list[str], body) -> bytes:
    frame = {"iss": "CT-0017", "aud": aud, "iat": 1795000000, "seq": 1, "prev": "", "body": body, "pad": ""}
    template = {"protected": {"alg": "ES256", "kid": thumbprint(folder / "signs.jwk"), "typ": typ, "cty": "application/json"}}
    (folder / "payload").write_bytes(canonical(frame))
    return run("jose", "jws", "sig", "-I", str(folder / "payload"), "-s", json.dumps(template), "-k", str(folder / "signs.jwk"), "-c")


def theirs_opened_by_ours(folder: Path) -> None:
    body = {"type": "casustafel/minutes", "zin": "Verzonnen: café, € 12,50", "aantal": 3}
    (folder / "signs.jwk").write_bytes(run("jose", "jwk", "gen", "-i", json.dumps({"kty": "EC", "crv": "P-256"})))
    public = json.loads(run("jose", "jwk", "pub", "-i", str(folder / "signs.jwk")))
    (folder / "foreign-device.jwk").write_text(json.dumps({name: public[name] for name in ("kty", "crv", "x", "y")}))
    kids = sorted(thumbprint(folder / f"{name}.jwk") for name in ("operational", "recovery"))

    (folder / "inner.jws").write_bytes(sign(folder, "casustafel-minutes+jws", kids, body).strip())
    protected = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "typ": "casustafel-minutes+jwe", "cty": "casustafel-minutes+jws"}
    command = ["jose", "jwe", "enc", "-I", str(folder / "inner.jws"), "-i", json.dumps({"protected": protected})]
    for name in ("operational", "recovery"):
        key = folder / f"{name}.jwk"
        open_part = folder / f"{name}.pub"
        open_part.write_bytes(run("jose", "jwk", "pub", "-i", str(key)))
        command += ["-r", json.dumps({"header": {"kid": thumbprint(key)}}), "-k", str(open_part)]
    (folder / "foreign.jwe.json").write_bytes(run(*command))
    (folder / "foreign.jws").write_bytes(sign(folder, "casustafel-receipt+jws", [], body).strip())

    lines = run(peer, "open", str(folder)).splitlines()
    assert lines == [canonical(body)] * 3, lines


with tempfile.TemporaryDirectory() as name:
    run(peer, "seal", name)
    ours_opened_by_theirs(Path(name))
    theirs_opened_by_ours(Path(name))
print("the jose program and this program read each other in both directions")
