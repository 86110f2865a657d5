# shellcheck shell=bash
# The Debian package, looked into; tests/package/clean-root installs it.
for tool in dpkg-deb dpkg-shlibdeps dpkg-parsechangelog; do
    if ! command -v $tool >/dev/null; then
        skip "$tool is not installed"
        exit 0
    fi
done
make_deb() { make -s -C "$ROOT" BUILD="$BUILD" DEB_DIR="$PWD/deb" deb >made 2>&1; }
make_deb || { tail made; fail "make deb"; exit 0; }
deb=$(echo "$PWD"/deb/opennk_*.deb)
dpkg-deb -x "$deb" root
dpkg-deb -e "$deb" control

if (cd root && md5sum --quiet -c ../control/md5sums); then pass "md5sums"; else fail "md5sums"; fi
find root -type f | wc -l >files
if [ "$(cat files)" = "$(wc -l <control/md5sums)" ]; then pass "every file has its sum"; else fail "every file has its sum"; fi
if [ "$(ls control)" = "control
md5sums" ]; then pass "no scripts, no configuration files"; else fail "no scripts, no configuration files"; fi
depends=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/(.*//; s/ //g')
for package in $("$ROOT/tools/deps" list run); do
    if grep -qxF -- "$package" <<<"$depends"; then pass "depends on $package"; else fail "does not depend on $package"; fi
done
if grep -qx libc6 <<<"$depends"; then pass "depends on its libraries"; else fail "depends on its libraries"; fi
for file in changelog.gz copyright; do
    if [ -s "root/usr/share/doc/opennk/$file" ]; then pass "$file"; else fail "$file"; fi
done
wrong=$(find root ! -type l \( -perm /022 -o ! -perm -044 \))
if [ -z "$wrong" ]; then pass "modes"; else fail "modes: $wrong"; fi
# The same tree, the same bytes.
sum=$(sha256sum <"$deb")
make_deb
if [ "$sum" = "$(sha256sum <"$deb")" ]; then pass "the same bytes again"; else fail "other bytes"; fi
