"""How the image's tools start other programs and tell what they do."""

import hashlib
import os
import re
import subprocess
import sys
import time

from board import Refused

#: All times inside an image: a build must not depend on when it was made.
EPOCH = os.environ.get("SOURCE_DATE_EPOCH", "1767225600")


def say(text):
    print(f"    {text}", file=sys.stderr, flush=True)


def run(*command, **options):
    """Runs a program; its output is shown only when it fails."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.stderr.write((done.stdout + done.stderr)[-6000:])
        raise Refused(f"'{command[0]}' failed with {done.returncode}")
    return done.stdout


def listed(path):
    """The lines of a list in the repository, without comments and empty ones."""
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    return [line for line in lines if line]


def needed(program):
    """The names of the libraries that a program or a library asks for itself."""
    return re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", program))


def sha256(path):
    """The digest of a file's bytes, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Step:
    """Says what is done and how long it took."""

    def __init__(self, what):
        self.what = what

    def __enter__(self):
        self.begun = time.monotonic()
        say(f"{self.what} ...")

    def __exit__(self, kind, value, trace):
        if kind is None:
            say(f"{self.what}: {time.monotonic() - self.begun:.0f} s")
