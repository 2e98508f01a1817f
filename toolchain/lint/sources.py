"""The files of the project and the list of agreed exceptions, shared by all checks."""

import os
from dataclasses import dataclass
from pathlib import Path

OUTSIDE = {"build", ".git", "node_modules", "__pycache__", ".cache"}


@dataclass(frozen=True)
class Breach:
    """One thing that is wrong. `token` is what an exception names, `text` what a person reads."""

    check: str
    path: str
    line: int
    token: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text} [{self.check} {self.token}]"


def files(root: Path, suffixes: tuple[str, ...] = ()) -> list[str]:
    """Paths below `root`, relative and sorted, without what is built, fetched or git's own."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in OUTSIDE)
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if path.endswith(suffixes) if suffixes else not os.path.islink(os.path.join(folder, name)):
                found.append(path)
    return sorted(found)


def text(root: Path, path: str) -> str | None:
    """What a file says, or nothing when it is no text."""
    data = (root / path).read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", errors="replace")


class Exceptions:
    """Agreed exceptions, one a line: CHECK PATH TOKEN # why. One that excuses nothing any more is itself a breach."""

    def __init__(self, listing: str, where: str):
        self._where = where
        self._lines = {}
        self._malformed = []
        self._used = set()
        for number, line in enumerate(listing.splitlines(), 1):
            entry, _, why = line.partition("#")
            fields = tuple(entry.split())
            if not fields:
                continue
            if len(fields) != 3 or not why.strip():
                self._malformed.append(number)
            else:
                self._lines[fields] = number

    def excuse(self, breach: Breach) -> bool:
        key = (breach.check, breach.path, breach.token)
        if key not in self._lines:
            return False
        self._used.add(key)
        return True

    def faults(self, checks: set[str]) -> list[Breach]:
        """Lines that can't be read, and lines of `checks` that excused nothing."""
        unread = [Breach("exceptions", self._where, n, "malformed", "an exception is: CHECK PATH TOKEN # why") for n in self._malformed]
        stale = [
            Breach("exceptions", self._where, number, "stale", f"this exception excuses nothing any more: {' '.join(key)}")
            for key, number in self._lines.items()
            if key[0] in checks and key not in self._used
        ]
        return unread + stale
