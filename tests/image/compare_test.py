"""Two builds of an image, compared."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "image"))
import board  # noqa: E402
import compare  # noqa: E402
from run import sha256  # noqa: E402


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.builds = [pathlib.Path(folder.name) / name for name in ("one", "other")]
        for build in self.builds:
            (build / "tree/root/etc").mkdir(parents=True)
            (build / "tree/root/etc/hostname").write_text("proef\n")
            (build / "tree/root/link").symlink_to("etc/hostname")
            (build / "root.img").write_bytes(b"root" * 1000)
            (build / "disk.img").write_bytes(b"disk" * 1000)
            self.digested(build)

    @staticmethod
    def digested(build):
        (build / "digests.txt").write_text("".join(f"{sha256(build / name)}  {name}\n" for name in ("root.img", "disk.img")))

    def found(self):
        return list(compare.differences(*self.builds))

    def test_equal_builds_have_no_difference(self):
        self.assertEqual(self.found(), [])

    def test_a_changed_byte_is_named_by_its_place(self):
        other = self.builds[1]
        (other / "disk.img").write_bytes(b"disk" * 999 + b"disc")
        self.digested(other)
        self.assertEqual(self.found(), ["disk.img: differs from byte 3999 on"])

    def test_a_shorter_part_differs_where_it_ends(self):
        other = self.builds[1]
        (other / "disk.img").write_bytes(b"disk" * 999)
        self.digested(other)
        self.assertEqual(self.found(), ["disk.img: differs from byte 3996 on"])

    def test_another_root_is_told_file_by_file(self):
        one, other = self.builds
        (other / "root.img").write_bytes(b"toor" * 1000)
        self.digested(other)
        (other / "tree/root/etc/hostname").write_text("anders\n")
        (other / "tree/root/etc/hostname").chmod(0o600)
        (other / "tree/root/link").unlink()
        (other / "tree/root/link").symlink_to("etc")
        (one / "tree/root/old").write_text("")
        (other / "tree/root/etc/new").write_text("")
        self.assertEqual(self.found(), ["root.img: differs from byte 0 on", "etc/hostname: another rights and content", "etc/new: only in the second build",
                                        "link: another content", "old: only in the first build"])

    def test_a_folder_without_a_build_is_refused(self):
        (self.builds[1] / "digests.txt").unlink()
        with self.assertRaisesRegex(board.Refused, "there is no whole build in"):
            self.found()


if __name__ == "__main__":
    unittest.main()
