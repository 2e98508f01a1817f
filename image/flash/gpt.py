"""Reads a GUID partition table (UEFI 2.10, chapter 5.3) with sectors of 512 bytes."""

import collections
import struct
import uuid
import zlib

SECTOR = 512
#: As far as the table of every disk that we write reaches: protective MBR, header, 128 entries.
REACH = 34 * SECTOR

Partition = collections.namedtuple("Partition", "name start size uuid")


def partitions(head):
    """The partitions of a disk by its first bytes, offsets and sizes in bytes. ValueError when there is no sound table."""
    header = head[SECTOR:2 * SECTOR]
    if len(header) < SECTOR or header[:8] != b"EFI PART":
        raise ValueError("no partition table")
    length, crc = struct.unpack_from("<II", header, 12)
    if not 92 <= length <= SECTOR or zlib.crc32(header[:16] + bytes(4) + header[20:length]) != crc:
        raise ValueError("damaged header of the partition table")
    first, count, each, entries_crc = struct.unpack_from("<QIII", header, 72)
    entries = head[first * SECTOR:first * SECTOR + count * each]
    if each < 128 or len(entries) < count * each or zlib.crc32(entries) != entries_crc:
        raise ValueError("damaged partition table")
    found = []
    for number in range(count):
        entry = entries[number * each:number * each + 128]
        if any(entry[:16]):
            begin, end = struct.unpack_from("<QQ", entry, 32)
            name = entry[56:].decode("utf-16-le", "replace").split("\0")[0]
            found.append(Partition(name, begin * SECTOR, (end - begin + 1) * SECTOR, uuid.UUID(bytes_le=entry[16:32])))
    return found
