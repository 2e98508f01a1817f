import unittest

from project import ROOT, ProjectCase

import layers


class Layers(ProjectCase):
    def breaches(self):
        return [(breach.path, breach.line, breach.token) for breach in layers.check(self.root)]

    def test_an_arrow_that_points_up_is_found(self):
        self.write("storage/ledger.h")
        self.write("firmware/core/rules.cpp", '#include <vector>\n#include "storage/ledger.h"\n')
        self.assertEqual(self.breaches(), [("firmware/core/rules.cpp", 2, "storage/ledger.h")])

    def test_an_arrow_that_points_down_is_fine(self):
        self.write("firmware/core/types.h")
        self.write("storage/ledger.cpp", '#include "core/types.h"\n#include <sqlcipher/sqlite3.h>\n')
        self.assertEqual(self.breaches(), [])

    def test_the_server_knows_nothing_of_the_device_but_formats_and_what_it_recovers(self):
        self.write("storage/ledger.h")
        self.write("firmware/app/recorder.h")
        self.write("bureau/recover.cpp", '#include "storage/ledger.h"\n#include "app/recorder.h"\n')
        self.assertEqual(self.breaches(), [("bureau/recover.cpp", 2, "firmware/app/recorder.h")])

    def test_a_library_outside_its_layer_is_found(self):
        self.write("ui/screens/agenda.cpp", "#include <SDL2/SDL.h>\n")
        self.write("firmware/core/clock.cpp", "#include <chrono>\n#include <thread>\n#include <unistd.h>\n")
        self.assertEqual(
            self.breaches(),
            [("firmware/core/clock.cpp", 2, "thread"), ("firmware/core/clock.cpp", 3, "unistd.h"), ("ui/screens/agenda.cpp", 1, "SDL2/SDL.h")],
        )

    def test_an_unknown_library_is_found(self):
        self.write("firmware/app/recorder.cpp", "#include <someone/elses.hpp>\n")
        self.assertEqual(self.breaches(), [("firmware/app/recorder.cpp", 1, "someone/elses.hpp")])

    def test_an_unknown_folder_is_found(self):
        self.write("attic/old.cpp")
        self.assertEqual(self.breaches(), [("attic/old.cpp", 1, "unknown")])

    def test_the_arrows_of_the_project_have_no_circle(self):
        product = {name: set(below) for name, below in layers.ARROWS.items() if name not in ("tests", "toolchain")}
        while product:
            lowest = {name for name, below in product.items() if not below & product.keys()}
            self.assertTrue(lowest, f"a circle among {sorted(product)}")
            product = {name: below for name, below in product.items() if name not in lowest}

    def test_the_project_itself_was_read(self):
        self.assertTrue(any(layers.layer_of(path) == "core" for path in layers.files(ROOT, (".cpp",))))


if __name__ == "__main__":
    unittest.main()
