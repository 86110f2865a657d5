# shellcheck shell=bash
# The examples of docs/examples: the solution of `nk new demo` built by plain make and by Meson.
. "$NK_TEST_LIB/sdk.sh"

cat >refused <<'END'
[Server] added 5
[Client] add 5: the total is 5
[Server] added 50
[Client] add 50: the total is 55
[KSM  ] denied: request demo.Client -> demo.Server counter.Add: assert (message.amount <= 100) at PLACE: message.amount = 500
[Client] add 500: refused
END

# same_transcript NAME: of the file `said`; the policy's path is as the build system writes it.
same_transcript() {
    transcript | sed 's/ at [^ ]*security.psl:24:24:/ at PLACE:/' >seen
    if diff refused seen; then pass "$1"; else fail "$1: another transcript"; fi
}

nk new demo >/dev/null
rm demo/CMakeLists.txt
cp -R demo with-meson
cp -R "$ROOT"/docs/examples/make/. demo/
cp -R "$ROOT"/docs/examples/meson/. with-meson/

expect "make" 0 "" make -C demo -j2
expect "make: again" 0 "Nothing to be done" make -C demo
expect "make run" 0 "" make -C demo run
same_transcript "make: what it prints"
expect "make test" 0 "passed: 3, failed: 0" make -C demo test
touch -d '+1 minute' demo/demo/ICounter.idl
expect "make: a description changes" 0 "src/Server.c" make -C demo -n
touch -d 2020-01-01 demo/demo/ICounter.idl
touch -d '+1 minute' demo/security.psl
expect "make: the policy changes" 0 "makekss" make -C demo -n
if grep -q 'src/[A-Za-z]*[.]c' said; then fail "make: and no program is compiled"; else pass "make: and no program is compiled"; fi
expect "make: no SDK" 2 'no SDK in' make -C demo SDK=/nowhere

if ! command -v meson >/dev/null; then
    skip "meson is not installed"
    exit 0
fi
cd with-meson || exit 1
expect "meson setup" 0 "" meson setup --cross-file aarch64-kos.ini build
expect "meson compile" 0 "" meson compile -C build
expect "meson: again" 0 "no work to do" ninja -C build
expect "meson: sim" 0 "" meson compile -C build sim
cp said ../said && cp ../refused .
same_transcript "meson: what it prints"
expect "meson test" 0 "Ok:                 1" meson test -C build
sed -i 's/<= 100/<= 1000/' security.psl
expect "meson: the policy changes" 0 "ksm.module" ninja -C build -v
if grep -q 'src_Client' said; then fail "meson: and no program is compiled"; else pass "meson: and no program is compiled"; fi
expect "meson: a test fails" 1 "Fail:               1" meson test -C build
sed -i 's/UInt32 amount/Uint32 amount/' demo/ICounter.idl
expect "meson: a fault in a description" 1 "ICounter.idl:6:12: error: unknown type" ninja -C build
