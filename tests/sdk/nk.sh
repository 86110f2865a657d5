# shellcheck shell=bash
# nk with an installed SDK, from nothing to a traced system; and what goes wrong on the way.
. "$NK_TEST_LIB/sdk.sh"

expect "nk new" 0 "demo/security.psl" nk new demo
expect "nk run" 0 "nk: building demo" nk run demo
transcript_is "what it prints" <<'END'
[Server] added 5
[Client] add 5: the total is 5
[Server] added 50
[Client] add 50: the total is 55
[KSM  ] denied: request demo.Client -> demo.Server counter.Add: assert (message.amount <= 100) at security.psl:24:24: message.amount = 500
[Client] add 500: refused
END
expect "nk test" 0 "tests: 3 with 17 cases, passed: 3, failed: 0" nk test demo
expect "nk test in QEMU" 0 "ok 3 - counter / the client starts nothing" nk test --qemu demo
expect "one test in QEMU" 0 "1..1" nk test --qemu --filter 'no more' demo
expect "coverage" 0 "coverage of pal_tests.psl: 11 of 14 points" nk test --coverage demo
expect "too little coverage" 1 "the tests cover 78.6 %, 90.0 % are asked for" nk test --coverage-min 90 demo
expect "nk trace" 0 "5 messages shown, 1 refused" nk trace demo
expect "a kernel option" 0 "ipc: request Einit" nk run -k kos.trace=ipc demo
cd demo
expect "in the folder" 0 "[Client] add 500: refused" nk run
cd ..

# What the policy says counts in both places.
sed -i 's/<= 100/<= 1000/' demo/security.psl
expect "the policy's change is tested" 1 "expected deny, got grant" nk test demo
expect "and run" 0 "add 500: the total is 555" nk run demo
expect "a failed test in QEMU" 1 "not ok 2 - counter / no more than 100" nk test --qemu demo
sed -i 's/<= 1000/<= 100/' demo/security.psl

# Failures end with a status and one line that says what to do.
sed -i 's/return EXIT_SUCCESS/return 7/' demo/src/Client.c
expect "the status of the system" 7 "nk: the machine stopped with status 7" nk run demo
echo 'int x = ;' >>demo/src/Client.c
expect "a fault in C" 1 "Client.c:41:9: error:" nk run demo
if grep -q '^FAILED\|ninja: ' said; then fail "only the compiler's words"; else pass "only the compiler's words"; fi
sed -i '$d' demo/src/Client.c
sed -i 's/grant ()/gront ()/' demo/security.psl
expect "a fault in the policy" 1 '/demo/security.psl:16:28: error: model `Base` has no rule `gront`' nk run demo
sed -i 's/gront ()/grant ()/' demo/security.psl
sed -i 's/UInt32 amount/Uint32 amount/' demo/demo/ICounter.idl
expect "a fault in a description" 1 "$PWD/demo/demo/ICounter.idl:6:12: error: unknown type" nk run demo
if [ "$(grep -c 'error: unknown type' said)" = 1 ]; then pass "it is told once"; else fail "it is told again"; fi
expect "all that is said" 1 "FAILED: " nk run -v demo
sed -i 's/Uint32 amount/UInt32 amount/' demo/demo/ICounter.idl
echo 'no_such_command ()' >>demo/CMakeLists.txt
expect "a fault in CMakeLists.txt" 1 'CMakeLists.txt:35 (no_such_command)' nk run demo
sed -i '$d' demo/CMakeLists.txt
expect "and mended" 7 "" nk run demo
sed -i 's/return 7/for (;;) {}/' demo/src/Client.c
expect "a system without end" 124 "the machine was stopped after 3 seconds" nk run -t 3 demo

# A terminal is told of each step on one line, cut to its width, and how long all took.
if script -qec true /dev/null >/dev/null 2>&1; then
    touch demo/src/Client.c
    expect "a terminal" 124 "nk: built in " script -qec "stty cols 30; TERM=xterm nk run -t 3 demo" /dev/null
    tr '\r' '\n' <said | sed -n 's/^.\[K\[/[/p' | head -n 20 >steps
    if [ -s steps ] && [ "$(wc -L <steps)" = 29 ]; then pass "steps are cut"; else fail "steps are cut"; fi
    touch demo/src/Client.c
    expect "a terminal that cannot" 124 "" script -qec "TERM=dumb nk run -t 3 demo" /dev/null
    if grep -q 'Client.c.o' said; then fail "it is told no steps"; else pass "it is told no steps"; fi
else
    skip "nk is not asked for its steps on a terminal: no pseudo-terminal is to be had"
fi

# Whatever ends nk ends the machine: an interrupt, a closed pipe, a signal that none can see.
machines() { pgrep -fc "qemu-system-aarch64.*$PWD/demo/"; }
no_machine() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        if [ "$(machines)" = 0 ]; then pass "$1"; return; fi
        sleep 0.5
    done
    fail "$1: a machine goes on"
}
# ends NAME SIGNAL STATUS: nk alone gets the signal while the machine runs.
ends() {
    mkfifo console
    env --default-signal=INT nk run -t 0 demo >console 2>/dev/null &
    local nk=$! rc=0
    grep -q 'add 500: refused' console &
    wait $!
    if [ "$(machines)" -gt 0 ]; then pass "$1: it runs"; else fail "$1: no machine runs"; fi
    kill -s "$2" $nk
    wait $nk || rc=$?
    if [ $rc = "$3" ]; then pass "$1: status"; else fail "$1: status $rc, expected $3"; fi
    no_machine "$1"
    rm console
}
ends "interrupted" INT 130
ends "killed" KILL 137
# reader_gone COMMAND...: it gets SIGPIPE.
reader_gone() {
    local rc=0
    (set +e; "$@" 2>/dev/null | grep -m 1 'Starting\|counter.Add' >/dev/null; exit "${PIPESTATUS[0]}") || rc=$?
    if [ $rc = 141 ]; then pass "$1 $2, the reader is gone"; else fail "$1 $2, the reader is gone: status $rc"; fi
    no_machine "$1 $2, the reader is gone: the machine"
}
sed -i 's/for (;;) {}/for (;;) puts("more");/' demo/src/Client.c
reader_gone nk run -t 60 demo
reader_gone nk trace -t 60 demo
sed -i 's/for (;;) puts("more");/return 0/' demo/src/Client.c
expect "a full disk" 1 "cannot write \`standard output\`" sh -c 'nk run demo >/dev/full'

# Without CMake: solution.mk; a folder that cannot be written; generators.
mkdir plain && cp -R demo/demo demo/src demo/init.yaml demo/*.psl plain/
chmod -R a-w plain
expect "without CMakeLists.txt" 0 "add 500: refused" nk run -B out-plain -k kos.exit=demo.Client plain
expect "its tests" 0 "passed: 3" nk test -B out-plain plain
expect "its tests in QEMU" 0 "ok 3" nk test -q -B out-plain plain
if [ -e plain/build ]; then fail "the sources are left alone"; else pass "the sources are left alone"; fi
chmod -R u+w plain
mkdir few && for tool in cmake make aarch64-linux-gnu-gcc qemu-system-aarch64; do ln -s "$(type -P $tool)" few/; done
for tool in sh bash env sed awk grep cut tr mktemp rm mv mkdir cp cat readlink dirname basename timeout xargs printf od wc cc uname true \
    aarch64-linux-gnu-ld aarch64-linux-gnu-as aarch64-linux-gnu-nm aarch64-linux-gnu-objcopy aarch64-linux-gnu-ar \
    aarch64-linux-gnu-strip aarch64-linux-gnu-ranlib aarch64-linux-gnu-objdump ln touch; do
    ln -s "$(type -P $tool)" few/
done
nk=$(command -v nk)
expect "without ninja" 0 "add 500: refused" env PATH="$PWD/few" "$nk" run -B out-make demo
mkdir broken && printf '#!/bin/sh\nexit 127\n' >broken/cmake && chmod +x broken/cmake
expect "a tool that ends with 127" 1 "could not be configured (status 127)" env PATH="$PWD/broken:$PATH" nk run -B out-broken demo

# Folders with a blank in their name.
mkdir "a folder"
expect "a blank in the name: nk new" 0 "" nk new "a folder/demo"
expect "a blank in the name: nk run" 0 "add 500: refused" nk run "a folder/demo"
cp -R "a folder/demo" copied
expect "a copied build folder" 1 "remove it, or name another" nk run copied
expect "a blank in the name: nk test" 0 "ok 3" nk test --qemu "a folder/demo"
touch "a folder/demo/demo/ICounter.idl"
expect "a blank in the name: again" 0 "add 500: refused" nk run -v "a folder/demo"
if grep -q 'Generating demo/Server.edl.h' said; then pass "what depends on a description"; else fail "what depends on a description"; fi

# A solution whose image is gone.
sed -i '/^build_kos_qemu_image/,/IMAGE_FILES/d; /^add_kss/d' "a folder/demo/CMakeLists.txt"
expect "an image that is gone" 1 "has no image to boot" nk run "a folder/demo"

# The usual layout of public solutions: the image is made by a folder below. QEMU gets what `sim` gives it.
cp -R "$TESTS/cmake/solution" usual
expect "the usual layout" 0 "[Sensor] 3: refused" nk run usual
mkdir wrap
cat >wrap/qemu-system-aarch64 <<'END'
#!/bin/sh
echo "QEMU with: $A_VAR, $B_VAR"
END
chmod +x wrap/qemu-system-aarch64
sed -i 's/QEMU_FLAGS/QEMU_ENV "A_VAR=a b" B_VAR=c=d QEMU_FLAGS/' usual/einit/CMakeLists.txt
expect "QEMU_ENV" 0 "QEMU with: a b, c=d" env PATH="$PWD/wrap:$PATH" nk run usual
expect "QEMU_ENV: target sim" 0 "QEMU with: a b, c=d" env PATH="$PWD/wrap:$PATH" cmake --build usual/build --target sim
expect "without tests" 1 "has no policy tests" nk test usual
