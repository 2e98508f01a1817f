"""Whether programs are hardened as toolchain/cmake/hardening.cmake wants it, read from the programs themselves.

hardened.py PROGRAM...   a line per program and property; exit 1 when one is missing

Nothing here looks at flags of a compiler: a flag that was lost on the way, or a library without it that was linked in, shows.
"""

import re
import subprocess
import sys


def read(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def segments(program):
    """The type and flags of each program header."""
    lines = read("readelf", "-lW", program).splitlines()
    return [(found[1], found[2].replace(" ", "")) for line in lines
            if (found := re.match(r"  ([A-Z_0-9]+) +(?:0x\w+ +){5}([RWE ]{3})", line))]


def imported(program):
    """Names that the program takes from shared libraries, without their versions."""
    names = re.findall(r" UND (\S+)", read("readelf", "--dyn-syms", "-W", program))
    return {name.split("@")[0] for name in names}


#: By processor: what marks the touch of a page while a large frame is made, and what a guarded function begins with. The note
#: that asks the system to enforce the latter isn't looked at: Debian's start files don't carry it, so no program has it.
INSTRUCTIONS = {
    "x86-64": (r"\bor[ql]?\s+\$0x0,.*\(%rsp", r"\bendbr64\b"),
    "AArch64": (r"\bstr\s+xzr, \[sp", r"\b(?:paciasp|bti\s+[cj]+)\b"),
}


def properties(program):
    """Each property by name: whether it is there, and what was seen."""
    head = read("readelf", "-hW", program)
    machine = "AArch64" if "AArch64" in head else "x86-64"
    dynamic = read("readelf", "-dW", program)
    code = read("objdump" if machine == "x86-64" else "aarch64-linux-gnu-objdump", "-d", "--no-show-raw-insn", program)
    # A function that is only called from beside it needs no mark, and one may return in several places.
    returns = len(re.findall(r"\bret(?:q|aa)?\b", code))
    touches, landings = (len(re.findall(instruction, code)) for instruction in INSTRUCTIONS[machine])
    parts = segments(program)
    names = imported(program)
    checked = sorted(name for name in names if re.fullmatch(r"__\w+_chk", name))
    return {
        "position independent": ("DYN (Position-Independent Executable" in head, "type DYN"),
        "read-only relocations": (any(kind == "GNU_RELRO" for kind, _ in parts) and re.search(r"BIND_NOW|Flags:.* NOW", dynamic) is not None,
                                  "GNU_RELRO, BIND_NOW"),
        "no stack to execute": (any(kind == "GNU_STACK" and "E" not in flags for kind, flags in parts), "GNU_STACK without E"),
        "nothing both written and executed": (all(not {"W", "E"} <= set(flags) for kind, flags in parts if kind == "LOAD"), "LOAD segments"),
        "no library path of its own": (re.search(r"\((RPATH|RUNPATH)\)", dynamic) is None, "no RPATH, no RUNPATH"),
        "guarded returns": ("__stack_chk_fail" in names, "__stack_chk_fail"),
        "checked buffers": (bool(checked), f"{len(checked)} functions such as {checked[0]}" if checked else "no *_chk"),
        "checked containers": (any("glibcxx_assert_fail" in name for name in names), "__glibcxx_assert_fail"),
        "guarded stack": (touches > 0, f"{touches} frames touched page by page"),
        "guarded jumps and returns": (landings > returns // 2, f"{landings} landings marked, {returns} returns"),
    }


def main(programs):
    missing = 0
    for program in programs:
        print(program)
        for name, (there, seen) in properties(program).items():
            print(f"  {'yes' if there else 'NO ':3} {name} ({seen})")
            missing += not there
    print(f"{len(programs)} programs, {missing} properties missing")
    return 0 if programs and missing == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
