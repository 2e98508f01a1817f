"""Every test file is compiled into a program that CTest runs.

Reads what CMake made of the dev preset: the compile commands (which source goes into which target) and CTest's files
(which target is asked for its cases, which script is a test). That CTest knows each single case of these programs is
proven by tests/toolchain/cases_test.py, which asks CTest itself after the build.
"""

import json
import re
from pathlib import Path

from sources import Breach, files, text

TEST_FILES = ("_test.cpp", "_fuzz.cpp", "_test.py", "_test.mjs", "_test.sh")


def targets_by_source(root: Path, build: Path) -> dict[str, set[str]]:
    found = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        target = re.search(r"CMakeFiles/([^/]+)\.dir/", command["output"])
        source = Path(command["file"])
        if target and source.is_relative_to(root):
            found.setdefault(str(source.relative_to(root)), set()).add(target.group(1))
    return found


def check(root: Path, build: Path) -> list[Breach]:
    targets = targets_by_source(root, build)
    ctest = "\n".join(path.read_text() for path in build.rglob("CTestTestfile.cmake"))
    breaches = []
    for path in files(root / "tests", TEST_FILES):
        path = f"tests/{path}"
        if path.endswith(".cpp"):
            owners = targets.get(path, set())
            if not owners:
                breaches.append(Breach("tests", path, 1, "unlisted", "no CMakeLists.txt names this test file"))
            elif not any(f'{owner}[1]_include.cmake' in ctest or f'/{owner}"' in ctest for owner in owners):
                breaches.append(Breach("tests", path, 1, "unrun", "its program is built, but CTest doesn't run it"))
        elif Path(path).name not in ctest:
            breaches.append(Breach("tests", path, 1, "unlisted", "no CMakeLists.txt makes this script a test"))
    return breaches


CASE = re.compile(r"^(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.MULTILINE)


def cases_without_run(root: Path, known: set[str]) -> list[Breach]:
    """The cases in the sources that aren't among `known`, the names of all tests that CTest would run."""
    names = {part for name in known for part in re.findall(r"\w+", name)}
    breaches = []
    for path in files(root / "tests", ("_test.cpp",)):
        content = text(root / "tests", path) or ""
        for match in CASE.finditer(content):
            # A parameterised or typed case is registered as Prefix/Suite.case/0, so the words are compared.
            if match.group(1) not in names or match.group(2) not in names:
                line = content.count("\n", 0, match.start()) + 1
                breaches.append(Breach("tests", f"tests/{path}", line, match.group(2), "CTest doesn't run this case"))
    return breaches
