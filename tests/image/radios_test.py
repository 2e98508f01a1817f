"""What of a radio's firmware gets into an image, and of which packages a board is made."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "image"))
import base  # noqa: E402
import board as boards  # noqa: E402
import radios  # noqa: E402

RULES = {"regulatory.db", "regulatory.db.p7s"}
RASPBERRY_PI = {"brcm/brcmfmac43455-sdio.bin", "brcm/brcmfmac43455-sdio.clm_blob", "brcm/brcmfmac43455-sdio.raspberrypi,4-model-b.txt",
                "brcm/brcmfmac43455-sdio.raspberrypi,4-compute-module.txt", "cypress/cyfmac43455-sdio.bin", "cypress/cyfmac43455-sdio.clm_blob"}
OTHERS = {"brcm/brcmfmac43455-sdio.raspberrypi,3-model-b-plus.txt", "brcm/brcmfmac43430-sdio.bin", "cypress/cyfmac54591-pcie.bin", "LICENCE"}


class Firmware(unittest.TestCase):
    def left(self, radio):
        """The files that are left of a package's for a board with that radio."""
        with tempfile.TemporaryDirectory() as folder:
            firmware = pathlib.Path(folder) / "usr/lib/firmware"
            for name in RULES | RASPBERRY_PI | OTHERS:
                (firmware / name).parent.mkdir(parents=True, exist_ok=True)
                (firmware / name).touch()
            links = {"brcm/brcmfmac43455-sdio.bin": "../cypress/cyfmac43455-sdio.bin", "regulatory.db": "/etc/alternatives/regulatory.db"}
            for name, target in links.items():
                (firmware / name).unlink()
                (firmware / name).symlink_to(target)
            radios.prune_firmware(pathlib.Path(folder), {"RADIO": radio})
            return {str(path.relative_to(firmware)) for path in firmware.rglob("*") if path.is_symlink() or not path.is_dir()}, \
                {str(path.relative_to(firmware)) for path in firmware.rglob("*") if path.is_dir()}

    def test_a_board_gets_the_files_of_its_own_radio(self):
        self.assertEqual(self.left("cyw43455"), (RULES | RASPBERRY_PI, {"brcm", "cypress"}))

    def test_a_board_without_a_radio_gets_none(self):
        self.assertEqual(self.left("none"), (RULES, set()))

    def test_an_image_without_any_firmware_stays_as_it_is(self):
        with tempfile.TemporaryDirectory() as folder:
            radios.prune_firmware(pathlib.Path(folder), {"RADIO": "none"})

    def test_every_board_names_a_radio_that_is_known_and_gets_its_package(self):
        for name in boards.boards():
            if name == "desk":
                continue
            board = boards.read(name)
            packages = set(radios.of(board).packages)
            self.assertEqual(packages, {one for one in base.package_list(board) if one.startswith("firmware-")})
            self.assertEqual(board["RADIO"] == "none", not packages)

    def test_a_radio_that_nobody_knows_is_refused(self):
        with self.assertRaises(boards.Refused):
            radios.of({"RADIO": "x"})


if __name__ == "__main__":
    unittest.main()
