#!/usr/bin/env bash
# Runs every check of the project; the summary of the tests is the last thing printed.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
    exit 1
}

# Debian's packages that only the tests need: a browser that opens the report from disk.
install_packages() {
    local missing=() runner=()
    command -v chromium >/dev/null || missing+=(chromium)
    command -v chromedriver >/dev/null || missing+=(chromium-driver)
    [ "${#missing[@]}" -eq 0 ] && return
    local advice="install them by hand: apt-get install ${missing[*]}"
    command -v apt-get >/dev/null || fail "the tests need ${missing[*]}" "$advice"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "the tests need ${missing[*]}, and only root can install packages" "$advice"
        runner=(sudo)
    fi
    say "installing ${missing[*]}"
    "${runner[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${runner[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "the tests need ${missing[*]}, and they could not be installed" "$advice"
}

command -v cargo >/dev/null || fail "cargo was not found" "install the Rust toolchain"
install_packages

say "format"
cargo fmt --check

say "lints"
cargo clippy --locked --all-targets -- -D warnings

say "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
cargo test --locked --doc --quiet

say "tests"
if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --locked --no-fail-fast --status-level fail --final-status-level fail
else
    cargo test --locked --no-fail-fast --lib --bins --tests
fi
