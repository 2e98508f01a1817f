"""Writes several disks at once, a thread each, with a line of progress each."""

import sys
import threading
import time

import refused
from refused import Refused
from write import Writing

BAR = 20


class Job:
    """One disk and what it becomes."""

    def __init__(self, target, disk, device, files):
        self.stopped = False
        self.target = target
        self.disk = disk
        self.device = device
        self.files = files
        self.refusal = None
        self.written = 0
        self.seconds = 0.0
        self.phase, self.done, self.total = "wachten", 0, 1
        self._begun = time.monotonic()

    def step(self, phase, done, total):
        if self.stopped:
            raise Refused(refused.STOPPED, f"{self.target.path} is niet klaar: begin daarmee opnieuw.")
        self.phase, self.done, self.total = phase, done, total

    def run(self, release):
        self._begun = time.monotonic()
        writing = Writing(release, self.target, self.files, self.step)
        try:
            writing.run()
            self.phase = "klaar"
        except Refused as no:
            self.refusal = no
        except Exception as wrong:  # another disk's work must go on, and this one's end must be said
            self.refusal = Refused(refused.DISK_LOST, f"{self.target.path} is niet klaar door een fout in dit programma ({wrong!r}).")
        self.written = writing.written
        self.seconds = time.monotonic() - self._begun
        if self.refusal:
            self.phase = "mislukt"
        try:
            self.target.close()
        except OSError:
            pass  # a disk that is gone can't be closed either; its refusal is known

    def line(self):
        """A bar, the share, the speed and the time that is left."""
        share = self.done / self.total
        took = max(time.monotonic() - self._begun, 0.001)
        speed = self.done / 1e6 / took
        left = (self.total - self.done) / 1e6 / speed if speed > 0 else 0
        bar = "#" * int(share * BAR) + "." * (BAR - int(share * BAR))
        if self.phase in ("klaar", "mislukt"):
            return f"{self.target.path}  [{bar}] {self.phase} na {self.seconds:.0f} s"
        speed = f"{speed:5.1f}".replace(".", ",")
        return f"{self.target.path}  [{bar}] {share * 100:3.0f}%  {self.phase:<11} {speed} MB/s  nog {int(left // 60)}:{int(left % 60):02d}"


class Screen:
    """Lines that are drawn over each other on a terminal, and one now and then in a log."""

    def __init__(self, jobs, out=sys.stderr):
        self._jobs = jobs
        self._out = out
        self._drawn = 0
        self._said = {}

    def draw(self):
        if self._out.isatty():
            if self._drawn:
                self._out.write(f"\x1b[{self._drawn}A")
            for job in self._jobs:
                self._out.write(f"\r\x1b[K{job.line()}\n")
            self._drawn = len(self._jobs)
        else:
            for job in self._jobs:
                now = (job.phase, job.done * 4 // job.total)
                if self._said.get(job) != now:
                    self._said[job] = now
                    self._out.write(job.line() + "\n")
        self._out.flush()


def run_all(jobs, release, out=sys.stderr):
    """Runs all jobs to their end, or to the next step when a person interrupts; each one's refusal is in the job."""
    threads = [threading.Thread(target=job.run, args=(release,)) for job in jobs]
    screen = Screen(jobs, out)
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        try:
            screen.draw()
            next((thread for thread in threads if thread.is_alive()), threads[0]).join(0.5)
        except KeyboardInterrupt:
            for job in jobs:
                job.stopped = True
    screen.draw()
