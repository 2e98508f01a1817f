"""Arrows between layers point down only, and outside libraries stay in the layers that own them."""

import os
import re
from pathlib import Path

from sources import Breach, files, text

# Which folder is which layer; the longest prefix wins.
LAYERS = {
    "firmware/core/": "core",
    "firmware/protocol/": "protocol",
    "firmware/seal/": "seal",
    "firmware/link/": "link",
    "firmware/app/": "app",
    "firmware/": "program",
    "system/": "system",
    "storage/sql/": "sql",
    "storage/": "storage",
    "tokens/": "tokens",
    "board/": "board",
    "ui/raster/": "raster",
    "ui/shell/": "shell",
    "ui/speech/": "speech",
    "ui/": "ui",
    "bureau/": "bureau",
    "tests/": "tests",
    "toolchain/": "toolchain",
}

EVERYTHING = set(LAYERS.values())

# Which layers a layer may include, beside itself. The same arrows are drawn in ARCHITECTURE.md.
ARROWS = {
    "core": set(),
    "protocol": {"core"},
    "seal": {"core", "protocol"},
    "link": {"core", "protocol"},
    "app": {"core"},
    "system": {"core"},
    "sql": {"core"},
    "storage": {"core", "protocol", "seal", "sql"},
    "tokens": {"core", "seal", "storage"},
    "board": {"core", "system"},
    "raster": set(),
    "ui": {"core"},
    "shell": {"core", "ui", "raster"},
    "speech": {"core"},
    "program": EVERYTHING - {"program", "bureau", "tests", "toolchain"},
    "bureau": {"core", "protocol", "seal", "link", "sql", "storage", "system"},
    "tests": EVERYTHING,
    "toolchain": EVERYTHING,
}

# What a header outside the project belongs to; the first pattern that matches counts.
LIBRARIES = [
    ("threads", r"(thread|mutex|shared_mutex|condition_variable|future|stop_token|semaphore|latch|barrier)$"),
    ("files", r"(filesystem|fstream)$"),
    ("std", r"[a-z_]+$"),
    ("imgui", r"(imgui|imstb_|misc/)"),
    ("sdl", r"SDL"),
    ("display", r"(xf86drm|drm_|libinput\.h|libudev\.h|xkbcommon/)"),
    ("systemd", r"systemd/"),
    ("sqlcipher", r"(sqlite3|sqlcipher/)"),
    ("mbedtls", r"(mbedtls|psa)/"),
    ("sodium", r"sodium"),
    ("nlohmann", r"nlohmann/"),
    ("words", r"(unicode/|boost/locale)"),
    ("boost", r"boost/"),
    ("cli11", r"CLI/"),
    ("microhttpd", r"microhttpd"),
    ("gnutls", r"gnutls/"),
    ("utf8proc", r"utf8proc"),
    ("png", r"png\.h"),
    ("espeak", r"espeak-ng/"),
    ("freetype", r"(ft2build|freetype)"),
    ("tpm", r"tss2/"),
    ("fido", r"fido(\.h|/)"),
    ("pkcs11", r"p11-kit/"),
    ("gtest", r"(gtest|gmock)/"),
    ("x11", r"X11/"),
    ("libc", r"((sys|linux|net|netinet|arpa|asm)/)?[a-z0-9_-]+\.h$"),
]

DEVICE_BELOW_APP = {"seal", "link", "storage", "sql", "tokens", "board", "system"}

# Which layers may use it. Tests and the toolchain may use everything.
OWNERS = {
    "std": EVERYTHING,
    "threads": {"app", "link", "shell", "program", "bureau"},
    "files": {"storage", "sql", "tokens", "system", "board", "link", "seal", "app", "shell", "program", "bureau"},
    "libc": DEVICE_BELOW_APP | {"app", "shell", "program", "bureau"},
    "imgui": {"ui", "raster", "shell"},
    "sdl": {"shell"},
    "display": {"shell"},
    "systemd": {"program"},
    "sqlcipher": {"storage", "sql"},
    "mbedtls": {"seal", "link"},
    "sodium": {"storage", "sql", "tokens", "board", "system"},
    "nlohmann": {"protocol", "seal", "link", "bureau"},
    "boost": {"link"},
    "cli11": {"program", "bureau", "system"},
    "microhttpd": {"bureau"},
    "gnutls": {"bureau"},
    "words": {"ui"},
    "utf8proc": {"ui"},
    "png": {"ui"},
    "freetype": {"ui"},
    "espeak": {"speech"},
    "tpm": {"tokens"},
    "fido": {"tokens"},
    "pkcs11": {"tokens"},
    "gtest": set(),
    "x11": set(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(path: str) -> str | None:
    prefix = max((p for p in LAYERS if path.startswith(p)), key=len, default=None)
    return LAYERS[prefix] if prefix else None


def find_own(name: str, source: str, known: set[str]) -> str | None:
    """The project's file that `name` means when `source` includes it, as the include paths of the build look for it."""
    for base in (os.path.dirname(source), "firmware", "", "tests"):
        path = os.path.normpath(os.path.join(base, name))
        if path in known:
            return path
    return None


def library_of(name: str) -> str | None:
    return next((library for library, pattern in LIBRARIES if re.match(pattern, name)), None)


def check(root: Path) -> list[Breach]:
    breaches = []
    sources = files(root, (".h", ".cpp"))
    known = set(sources)
    for path in sources:
        here = layer_of(path)
        if not here:
            breaches.append(Breach("layers", path, 1, "unknown", "this folder is no layer; add it to toolchain/lint/layers.py"))
            continue
        content = text(root, path) or ""
        for match in INCLUDE.finditer(content):
            line = content.count("\n", 0, match.start(2)) + 1
            name = match.group(2)
            own = find_own(name, path, known) if match.group(1) == '"' else None
            if own:
                there = layer_of(own)
                if there and there != here and there not in ARROWS[here]:
                    breaches.append(Breach("layers", path, line, own, f"{here} may not know {there}: {name}"))
                continue
            library = library_of(name)
            if library is None:
                breaches.append(Breach("layers", path, line, name, f"{name} belongs to no library of toolchain/lint/layers.py"))
            elif here not in OWNERS[library] | {"tests", "toolchain"}:
                breaches.append(Breach("layers", path, line, name, f"{here} may not use {library}: {name}"))
    return breaches
