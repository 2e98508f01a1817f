"""A conference that was held elsewhere, touch by touch, to be held again on a virtual device.

Two recordings of the same conference at different times of day tell what of a picture is the same at any time: all of that has to
be on the panel, to the last bit, before the next touch."""

import hashlib
import json
import pathlib
import time

#: As tests/journey/touches.cpp cuts a picture.
TILE = 32
DIGEST = 4
#: How far beside what differed a text of another length may reach, in tiles.
BESIDE = 2


def tiles_of(picture):
    """The digests of the tiles of a picture as PPM, and how many are in a row."""
    _, size, _, body = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [body[y * width * 3:(y + 1) * width * 3] for y in range(height)]
    digests = []
    for top in range(0, height, TILE):
        for left in range(0, width * 3, TILE * 3):
            tile = b"".join(row[left:left + TILE * 3] for row in rows[top:top + TILE])
            digests.append(hashlib.sha256(tile).digest()[:DIGEST])
    return digests, -(-width // TILE)


def cut(text):
    content = bytes.fromhex(text)
    return [content[at:at + DIGEST] for at in range(0, len(content), DIGEST)]


class Touch:
    """Where a finger goes, and what it has to see before."""

    def __init__(self, one, other, across):
        self.path = one["path"]
        if self.path != other["path"]:
            raise ValueError("the two recordings touch different places")
        seen, again = cut(one["seen"]), cut(other["seen"])
        changing = {at + beside for at, pair in enumerate(zip(seen, again)) if pair[0] != pair[1]
                    for beside in range(-BESIDE, BESIDE + 1) if (at + beside) // across == at // across}
        self.seen = {at: digest for at, digest in enumerate(seen) if at not in changing}

    def wrong(self, digests):
        """The tiles that aren't as they were."""
        return [at for at, digest in self.seen.items() if digests[at] != digest]


class Conference:
    """What two recordings in `folders` have in common: `parts`, between which the power was cut, each a list of touches and of the
    names of steps; and `minutes`."""

    def __init__(self, folders, width):
        one, other = ([json.loads(line) for line in (pathlib.Path(folder) / "touches.jsonl").read_text(encoding="utf-8").splitlines()]
                      for folder in folders)
        self.parts = [[]]
        for mine, theirs in zip(one, other, strict=True):
            if mine["kind"] == "cut":
                self.parts.append([])
            else:
                self.parts[-1].append(Touch(mine, theirs, -(-width // TILE)) if mine["kind"] == "touch" else mine["name"])
        self.minutes = [json.loads((pathlib.Path(folder) / "minutes.json").read_text(encoding="utf-8")) for folder in folders]

    def differences(self, minutes):
        """Where other minutes of the same conference say something else, but for what also differs between the two recordings, and how
        fast people signed."""
        return list(differing(*(without_pace(each) for each in (*self.minutes, minutes)), "minutes"))


def without_pace(value, name=""):
    """Strokes of a signature are points of x, y and milliseconds: without these."""
    if isinstance(value, dict):
        return {name: without_pace(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [[point[:2] for point in stroke] for stroke in value] if name == "strokes" else [without_pace(each) for each in value]
    return value


def differing(one, other, third, where):
    if isinstance(one, dict) and isinstance(other, dict) and isinstance(third, dict):
        for name in sorted(one.keys() | third.keys()):
            if name not in one or name not in third:
                yield f"{where}.{name} is missing" if name in one else f"{where}.{name} is new"
            else:
                yield from differing(one[name], other.get(name), third[name], f"{where}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and isinstance(third, list) and len(one) == len(other):
        if len(one) != len(third):
            yield f"{where} has {len(third)} instead of {len(one)}"
        for at, both in enumerate(zip(one, other, third)):
            yield from differing(*both, f"{where}[{at}]")
    elif one == other and one != third:
        yield f"{where} is another"


def hold(machine, part, pictures, patience=120):
    """Holds one part of a conference: each touch as soon as the panel shows what the finger saw."""
    step = None
    for one in part:
        if isinstance(one, str):
            step = one
            continue
        wait_for_what_was_seen(machine, one, pictures, patience)
        if step:
            machine.picture(pictures / f"{step}.png")
            step = None
        machine.stroke(one.path)


def wait_for_what_was_seen(machine, touch, pictures, patience):
    dump = machine.state / "panel.ppm"
    deadline = time.monotonic() + patience
    while True:
        machine.command("screendump", filename=str(dump))
        digests, across = tiles_of(dump.read_bytes())
        wrong = touch.wrong(digests)
        if not wrong:
            return
        if time.monotonic() > deadline:
            machine.picture(pictures / "unexpected.png")
            places = ", ".join(f"{at % across * TILE},{at // across * TILE}" for at in wrong[:12])
            raise AssertionError(f"{len(wrong)} tiles aren't as recorded before the touch at {touch.path[0]}: {places}")
        machine.pass_time(0.1)
