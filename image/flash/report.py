"""The test report and the label of each disk that was written, as files in one folder."""

import datetime
import json
import os
import pathlib
import re

import label


def about(job, release, now):
    """What is known of one disk, without the code and without the network's password."""
    device = job.device or {}
    return {
        "type": "casustafel/flash-report", "version": 1,
        "at": now.isoformat(timespec="seconds"),
        "device": device.get("device"), "room": device.get("room"), "bureau": (device.get("bureau") or {}).get("name"),
        "board": release.board, "release": release.version, "debug": release.debug,
        "image_sha256": release.sha256, "authority_sha256": release.authority,
        "disk": {key: job.disk.get(key) for key in ("path", "model", "serial", "size")},
        "settings": sorted(job.files), "written_bytes": job.written, "seconds": round(job.seconds, 1),
        "megabytes_per_second": round(job.written / 1e6 / job.seconds, 1) if job.seconds else None,
        "read_back": "equal" if job.refusal is None else None,
        "result": "good" if job.refusal is None else "failed",
        "exit_code": job.refusal.code if job.refusal else 0,
        "why": job.refusal.sentence if job.refusal else None,
    }


def readable(told):
    """The same for a person to file."""
    disk = told["disk"]
    lines = [
        ("Resultaat", "goed" if told["result"] == "good" else "MISLUKT"),
        ("Waarom", told["why"]),
        ("Apparaat", told["device"] or "zonder instellingen van een bureau"),
        ("Kamer", told["room"]),
        ("Bureau", told["bureau"]),
        ("Uitgave", f"{told['release']} voor {told['board']}" + (" (TESTUITGAVE)" if told["debug"] else "")),
        ("Herkend aan", told["authority_sha256"]),
        ("Schijf", f"{disk['path']}, {disk['model'] or 'onbekend merk'}, serienummer {disk['serial'] or 'onbekend'}"),
        ("Geschreven", f"{told['written_bytes'] / 1e6:.0f} MB in {told['seconds']:.0f} s"),
        ("Teruggelezen", "gelijk aan wat geschreven is" if told["read_back"] else "niet gelijk of niet gedaan"),
        ("Instellingen", ", ".join(told["settings"]) or "geen"),
        ("Tijd", told["at"]),
    ]
    return "Casustafel: verslag van het schrijven\n\n" + "".join(f"{name + ':':14}{value}\n" for name, value in lines if value)


def give_back(path):
    """The administrator wrote it, but it's for the person who became administrator for this."""
    if "SUDO_UID" in os.environ and "SUDO_GID" in os.environ:
        os.chown(path, int(os.environ["SUDO_UID"]), int(os.environ["SUDO_GID"]))


def write(folder, job, release):
    """Writes the files and answers with the path of the readable one."""
    now = datetime.datetime.now(datetime.timezone.utc)
    told = about(job, release, now)
    base = told["device"] or job.disk.get("serial") or pathlib.Path(job.disk["path"]).name
    base = re.sub(r"[^A-Za-z0-9._-]", "-", base) + now.strftime("-%Y%m%d-%H%M%S")
    files = {".json": json.dumps(told, indent=2, ensure_ascii=False) + "\n", ".txt": readable(told)}
    if job.device and job.refusal is None:
        files |= {"-label.svg": label.svg(job.device, release), "-label.txt": label.text(job.device, release)}
    folder = pathlib.Path(folder)
    if not folder.exists():
        folder.mkdir(parents=True)
        give_back(folder)
    for end, text in files.items():
        (folder / (base + end)).write_text(text, encoding="utf-8")
        give_back(folder / (base + end))
    return folder / f"{base}.txt"
