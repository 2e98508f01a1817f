"""Writes a release onto one disk, reads it back and adds the device's own files. The table of partitions goes on last: a disk
that was pulled out before is empty, never half a device."""

import errno
import hashlib
import lzma

import fat
import gpt
import ranges
import refused
import release as releases
from refused import Refused

#: The ends of a disk and of an image, where tables of partitions lie.
ENDS = 1 << 20
BLOCK = 1 << 20
#: As much of an earlier partition as an earlier device's keys can lie in.
EARLIER = 16 << 20


def ends(size):
    return [(0, min(ENDS, size)), (max(0, size - ENDS), size)]


def earlier_partitions(target):
    """The beginnings of what an earlier table on the disk named."""
    try:
        found = gpt.partitions(target.read(0, min(gpt.REACH, target.size)))
    except ValueError:
        return []
    return [(one.start, min(one.start + min(one.size, EARLIER), target.size)) for one in found if one.start < target.size]


class Writing:
    """One disk's work. `step(phase, done, total)` is told in bytes, `files` is name -> content for the configuration."""

    def __init__(self, release, target, files, step):
        self.release = release
        self.target = target
        self.files = files
        self.step = step
        self.done = 0
        mapped = [(start, start + length) for start, length, _ in release.mapped]
        behind = (release.size, min(release.size + releases.CLEARED_BEHIND, target.size))
        cleared = [*release.zero, behind, *ends(target.size), *earlier_partitions(target)]
        #: Cleared and empty when all is done.
        self.empty = ranges.without(cleared, mapped)
        tables = ends(release.size)
        self.last = [one for one in release.mapped if ranges.within(tables, one[0], one[0] + one[1])]
        self.first = [one for one in release.mapped if one not in self.last]
        self.held = {}
        self.total = 2 * (ranges.length(self.empty) + sum(length for _, length, _ in release.mapped))
        self.written = 0

    def run(self):
        """Refused with DISK_LOST, READ_BACK, RELEASE_DAMAGED or SETTINGS_LOST; the disk then starts nothing."""
        try:
            self._clear()
            self._copy()
            self.target.forget()
            self._compare(self.first)
            self._compare_empty()
            self._add_files()
            self._finish()
        except OSError as wrong:
            gone = wrong.errno in (errno.ENODEV, errno.ENXIO, errno.ENOMEDIUM)
            why = "is eruit getrokken" if gone else "geeft een fout of is eruit getrokken"
            raise Refused(refused.DISK_LOST, f"{self.target.path} {why}: steek hem opnieuw in en begin opnieuw, of neem een andere.") from wrong

    def _step(self, phase, count):
        self.done += count
        self.step(phase, self.done, self.total)

    def _write(self, phase, offset, data):
        self.target.write(offset, data)
        self.written += len(data)
        self._step(phase, len(data))

    def _clear(self):
        for start, end in ends(self.target.size) + ends(self.release.size):
            self.target.write(start, bytes(end - start))
        self.target.sync()
        for start, end in self.empty:
            for at in range(start, end, BLOCK):
                self._write("wissen", at, bytes(min(BLOCK, end - at)))

    def _copy(self):
        try:
            with lzma.open(self.release.image) as source:
                for one in self.release.mapped:
                    self._copy_range(source, *one)
        except (lzma.LZMAError, EOFError, FileNotFoundError) as wrong:
            raise self._damaged() from wrong

    def _copy_range(self, source, start, length, sha256):
        source.seek(start)
        data = source.read(length)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._damaged()
        if (start, length, sha256) in self.last:
            self.held[start] = data
        else:
            self._write("schrijven", start, data)

    def _damaged(self):
        return Refused(refused.RELEASE_DAMAGED, f"{self.release.image.name} veranderde tijdens het schrijven: kopieer de uitgave opnieuw.")

    def _compare(self, written):
        for start, length, sha256 in written:
            if hashlib.sha256(self.target.read(start, length)).hexdigest() != sha256:
                raise self._unlike(start)
            self._step("teruglezen", length)

    def _compare_empty(self):
        for start, end in self.empty:
            for at in range(start, end, BLOCK):
                length = min(BLOCK, end - at)
                if self.target.read(at, length) != bytes(length):
                    raise self._unlike(at)
                self._step("teruglezen", length)

    def _unlike(self, place):
        return Refused(refused.READ_BACK, f"{self.target.path} gaf bij {place >> 20} MB iets anders terug dan erop geschreven is: "
                       "gooi hem weg en neem een andere.")

    def _add_files(self):
        """The partition's name is in the table, which is still in memory only."""
        if not self.files:
            return
        try:
            found = [one for one in gpt.partitions(self.held.get(0, b"")) if one.name == "config"]
            if not found:
                raise ValueError("no configuration partition")
            volume = fat.Volume(self.target, found[0].start)
            for name, content in self.files.items():
                volume.add(name, content)
            self.target.forget()
            again = fat.Volume(self.target, found[0].start)
            if any(again.read(name) != content for name, content in self.files.items()):
                raise self._unlike(found[0].start)
        except ValueError as wrong:
            raise Refused(refused.SETTINGS_LOST, f"De instellingen konden niet op {self.target.path} gezet worden ({wrong}).") from wrong

    def _finish(self):
        # Backwards: the first sector of the disk is the last that is written.
        for start, _, _ in reversed(self.last):
            self._write("afmaken", start, self.held[start])
        self.target.forget()
        try:
            self._compare(self.last)
        except Refused:
            self.target.write(0, bytes(ENDS))
            self.target.sync()
            raise
