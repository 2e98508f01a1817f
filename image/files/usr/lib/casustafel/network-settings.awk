# Says line by line what network.json holds: `NAME VALUE`, with `wifi.ssid` for a member of a member and `dns.1` for the first
# of a list. Fails on what isn't JSON (RFC 8259), holds a name twice, or has a control character in a text, so that a value is
# always one line. Bytes are bytes: LC_ALL=C.

length(text) <= 100000 { text = text $0 "\n" }
END {
    if (length(text) > 100000) refuse()
    for (digit = 0; digit < 16; digit++) worth[substr("0123456789abcdef", digit + 1, 1)] = digit
    at = 1
    value("", 0)
    space()
    if (at <= length(text)) refuse()
}

function refuse() { exit 1 }

function here() { return substr(text, at, 1) }

function space() { while (at <= length(text) && index(" \t\r\n", here())) at++ }

function take(mark)
{
    space()
    if (here() != mark) refuse()
    at++
}

function say(name, what)
{
    if (name in said) refuse()
    said[name] = 1
    print name " " what
}

function value(name, depth)
{
    space()
    if (depth > 4) refuse()
    if (here() == "{") members(name == "" ? "" : name ".", depth + 1)
    else if (here() == "[") elements(name ".", depth + 1)
    else if (here() == "\"") say(name, string())
    else if (match(substr(text, at), /^[-+.0-9A-Za-z]+/)) {
        say(name, substr(text, at, RLENGTH))
        at += RLENGTH
    } else refuse()
}

function members(within, depth,    name)
{
    take("{")
    space()
    if (here() == "}") { at++; return }
    do {
        space()
        if (here() != "\"") refuse()
        name = string()
        if (name !~ /^[A-Za-z_]+$/) refuse()
        take(":")
        value(within name, depth)
        space()
    } while (here() == "," && at++)
    take("}")
}

function elements(within, depth,    number)
{
    take("[")
    space()
    if (here() == "]") { at++; return }
    do {
        value(within "" (++number), depth)
        space()
    } while (here() == "," && at++)
    take("]")
}

function string(    read, mark)
{
    for (at++; (mark = here()) != "\""; at++) {
        if (mark == "" || mark ~ /[\001-\037\177]/) refuse()
        if (mark == "\\") {
            at++
            mark = here()
            if (mark == "u") mark = utf8(character())
            else if (mark == "" || !index("\"\\/", mark)) refuse()
        }
        read = read mark
    }
    at++
    return read
}

# The character of \uXXXX, or of two of them that are one; `at` stays on the last digit.
function character(    high, low)
{
    high = hexadecimal()
    if (high >= 55296 && high < 56320) {
        if (substr(text, at + 1, 2) != "\\u") refuse()
        at += 2
        low = hexadecimal()
        if (low < 56320 || low > 57343) refuse()
        return 65536 + (high - 55296) * 1024 + low - 56320
    }
    if (high < 32 || high == 127 || (high >= 56320 && high < 57344)) refuse()
    return high
}

function hexadecimal(    digits, number, place)
{
    digits = tolower(substr(text, at + 1, 4))
    if (digits !~ /^[0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/) refuse()
    for (place = 1; place <= 4; place++) number = number * 16 + worth[substr(digits, place, 1)]
    at += 4
    return number
}

function utf8(code)
{
    if (code < 128) return sprintf("%c", code)
    if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
}
