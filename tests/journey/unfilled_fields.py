#!/usr/bin/env python3
"""Says which fields of the minutes schema aren't in these minutes.

usage: unfilled_fields.py SCHEMA EXCEPTIONS MINUTES...

A field is a path of property names; a list counts as its elements. An exception is a line `PATH # why`, and holds for all
that is below PATH. One that is filled, or that isn't in the schema, is said too. Nothing said: every field was filled.
"""

import json
import sys
from pathlib import Path


def fields(schema: dict, whole: dict, path: str = "") -> set[str]:
    if "$ref" in schema:
        return fields(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole, path)
    if "properties" in schema:
        return set().union(*(fields(one, whole, f"{path}.{name}".lstrip(".")) for name, one in schema["properties"].items()))
    if "items" in schema:
        return fields(schema["items"], whole, path)
    return {path}


def filled(value, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return set().union(*(filled(one, f"{path}.{name}".lstrip(".")) for name, one in value.items()))
    if isinstance(value, list):
        return set().union(*(filled(one, path) for one in value))
    return {path}


def within(path: str, above: str) -> bool:
    return path == above or path.startswith(above + ".")


def main() -> None:
    schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    exceptions = {}
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        path, _, why = line.partition("#")
        if path.strip():
            exceptions[path.strip()] = why.strip()
    asked = fields(schema, schema)
    there = set().union(*(filled(json.loads(Path(one).read_text(encoding="utf-8"))) for one in sys.argv[3:]))
    for path in sorted(asked - there):
        if not any(within(path, above) for above in exceptions):
            print(f"{path}: not filled")
    for above, why in exceptions.items():
        below = {path for path in asked if within(path, above)}
        if not below or not why:
            print(f"{above}: an exception for nothing, or without a reason")
        elif below <= there:
            print(f"{above}: filled, so no exception")


if __name__ == "__main__":
    main()
