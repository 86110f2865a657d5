# shellcheck shell=bash
# Wrong calls: each gets one message that names the call and the argument and says what to do, when the
# solution is configured.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$TESTS/cmake/solution" solution

# The root file of the solution: the commands are known, then what standard input says.
root_file() {
    echo 'cmake_minimum_required (VERSION 3.12)
project (demo C)
include (platform)
include (platform/nk)
include (platform/image)
include (platform/tests)
set (PARTS CONNECTIONS_CFG einit/src/init.yaml.in SECURITY_PSL einit/src/security.psl.in)' >solution/CMakeLists.txt
    cat >>solution/CMakeLists.txt
}

# says TEXT: what was said, but for the ends of lines, has it.
says() {
    tr -s ' \n' '  ' <said | grep -F -- "$1" >/dev/null
}

# refused NAME TEXT: a root file (standard input) is refused with the message. The build folder stays, so
# that CMake looks for compilers once.
refused() {
    root_file
    if configure solution out -G Ninja >said 2>&1; then
        fail "$1: it was configured"
    elif says "$2"; then
        pass "$1"
    else
        cat said
        fail "$1: another message"
    fi
}

# Descriptions.
refused "unknown argument" 'nk_build_idl_files (idl): unknown arguments: LANGUAGE C' <<'END'
nk_build_idl_files (idl NK_MODULE demo LANGUAGE C IDL resources/IStore.idl)
END
refused "no files" 'nk_build_edl_files (edl): EDL is missing: add it and its value' <<'END'
nk_build_edl_files (edl NK_MODULE demo)
END
refused "keyword without value" 'nk_build_idl_files (idl): NK_MODULE has no value: add it, or leave the keyword out' <<'END'
nk_build_idl_files (idl NK_MODULE IDL resources/IStore.idl)
END
refused "no such description" 'nk_build_idl_files (idl): IDL names /' <<'END'
nk_build_idl_files (idl NK_MODULE demo IDL resources/INone.idl)
END
refused "folder in place of a description" '/resources, and there is no such file: write it or mend the name' <<'END'
nk_build_idl_files (idl NK_MODULE demo IDL resources)
END
refused "empty name of a target" 'nk_build_idl_files (): the first argument is ``, which cannot be a target' <<'END'
nk_build_idl_files ("" NK_MODULE demo IDL resources/IStore.idl)
END
refused "target that is there" 'nk_build_idl_files (idl): the first argument is `idl`, and' <<'END'
add_custom_target (idl)
nk_build_idl_files (idl NK_MODULE demo IDL resources/IStore.idl)
END
refused "no folder of descriptions" 'nk_include_directories: there is no folder /' <<'END'
nk_include_directories (resources nowhere)
END
refused "no name of a package" 'nk_build_idl_files (idl): NK_MODULE is `../demo`, which is no name of a package' <<'END'
nk_build_idl_files (idl NK_MODULE ../demo IDL resources/IStore.idl)
END
refused "two descriptions for one header" 'nk_build_idl_files (b): the target a makes <demo/IStore.idl.h> already' <<'END'
file (WRITE "${CMAKE_BINARY_DIR}/IStore.idl" "package demo.IStore\n")
nk_build_idl_files (a NK_MODULE demo IDL resources/IStore.idl)
nk_build_idl_files (b NK_MODULE demo IDL "${CMAKE_BINARY_DIR}/IStore.idl")
END
refused "target that no folder has" 'nk_build_cdl_files (cdl): IDL_TARGET, CDL_TARGET or EDL_TARGET names `idl`, which no folder of the solution has as a target' <<'END'
nk_build_cdl_files (cdl IDL_TARGET idl NK_MODULE demo CDL resources/CStore.cdl)
END
refused "class without name" 'generate_edl_file (): `demo.` is no name of a class' <<'END'
generate_edl_file ("" PREFIX demo)
END
refused "no prefix of a class" 'generate_edl_file (Store): `de mo.Store` is no name of a class' <<'END'
generate_edl_file (Store PREFIX "de mo")
END
refused "two classes in one file" 'Store.edl describes `a.Store` already: use another NAME, or another folder' <<'END'
generate_edl_file (Store PREFIX a)
generate_edl_file (Store PREFIX a)
generate_edl_file (Store PREFIX b)
END
refused "C++ classes" 'add_nk_idl (idl): LANG CXX is not supported' <<'END'
add_nk_idl (idl resources/IStore.idl NK_MODULE demo LANG CXX)
END
refused "unknown argument in 1.4" 'add_nk_idl (idl): unknown arguments: MODULE demo' <<'END'
add_nk_idl (idl resources/IStore.idl MODULE demo LANG C)
END
refused "bound target that no folder has" 'bind_nk_targets (idl): the call names `edl`, which no folder' <<'END'
add_nk_idl (idl resources/IStore.idl NK_MODULE demo LANG C)
bind_nk_targets (idl edl)
END
refused "nothing bound" 'bind_nk_targets (idl): no target follows' <<'END'
add_nk_idl (idl resources/IStore.idl NK_MODULE demo LANG C --types)
bind_nk_targets (idl)
END
refused "nothing to bind to" 'bind_nk_targets (idl): there is no target `idl`' <<'END'
bind_nk_targets (idl edl)
END

# The platform.
refused "unknown argument of initialize_platform" 'initialize_platform: unknown arguments: SHARED' <<'END'
initialize_platform (SHARED)
END
refused "wrong header default" 'project_header_default: `STRICT` is not KEY:YES or KEY:NO' <<'END'
project_header_default ("STRICT")
END

# Images.
refused "no policy named" 'build_kos_qemu_image (image): SECURITY_PSL is missing: add it and its value' <<'END'
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG einit/src/init.yaml.in)
END
refused "no policy file" 'build_kos_qemu_image (image): SECURITY_PSL names /' <<'END'
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG einit/src/init.yaml.in SECURITY_PSL none.psl)
END
refused "block in a template" 'build_kos_qemu_image (image): /' <<'END'
file (WRITE "${CMAKE_BINARY_DIR}/init.yaml.in" "entities:\n{% if BOARD %}\n")
build_kos_qemu_image (image EINIT_ENTITY Einit CONNECTIONS_CFG "${CMAKE_BINARY_DIR}/init.yaml.in" SECURITY_PSL einit/src/security.psl.in)
END
if says 'has a block `{% if BOARD %}`, which is not supported'; then pass "and names the block"; else cat said; fail "and names the block"; fi
refused "word that is nothing" 'build_kos_qemu_image (image): `Sensro` is no argument of the command, no supplied program, no target of a folder added before, and no file: mend the name' <<'END'
build_kos_qemu_image (image EINIT_ENTITY Einit ${PARTS} IMAGE_FILES Sensro)
END
if says 'Supplied programs: EntropyEntity, Fs, KlogStorageEntity, ns'; then pass "and tells what is supplied"
else cat said; fail "and tells what is supplied"; fi
refused "target that is no program" 'build_kos_qemu_image (image): IMAGE_FILES names `idl`, a target that is no program' <<'END'
nk_build_idl_files (idl NK_MODULE demo IDL resources/IStore.idl)
build_kos_qemu_image (image EINIT_ENTITY Einit ${PARTS} idl)
END
refused "one Einit for two images" 'build_kos_qemu_image (b): EINIT_ENTITY `Einit` is the program that a makes: each image makes its own' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS})
build_kos_qemu_image (b EINIT_ENTITY Einit ${PARTS})
END
refused "the same for boards" 'build_kos_qemu_image (b): EINIT_ENTITY `Einit` is the program that a makes' <<'END'
build_kos_hw_image (a EINIT_ENTITY Einit ${PARTS})
build_kos_qemu_image (b EINIT_ENTITY Einit ${PARTS})
END
refused "Einit with the name of a program" 'build_kos_qemu_image (a): EINIT_ENTITY is `Sensor`, and' <<'END'
add_executable (Sensor sensor/src/sensor.c)
build_kos_qemu_image (a EINIT_ENTITY Sensor ${PARTS})
END
refused "image twice" 'build_kos_qemu_image (a): the first argument is `a`, and' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS})
build_kos_qemu_image (a EINIT_ENTITY Einit2 ${PARTS})
END
refused "environment that is none" 'build_kos_qemu_image (a): QEMU_ENV has `AUDIO`: write it as VARIABLE=VALUE' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS} QEMU_ENV AUDIO none)
END
refused "dependency that no folder has" 'build_kos_qemu_image (a): QEMU_DEPENDENCIES names `disk`, which no folder' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS} QEMU_DEPENDENCIES disk)
END
refused "audit program not named" 'build_kos_qemu_image (a): KLOG_ENTITY has no value' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS} KLOG_ENTITY ${KLOG})
END
refused "audit program that is no target" 'build_kos_qemu_image (a): KLOG_ENTITY names `Klgo`, which is no target' <<'END'
build_kos_qemu_image (a EINIT_ENTITY Einit ${PARTS} KLOG_ENTITY Klgo)
END
refused "image for SD cards twice" 'build_sd_image (sd): the first argument is `sd`, and' <<'END'
build_sd_image (sd KOS_IMAGE_TARGET kos-image)
build_sd_image (sd KOS_IMAGE_TARGET kos-image)
END

# Variables of a template that no program sets: said, but for those in comments.
root_file <<'END'
file (WRITE "${CMAKE_BINARY_DIR}/init.yaml.in"
      "entities:\n# @INIT_Old_ENTITY_ENV@\n- name: demo.Store\n@INIT_Stroe_ENTITY_CONNECTIONS+@\n@INIT_Store_ENTITY_ARGS@\n")
add_executable (Store store/src/store.c)
build_kos_qemu_image (a EINIT_ENTITY Einit CONNECTIONS_CFG "${CMAKE_BINARY_DIR}/init.yaml.in"
                      SECURITY_PSL einit/src/security.psl.in IMAGE_FILES Store)
END
if configure solution out -G Ninja >said 2>&1 && says 'init.yaml.in has @INIT_Stroe_ENTITY_CONNECTIONS+@, which stands for nothing' &&
   [ "$(grep -c 'CMake Warning' said)" = 1 ]; then pass "variable of no program"
else cat said; fail "variable of no program"; fi

# Policy tests.
refused "tests without files" 'add_kss_pal_qemu_tests: PSL_FILES is missing' <<'END'
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo)
END
refused "no prefix twice" 'add_kss_pal_qemu_tests: TEST_NAME_PREFIX `` is that of another call already' <<'END'
add_kss_pal_qemu_tests (PSL_FILES einit/src/security.psl.in)
add_kss_pal_qemu_tests (PSL_FILES einit/src/security.psl.in)
END
refused "tests that are not there" 'add_kss_pal_qemu_tests: PSL_FILES names /' <<'END'
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo PSL_FILES pal.psl)
END
refused "prefix twice" 'add_kss_pal_qemu_tests: TEST_NAME_PREFIX `Demo` is that of another call already' <<'END'
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo PSL_FILES einit/src/security.psl.in)
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo PSL_FILES einit/src/security.psl.in)
END
refused "no percentage" 'add_kss_pal_qemu_tests: COVERAGE_MIN is `101`, which is no percentage' <<'END'
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo PSL_FILES einit/src/security.psl.in COVERAGE_MIN 101)
END
refused "descriptions that no folder has" 'add_kss_pal_qemu_tests: DEPENDS names `edl`, which no folder' <<'END'
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo PSL_FILES einit/src/security.psl.in DEPENDS edl)
END

# Unit tests.
refused "generator of tests" 'generate_kos_test: the SDK does not have the generator of test programs: make the tests a program' <<'END'
include (test-generator/test_generator)
generate_kos_test (ENTITY_NAME Tests TARGET_NAME tests TEST_TYPE gtest)
END

# What has no effect is said; the solution is configured.
root_file <<'END'
project_header_default ("STRICT_WARNING:YES")
END
if configure solution out -G Ninja >said 2>&1 && says 'project_header_default: `STRICT_WARNING` has no effect here'; then
    pass "unknown key of project_header_default"
else
    cat said
    fail "unknown key of project_header_default"
fi

# Toolchains that are none. CMake's own message says that a file is not there.
cp "$TESTS/cmake/solution/CMakeLists.txt" solution/

toolchain_refused() { # NAME TEXT COMMAND...
    local name=$1 text=$2
    shift 2
    rm -rf out
    if "$@" >said 2>&1; then fail "$name: it was configured"
    elif says "$text"; then pass "$name"
    else cat said; fail "$name: another message"; fi
}

toolchain_refused "no toolchain file" "the SDK's toolchain file is not in use: configure with -D CMAKE_TOOLCHAIN_FILE=" \
    cmake -S solution -B out -D CMAKE_MODULE_PATH="$SDK/toolchain/share/cmake/Modules"
toolchain_refused "wrong path" 'Could not find toolchain file: /nowhere/toolchain.cmake' \
    cmake -S solution -B out -D CMAKE_TOOLCHAIN_FILE=/nowhere/toolchain.cmake
toolchain_refused "compiler without C library" 'the compiler of the SDK does not work: aarch64-kos-gcc: error: no C library in /nowhere; install' \
    env KOS_PICOLIBC=/nowhere cmake -S solution -B out -D CMAKE_TOOLCHAIN_FILE="$TOOLCHAIN"
echo "set (CMAKE_VERSION 3.16.3)
include (\"$TOOLCHAIN\")" >old.cmake
toolchain_refused "old CMake" 'this is CMake 3.16.3, and the SDK needs 3.20 or later' cmake -P old.cmake
cp -Rl "$SDK" sdk
rm sdk/libexec/aarch64-kos/kos-qemu
toolchain_refused "SDK without kernel" 'is not complete: there is no' \
    cmake -S solution -B out -D CMAKE_TOOLCHAIN_FILE="$PWD/sdk/toolchain/share/toolchain-aarch64-kos.cmake"

# Images that cannot be: the message comes when they are asked for, the rest builds.
echo 'build_kos_hw_image (kos-image EINIT_ENTITY EinitHw CONNECTIONS_CFG src/init.yaml.in SECURITY_PSL src/security.psl.in
    IMAGE_FILES Sensor BoardDriver)
build_sd_image (sd-image KOS_IMAGE_TARGET kos-image IMAGE_FS fs)' >>solution/einit/CMakeLists.txt
rm -rf out
if configure solution out -G Ninja >said 2>&1 && ninja -C out >>said 2>&1; then
    for image in kos-image sd-image; do
        if ninja -C out $image >said 2>&1; then fail "$image: it was built"
        elif says "$image: there is no kernel for boards"; then pass "$image"
        else cat said; fail "$image: another message"; fi
    done
else
    cat said
    fail "a solution with an image for boards"
fi
