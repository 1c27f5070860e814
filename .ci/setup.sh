# Set-up shared by ./run and ./test; it is sourced, not called.
#
# It goes to the project's folder, looks for a C compiler, cargo and the OpenCC library, and installs
# the library with apt where it is missing and that is possible. It sets `features`, the arguments for cargo.
# TIAOLI_PURE_RUST=1 builds without the C++ library.

set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

packages="libopencc-dev pkg-config"
features=()

# What to type where we may not install anything.
advice() {
    say "Install it with"
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    say "and start again."
}

# version_at_least 1.95.0 1.88
version_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

find_cargo() {
    command -v cargo >/dev/null 2>&1 || PATH="$PATH:$HOME/.cargo/bin"
    command -v cargo >/dev/null 2>&1 || stop "cargo was not found. Install Rust from https://rustup.rs and start again."
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
    found=$(rustc --version | sed 's/^rustc \([0-9.]*\).*/\1/') && [ -n "$found" ] || stop "rustc does not answer; try: rustup default stable"
    version_at_least "$found" "$wanted" ||
        stop "Rust $wanted or newer is needed, and this is $found. Update it with 'rustup update stable', or install it from https://rustup.rs"
}

# The versions of OpenCC that the binding works with.
opencc_fits() {
    command -v pkg-config >/dev/null 2>&1 && pkg-config --atleast-version=1.1.2 opencc && pkg-config --max-version=1.2.0 opencc
}

# Runs apt-get as root, directly or by sudo without a password; fails where neither is possible.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

install_packages() {
    say "Installing $* …"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 update </dev/null >&2 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" </dev/null >&2
}

find_compiler() {
    command -v cc >/dev/null 2>&1 && return
    command -v apt-get >/dev/null 2>&1 && install_packages gcc libc6-dev && return
    say "A C compiler (cc) is missing."
    advice gcc libc6-dev
    exit 1
}

find_opencc() {
    if [ -n "${TIAOLI_PURE_RUST:-}" ]; then
        features=(--no-default-features --features pure-rust)
        return
    fi
    opencc_fits && return
    # shellcheck disable=SC2086 # two words on purpose
    if command -v apt-get >/dev/null 2>&1 && install_packages $packages && opencc_fits; then
        return
    fi
    if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists opencc; then
        say "OpenCC $(pkg-config --modversion opencc) is installed; the binding needs 1.1.2 to 1.2.0."
    else
        say "The OpenCC library is missing, and it could not be installed from here."
        advice "$packages"
    fi
    stop "Or build without it, with the same dictionaries in Rust:  TIAOLI_PURE_RUST=1 $0"
}

find_cargo
find_compiler
find_opencc
