"""What a bad disk, or one pulled out, does to the technician's program."""

import errno
import io
import json
import lzma
import unittest

from release_fixture import DISK, MB, SIZE, ReleaseCase

import jobs
import refused
import release as releases
import target


class BadDisk:
    """A disk that does something wrong. `fails_after`: bytes written before it is pulled out; `size_in_truth`: a false stick that
    starts at its beginning again; `worn`: a place that reads back otherwise."""

    def __init__(self, real, fails_after=None, size_in_truth=None, worn=None):
        self._real, self._fails_after, self._size_in_truth, self._worn = real, fails_after, size_in_truth, worn
        self.path, self.size = real.path, real.size
        self._written = 0

    def _gone(self):
        return self._fails_after is not None and self._written >= self._fails_after

    def write(self, offset, data):
        self._written += len(data)
        if self._gone():
            raise OSError(errno.EIO, "pulled out")
        self._real.write(offset % (self._size_in_truth or self.size), data)

    def read(self, offset, length):
        if self._gone():
            raise OSError(errno.EIO, "pulled out")
        data = self._real.read(offset % (self._size_in_truth or self.size), length)
        if self._worn is not None and offset <= self._worn < offset + length:
            data = data[:self._worn - offset] + bytes([data[self._worn - offset] ^ 1]) + data[self._worn - offset + 1:]
        return data

    def sync(self):
        if self._gone():
            raise OSError(errno.EIO, "pulled out")

    forget = sync

    def close(self):
        self._real.close()


class BadDisks(ReleaseCase):
    def job(self, name, **wrong):
        opened = target.open_file(str(self.place / name), SIZE, DISK)
        content = self.provisioning().read_bytes()
        bad = BadDisk(opened, **wrong) if wrong else opened
        return jobs.Job(bad, {"path": opened.path, "size": opened.size}, json.loads(content), {"provisioning.json": content})

    def run_jobs(self, *made):
        out = io.StringIO()
        jobs.run_all(made, releases.open_release(self.release), out)
        return out.getvalue()

    def starts_nothing(self, name):
        with open(self.place / name, "rb") as file:
            self.assertEqual(file.read(MB).strip(b"\0"), b"")

    def test_pulled_out_at_any_moment_it_starts_nothing_and_starting_again_works(self):
        whole = self.job("whole")
        self.run_jobs(whole)
        self.assertIsNone(whole.refusal)
        for share in (0.05, 0.3, 0.6, 0.9, 0.97):
            with self.subTest(share=share):
                self.old_disk()
                job = self.job("sdb", fails_after=int((whole.written + 4 * MB) * share))
                self.run_jobs(job)
                self.assertEqual(job.refusal.code, refused.DISK_LOST)
                self.assertIn("begin opnieuw", job.refusal.sentence)
                self.starts_nothing("sdb")
        again = self.job("sdb")
        self.run_jobs(again)
        self.assertIsNone(again.refusal)

    def test_one_pulled_out_does_not_stop_the_others(self):
        made = [self.job("sdb"), self.job("sdc", fails_after=20 * MB), self.job("sdd")]
        said = self.run_jobs(*made)
        self.assertEqual([job.refusal.code if job.refusal else 0 for job in made], [0, refused.DISK_LOST, 0])
        self.assertIn("mislukt", said)
        self.assertEqual(said.count("klaar"), 2)

    def test_a_line_of_progress_has_a_bar_the_speed_and_what_is_left(self):
        job = self.job("sdb")
        self.addCleanup(job.target.close)
        job.step("schrijven", 5 * MB, 10 * MB)
        self.assertRegex(job.line(), r"/sdb  \[#{10}\.{10}\]  50%  schrijven +[0-9]+,[0-9] MB/s  nog [0-9]+:[0-9]{2}$")

    def test_a_worn_place_is_found_by_reading_back(self):
        for place in (0, 7 * MB + 5000, 8 * MB + 300_000, 13 * MB + 7, SIZE - 10):
            with self.subTest(place=place):
                job = self.job("sdb", worn=place)
                self.run_jobs(job)
                self.assertEqual(job.refusal.code, refused.READ_BACK)
                self.starts_nothing("sdb")

    def test_a_stick_that_is_smaller_than_it_says_is_found(self):
        job = self.job("sdb", size_in_truth=16 * MB)
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.READ_BACK)
        self.starts_nothing("sdb")

    def test_an_image_that_changes_after_it_was_checked_is_not_accepted(self):
        packed = (self.release / "disk.img.xz").read_bytes()
        another = lzma.compress(self.image[:9 * MB] + b"#" + self.image[9 * MB + 1:], preset=1)
        for broken in (packed[:len(packed) // 2], packed[:len(packed) // 2] + b"#####" + packed[len(packed) // 2 + 5:], another):
            (self.release / "disk.img.xz").write_bytes(broken)
            job = self.job("sdb")
            self.run_jobs(job)
            self.assertEqual(job.refusal.code, refused.RELEASE_DAMAGED)
            self.starts_nothing("sdb")

    def test_stopped_by_a_person_it_starts_nothing(self):
        job = self.job("sdb")
        job.stopped = True
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.STOPPED)
        self.starts_nothing("sdb")

    def test_a_configuration_partition_without_room_is_said(self):
        job = self.job("sdb")
        job.files["network.json"] = bytes(4 * MB)
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.SETTINGS_LOST)
        self.starts_nothing("sdb")


if __name__ == "__main__":
    unittest.main()
