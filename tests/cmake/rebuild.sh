# shellcheck shell=bash
# A change rebuilds what depends on it, and nothing else; a fault stops the build at its place.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$TESTS/cmake/solution" solution
configure solution out -G Ninja >log 2>&1 && ninja -C out >>log 2>&1 || { cat log; fail "build"; exit; }

# rebuilt WHAT: the steps of a build after a change, one a line.
rebuilt() {
    ninja -C out -d explain 2>&1 | sed -n 's/^\[[0-9/]*\] //p' | sort
}

expect_steps() {
    rebuilt >steps
    if diff - steps; then pass "$1"; else fail "$1"; fi
}

touch solution/resources/Sensor.edl
rebuilt >steps
if grep -qx 'Generating demo/Sensor.edl.h' steps && ! grep -q 'IStore\|CStore\|Store.edl\|store.c' steps; then
    pass "a description rebuilds what depends on it"
else
    cat steps
    fail "a description rebuilds what depends on it"
fi

touch solution/store/src/store.c
expect_steps "a source rebuilds its program and the image" <<'END'
Building C object store/CMakeFiles/Store.dir/src/store.c.o
Building the image kos-qemu-image
Linking C executable store/Store
END

echo "/* changed */" >>solution/einit/src/security.psl.in
ninja -C out >steps 2>&1
if grep -q 'Building the security module' steps && ! grep -q 'Building C object\|\.h$' steps; then
    pass "a policy rebuilds the module and the image"
else
    cat steps
    fail "a policy rebuilds the module and the image"
fi

sed -i 's/in UInt32/in Uint32/' solution/resources/IStore.idl
ninja -C out >steps 2>&1 || true
if grep -q '^/.*/IStore.idl:4:12: error: unknown type `Uint32` \[undef\]' steps; then
    pass "a fault is shown at its place"
else
    cat steps
    fail "a fault is shown at its place"
fi
sed -i 's/in Uint32/in UInt32/' solution/resources/IStore.idl
if ninja -C out >steps 2>&1; then pass "and mended"; else
    cat steps
    fail "and mended"
fi
