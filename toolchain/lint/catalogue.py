"""The sentences that people read: each in ui/say once, used, in plain words, and translated in every ui/po/*.po."""

import re
from dataclasses import dataclass
from pathlib import Path

from sources import Breach, files, text

SAY = "ui/say/"
SCREENS = ("ui/screens/", "ui/views/", "ui/text.cpp", "ui/dates.cpp", "ui/reduce", "ui/state.cpp")

DECLARED = re.compile(r"inline\s+constexpr\s+(Text|Plural)\s+(\w+)\s*(?:=|\{)\s*(.*?)\}?\s*;[ \t]*$", re.MULTILINE | re.DOTALL)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
USED = re.compile(r"\bsay::(\w+)")
# A literal in the code of a screen that reads like a sentence: it begins with a capital, or has two words of small letters.
# The names of targets (casus/nieuw) and signs don't.
ELSEWHERE = re.compile(r'"([A-ZÀ-Ý][a-zà-ÿ]+(?: [^"]*)?|[a-zà-ÿ]+(?: [a-zà-ÿ]+)+[^"]*)"')

# What a person at a table shouldn't have to read, and what is said instead.
AVOIDED = [
    (r"ketenpartner\w*", "partner, organisatie"),
    (r"actor(en)?", "deelnemer, organisatie"),
    (r"stakeholder\w*", "wie erbij hoort"),
    (r"cli[eë]nt\w*", "betrokkene"),
    (r"subject\w*", "betrokkene"),
    (r"daders?|veelplegers?|verdachten?|overlastgevers?", "betrokkene"),
    (r"user\w*|gebruiker\w*", "je"),
    (r"u|uw", "je"),
    (r"dient(?: te)?|dienen", "moet"),
    (r"teneinde", "om"),
    (r"middels|door middel van", "met"),
    (r"inzake|aangaande|omtrent|betreffende", "over"),
    (r"tevens|alsmede", "ook"),
    (r"reeds", "al"),
    (r"indien", "als"),
    (r"thans", "nu"),
    (r"gaarne", "graag"),
    (r"desbetreffende|voornoemde?|bovenstaande", "deze"),
    (r"implementer\w+|faciliter\w+|monitor\w*|committ?er\w+", "een gewoon werkwoord"),
    (r"submit\w*|uploaden|downloaden|syncen|synchronis\w+|inloggen|uitloggen|account\w*", "wat er gebeurt"),
    (r"error\w*|invalide?|ongeldige invoer|server\w*|database\w*|authenticat\w+", "wat de lezer kan doen"),
]


@dataclass(frozen=True)
class Entry:
    """One sentence: its key in a catalogue, and where it stands in the source."""

    name: str
    path: str
    line: int
    sentence: str
    plural: str = ""
    context: str = ""

    @property
    def key(self):
        return (self.context, self.sentence)


def unquoted(quoted: str) -> str:
    """What adjacent literals say together."""
    joined = "".join(LITERAL.findall(quoted))
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found.group(1), found.group(1)), joined)


def sentences(root: Path) -> list[Entry]:
    found = []
    for path in files(root, (".h",)):
        if not path.startswith(SAY):
            continue
        content = text(root, path) or ""
        for match in DECLARED.finditer(content):
            kind, name, value = match.groups()
            parts = [unquoted(part) for part in re.split(r'(?<=")\s*,\s*(?=")', value)]
            second = parts[1] if len(parts) > 1 else ""
            line = content.count("\n", 0, match.start()) + 1
            found.append(Entry(name, path, line, parts[0], second if kind == "Plural" else "", second if kind == "Text" else ""))
    return found


@dataclass
class Translation:
    line: int
    plural: str
    forms: list[str]
    fuzzy: bool
    obsolete: bool


def translations(content: str) -> dict[tuple[str, str], Translation]:
    """The entries of a .po file; its header is the entry of the empty sentence."""
    found = {}
    fields: dict[str, str] = {}
    flags, field, start, obsolete = "", "", 0, False

    def keep():
        if "msgid" in fields:
            forms = [value for name, value in fields.items() if name.startswith("msgstr")]
            found[(fields.get("msgctxt", ""), fields["msgid"])] = Translation(start, fields.get("msgid_plural", ""), forms, "fuzzy" in flags, obsolete)

    for number, line in enumerate([*content.splitlines(), ""], 1):
        if not line.strip():
            keep()
            fields, flags, field, obsolete = {}, "", "", False
        elif line.startswith("#~"):
            obsolete = True
            start = start or number
            line = line[2:].strip()
        if line.startswith("#,"):
            flags += line
        elif match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line):
            field = match.group(1)
            if field in ("msgctxt", "msgid") and "msgid" not in fields and "msgctxt" not in fields:
                start = number
            fields[field] = unquoted(match.group(2))
        elif line.startswith('"') and field:
            fields[field] += unquoted(line)
    return found


def placeholders(sentence: str) -> int:
    return sentence.count("{}")


def check_words(entries: list[Entry]) -> list[Breach]:
    breaches = []
    for entry in entries:
        for avoided, better in AVOIDED:
            if found := re.search(rf"\b(?:{avoided})\b", f"{entry.sentence} {entry.plural}", re.IGNORECASE):
                breaches.append(Breach("words", entry.path, entry.line, "plain", f"'{found.group(0)}' is no word for people at a table; say: {better}"))
    return breaches


def check_use(root: Path, entries: list[Entry]) -> list[Breach]:
    used = set()
    for path in files(root, (".h", ".cpp")):
        if not path.startswith("tests/"):
            used.update(USED.findall(text(root, path) or ""))
    known = {}
    breaches = []
    for entry in entries:
        if entry.name not in used:
            breaches.append(Breach("words", entry.path, entry.line, entry.name, f"nothing shows say::{entry.name}"))
        if entry.plural and placeholders(entry.plural) != 1:
            breaches.append(Breach("words", entry.path, entry.line, entry.name, "a sentence about a number has one {} for it"))
        other = known.setdefault(entry.name, entry)
        if other is not entry:
            breaches.append(Breach("words", entry.path, entry.line, entry.name, f"say::{entry.name} stands in {other.path} too"))
    return breaches


def check_elsewhere(root: Path) -> list[Breach]:
    breaches = []
    for path in files(root, (".h", ".cpp")):
        if not path.startswith(SCREENS):
            continue
        for number, line in enumerate((text(root, path) or "").splitlines(), 1):
            code = line.split("//")[0]
            for found in ELSEWHERE.findall(code) if not code.startswith("#include") else []:
                breaches.append(Breach("words", path, number, "elsewhere", f"'{found}' stands here; sentences stand in {SAY}"))
    return breaches


def check_catalogue(path: str, content: str, entries: list[Entry]) -> list[Breach]:
    breaches = []
    translated = translations(content)
    wanted = {entry.key: entry for entry in entries}
    for key, entry in wanted.items():
        where = translated.get(key)
        if where is None or where.obsolete or not where.forms or not all(where.forms):
            breaches.append(Breach("words", path, where.line if where else 1, "missing", f"'{entry.sentence}' (say::{entry.name}) has no translation"))
            continue
        if where.fuzzy:
            breaches.append(Breach("words", path, where.line, "fuzzy", f"'{entry.sentence}': someone must look at this translation"))
        if where.plural != entry.plural:
            breaches.append(Breach("words", path, where.line, "plural", f"'{entry.sentence}': msgid_plural must be '{entry.plural}'"))
        needed = placeholders(entry.sentence)
        for form in where.forms if not entry.plural else where.forms[1:]:
            if placeholders(form) != (1 if entry.plural else needed):
                breaches.append(Breach("words", path, where.line, "placeholder", f"'{form}' has not the {{}} of '{entry.sentence}'"))
    for key, where in translated.items():
        if key != ("", "") and key not in wanted:
            breaches.append(Breach("words", path, where.line, "unused", f"'{key[1]}' stands in no file of {SAY}"))
    return breaches


def check(root: Path) -> list[Breach]:
    entries = sentences(root)
    breaches = check_words(entries) + check_use(root, entries) + check_elsewhere(root)
    for path in files(root, (".po",)):
        breaches += check_catalogue(path, text(root, path) or "", entries)
    return breaches
