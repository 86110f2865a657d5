# shellcheck shell=bash
# A solution in the usual layout: configured, built and booted with Ninja and with Make, from a folder
# that cannot be written, in parallel, with a compiler cache, by an SDK that was moved; built again,
# nothing is done. Folders have the names that people give them.
. "$NK_TEST_LIB/cmake.sh"

source='sölution (1)'
cp -R "$TESTS/cmake/solution" "$source"
chmod -R a-w "$source"
# Root may write all the same: nothing is newer, nothing more is there.
contents() { find "$source" -printf '%p %T@ %C@\n' | sort; }
contents >before

# build_with GENERATOR FOLDER: pass or fail for each thing that is expected of it.
build_with() {
    local generator=$1 folder=$2
    configure "$source" "$folder" -G "$generator" -D CMAKE_C_COMPILER_LAUNCHER=ccache >said 2>&1 ||
        { cat said; fail "$generator: configure"; return; }
    cmake --build "$folder" --parallel 4 >said 2>&1 || { cat said; fail "$generator: build"; return; }
    pass "$generator: build"
    cmake --build "$folder" --target sim >sim.log 2>&1 || fail "$generator: status of sim"
    transcript <sim.log >transcript
    if diff "$TESTS/cmake/solution.transcript" transcript; then pass "$generator: sim"; else fail "$generator: sim"; fi
    cmake --build "$folder" >again.log 2>&1
    if grep -E 'Generating|Building|Linking' again.log; then
        fail "$generator: a second build does something"
    else
        pass "$generator: a second build does nothing"
    fi
    # The finished image is where scripts expect it.
    if [ -f "$folder/einit/kos-qemu-image" ]; then pass "$generator: image"; else fail "$generator: image"; fi
    if cmake --install "$folder" >said 2>&1; then pass "$generator: install"; else cat said; fail "$generator: install"; fi
}

export CCACHE_DIR=$PWD/ccache
build_with Ninja 'build, übung = 1'

# Ninja cannot read the dependency files of the compiler below such a folder; Make can.
mkdir "it's \$moved"
cp -Rl "$SDK" "it's \$moved/sdk"
# shellcheck disable=SC2034 # configure() reads it
TOOLCHAIN=$PWD/"it's \$moved/sdk/toolchain/share/toolchain-aarch64-kos.cmake"
build_with "Unix Makefiles" "it's \$moved/build"

if contents | diff before -; then pass "the source folder is not written"; else fail "the source folder is written"; fi
chmod -R u+w "$source"
