#!/usr/bin/env python3
"""Every sentence of the catalogue stands in some picture of the screens, where somebody has looked at it.

A sentence that no picture shows has a line in tests/ui/unshown.list: NAME # why. A line for a sentence that a picture does
show, or that isn't there, is refused too.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "toolchain" / "lint"))
import catalogue  # noqa: E402

LIST = "tests/ui/unshown.list"
HOLE = re.compile(r"\{\}")
LEAST = 8  # letters of a shortened line that tell which sentence it was


def pictured() -> list[str]:
    """What stands on the screens, a text each; what can be touched without its role and name."""
    texts = []
    for golden in sorted((ROOT / "tests/ui/golden").glob("*.txt")):
        for line in golden.read_text(encoding="utf-8").splitlines():
            texts.append(re.sub(r"^\[\w+(?: [^\]]*)?\] ?", "", line))
    return texts


def shows(text: str, sentence: str) -> bool:
    pattern = ".+?".join(re.escape(part) for part in HOLE.split(sentence))
    if re.search(rf"(?<!\w){pattern}(?!\w)", text):
        return True
    begin = text.removesuffix("…").rstrip()
    return text.endswith("…") and len(begin) >= LEAST and HOLE.split(sentence)[0].startswith(begin)


def main() -> int:
    texts = pictured()
    whole = "\n".join(texts)
    excused = {}
    for line in (ROOT / LIST).read_text(encoding="utf-8").splitlines():
        name, _, why = line.partition("#")
        if name.strip():
            excused[name.strip()] = why.strip()
    breaches = []
    names = set()
    for entry in catalogue.sentences(ROOT):
        names.add(entry.name)
        forms = [entry.sentence, *([entry.plural] if entry.plural else [])]
        # A form with a line break stands on more lines of the picture.
        seen = any(all(any(shows(text, part) for text in texts) for part in form.split("\n")) for form in forms) and whole
        if not seen and entry.name not in excused:
            breaches.append(f"{entry.path}:{entry.line}: no picture shows {entry.name}: {entry.sentence!r}; add a scene to tests/ui/scenes_of_*.cpp")
        if seen and entry.name in excused:
            breaches.append(f"{LIST}: a picture shows {entry.name} now; remove its line")
    breaches += [f"{LIST}: there is no sentence {name}" for name in excused if name not in names]
    breaches += [f"{LIST}: say why {name} isn't shown" for name, why in excused.items() if not why]
    print("\n".join(breaches) or f"{len(names)} sentences, {len(excused)} of them in no picture")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
