"""Why nothing was done, or why it stopped: one sentence for the technician and an exit code of its own."""

#: What each exit code means; docs/device.md has the same list for the technician.
STOPPED = 1
USAGE = 2
TOOL_MISSING = 3
RELEASE_DAMAGED = 10
RELEASE_UNSIGNED = 11
OTHER_BOARD = 12
PROVISIONING = 13
NETWORK = 14
NO_DISK = 20
SYSTEM_DISK = 21
IN_USE = 22
NOT_REMOVABLE = 23
TOO_SMALL = 24
WRITE_PROTECTED = 25
SECTORS = 26
NO_RIGHTS = 27
DISK_LOST = 30
READ_BACK = 31
SETTINGS_LOST = 32


class Refused(Exception):
    """`sentence` is Dutch and complete; `code` is the exit code."""

    def __init__(self, code, sentence):
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
