"""clang-tidy over the product's sources, only for files whose outcome isn't known yet.

A file that was clean leaves a stamp in the cache, named after everything that its outcome depends on: its text, the
text of the project's headers it reaches, the compile command, the configuration and the packages of the build root.
"""

import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from layers import INCLUDE, find_own
from sources import Breach, files

# Tests are left to the compiler's warnings and the sanitizers: their macros expand to code that these checks dislike.
UNCHECKED = ("tests/", "toolchain/")


class Stamps:
    def __init__(self, root: Path, folder: Path):
        self._root = root
        self._folder = folder
        self._known = set(files(root, (".h", ".cpp")))
        self._common = b"".join((root / name).read_bytes() for name in (".clang-tidy", "toolchain/packages.list"))
        self._reach = {}
        folder.mkdir(parents=True, exist_ok=True)

    def _reached(self, path: str, seen: set[str]) -> set[str]:
        """`path` and every header of the project that it includes, directly or not."""
        if path in seen:
            return seen
        seen.add(path)
        if path not in self._reach:
            content = (self._root / path).read_text(errors="replace")
            own = (find_own(match.group(2), path, self._known) for match in INCLUDE.finditer(content))
            self._reach[path] = [name for name in own if name]
        for header in self._reach[path]:
            self._reached(header, seen)
        return seen

    def stamp(self, path: str, command: str) -> Path:
        digest = hashlib.sha256(self._common + command.encode())
        for name in sorted(self._reached(path, set())):
            digest.update(name.encode() + b"\0" + (self._root / name).read_bytes())
        return self._folder / digest.hexdigest()[:32]


def check(root: Path, build: Path, cache: Path) -> list[Breach]:
    stamps = Stamps(root, cache)
    todo = []
    for command in json.loads((build / "compile_commands.json").read_text()):
        source = Path(command["file"])
        if not source.is_relative_to(root):
            continue
        path = str(source.relative_to(root))
        stamp = stamps.stamp(path, command["command"])
        if not path.startswith(UNCHECKED) and not stamp.exists():
            todo.append((path, stamp))
    breaches = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {pool.submit(run, build, path): (path, stamp) for path, stamp in sorted(todo)}
        for done, finished in enumerate(concurrent.futures.as_completed(runs), 1):
            path, stamp = runs[finished]
            print(f"[{done}/{len(todo)}] clang-tidy {path}", file=sys.stderr, flush=True)
            found = finished.result()
            breaches += found
            if not found:
                stamp.touch()
    return breaches


DIAGNOSTIC = re.compile(r"^/casustafel/([^:]+):(\d+):\d+: (?:warning|error): (.*) \[([^\]]+)\]$", re.MULTILINE)


def run(build: Path, path: str) -> list[Breach]:
    # -w: the compiler's own warnings are the build's affair, and clang has others about outside headers than g++ has.
    done = subprocess.run(["clang-tidy", "--quiet", "--extra-arg=-w", "-p", str(build), path], capture_output=True, text=True)
    found = [Breach("tidy", m.group(1), int(m.group(2)), m.group(4).split(",")[0], m.group(3)) for m in DIAGNOSTIC.finditer(done.stdout)]
    if done.returncode != 0 and not found:
        found = [Breach("tidy", path, 1, "failed", (done.stderr or done.stdout).strip()[-1500:])]
    return found
