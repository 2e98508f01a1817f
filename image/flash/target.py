"""What is written to: a whole disk, or a file that stands for one."""

import errno
import fcntl
import os
import stat

import disks
import refused
from refused import Refused

#: linux/fs.h: writes out and forgets what the kernel holds of a disk, so that the next read comes from the disk itself.
BLKFLSBUF = 0x1261
#: What a write may hold back; more makes the progress shown a lie.
SYNCED_EVERY = 8 << 20


class Target:
    """An open disk. Any OSError of its functions means that the disk is lost."""

    def __init__(self, path, descriptor, size):
        self.path = path
        self.size = size
        self._descriptor = descriptor
        self._unsynced = 0

    def write(self, offset, data):
        view = memoryview(data)
        while view:
            count = os.pwrite(self._descriptor, view, offset)
            if count == 0:
                raise OSError(errno.ENOSPC, "nothing was written")
            view = view[count:]
            offset += count
            self._unsynced += count
        if self._unsynced >= SYNCED_EVERY:
            self.sync()

    def read(self, offset, length):
        parts = []
        while length > 0:
            part = os.pread(self._descriptor, length, offset)
            if not part:
                raise OSError(errno.EIO, "the disk ends too soon")
            parts.append(part)
            offset += len(part)
            length -= len(part)
        return b"".join(parts)

    def sync(self):
        os.fsync(self._descriptor)
        self._unsynced = 0

    def forget(self):
        """After this, reading shows what the disk holds and not what the computer remembers."""
        self.sync()
        if stat.S_ISBLK(os.fstat(self._descriptor).st_mode):
            fcntl.ioctl(self._descriptor, BLKFLSBUF, 0)
        os.posix_fadvise(self._descriptor, 0, 0, os.POSIX_FADV_DONTNEED)

    def close(self):
        os.close(self._descriptor)


def open_disk(path):
    """Nobody else can have the disk mounted or open for itself while this has it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_EXCL | os.O_CLOEXEC)
    except PermissionError as wrong:
        raise Refused(refused.NO_RIGHTS, f"{path} mag alleen de beheerder beschrijven: start dit programma met 'sudo'.") from wrong
    except OSError as wrong:
        if wrong.errno == errno.EBUSY:
            raise Refused(refused.IN_USE, f"{path} is in gebruik door een ander programma.") from wrong
        if wrong.errno == errno.EROFS:
            raise Refused(refused.WRITE_PROTECTED, f"{path} is tegen schrijven beveiligd: kijk of er een schuifje op zit.") from wrong
        raise Refused(refused.NO_DISK, f"{path} gaat niet open ({os.strerror(wrong.errno)}).") from wrong
    try:
        return Target(path, descriptor, os.lseek(descriptor, 0, os.SEEK_END))
    except OSError as wrong:
        os.close(descriptor)
        raise Refused(refused.NO_DISK, f"{path} gaat niet open ({os.strerror(wrong.errno)}).") from wrong


def open_file(path, least, size):
    """A file as a disk, for virtual machines; made with `size` bytes when it isn't there."""
    try:
        there = os.path.exists(path)
        if there and not os.path.isfile(path):
            raise Refused(refused.NO_DISK, f"{path} is geen gewoon bestand; laat '--file' weg voor een schijf.")
        disks.check_size(path, os.path.getsize(path) if there else size, least)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as wrong:
        raise Refused(refused.NO_RIGHTS, f"{path} mag niet beschreven worden.") from wrong
    except OSError as wrong:
        raise Refused(refused.NO_DISK, f"{path} gaat niet open ({os.strerror(wrong.errno)}).") from wrong
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as wrong:
        os.close(descriptor)
        raise Refused(refused.IN_USE, f"{path} is in gebruik door een ander programma.") from wrong
    if not there:
        os.ftruncate(descriptor, size)
    return Target(path, descriptor, os.lseek(descriptor, 0, os.SEEK_END))
