"""What our receiver accepts, python's jwcrypto and npm's jose accept too, and see the same payload in it.

mutants_test.py MUTANTS NODE_JUDGE COUNT SEED   started by CTest; prints how many of each kind who accepted
"""

import base64
import collections
import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from jwcrypto import jwe, jwk, jws

ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def opened_by_jwcrypto(envelope, opens, device):
    """The payload, or nothing when jwcrypto refuses it; whatever it throws is a refusal."""
    try:
        outer = jwe.JWE(algs=ALGORITHMS)
        outer.deserialize(envelope.decode())
        outer.decrypt(opens)
        inner = jws.JWS()
        inner.allowed_algs = ["ES256"]
        inner.deserialize(outer.payload.decode())
        inner.verify(device)
        return inner.payload
    except Exception:  # pylint: disable=broad-exception-caught
        return None


def judged(folder, lines, node):
    """One answer a line: our verdict, the kind, our payload, that of jwcrypto and that of npm jose."""
    opens = jwk.JWK.from_json(Path(folder, "operational.jwk").read_text(encoding="utf-8"))
    device = jwk.JWK.from_json(Path(folder, "device.jwk").read_text(encoding="utf-8"))
    for line in lines:
        verdict, kind, envelope, *payload = line.split()
        node.stdin.write(envelope + "\n")
        node.stdin.flush()
        theirs = node.stdout.readline().strip()
        assert theirs, "npm jose's side ended"
        yield (kind, envelope, decoded(payload[0]) if verdict == "accepted" else None, opened_by_jwcrypto(decoded(envelope), opens, device),
               None if theirs == "refused" else decoded(theirs.removeprefix("accepted ")))


def report(counts):
    print(f"{'':28}{'all':>8}{'ours':>8}{'jwcrypto':>10}{'npm jose':>10}")
    for kind, (total, ours, python, node) in [*sorted(counts.items()), ("together", [sum(column) for column in zip(*counts.values())])]:
        print(f"{kind:28}{total:8}{ours:8}{python:10}{node:10}")


def main(mutants, judge, count, seed):
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        with subprocess.Popen([mutants, count, seed, folder], stdout=subprocess.PIPE, text=True) as source:
            first = source.stdout.readline()  # from then on the keys are there
            with subprocess.Popen(["node", judge, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
                for kind, envelope, ours, python, npm in judged(folder, itertools.chain([first], source.stdout), node):
                    for column, accepted in enumerate((True, ours is not None, python is not None, npm is not None)):
                        counts[kind][column] += accepted
                    if ours is not None and (python != ours or npm != ours):
                        wrong += 1
                        print(f"WE ALONE ACCEPT ({kind}): {envelope}")
                node.stdin.close()
        if source.wait() != 0:
            wrong += 1
    report(counts)
    accepted = sum(row[1] for row in counts.values())
    total = sum(row[0] for row in counts.values())
    print(json.dumps({"envelopes": total, "accepted by us": accepted, "by us and not by both": wrong}))
    # Without both verdicts in number the comparison says nothing.
    return 0 if wrong == 0 and total == int(count) and total // 20 < accepted < total // 2 else 1


sys.exit(main(*sys.argv[1:]))
