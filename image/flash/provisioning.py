"""Checks the two files that a device is given: provisioning.json from the bureau and, where there is no DHCP by cable,
network.json. docs/formats/README.md says what they hold."""

import ipaddress
import json
import re
import tempfile

import refused
from refused import Refused
from release import openssl

#: The longest file that is looked at; a real one has a few thousand bytes.
LONGEST_FILE = 100_000
#: The form of an Argon2id hash; the device looks at the numbers too.
PIN_HASH = re.compile(r"\$argon2id\$v=19\$m=[1-9][0-9]{3,5},t=[1-9][0-9]?,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MEMBERS = {"type", "version", "device", "room", "bureau", "host", "port", "ca_pem", "root_jwk", "code", "technician_pin"}


class Flaw(Exception):
    """What is wrong, in Dutch, with the place."""


def no_doubles(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Flaw("een naam staat er twee keer in")
    return found


def read(path, code, check):
    """The text of a file as bytes and what it says, or one sentence."""
    try:
        with open(path, "rb") as file:
            content = file.read(LONGEST_FILE + 1)
    except OSError as wrong:
        raise Refused(code, f"{path} is niet te lezen.") from wrong
    try:
        if len(content) > LONGEST_FILE:
            raise Flaw("het bestand is te groot")
        document = json.loads(content.decode("utf-8"), object_pairs_hook=no_doubles)
        if not isinstance(document, dict):
            raise Flaw("het is geen lijst van namen en waarden")
        check(document)
    except (ValueError, RecursionError) as wrong:
        raise Refused(code, f"{path} deugt niet: het is geen leesbare JSON.") from wrong
    except Flaw as flaw:
        raise Refused(code, f"{path} deugt niet: {flaw}.") from flaw
    return content, document


def line(document, name, path="", longest=300):
    value = document.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise Flaw(f"{path}{name} is geen tekst van één regel")
    return value


def key(document, name, path=""):
    if not KEY.fullmatch(line(document, name, path)):
        raise Flaw(f"{path}{name} heeft tekens die er niet in mogen")


def only(document, known, path=""):
    for name in sorted(document.keys() - known):
        raise Flaw(f"{path}{name} hoort er niet in")


def certificate(document, name):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        text = document.get(name)
        if not isinstance(text, str) or "PRIVATE KEY" in text:
            raise Flaw(f"{name} is geen certificaat")
        file.write(text)
        file.flush()
        if not openssl("x509", "-in", file.name, "-noout", "-subject")[0]:
            raise Flaw(f"{name} is geen certificaat")
        if not openssl("x509", "-in", file.name, "-noout", "-checkend", "0")[0]:
            raise Flaw(f"het certificaat in {name} is verlopen")


def public_key(document, name):
    try:
        found = json.loads(document.get(name) or "")
        good = isinstance(found, dict) and isinstance(found.get("kty"), str) and isinstance(found.get("x"), str)
    except (ValueError, TypeError):
        good = False
    if not good:
        raise Flaw(f"{name} is geen sleutel")
    if "d" in found:
        raise Flaw(f"{name} is een geheime sleutel; die hoort bij het bureau te blijven")


def check_provisioning(document):
    if document.get("type") != "casustafel/provisioning":
        raise Flaw("het is geen bestand van een bureau voor een apparaat")
    if type(document.get("version")) is not int or document["version"] != 1:
        raise Flaw(f"version is {document.get('version')}, dit programma kent versie 1")
    only(document, MEMBERS)
    key(document, "device")
    line(document, "room")
    bureau = document.get("bureau")
    if not isinstance(bureau, dict):
        raise Flaw("bureau ontbreekt")
    only(bureau, {"id", "name", "region"}, "bureau.")
    key(bureau, "id", "bureau.")
    line(bureau, "name", "bureau.")
    line(bureau, "region", "bureau.")
    line(document, "host")
    if type(document.get("port")) is not int or not 1 <= document["port"] <= 65535:
        raise Flaw("port is geen poort")
    certificate(document, "ca_pem")
    public_key(document, "root_jwk")
    if not document.get("code"):
        raise Flaw("de eenmalige code is al gebruikt; vraag het bureau een nieuw bestand")
    line(document, "code")
    if "technician_pin" in document and not PIN_HASH.fullmatch(line(document, "technician_pin")):
        raise Flaw("technician_pin is geen hash van een pincode")


def address(document, name, kind, path=""):
    try:
        return kind(line(document, name, path))
    except ValueError as wrong:
        raise Flaw(f"{path}{name} is geen goed adres") from wrong


def check_static(document):
    own = address(document, "address", ipaddress.ip_interface)
    if "/" not in document["address"]:
        raise Flaw("bij address hoort de grootte van het netwerk, zoals 192.0.2.10/24")
    gateway = address(document, "gateway", ipaddress.ip_address)
    if gateway not in own.network or gateway == own.ip:
        raise Flaw("gateway ligt niet in het netwerk van address")
    servers = document.get("dns")
    if not isinstance(servers, list) or not 1 <= len(servers) <= 3:
        raise Flaw("dns is geen lijst van een, twee of drie adressen")
    for number, server in enumerate(servers):
        address({"adres": server}, "adres", ipaddress.ip_address, f"dns[{number}].")


def check_wifi(wifi):
    if not isinstance(wifi, dict):
        raise Flaw("wifi is geen lijst van namen en waarden")
    only(wifi, {"ssid", "passphrase"}, "wifi.")
    if len(line(wifi, "ssid", "wifi.").encode()) > 32:
        raise Flaw("wifi.ssid is te lang")
    passphrase = line(wifi, "passphrase", "wifi.", 63)
    if len(passphrase) < 8 or not passphrase.isascii():
        raise Flaw("wifi.passphrase moet 8 tot 63 gewone tekens hebben")


def check_network(document):
    if document.get("type") != "casustafel/network":
        raise Flaw("het is geen bestand met netwerkinstellingen")
    if type(document.get("version")) is not int or document["version"] != 1:
        raise Flaw(f"version is {document.get('version')}, dit programma kent versie 1")
    method = document.get("method")
    if method not in ("dhcp", "static"):
        raise Flaw("method is dhcp of static")
    only(document, {"type", "version", "method", "wifi"} | ({"address", "gateway", "dns"} if method == "static" else set()))
    if method == "static":
        check_static(document)
    if "wifi" in document:
        check_wifi(document["wifi"])


def read_provisioning(path):
    return read(path, refused.PROVISIONING, check_provisioning)


def read_network(path):
    return read(path, refused.NETWORK, check_network)
