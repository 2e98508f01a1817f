#!/usr/bin/env python3
"""Writes the example package as if its conference were today: every day and moment moves by the same whole days.

usage: todays_package.py PACKAGE OUT [--today YYYY-MM-DD]

A package and a conference get ids of their own for each day; device, people, cases and earlier agreements keep theirs.
"""

import argparse
import json
import re
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def moved_text(text: str, days: timedelta) -> str:
    if DAY.fullmatch(text):
        return (date.fromisoformat(text) + days).isoformat()
    if MOMENT.fullmatch(text):
        # The clock on the wall says the same on the other day, also across a change to summer time.
        local = datetime.fromisoformat(text).astimezone(AMSTERDAM).replace(tzinfo=None) + days
        return local.replace(tzinfo=AMSTERDAM).isoformat()
    return text


def moved(value, days: timedelta):
    if isinstance(value, dict):
        return {name: moved(member, days) for name, member in value.items()}
    if isinstance(value, list):
        return [moved(member, days) for member in value]
    return moved_text(value, days) if isinstance(value, str) else value


def todays(package: dict, today: date) -> dict:
    held = datetime.fromisoformat(package["conference"]["starts_at"]).astimezone(AMSTERDAM).date()
    package = moved(package, today - held)
    package["id"] = str(uuid.uuid5(uuid.UUID(package["id"]), today.isoformat()))
    conference = package["conference"]
    conference["id"] = str(uuid.uuid5(uuid.UUID(conference["id"]), today.isoformat()))
    return package


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(AMSTERDAM).date())
    wanted = parser.parse_args()
    package = todays(json.loads(wanted.package.read_text(encoding="utf-8")), wanted.today)
    wanted.out.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
