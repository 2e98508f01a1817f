#!/usr/bin/env python3
"""Runs the checks that don't need the program to run. Started by `toolchain/dev lint [CHECK]` inside the build root."""

import subprocess
import sys
import time
from pathlib import Path

import layers
import tests_run
import tidy
import words
from sources import Breach, Exceptions, files, text

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "dev"
EXCEPTIONS = "toolchain/lint/exceptions.list"


def formatting(root: Path) -> list[Breach]:
    """clang-format would change nothing."""
    sources = files(root, (".h", ".cpp"))
    done = subprocess.run(["xargs", "-0", "-n", "16", "-P", "0", "clang-format", "--dry-run", "-Werror"], input="\0".join(sources), capture_output=True, text=True, cwd=root)
    wrong = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "-Wclang-format-violations" in line})
    if done.returncode != 0 and not wrong:
        return [Breach("format", ".clang-format", 1, "failed", done.stderr.strip()[-500:])]
    return [Breach("format", path, 1, "format", f"run: toolchain/dev in clang-format -i {path}") for path in wrong]


def scripts(root: Path) -> list[Breach]:
    """shellcheck has nothing to say."""
    shells = ("#!/bin/sh", "#!/bin/bash", "#!/usr/bin/env bash", "# shellcheck shell=")
    found = [path for path in files(root) if (text(root, path) or "").startswith(shells)]
    done = subprocess.run(["shellcheck", "--external-sources", "--format=gcc", *found], capture_output=True, text=True, cwd=root)
    breaches = []
    for line in done.stdout.splitlines():
        path, number, _, message = line.split(":", 3)
        breaches.append(Breach("scripts", path, int(number), message.rsplit("[", 1)[-1].rstrip("]"), message.strip()))
    return breaches


CHECKS = {
    "layers": lambda: layers.check(ROOT),
    "words": lambda: words.check(ROOT),
    "tests": lambda: tests_run.check(ROOT, BUILD),
    "scripts": lambda: scripts(ROOT),
    "format": lambda: formatting(ROOT),
    "tidy": lambda: tidy.check(ROOT, BUILD, Path("/cache/tidy")),
}


def main(wanted: list[str]) -> int:
    for name in wanted:
        if name not in CHECKS:
            print(f"lint: '{name}' is no check; there are: {' '.join(CHECKS)}", file=sys.stderr)
            return 2
    exceptions = Exceptions((ROOT / EXCEPTIONS).read_text(), EXCEPTIONS)
    chosen = wanted or list(CHECKS)
    count = 0
    for name in chosen:
        started = time.monotonic()
        breaches = [breach for breach in dict.fromkeys(CHECKS[name]()) if not exceptions.excuse(breach)]
        count += len(breaches)
        for breach in breaches:
            print(breach)
        print(f"{name}: {len(breaches) or 'no'} breach{'es' if len(breaches) != 1 else ''} ({time.monotonic() - started:.1f} s)", flush=True)
    for fault in exceptions.faults(set(chosen)):
        count += 1
        print(fault)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
