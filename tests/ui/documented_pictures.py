#!/usr/bin/env python3
"""docs/screens shows the screens as they are: each picture that its README.md names is there, small enough to be kept, and
drawn from the frame that the golden picture of its scene has now."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "docs" / "screens"
GOLDEN = ROOT / "tests" / "ui" / "golden"
BESIDE = "beside-"
MOST_BYTES = 200_000
COMMAND = "run 'toolchain/dev screens' and look at what changed"


def drawn_from() -> dict[str, str]:
    lines = (SCREENS / "drawn.list").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def shown_now(scene: str) -> str | None:
    golden = GOLDEN / f"{scene}.txt"
    if not golden.exists():
        return None
    return golden.read_text(encoding="utf-8").splitlines()[-1].removeprefix("picture ")


def main() -> int:
    named = set(re.findall(r"\(([a-z0-9-]+)\.png\)", (SCREENS / "README.md").read_text(encoding="utf-8")))
    there = {path.stem: path for path in SCREENS.glob("*.png")}
    drawn = drawn_from()
    breaches = [f"docs/screens/{name}.png isn't there; {COMMAND}" for name in sorted(named - there.keys())]
    breaches += [f"docs/screens/README.md doesn't name {name}.png; name it or remove it" for name in sorted(there.keys() - named)]
    breaches += [
        f"docs/screens/{name}.png has {path.stat().st_size} bytes, more than {MOST_BYTES}; its scene has too much in it"
        for name, path in sorted(there.items())
        if path.stat().st_size > MOST_BYTES
    ]
    for scene in sorted(drawn.keys() | {name for name in named if not name.startswith(BESIDE)}):
        if shown_now(scene) is None:
            breaches.append(f"docs/screens/{scene}.png: tests/ui/golden has no scene {scene}")
        elif drawn.get(scene) != shown_now(scene):
            breaches.append(f"docs/screens/{scene}.png doesn't show the screen as it is now; {COMMAND}")
    print("\n".join(breaches) or f"{len(there)} pictures show the screens as they are")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
