#!/usr/bin/env python3
"""Validates a JSON document against a schema with an implementation that isn't ours: validate.py SCHEMA DOCUMENT."""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

with open(sys.argv[1], encoding="utf-8") as schema_file, open(sys.argv[2], encoding="utf-8") as document_file:
    validator = Draft202012Validator(json.load(schema_file), format_checker=FormatChecker())
    errors = list(validator.iter_errors(json.load(document_file)))
for error in errors[:5]:
    print("/".join(str(step) for step in error.absolute_path), error.validator, file=sys.stderr)
sys.exit(1 if errors else 0)
