"""How far the image of a Raspberry Pi comes on the boards that QEMU has.

Run by `toolchain/dev test image raspberrypi-4` in the root of the image's tools, with a debug image. Debian's kernel gives up on what QEMU
leaves out of a Raspberry Pi 4, so that one ends where the kernel begins. QEMU's Raspberry Pi 3 is another board with the same way of
starting, on which the system itself comes up; it tells no number of its own, so there is no key of its data. The last line is the result.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

from machine import RaspberryPi
from scenarios import must, play

#: Where the first partition begins, which the board's own firmware reads.
ESP = "@@1M"


class Card:
    """A card that was flashed, and what a board's firmware takes from it."""

    def __init__(self, image, work):
        self.work = pathlib.Path(work)
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.disk = self.work / "card.img"
        subprocess.run(["cp", "--sparse=always", image / "disk.img", self.disk], check=True)
        subprocess.run(["truncate", "-s", "4G", self.disk], check=True)  # a card is a power of two, for QEMU
        self.figures = {}

    def file(self, name):
        subprocess.run(["mcopy", "-n", "-o", "-i", f"{self.disk}{ESP}", f"::{name}", self.work / pathlib.Path(name).name], check=True)
        return self.work / pathlib.Path(name).name

    def put_into(self, model, tree):
        return RaspberryPi(model, self.disk, self.work / model, self.file("u-boot.bin"), self.file(tree))


def counts_its_try_on_the_card(card):
    with card.put_into("raspi4b", "bcm2711-rpi-4-b.dtb") as machine:
        card.figures["Raspberry Pi 4: power to boot loader, s"] = machine.wait_for(r"casustafel: slot A, try 1")
        machine.process.wait(600)  # Debian's kernel gives up on what QEMU leaves out of this board
        must("does not load" not in machine.told(), "the kernel wasn't loaded")
    must("A_TRY=1" in card.file("grub/grubenv").read_text(), "the try doesn't stand on the card")


def starts_the_system_and_refuses_data_without_a_number_of_the_board(card):
    with card.put_into("raspi3b", "bcm2837-rpi-3-b.dtb") as machine:
        machine.wait_for(r"casustafel: slot A, try 2")
        card.figures["Raspberry Pi 3: power to root, s"] = machine.wait_for("slot A: root mounted", 900)
        card.figures["Raspberry Pi 3: power to data refused, s"] = machine.wait_for("no data: this board tells no number of its own", 900)


TESTS = [counts_its_try_on_the_card, starts_the_system_and_refuses_data_without_a_number_of_the_board]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("image", type=pathlib.Path, help="folder of a debug image")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    options = parser.parse_args()
    card = Card(options.image, options.work)
    return play(TESTS, card.figures, card)


if __name__ == "__main__":
    sys.exit(main())
