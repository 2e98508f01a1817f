"""casustafel-flash: writes a release of Casustafel onto sticks, cards and disks. docs/device.md tells a technician how."""

import argparse
import os
import pathlib
import sys
import zipfile

import disks
import jobs
import provisioning
import refused
import release as releases
import report
import target
from refused import Refused

#: Beside this program's own files when it is packed: the certificate that releases are known by.
AUTHORITY = "authority.pem"


def say(text=""):
    print(text, flush=True)


def packed():
    """The file that this program is packed in; None when it runs from its sources."""
    place = pathlib.Path(__file__).resolve().parent
    return place if place.is_file() else None


def known_authority(given):
    """The certificate to know a release by: the one given, else the one that came inside this program."""
    if given:
        return releases.read(pathlib.Path(given))
    if packed():
        with zipfile.ZipFile(packed()) as program:
            return program.read(AUTHORITY)
    return None


def arguments(given):
    parser = argparse.ArgumentParser(prog="casustafel-flash", add_help=False, description="Zet Casustafel op een stick, kaart of schijf. "
                                     "Zonder schijf: laat zien welke schijven er zijn.")
    parser.add_argument("-h", "--help", action="help", help="deze uitleg")
    parser.add_argument("disks", nargs="*", metavar="SCHIJF[=PROVISIONING.json]", help="waarop, en het bestand van het bureau voor dat apparaat")
    parser.add_argument("--release", metavar="MAP", help="waar de uitgave staat; anders naast dit programma")
    parser.add_argument("--board", metavar="BORD", help="voor welk soort apparaat; een uitgave voor een ander wordt geweigerd")
    parser.add_argument("--network", metavar="BESTAND", help="netwerkinstellingen (network.json) voor deze apparaten")
    parser.add_argument("--reports", metavar="MAP", default="casustafel-verslagen", help="waar verslagen en labels komen")
    parser.add_argument("--ca", metavar="BESTAND", help="het certificaat waaraan de uitgave te herkennen is, als dat een ander is")
    parser.add_argument("--file", action="store_true", help="de schijven zijn gewone bestanden, voor virtuele apparaten")
    parser.add_argument("--size", metavar="MB", type=int, default=4096, help="hoe groot een nieuw bestand wordt (4096)")
    parser.add_argument("--yes", action="store_true", help="niet vragen; voor scripts")
    return parser.parse_args(given)


def show_disks(release):
    say(f"\nCasustafel {release.version} voor {release.board}; de schijven van deze computer:\n")
    listed = disks.list_disks()
    for disk in listed:
        why_not = disks.usable(disk, release.least_disk)
        say(f"  {disks.describe(disk)}\n      {why_not or 'kan beschreven worden'}")
    if not listed:
        say("  geen")
    say("\nSchrijven: casustafel-flash SCHIJF=PROVISIONING.json ...")


def devices(options):
    """Per disk: its name, what its device is told as (content, document), or neither."""
    found, seen = [], set()
    for one in options.disks:
        name, _, path = one.partition("=")
        content, document = provisioning.read_provisioning(path) if path else (None, None)
        if document:
            if document["device"] in seen or document["code"] in seen:
                raise Refused(refused.PROVISIONING, f"{path} is voor een apparaat dat al genoemd is: elk apparaat heeft zijn eigen bestand.")
            seen |= {document["device"], document["code"]}
        found.append((name, content, document))
    return found


def network_settings(path, release):
    """The content of a network.json that devices of this release can follow."""
    content, document = provisioning.read_network(path)
    for kind in {document["method"], *({"wifi"} & document.keys())}:
        if kind not in release.network:
            raise Refused(refused.NETWORK, f"{path} vraagt om {kind}, en dat kan een apparaat met deze uitgave niet.")
    return content


def prepare(options, release):
    """A job for each disk. All are judged and opened before any is written."""
    wanted = devices(options)
    network = network_settings(options.network, release) if options.network else None
    listed = [] if options.file else disks.list_disks()
    prepared, taken = [], set()
    try:
        for name, content, document in wanted:
            disk = {"path": os.path.realpath(name)} if options.file else disks.find(name, listed)
            if disk["path"] in taken:
                raise Refused(refused.USAGE, f"{disk['path']} is twee keer genoemd.")
            taken.add(disk["path"])
            if options.file:
                opened = target.open_file(disk["path"], release.least_disk, options.size << 20)
                disk |= {"model": "bestand", "serial": None, "size": opened.size}
            else:
                disks.judge(disk, release.least_disk)
                opened = target.open_disk(disk["path"])
                # Between listing and opening, another stick may have taken the name.
                if opened.size != disk["size"]:
                    raise Refused(refused.NO_DISK, f"{disk['path']} werd net verwisseld: begin opnieuw.")
            files = {"provisioning.json": content, "network.json": network}
            prepared.append(jobs.Job(opened, disk, document, {key: value for key, value in files.items() if value}))
    except Refused:
        for job in prepared:
            job.target.close()
        raise
    return prepared


def confirm(prepared):
    """A person types the name of each disk that is going to be erased."""
    for job in prepared:
        device = f"{job.device['device']} ({job.device['room']})" if job.device else "een apparaat zonder instellingen van een bureau"
        say(f"\n{disks.describe(job.disk)} wordt helemaal gewist en wordt {device}.")
        short = os.path.basename(job.disk["path"])
        try:
            answer = input(f"Typ {short} om door te gaan: ").strip()
        except EOFError:
            answer = ""
        if answer not in (short, job.disk["path"]):
            raise Refused(refused.STOPPED, "Gestopt: er is niets geschreven.")


def look_at_release(options):
    folder = options.release or (packed().parent if packed() else None)
    if not folder:
        raise Refused(refused.USAGE, "Noem met '--release' de map waar de uitgave staat.")
    release = releases.open_release(folder, known_authority(options.ca))
    if options.board and options.board != release.board:
        raise Refused(refused.OTHER_BOARD, f"Deze uitgave is voor {release.board} en niet voor {options.board}.")
    return release


def work(given):
    options = arguments(given)
    release = look_at_release(options)
    if not options.disks:
        show_disks(release)
        return 0
    say(f"Casustafel {release.version} voor {release.board}{', TESTUITGAVE' if release.debug else ''}")
    say(f"De handtekening klopt. Herkend aan {release.authority}")
    releases.check_image(release)
    prepared = prepare(options, release)
    try:
        if not options.yes:
            confirm(prepared)
    except BaseException:
        for job in prepared:
            job.target.close()
        raise
    jobs.run_all(prepared, release)
    say()
    for job in prepared:
        say(job.refusal.sentence if job.refusal else f"{job.target.path} is klaar en mag eruit.")
        try:
            say(f"    verslag: {report.write(options.reports, job, release)}")
        except OSError as wrong:
            say(f"    het verslag kon niet bewaard worden: {wrong}")
    return next((job.refusal.code for job in prepared if job.refusal), 0)


def main():
    try:
        sys.exit(work(sys.argv[1:]))
    except Refused as no:
        print(f"casustafel-flash: {no.sentence}", file=sys.stderr)
        sys.exit(no.code)
    except KeyboardInterrupt:
        print("\ncasustafel-flash: Gestopt: er is niets geschreven.", file=sys.stderr)
        sys.exit(refused.STOPPED)


if __name__ == "__main__":
    main()
