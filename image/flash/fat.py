"""Puts a file into the root folder of a FAT16 or FAT32 partition and reads it again, after Microsoft's FAT specification 1.03.
Only what a freshly written, empty configuration partition needs: one folder, new files, names with their long form."""

import struct

END = {16: 0xFFFF, 32: 0x0FFFFFFF}
ENTRY = 32
LONG_NAME = 0x0F
#: Where an entry of a long name keeps its 13 letters.
LETTERS = ((1, 11), (14, 26), (28, 32))
#: 1 January 2026, the time that everything in an image has.
DATE = (2026 - 1980) << 9 | 1 << 5 | 1


class Volume:
    """A FAT file system from `start` on `disk`, which has read(offset, length) and write(offset, data). ValueError when there is
    none, when a file is there already, or when there is no room."""

    def __init__(self, disk, start):
        self._disk = disk
        self._start = start
        boot = disk.read(start, 512)
        sector, per_cluster, reserved, self._copies, roots, small, _, per_fat = struct.unpack_from("<HBHBHHBH", boot, 11)
        large, per_fat_32 = struct.unpack_from("<II", boot, 32)
        if boot[510:] != b"\x55\xaa" or sector != 512 or per_cluster == 0 or self._copies == 0:
            raise ValueError("no FAT file system")
        per_fat = per_fat or per_fat_32
        self._fat_at = reserved * sector
        self._fat_size = per_fat * sector
        self._roots_at = self._fat_at + self._copies * self._fat_size
        self._data_at = self._roots_at + roots * ENTRY
        self._cluster = per_cluster * sector
        self._clusters = ((small or large) * sector - self._data_at) // self._cluster
        # The number of clusters, and nothing else, says which kind it is.
        self._bits = 16 if self._clusters < 65525 else 32
        if self._clusters < 4085:
            raise ValueError("FAT12 is not supported")
        table = disk.read(start + self._fat_at, self._fat_size)
        kind = "<%dH" if self._bits == 16 else "<%dI"
        self._fat = list(struct.unpack(kind % (len(table) * 8 // self._bits), table))
        if self._bits == 16:
            self._root = [(self._roots_at, roots * ENTRY)]
        else:
            self._root = [(self._place(cluster), self._cluster) for cluster in self._chain(struct.unpack_from("<I", boot, 44)[0])]

    def _place(self, cluster):
        return self._data_at + (cluster - 2) * self._cluster

    def _chain(self, cluster):
        found = []
        while 2 <= cluster < self._clusters + 2 and len(found) <= self._clusters:
            found.append(cluster)
            cluster = self._fat[cluster] & END[self._bits]
        return found

    def _entries(self):
        """(place on the partition, 32 bytes) of the root folder."""
        for at, size in self._root:
            content = self._disk.read(self._start + at, size)
            for offset in range(0, size, ENTRY):
                yield at + offset, content[offset:offset + ENTRY]

    def files(self):
        """Name -> (first cluster, size) of the files in the root folder."""
        found, letters = {}, ""
        for _, entry in self._entries():
            if entry[0] == 0:
                break
            if entry[0] == 0xE5:
                letters = ""
            elif entry[11] == LONG_NAME:
                part = b"".join(entry[a:b] for a, b in LETTERS).decode("utf-16-le", "replace")
                letters = part.split("\0")[0] + letters
            else:
                if not entry[11] & 0x18:
                    name, kind = entry[:8].decode("ascii", "replace").rstrip(), entry[8:11].decode("ascii", "replace").rstrip()
                    high, = struct.unpack_from("<H", entry, 20)
                    low, size = struct.unpack_from("<HI", entry, 26)
                    found[letters or (f"{name}.{kind}" if kind else name)] = ((high << 16 if self._bits == 32 else 0) | low, size)
                letters = ""
        return found

    def read(self, name):
        """A file's content; None when there is no such file."""
        if name not in self.files():
            return None
        first, size = self.files()[name]
        content = b"".join(self._disk.read(self._start + self._place(cluster), self._cluster) for cluster in self._chain(first))
        return content[:size] if len(content) >= size else None

    def add(self, name, content):
        """Writes content, then the table, then the name: what is cut off between leaves no file."""
        if name in self.files():
            raise ValueError(f"{name} is there already")
        short, entries = names(name, len(self.files()))
        slots = self._free_slots(len(entries) + 1)
        count = -(-len(content) // self._cluster)
        free = [at for at in range(2, self._clusters + 2) if self._fat[at] & END[self._bits] == 0][:count]
        if len(free) < count or count == 0:
            raise ValueError("no room")
        padded = content.ljust(count * self._cluster, b"\0")
        for number, cluster in enumerate(free):
            self._disk.write(self._start + self._place(cluster), padded[number * self._cluster:(number + 1) * self._cluster])
            following = free[number + 1] if number + 1 < count else END[self._bits]
            # The upper four bits of FAT32 belong to nobody and stay.
            self._fat[cluster] = following | (self._fat[cluster] & 0xF0000000 if self._bits == 32 else 0)
        table = struct.pack(("<%dH" if self._bits == 16 else "<%dI") % len(self._fat), *self._fat)
        for copy in range(self._copies):
            self._disk.write(self._start + self._fat_at + copy * self._fat_size, table)
        entry = short + struct.pack("<BBBHHHHHHHI", 0x20, 0, 0, 0, DATE, DATE, free[0] >> 16, 0, DATE, free[0] & 0xFFFF, len(content))
        for slot, one in zip(slots, [*entries, entry]):
            self._disk.write(self._start + slot, one)

    def _free_slots(self, count):
        found, ended = [], False
        for at, entry in self._entries():
            ended = ended or entry[0] == 0
            found = [*found, at] if ended or entry[0] == 0xE5 else []
            if len(found) == count:
                return found
        raise ValueError("no room in the folder")


def names(name, number):
    """The short name of a file, unlike that of any of `number` others, and the entries of its long name, last part first."""
    stem, _, kind = name.rpartition(".")
    tail = f"~{number + 1}"
    short = ("".join(filter(str.isalnum, stem)).upper()[:8 - len(tail)] + tail).ljust(8) + kind.upper()[:3].ljust(3)
    check = 0
    for byte in short.encode("ascii"):
        check = ((check & 1) << 7) + (check >> 1) + byte & 0xFF
    letters = name.encode("utf-16-le")
    if len(letters) % 26:
        letters = (letters + b"\0\0").ljust(-(-len(letters) // 26) * 26, b"\xff")
    entries = []
    for part in range(len(letters) // 26):
        piece = letters[part * 26:part * 26 + 26]
        order = part + 1 | (0x40 if part + 1 == len(letters) // 26 else 0)
        entries.insert(0, struct.pack("<B10sBBB12sH4s", order, piece[:10], LONG_NAME, 0, check, piece[10:22], 0, piece[22:]))
    return short.encode("ascii"), entries
