# What the tests in a browser need; sourced by ./test after setup.sh. Building and running need none of it.
#
# `find_browser` looks for Node.js with npm, Chromium and Chinese fonts, and installs with apt what is missing
# where that is possible; then the two packages of tests/browser. It fails with the reason in `browser_missing`.

browser_missing=

find_chromium() {
    [ -n "${CHROMIUM:-}" ] || CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || return 1
    export CHROMIUM
    [ -x "$CHROMIUM" ]
}

node_fits() { command -v node >/dev/null 2>&1 && version_at_least "$(node --version | tr -d v)" 18.17; }

chinese_fonts() {
    if command -v fc-list >/dev/null 2>&1; then [ -n "$(fc-list :lang=zh-cn family)" ]; else [ -e /usr/share/fonts/opentype/noto ]; fi
}

# Names of Debian's packages for what is missing.
browser_packages() {
    node_fits || echo nodejs
    command -v npm >/dev/null 2>&1 || echo npm
    find_chromium || echo chromium
    # On other systems fonts are there, or are not ours to judge.
    command -v apt-get >/dev/null 2>&1 && { chinese_fonts || echo fonts-noto-cjk; }
    return 0
}

find_browser() {
    local missing
    missing=$(browser_packages | tr '\n' ' ')
    if [ -n "$missing" ] && command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086 # several words on purpose
        install_packages $missing || true
        missing=$(browser_packages | tr '\n' ' ')
    fi
    if [ -n "$missing" ]; then
        browser_missing="missing, and could not be installed from here: $missing"
        return 1
    fi
    find_chromium
    # As long as the lock file is older than what was installed from it, nothing has to be fetched.
    [ tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ] && return
    (cd tests/browser && npm ci --no-audit --no-fund) >&2 && return
    browser_missing="npm could not install the packages of tests/browser"
    return 1
}

# Where everything could be installed, a missing browser is a failure; on somebody's own machine it is said.
browser_expected() { [ -n "${CI:-}" ] || { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }; }
