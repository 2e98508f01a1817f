"""The build root's recipe reads apt's configuration in both formats, whoever wrote it."""

import subprocess
import unittest

from project import ROOT, ProjectCase

SCRIPT = 'repo=$1; . "$repo/toolchain/root.sh"; apt_sources main'
ARCHIVE = "http://pakketten.voorbeeld.test/debian"
SECURITY = "http://pakketten.voorbeeld.test/debian-security"


class AptSources(ProjectCase):
    def sources(self, mirror=""):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "CASUSTAFEL_APT_ETC": str(self.root), "CASUSTAFEL_MIRROR": mirror}
        done = subprocess.run(["bash", "-euc", SCRIPT, "bash", str(ROOT)], env=environment, capture_output=True, text=True)
        lines = [" ".join(word for word in line.split() if not word.startswith("[")) for line in done.stdout.splitlines()]
        return done.returncode, lines, done.stderr

    def test_one_line_format_with_options_and_a_third_party(self):
        self.write("sources.list.d/other.list", "deb https://derde.voorbeeld.test/linux/debian bookworm main\n")
        self.write(
            "sources.list",
            f"# deb http://oud.voorbeeld.test/debian bookworm main\ndeb-src {ARCHIVE} bookworm main\n"
            f"deb [arch=amd64 signed-by=/k.gpg] {ARCHIVE} bookworm main contrib\ndeb {ARCHIVE} bookworm-updates main # new\n"
            f"deb [ trusted=no ] {SECURITY} bookworm-security main\n",
        )
        status, lines, _ = self.sources()
        self.assertEqual(status, 0)
        self.assertEqual(lines, [f"deb {ARCHIVE} trixie main", f"deb {ARCHIVE} trixie-updates main", f"deb {SECURITY} trixie-security main"])

    def test_deb822_with_several_addresses_and_continued_lines(self):
        self.write(
            "sources.list.d/debian.sources",
            f"Types: deb deb-src\n# a remark\nURIs: {ARCHIVE} http://tweede.voorbeeld.test/debian\nSuites: trixie\n trixie-updates\nComponents: main\n\n"
            f"Types: deb\nURIs: {SECURITY}\nSuites: trixie-security\nComponents: main\n",
        )
        self.write("sources.list.d/uit.sources", "Enabled: no\nTypes: deb\nURIs: http://uit.voorbeeld.test/debian\nSuites: trixie trixie-updates\nComponents: main\n")
        self.assertEqual(self.sources()[1], [f"deb {ARCHIVE} trixie main", f"deb {ARCHIVE} trixie-updates main", f"deb {SECURITY} trixie-security main"])

    def test_an_archive_without_updates_is_known_by_its_name(self):
        self.write("sources.list", f"deb https://derde.voorbeeld.test/stuff stable main\ndeb {ARCHIVE}/ stable main\n")
        self.assertEqual(self.sources()[1], [f"deb {ARCHIVE}/ trixie main", f"deb {ARCHIVE}/ trixie-updates main"])

    def test_without_a_mirror_one_sentence_says_what_to_do(self):
        self.write("sources.list", "deb cdrom:[Debian]/ bookworm main\n")
        status, lines, said = self.sources()
        self.assertNotEqual(status, 0)
        self.assertEqual(lines, [])
        self.assertIn("CASUSTAFEL_MIRROR", said)
        self.assertEqual(said.count("\n"), 1)

    def test_a_named_mirror_goes_before_apt(self):
        self.write("sources.list", f"deb {ARCHIVE} trixie main\ndeb {ARCHIVE} trixie-updates main\n")
        self.assertEqual(self.sources("http://eigen.voorbeeld.test/debian")[1][0], "deb http://eigen.voorbeeld.test/debian trixie main")


if __name__ == "__main__":
    unittest.main()
