"""The label on a device: what it is, for people, and as a QR code for the list of devices. Never the one-time code."""

import shutil
import subprocess
from xml.sax.saxutils import escape

#: Millimetres; fits the common label of 89 x 36.
WIDTH, HEIGHT = 89, 36
MARGIN = 3


def words(device, release):
    """(device, room, bureau, version) as they stand on the label."""
    return device["device"], device["room"], device["bureau"]["name"], f"Casustafel {release.version} · {release.board}"


def squares(text):
    """The dark squares of a QR code as rows of booleans; None without the program for it."""
    program = shutil.which("qrencode")
    if not program:
        return None
    done = subprocess.run([program, "-t", "ASCII", "-m", "0", "-l", "M", "--", text], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    return [[row[at] == "#" for at in range(0, len(row), 2)] for row in done.stdout.splitlines() if row]


def svg(device, release):
    name, room, bureau, version = words(device, release)
    code = squares(f"casustafel:{name}")
    left = MARGIN
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" viewBox="0 0 {WIDTH} {HEIGHT}" stroke="none">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    if code:
        # Four squares of white all around, which readers count on.
        each = HEIGHT / (len(code) + 8)
        path = "".join(f"M{(x + 4) * each:.3f} {(y + 4) * each:.3f}h{each:.3f}v{each:.3f}h-{each:.3f}z"
                       for y, row in enumerate(code) for x, dark in enumerate(row) if dark)
        parts.append(f'<path d="{path}" fill="#000" shape-rendering="crispEdges"/>')
        left = HEIGHT
    room_for = WIDTH - left - MARGIN
    for text, size, weight, down in ((name, 6, "bold", 10), (room, 4.5, "normal", 17.5), (bureau, 3.2, "normal", 24), (version, 2.8, "normal", 31)):
        # Letters are about 0.55 of their size wide; what would not fit becomes smaller.
        fitted = min(size, room_for / (len(text) * 0.55))
        parts.append(f'<text x="{left}" y="{down}" font-family="sans-serif" font-size="{fitted:.2f}" font-weight="{weight}">{escape(text)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def text(device, release):
    return "\n".join(words(device, release)) + "\n"
