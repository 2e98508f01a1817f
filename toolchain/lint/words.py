"""File lengths, words that don't belong here, reasons beside every silenced warning, and the catalogues."""

import re
from pathlib import Path

import catalogue
from sources import Breach, files, text

LONGEST = 400
LONGEST_TEST = 600  # a list of cases, which nobody reads from end to end
CODE = (".h", ".cpp", ".py", ".sh", ".cmake", "CMakeLists.txt", ".mjs", "toolchain/dev")
CPP = (".h", ".cpp")
# Written by a tool, or the very lists of what is forbidden.
NOT_OURS = ("package-lock.json", "toolchain/lint/words.py", "toolchain/lint/catalogue.py", "tests/toolchain/words_test.py", "toolchain/lint/exceptions.list")

# Name, where it counts, what it looks like, what is said.
WORDS = [
    ("unfinished", lambda p: True, re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "unfinished work belongs in the tracker"),
    ("sleep", lambda p: p.startswith("tests/"), re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep)\b|time\.sleep\("), "a test waits for a state, not for time"),
    ("name", lambda p: p.endswith(CPP), re.compile(r"\b(?:class|struct|enum class|namespace)\s+\w*?(Manager|Helper|Util|Utils|Impl)\b", re.IGNORECASE), "this name says nothing"),
    ("macro", lambda p: p.endswith(CPP), re.compile(r"^\s*#\s*define\s+(?!\w+_H_?\s*$)\w+", re.MULTILINE), "no macros: a constant or a function"),
    ("path", lambda p: True, re.compile(r"(?<![\w.~-])/(?:work|home|Users|root)/\w"), "a path of one machine"),
    ("mirror", lambda p: True, re.compile(r"https?://(?:deb\.debian\.org|ftp\.\w+\.debian\.org|security\.debian\.org|snapshot\.debian\.org|registry\.npmjs\.org)"), "the address of a mirror comes from the machine's configuration"),
]

SILENCED = re.compile(r"\bNOLINT(?:NEXTLINE|BEGIN|END)?\b(.*)")
REASON = re.compile(r"\([\w.,* -]+\)\s*:?\s*\w{2,}.*\w")


def check(root: Path) -> list[Breach]:
    breaches = []
    for path in files(root):
        if path.endswith(NOT_OURS):
            continue
        content = text(root, path)
        if content is None:
            continue
        lines = content.splitlines()
        longest = LONGEST_TEST if path.startswith("tests/") else LONGEST
        if path.endswith(CODE) and len(lines) > longest:
            breaches.append(Breach("words", path, len(lines), "length", f"{len(lines)} lines; split it at a seam below {longest}"))
        for name, concerns, pattern, why in WORDS:
            if not concerns(path):
                continue
            for match in pattern.finditer(content):
                line = content.count("\n", 0, match.start()) + 1 + match.group(0).count("\n")
                breaches.append(Breach("words", path, line, name, f"'{match.group(0).strip()}': {why}"))
        if path.endswith(CPP):
            for number, line in enumerate(lines, 1):
                silenced = SILENCED.search(line)
                if silenced and "NOLINTEND" not in line and not REASON.match(silenced.group(1)):
                    breaches.append(Breach("words", path, number, "nolint", "name the check and the reason: NOLINT(check) why"))
        if path == ".clang-tidy":
            for number, line in enumerate(lines, 1):
                if re.match(r"\s*-\s*['\"]?-[a-z]", line) and not re.search(r"#\s*\w+", line):
                    breaches.append(Breach("words", path, number, "nolint", "say beside it why this check is off"))
    return breaches + catalogue.check(root)
