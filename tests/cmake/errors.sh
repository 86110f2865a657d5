# shellcheck shell=bash
# Wrong solutions: each gets one message that says what is wrong, when it is configured.
. "$NK_TEST_LIB/cmake.sh"

# refused NAME TEXT: a solution with this root file (standard input) does not configure; TEXT is said.
refused() {
    rm -rf solution out
    cp -R "$TESTS/cmake/solution" solution
    cat >solution/CMakeLists.txt
    if configure solution out -G Ninja >log 2>&1; then
        fail "$1: it was configured"
    elif tr -s ' \n' '  ' <log | grep -F -- "$2" >/dev/null; then
        pass "$1"
    else
        cat log
        fail "$1: another message"
    fi
}

head='cmake_minimum_required (VERSION 3.12)
project (demo C)
include (platform)
initialize_platform (FORCE_STATIC)
include (platform/nk)
include (platform/image)
include (platform/nk2)'

refused "unknown argument of a command" 'nk_build_idl_files (idl): unknown arguments: LANGUAGE C' <<END
$head
nk_build_idl_files (idl NK_MODULE demo LANGUAGE C IDL resources/IStore.idl)
END
refused "no files" 'nk_build_edl_files (edl): EDL with the descriptions is missing' <<END
$head
nk_build_edl_files (edl NK_MODULE demo)
END
refused "no such description" 'there is no description' <<END
$head
nk_build_idl_files (idl NK_MODULE demo IDL resources/INone.idl)
END
refused "unknown argument of initialize_platform" 'initialize_platform: unknown arguments: SHARED' <<END
cmake_minimum_required (VERSION 3.12)
project (demo C)
include (platform)
initialize_platform (SHARED)
END
refused "wrong header default" 'project_header_default: `STRICT` is not KEY:YES or KEY:NO' <<END
$head
project_header_default ("STRICT")
END
refused "no policy named" 'build_kos_qemu_image (image): SECURITY_PSL is missing' <<END
$head
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG einit/src/init.yaml.in)
END
refused "no policy file" 'there is no file' <<END
$head
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG einit/src/init.yaml.in SECURITY_PSL none.psl)
END
refused "a word that is nothing" 'image: `Sensro` is no argument of the command, no supplied program, no target of a folder added before, and no file' <<END
$head
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG einit/src/init.yaml.in SECURITY_PSL einit/src/security.psl.in IMAGE_FILES Sensro)
END
refused "a block in a template" 'block.yaml.in: blocks like `{% if BOARD %}` are not supported: use CMake variables, or one file for each board' <<END
$head
file (WRITE block.yaml.in "{% if BOARD %}\n")
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG block.yaml.in SECURITY_PSL einit/src/security.psl.in)
END
refused "C++ classes" 'add_nk_idl (idl): LANG CXX is not supported' <<END
$head
add_nk_idl (idl resources/IStore.idl NK_MODULE demo LANG CXX)
END
refused "a target that is not there" 'bind_nk_targets (idl): there is no target edl' <<END
$head
add_nk_idl (idl resources/IStore.idl NK_MODULE demo LANG C)
bind_nk_targets (idl edl)
END

# Without the toolchain file, and with one of an SDK that lost a part.
cp "$TESTS/cmake/solution/CMakeLists.txt" solution/
rm -rf out
if cmake -S solution -B out -D CMAKE_MODULE_PATH="$SDK/toolchain/share/cmake/Modules" >log 2>&1; then
    fail "no toolchain file: it was configured"
elif grep -q 'toolchain file is not in use' log; then
    pass "no toolchain file"
else
    cat log
    fail "no toolchain file: another message"
fi
cp -R "$SDK" sdk
rm sdk/libexec/aarch64-kos/kos-qemu
rm -rf out
if cmake -S solution -B out -D CMAKE_TOOLCHAIN_FILE="$PWD/sdk/toolchain/share/toolchain-aarch64-kos.cmake" >log 2>&1; then
    fail "SDK without kernel: it was configured"
elif tr -s ' \n' '  ' <log | grep 'is not complete: no libexec/aarch64-kos/kos-qemu' >/dev/null; then
    pass "SDK without kernel"
else
    cat log
    fail "SDK without kernel: another message"
fi

# Images that cannot be: the message comes when they are asked for, the rest builds.
rm -rf solution out
cp -R "$TESTS/cmake/solution" solution
echo 'build_kos_hw_image (kos-image EINIT_ENTITY EinitHw)' >>solution/einit/CMakeLists.txt
if configure solution out -G Ninja >log 2>&1 && ninja -C out kos-qemu-image >>log 2>&1; then
    if ninja -C out kos-image >log 2>&1; then fail "an image for boards: it was built"
    elif grep -q 'there is no kernel for boards' log; then pass "an image for boards"
    else cat log; fail "an image for boards: another message"; fi
else
    cat log
    fail "a solution with an image for boards"
fi
