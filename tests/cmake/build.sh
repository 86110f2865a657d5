# shellcheck shell=bash
# A solution in the usual layout: configured, built and booted with Ninja and with Make, from a folder
# that cannot be written, in parallel, with a compiler cache; built again, nothing is done.
. "$NK_TEST_LIB/cmake.sh"

cat >expected <<'END'
[Sensor] stored 1, 1 so far
[Sensor] stored 2, 2 so far
[KSM  ] denied: request demo.Sensor(4) -> demo.Store(3) db.store.Put: assert (message.value <= 2) at security.psl:17:5: message.value = 3
[Sensor] 3: refused
END
cp -R "$TESTS/cmake/solution" solution
chmod -R a-w solution

# build_with NAME GENERATOR: pass or fail for each thing that is expected of it.
build_with() {
    local name=$1
    configure solution "$name" -G "$2" -D CMAKE_C_COMPILER_LAUNCHER=ccache >"$name.log" 2>&1 ||
        { cat "$name.log"; fail "$name: configure"; return; }
    cmake --build "$name" --parallel 4 >>"$name.log" 2>&1 ||
        { cat "$name.log"; fail "$name: build"; return; }
    pass "$name: build"
    cmake --build "$name" --target sim >sim.log 2>&1 || fail "$name: status of sim"
    transcript <sim.log >"$name.transcript"
    if diff expected "$name.transcript"; then pass "$name: sim"; else fail "$name: sim"; fi
    cmake --build "$name" >again.log 2>&1
    if grep -E 'Generating|Building|Linking' again.log; then
        fail "$name: a second build does something"
    else
        pass "$name: a second build does nothing"
    fi
}

export CCACHE_DIR=$PWD/ccache
build_with ninja Ninja
build_with make "Unix Makefiles"
chmod -R u+w solution

# The finished image is where scripts expect it.
if [ -f ninja/einit/kos-qemu-image ] && [ -f make/einit/kos-qemu-image ]; then
    pass "place of the image"
else
    fail "place of the image"
fi
