"""What an image consists of: an SPDX 2.3 document of its Debian packages, and which known weaknesses they have."""

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tarfile

import board as boards
import locks
from run import EPOCH, sha256


def licences(tar, names, package):
    """The short names of licences in Debian's machine-readable copyright file."""
    path = f"./usr/share/doc/{package}/copyright"
    if path not in names or not tar.getmember(path).isfile():
        return []
    text = tar.extractfile(path).read().decode(errors="replace")
    return sorted(set(re.findall(r"^License: *(\S.*)$", text, re.M)))


def described(one, found):
    """One package as SPDX wants it."""
    name, version, architecture = one["Package"], one["Version"], one["Architecture"]
    source = re.fullmatch(r"(\S+)(?: \((.*)\))?", one.get("Source", name))
    purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro=trixie".replace("+", "%2B")
    return {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", f"{name}-{architecture}"),
        "name": name, "versionInfo": version, "supplier": "Organization: Debian", "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
        "licenseComments": "; ".join(found), "sourceInfo": f"{source[1]} {source[2] or version}",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}],
    }


def document(archive, image, name, version):
    """The whole document, the same for the same image."""
    with tarfile.open(archive) as tar:
        names = set(tar.getnames())
        packages = [described(one, licences(tar, names, one["Package"])) for one in locks.installed(archive)]
    digest = sha256(image)
    whole = {"SPDXID": "SPDXRef-image", "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
             "filesAnalyzed": False, "checksums": [{"algorithm": "SHA256", "checksumValue": digest}]}
    made = datetime.datetime.fromtimestamp(int(EPOCH), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    packages.sort(key=lambda one: one["SPDXID"])
    relations = [{"spdxElementId": "SPDXRef-image", "relationshipType": "CONTAINS", "relatedSpdxElement": one["SPDXID"]} for one in packages]
    relations.append({"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-image"})
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"{name}-{version}",
            "documentNamespace": f"urn:casustafel:sbom:{digest}",
            "creationInfo": {"created": made, "creators": ["Organization: Casustafel"]},
            "packages": [whole, *packages], "relationships": relations}


def write(archive, image, name, version, out):
    out.write_text(json.dumps(document(archive, image, name, version), indent=1, sort_keys=True) + "\n")


def older(version, fixed):
    """By Debian's rules of comparing versions."""
    return subprocess.run(["dpkg", "--compare-versions", version, "lt", fixed], check=False).returncode == 0


def weaknesses(bill, tracker):
    """(urgency, CVE, source package, version, fixed version or '') of each known weakness that is open in trixie or was fixed
    there after our version. `tracker` is Debian's security tracker data: source package -> CVE -> releases."""
    sources = {tuple(one["sourceInfo"].split(" ", 1)) for one in bill["packages"] if "sourceInfo" in one}
    for source, version in sorted(sources):
        for cve, about in sorted(tracker.get(source, {}).items()):
            release = about.get("releases", {}).get("trixie")
            if release is None:
                continue
            fixed = release.get("fixed_version", "")
            if release["status"] == "open" or (release["status"] == "resolved" and fixed not in ("", "0") and older(version, fixed)):
                yield release.get("urgency", "unknown"), cve, source, version, fixed


def main():
    parser = argparse.ArgumentParser(description="match an image's list of packages against Debian's security tracker data")
    parser.add_argument("bill", type=pathlib.Path, help="sbom.spdx.json beside an image")
    parser.add_argument("tracker", type=pathlib.Path, help="Debian's security tracker data as JSON")
    options = parser.parse_args()
    try:
        bill, tracker = (json.loads(path.read_text()) for path in (options.bill, options.tracker))
    except (OSError, ValueError) as wrong:
        raise boards.Refused(f"can't be read: {wrong}") from wrong
    found = list(weaknesses(bill, tracker))
    for urgency, cve, source, version, fixed in found:
        print(f"{cve}\t{urgency}\t{source} {version}\t{'fixed in ' + fixed if fixed else 'no fix yet'}")
    print(f"{len(found)} known weaknesses, {sum(1 for one in found if one[4])} with a fix", file=sys.stderr)


if __name__ == "__main__":
    boards.main(main)
