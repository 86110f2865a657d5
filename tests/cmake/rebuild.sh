# shellcheck shell=bash
# A change rebuilds what depends on it, and nothing else; a fault stops the build at its place. The
# solution has what makes that hard: a description that the build makes, targets in any order, a header
# that two targets ask for, a policy of two files, and templates.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$TESTS/cmake/solution" solution
cat >solution/CMakeLists.txt <<'END'
cmake_minimum_required (VERSION 3.12)
project (demo)
include (platform)
initialize_platform ()
add_subdirectory (headers)
add_custom_command (OUTPUT Sensor.edl
    COMMAND "${CMAKE_COMMAND}" -E copy "${CMAKE_CURRENT_SOURCE_DIR}/resources/Sensor.edl" Sensor.edl
    DEPENDS resources/Sensor.edl)
include (platform/nk)
nk_build_edl_files (demo_sensor_edl NK_MODULE "demo" EDL "${CMAKE_CURRENT_BINARY_DIR}/Sensor.edl")
nk_build_idl_files (demo_idl NK_MODULE "demo" IDL "resources/IStore.idl")
add_subdirectory (sensor)
add_subdirectory (store)
add_subdirectory (einit)
END
mkdir solution/headers
cat >solution/headers/CMakeLists.txt <<'END'
include (platform/nk)
set (folder WORKING_DIRECTORY ../resources)
nk_build_edl_files (demo_store_edl CDL_TARGET demo_cdl NK_MODULE "demo" ${folder} EDL Store.edl)
nk_build_cdl_files (demo_cdl IDL_TARGET demo_idl NK_MODULE "demo" ${folder} CDL CStore.cdl)
nk_build_idl_files (store_idl NK_MODULE "demo" ${folder} IDL IStore.idl)
END
sed -i '/^request src/,/^}/d; 3s/^/use rules._\n/' solution/einit/src/security.psl.in
cat >solution/einit/src/rules.psl <<'END'
request src=demo.Sensor dst=demo.Store endpoint=db.store method=Put {
    assert (message.value <= 2)
}
END
configure solution out -G Ninja -D CMAKE_BUILD_TYPE=Release >said 2>&1 && ninja -C out >>said 2>&1 ||
    { cat said; fail "build"; exit; }
pass "build"

# The steps of a build after a change, one a line, go to the file `steps`; `why` says what ninja thinks.
build() {
    ninja -C out -d explain >why 2>&1 || true
    sed -n '/Re-running CMake/d; s/^\[[0-9/]*\] //p' why | sort >steps
}

# rebuilds NAME: the build takes the steps of standard input, no more, no less.
rebuilds() {
    build
    if sort | diff - steps; then pass "$1"; else cat why; fail "$1"; fi
}

rebuilds "nothing changed" </dev/null

touch solution/resources/Sensor.edl
rebuilds "a description rebuilds what depends on it" <<'END'
Building C object einit/CMakeFiles/EinitQemu.dir/EinitQemu-kss/einit.c.o
Building the image kos-qemu-image
Building the security module of kos-qemu-image
Generating EinitQemu
Copying Sensor.edl
Generating Sensor.edl
Generating demo/Sensor.edl.h
Linking C executable einit/EinitQemu
END

touch solution/resources/IStore.idl
rebuilds "an interface rebuilds what imports it" <<'END'
Building C object einit/CMakeFiles/EinitQemu.dir/EinitQemu-kss/einit.c.o
Building C object sensor/CMakeFiles/Sensor.dir/src/sensor.c.o
Building C object store/CMakeFiles/Store.dir/src/store.c.o
Building the image kos-qemu-image
Building the security module of kos-qemu-image
Generating EinitQemu
Generating demo/CStore.cdl.h
Generating demo/IStore.idl.h
Generating demo/Store.edl.h
Linking C executable einit/EinitQemu
Linking C executable sensor/Sensor
Linking C executable store/Store
END

touch solution/store/src/store.c
rebuilds "a source rebuilds its program and the image" <<'END'
Building C object store/CMakeFiles/Store.dir/src/store.c.o
Building the image kos-qemu-image
Linking C executable store/Store
END

rm out/einit/kos-qemu-image
rebuilds "an image that was deleted is built again" <<'END'
Building the image kos-qemu-image
END
rebuilds "and once" </dev/null

cat >module <<'END'
Building the image kos-qemu-image
Building the security module of kos-qemu-image
END
echo "/* changed */" >>solution/einit/src/security.psl.in
rebuilds "a template of the policy rebuilds the module and the image" <module
touch solution/einit/src/rules.psl
rebuilds "a part of the policy rebuilds the module and the image" <module

touch solution/einit/src/init.yaml.in
rebuilds "a template that gives the same rebuilds nothing" </dev/null
echo "  env: {A: b}" >>solution/einit/src/init.yaml.in
rebuilds "init.yaml rebuilds Einit and the image" <<'END'
Building C object einit/CMakeFiles/EinitQemu.dir/EinitQemu-kss/einit.c.o
Building the image kos-qemu-image
Generating EinitQemu
Linking C executable einit/EinitQemu
END

configure solution out -D CMAKE_BUILD_TYPE=Debug >said 2>&1
rebuilds "another build type compiles and links again" <<'END'
Building C object einit/CMakeFiles/EinitQemu.dir/EinitQemu-kss/einit.c.o
Building C object sensor/CMakeFiles/Sensor.dir/src/sensor.c.o
Building C object store/CMakeFiles/Store.dir/src/store.c.o
Building the image kos-qemu-image
Linking C executable einit/EinitQemu
Linking C executable sensor/Sensor
Linking C executable store/Store
END

# stops NAME FILE FROM TO PLACE: the text FROM of a file becomes TO; the build stops with a message at
# PLACE of that file, given by a path that can be opened from anywhere. Back again, it builds.
stops() {
    local name=$1 file=solution/$2
    cp "$file" saved
    sed -i "s/$3/$4/" "$file"
    build
    if grep -q "^$PWD/$5" why; then pass "$name"; else cat why; fail "$name"; fi
    cp saved "$file"
    build
    if grep -qx 'Building the image kos-qemu-image' steps || ! grep -q FAILED why; then
        pass "$name: and mended"
    else
        cat why
        fail "$name: and mended"
    fi
}

stops "a fault in a description" resources/IStore.idl 'in UInt32' 'in Uint32' \
    'solution/resources/IStore.idl:4:12: error: unknown type `Uint32` \[undef\]'
stops "a fault in a policy" einit/src/rules.psl 'message.value' 'message.valu' \
    'solution/einit/src/rules.psl:2:[0-9]*: error: '
stops "a fault in init.yaml" einit/src/init.yaml.in 'demo.Store' 'demo.Stor' \
    'out/einit/EinitQemu-kss/init.yaml:[0-9]*:[0-9]*: error: '
stops "a fault in a program" store/src/store.c 'int main' 'itn main' \
    'solution/store/src/store.c:[0-9]*:[0-9]*: error: '
