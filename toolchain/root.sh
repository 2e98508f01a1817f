# Makes the hermetic Debian 13 build root once and enters it. Sourced by toolchain/dev.
#
# The root is a plain folder under the user's cache, named after a hash of packages.list. It is made with mmdebstrap from
# the package mirror that this machine's own apt is configured for; no mirror address stands in the repository.

readonly cache_home=${XDG_CACHE_HOME:-$HOME/.cache}/casustafel
readonly suite=trixie
root_hash=$(sed 's/#.*//' "$repo/toolchain/packages.list" | tr -s ' \n' | sha256sum | cut -c1-16)
readonly root_hash
readonly root=$cache_home/root-$root_hash

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf 'toolchain/dev: %s\n' "$*" >&2; exit "${2:-1}"; }

# Prints the URI lines of this machine's apt configuration: first the archive, last the security archive.
apt_uris() {
    if compgen -G '/etc/apt/sources.list.d/*.sources' >/dev/null; then
        awk '/^URIs:/ && /debian/ {print $2}' /etc/apt/sources.list.d/*.sources
    fi
    [ -f /etc/apt/sources.list ] && awk '$1=="deb" { for (i=2;i<=NF;i++) if ($i ~ /^[a-z]+:\/\/.*debian/) { print $i; break } }' /etc/apt/sources.list
    true
}

apt_sources() {
    local archive security key=/usr/share/keyrings/debian-archive-keyring.gpg
    archive=$(apt_uris | grep -v security | head -n1)
    security=$(apt_uris | grep security | head -n1)
    [ -n "$archive" ] || die "no Debian package mirror is configured in /etc/apt on this machine"
    echo "deb [signed-by=$key] $archive $suite main"
    echo "deb [signed-by=$key] $archive $suite-updates main"
    [ -z "$security" ] || echo "deb [signed-by=$key] $security $suite-security main"
}

# Installs on this machine what must be there before a root can be made; says which command to run when it may not.
host_needs() {
    local missing=() package
    for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
    [ ${#missing[@]} -eq 0 ] && return 0
    local command="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" = 0 ]; then
        say "installing on this machine: ${missing[*]}"
        { apt-get update -qq && $command -qq; } >"$cache_home/host.log" 2>&1 || die "could not install ${missing[*]}, see $cache_home/host.log"
    elif sudo -n true 2>/dev/null; then
        say "installing on this machine: ${missing[*]}"
        { sudo apt-get update -qq && sudo $command -qq; } >"$cache_home/host.log" 2>&1 || die "could not install ${missing[*]}, see $cache_home/host.log"
    else
        die "this machine needs: ${missing[*]}. Run: sudo $command"
    fi
}

make_root() {
    [ -e "$root/.complete" ] && return 0
    mkdir -p "$cache_home"
    exec 8>"$cache_home/root.lock"
    flock 8
    if [ -e "$root/.complete" ]; then exec 8>&-; return 0; fi
    host_needs mmdebstrap bubblewrap debian-archive-keyring uidmap
    local packages architectures
    architectures=$(dpkg --print-architecture)
    [ "$architectures" = amd64 ] && architectures=amd64,arm64
    packages=$(sed 's/#.*//' "$repo/toolchain/packages.list" | xargs | tr ' ' ,)
    [ "$architectures" = amd64,arm64 ] || packages=$(tr , '\n' <<<"$packages" | grep -v ':arm64$\|^g++-aarch64\|^qemu-user' | paste -sd,)
    say "making the build root (once per package list, two to five minutes, about 3 GB)"
    rm -rf "$root"
    local started=$SECONDS
    apt_sources | mmdebstrap --variant=minbase --architectures="$architectures" --include="$packages" \
        --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
        --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Dpkg::Use-Pty "0"' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/bin/qemu-*' --dpkgopt='path-include=/usr/bin/qemu-aarch64*' \
        "$suite" "$root" - 2>"$cache_home/root.log" >&2 || { tail -n 20 "$cache_home/root.log" >&2; die "could not make the build root, see $cache_home/root.log"; }
    mkdir -p "$root/casustafel" "$root/cache" "$root/tmp"
    touch "$root/.complete"
    say "build root ready after $((SECONDS - started)) s"
    exec 8>&-
}

# Runs a command inside the root: no network but loopback, own process space, clean environment, the checkout at
# /casustafel (the same path on every machine, so that ccache and debug information agree).
enter_root() {
    make_root
    command -v bwrap >/dev/null || host_needs bubblewrap
    mkdir -p "$cache_home/ccache" "$repo/build"
    local extra=() name
    for name in CI TERM DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS CTEST_PARALLEL_LEVEL; do
        [ -n "${!name:-}" ] && extra+=(--setenv "$name" "${!name}")
    done
    [ -d /tmp/.X11-unix ] && extra+=(--bind /tmp/.X11-unix /tmp/.X11-unix)
    [ -n "${XAUTHORITY:-}" ] && [ -e "$XAUTHORITY" ] && extra+=(--ro-bind "$XAUTHORITY" /tmp/.Xauthority --setenv XAUTHORITY /tmp/.Xauthority)
    [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "$XDG_RUNTIME_DIR" ] && extra+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")
    bwrap --ro-bind "$root" / --dev-bind /dev /dev --proc /proc --tmpfs /tmp --tmpfs /root --tmpfs /var/tmp \
        --ro-bind-try /sys /sys --dir /tmp/.X11-unix "${extra[@]}" \
        --bind "$repo" /casustafel --bind "$cache_home" /cache \
        --unshare-net --unshare-pid --unshare-ipc --die-with-parent --clearenv \
        --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root --setenv LC_ALL C.UTF-8 \
        --setenv CCACHE_DIR /cache/ccache --setenv CCACHE_NOHASHDIR 1 --setenv CASUSTAFEL_INSIDE 1 \
        "${extra[@]}" --chdir /casustafel -- "$@"
}
