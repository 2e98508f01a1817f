"""A time server that says what it's told to (RFC 4330), so that a virtual device has a night when a test wants one."""

import socket
import struct
import threading
import time

#: Seconds from 1900, which NTP counts from, to 1970.
EPOCH = 2208988800


def stamp(seconds):
    whole = int(seconds)
    return struct.pack("!II", (whole + EPOCH) & 0xFFFFFFFF, int((seconds - whole) * (1 << 32)))


def answer(question, now):
    """What a good server of stratum 2 answers to a client's question."""
    head = struct.pack("!BBbb", 0o44, 2, 6, -20) + struct.pack("!II4s", 1, 1, b"\x7f\x00\x00\x01")
    return head + stamp(now - 10) + question[40:48] + stamp(now) + stamp(now)


class Clock:
    """The server on this machine's loopback, which a virtual device sees as 10.0.2.2. Its time begins at `begins`, in seconds since
    1970, and goes on as usual."""

    def __init__(self, begins):
        self.ahead = begins - time.time()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 123))
        self.thread = threading.Thread(target=self._serve)

    def _serve(self):
        while True:
            question, client = self.socket.recvfrom(512)
            if not question:
                return
            if len(question) >= 48:
                self.socket.sendto(answer(question, time.time() + self.ahead), client)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.socket.sendto(b"", self.socket.getsockname())
        self.thread.join()
        self.socket.close()
