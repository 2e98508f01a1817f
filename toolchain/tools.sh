# shellcheck shell=bash
# Enters the root of the image's tools, where images are made and virtual machines run. Sourced by toolchain/dev after
# root.sh. Making an image means mounting and changing owners, so this needs the rights of root.

# shellcheck disable=SC2154 # repo, cache_home and on_machine are set by the scripts before
readonly tools_list=$repo/image/tools.list
tools=$(root_of image-tools "$tools_list")
readonly tools

prepare_tools() {
    if [ "$(id -u)" != 0 ]; then die "this mounts file systems: run 'sudo toolchain/dev ...' for it"; fi
    make_root "$tools" "$tools_list"
    mkdir -p "$cache_home/image" "$cache_home/tmp"
    register_arm64
}

# Lets the kernel start programs for arm64 by emulation. The F flag opens the emulator now, so that no root needs a copy.
register_arm64() {
    local place=/proc/sys/fs/binfmt_misc
    [ -e $place/register ] || mount -t binfmt_misc binfmt_misc $place 2>/dev/null || return 0
    [ -e $place/qemu-aarch64 ] && return 0
    printf '%s' ":qemu-aarch64:M::\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\xb7\\x00:\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xff\\xff\\xff:$tools/usr/bin/qemu-aarch64:OCF" \
        >$place/register 2>/dev/null || true
}

# Runs a command in the tools' root with all rights, the checkout at /casustafel, the cache at /cache. `--network` also
# gives it this machine's network and apt configuration, which only fetching packages needs; `--display` lets it open a window.
inside_tools() {
    local sandbox=(--ro-bind "$tools" / --dev-bind /dev /dev --proc /proc --bind /sys /sys --tmpfs /tmp --tmpfs /run --tmpfs /root
        --bind "$cache_home/tmp" /var/tmp --bind "$repo" /casustafel --bind "$cache_home" /cache --chdir /casustafel
        --cap-add ALL --unshare-pid --die-with-parent --clearenv
        --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root --setenv LC_ALL C.UTF-8
        --setenv SOURCE_DATE_EPOCH "${SOURCE_DATE_EPOCH:-1767225600}" --setenv PYTHONDONTWRITEBYTECODE 1 --setenv TMPDIR /var/tmp)
    if [ "${1:-}" = --network ]; then
        shift
        local sources
        sources=$(apt_sources "main non-free-firmware") || exit
        sandbox+=(--ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts
            --setenv CASUSTAFEL_APT_SOURCES "$sources"
            --setenv CASUSTAFEL_APT_OPTIONS "$(apt-config dump 2>/dev/null | grep -i '^Acquire::.*Proxy.* "..*"' || true)")
    else
        sandbox+=(--unshare-net)
    fi
    if [ "${1:-}" = --display ]; then
        shift
        sandbox+=(--dir /tmp/.X11-unix)
        show_display
    fi
    bwrap "${sandbox[@]}" -- "$@"
}

# Which build has the programs of a board.
preset_of() {
    local arch
    arch=$(sed -n 's/^ARCH=//p' "$repo/board/boards/$1/board.conf" 2>/dev/null) || true
    case $arch in
        amd64) echo release ;;
        arm64) echo arm64 ;;
        *) die "'$1' is no board with an image; there are: $(grep -lE '^FIRMWARE=(uefi|raspberrypi)' "$repo"/board/boards/*/board.conf | xargs -n1 dirname | xargs -n1 basename | paste -sd' ')" 2 ;;
    esac
}

# image [--debug|--record|--twice] [--channel=NAME] BOARD
make_image() {
    local options=() board='' preset out again=''
    while [ $# -gt 0 ]; do
        case $1 in
            --debug | --record | --channel=*) options+=("$1") ;;
            --twice) again=again ;;
            -*) die "image: '$1' is unknown; only --debug, --record, --twice and --channel=NAME are" 2 ;;
            *) board=$1 ;;
        esac
        shift
    done
    [ -n "$board" ] || die "image: say for which board" 2
    preset=$(preset_of "$board") || exit
    out=build/image/$board
    [[ " ${options[*]} " == *" --debug "* ]] && out+=-debug
    case " ${options[*]} " in
        *" --record "*) ;;
        *)
            build "$preset" device_programs
            rm -rf "${repo:?}/$out/programs"
            inside env "DESTDIR=/casustafel/$out/programs" cmake --install "build/$preset" --prefix /usr >/dev/null ;;
    esac
    say "the image of $board"
    mkdir -p "$repo/$out"
    local place
    for place in "$out" ${again:+"$out/$again"}; do
        inside_tools --network python3 image/build.py "$board" "${options[@]}" --version "$(version)" \
            --programs "/casustafel/$out/programs" --out "/casustafel/$place" --cache /cache/image || exit
    done
    if [ -n "$again" ]; then
        inside_tools python3 image/compare.py "$out" "$out/$again" || exit
        rm -rf "${repo:?}/$out/${again:?}"
    fi
    [[ " ${options[*]} " == *" --record "* ]] || say "ready: $out, to be written with 'toolchain/dev flash' or with casustafel-flash in it"
}

# weaknesses BOARD TRACKER: what Debian knows of an image's packages, by its security tracker's data in a file.
weaknesses() {
    [ $# = 2 ] || die "weaknesses: say of which board's image, and which file has Debian's security tracker data" 2
    local bill=build/image/$1/sbom.spdx.json
    [ -s "$repo/$bill" ] || die "there is no image of '$1' yet; 'toolchain/dev image $1' makes it" 2
    [ -r "$2" ] || die "weaknesses: '$2' can't be read" 2
    inside python3 image/sbom.py "$bill" /dev/stdin <"$2"
}

# flash [--debug] BOARD [ARGS]: the program of a release, as the technician has it, on this machine's own disks.
flash() {
    local suffix=''
    if [ "${1:-}" = --debug ]; then suffix=-debug; shift; fi
    [ $# -gt 0 ] || die "flash: say for which board" 2
    local program=$repo/build/image/$1$suffix/casustafel-flash
    [ -x "$program" ] || die "there is no image of '$1' yet; 'toolchain/dev image${suffix:+ --debug} $1' makes it" 2
    command -v python3 >/dev/null || host_needs python3
    "$program" --board "$@"
}

version() { sed -n 's/^project(casustafel VERSION \([0-9.]*\).*/\1/p' "$repo/CMakeLists.txt"; }

# device [--update|--bad-update] [BOARD]: a virtual device of a board in a window, for use by hand, with a bureau of its own.
use_device() {
    local options=() board=qemu-x86_64 image arch
    while [ $# -gt 0 ]; do
        case $1 in
            --update) options=(--update good) ;;
            --bad-update) options=(--update bad) ;;
            -*) die "device: '$1' is unknown; only --update and --bad-update are" 2 ;;
            *) board=$1 ;;
        esac
        shift
    done
    preset_of "$board" >/dev/null || exit
    image=build/image/$board
    arch=$(sed -n 's/^ARCH=//p' "$repo/board/boards/$board/board.conf")
    [ -x "$repo/$image/casustafel-flash" ] || die "there is no image of '$board' yet; 'toolchain/dev image $board' makes it" 2
    display_there || die "device opens a window and needs an X11 or Wayland display of this machine (DISPLAY is '${DISPLAY:-}')"
    prepare_tools
    (build release bureau) || exit
    inside_tools --display python3 tests/image/by_hand.py "$image" --bureau /casustafel/build/release/bureau/bureau --arch "$arch" \
        --folder "build/device/$board" --cache /cache/image "${options[@]}"
}

# Holds today's conference twice on the panel of a board, in memory: now, and at another time of the same day with a clock that
# goes faster, so that what tells the time is known.
record_conference() {
    local board=$1 out=$2 secret=$3 ahead=71
    [ "$(TZ=Europe/Amsterdam date +%H)" -lt 22 ] || ahead=11
    say "recording a conference on the panel of $board"
    inside python3 toolchain/todays_package.py tests/data/example_package.json "$out/package.json" || return
    inside build/dev/journey/casustafel_touches "$board" "$out/one" "$out/package.json" "$secret" 0 1 || return
    inside build/dev/journey/casustafel_touches "$board" "$out/other" "$out/package.json" "$secret" "$ahead" 60
}

# test image [--short] [BOARD]: a debug image of the board, tried in a virtual machine. The last line is the result.
test_image() {
    local options=() board=qemu-x86_64 recorded secret='wolk fiets kaars pinda noord'
    while [ $# -gt 0 ]; do
        case $1 in
            --short) options+=("$1") ;;
            -*) die "test image: '$1' is unknown; only --short is" 2 ;;
            *) board=$1 ;;
        esac
        shift
    done
    recorded=build/image/$board-debug/recorded
    prepare_tools
    (make_image --debug "$board") || exit
    if grep -qx FIRMWARE=raspberrypi "$repo/board/boards/$board/board.conf"; then
        say "starting the virtual boards"
        inside_tools python3 tests/image/raspberry_pi.py "build/image/$board-debug" --work "/cache/image/$board"
        return
    fi
    (build release bureau) || exit
    mkdir -p "$repo/$recorded"
    echo "$secret" >"$repo/$recorded/secret"
    if [ ${#options[@]} = 0 ]; then
        (build dev casustafel_touches) || exit
        record_conference "$board" "$recorded" "$secret" || exit
    fi
    say "starting the virtual device"
    inside_tools python3 tests/image/virtual_device.py "build/image/$board-debug" --bureau /casustafel/build/release/bureau/bureau \
        --recorded "$recorded" --work /cache/image/virtual --cache /cache/image "${options[@]}"
}

# test cuts [--long]: power cuts below a real file system, which this machine's kernel mounts. The last line is the result.
test_cuts() {
    local cuts=(600 100) figures=()
    case ${1:-} in
        '') ;;
        --long) cuts=(10000 500) figures=(env CASUSTAFEL_LONG=/casustafel/build/figures) ;;
        *) die "test cuts: '$1' is unknown; only --long is" 2 ;;
    esac
    prepare_tools
    (build dev casustafel_cuts) || exit
    say "cutting the power ${cuts[0]} times"
    inside_tools "${figures[@]}" build/dev/tests/cuts/casustafel_cuts "${cuts[@]}" || return
    [ -z "${figures[*]}" ] || inside python3 toolchain/reliability.py build/figures docs/reliability.md
}
