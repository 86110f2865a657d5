# shellcheck shell=bash
# A solution as people have them: a script that calls the CMake of the SDK, flags for safety, an image for
# boards beside the one for QEMU, commands and keywords that change nothing here, one target for
# several descriptions. What it asks for and the SDK does not have is named.
. "$NK_TEST_LIB/cmake.sh"

check() {
    local name=$1
    shift
    if "$@"; then pass "$name"; else tail -n 30 said; fail "$name"; fi
}

# says TEXT: what was said, but for the ends of lines, has it.
says() {
    tr -s ' \n' '  ' <said | grep -F -- "$1" >/dev/null
}

cp -R "$TESTS/cmake/solution" solution
cat >solution/CMakeLists.txt <<'END'
cmake_minimum_required (VERSION 3.12)
project (demo)
include (platform)
initialize_platform (USE_DYNAMIC_LEGACY)
if (PLATFORM_SUPPORTS_DYNAMIC_LINKING)
    message (FATAL_ERROR "only static libraries are tested")
endif ()
include (platform/options)
include (platform/doxygen)
add_project_documentation_main_target ()
include (platform/tests)
add_project_tests_main_target ()
include (platform/nk)
project_header_default ("STANDARD_GNU_17:YES" "EXTRA_STRICT_WARNINGS:YES")
find_package (Threads REQUIRED)
find_package (kss REQUIRED)
find_package (clock REQUIRED)
set (SAFETY "-Wall -Wextra -Wconversion -Wsign-conversion -fPIE -pie -D_FORTIFY_SOURCE=2 -O2 \
    -fstack-protector-strong -fstack-clash-protection -mbranch-protection=standard \
    -Wformat=2 -Wformat-security -fsanitize=undefined -fsanitize-undefined-trap-on-error")
set (SAFE_LINK "-Wl,-z,noexecstack -Wl,-z,separate-code -Wl,-z,now")
set (CMAKE_C_FLAGS "${CMAKE_C_FLAGS} ${SAFETY}")
set (CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS} ${SAFETY}")
nk_include_directories (${CMAKE_SOURCE_DIR}/more)
nk_build_idl_files (demo_idl NK_MODULE "demo" IDL "resources/IStore.idl")
nk_build_idl_files (demo_idl NK_MODULE "demo" IDL "resources/ISpare.idl")
nk_build_cdl_files (demo_cdl IDL_TARGET demo_idl NK_MODULE "demo" CDL "resources/CStore.cdl")
nk_build_edl_files (demo_store_edl CDL_TARGET demo_cdl NK_MODULE "demo" EDL "resources/Store.edl")
nk_build_edl_files (demo_store_edl IDL_TARGET demo_idl DEPENDS demo_cdl NK_MODULE "demo" EDL "resources/Store.edl")
add_nk_edl (demo_sensor_edl "resources/Sensor.edl" NK_MODULE "demo" LANG "C")
bind_nk_targets (demo_sensor_edl demo_idl)
add_subdirectory (sensor)
add_subdirectory (store)
add_subdirectory (einit)
END
mkdir solution/more
printf 'package lib.Unit\ntypedef UInt32 Value;\n' >solution/more/Unit.idl
mkdir solution/more/lib && mv solution/more/Unit.idl solution/more/lib/
printf 'package demo.ISpare\nimport lib.Unit\ninterface {\n    Keep (in Value value);\n}\n' >solution/resources/ISpare.idl
# A header that takes a while to make, of a library that does not say that it includes it.
cat >>solution/store/CMakeLists.txt <<'END'
add_custom_command (OUTPUT ILate.idl COMMAND "${CMAKE_COMMAND}" -E sleep 2
    COMMAND "${CMAKE_COMMAND}" -E copy "${CMAKE_CURRENT_SOURCE_DIR}/late.idl" ILate.idl)
nk_build_idl_files (demo_late_idl NK_MODULE "demo" IDL "${CMAKE_CURRENT_BINARY_DIR}/ILate.idl")
add_library (late STATIC src/late.c)
target_link_libraries (Store late)
target_link_libraries (Store Threads::Threads)
set_target_properties (Store PROPERTIES LINK_FLAGS ${SAFE_LINK})
END
printf 'package demo.ILate\ninterface {\n    Wait (in UInt32 value);\n}\n' >solution/store/late.idl
echo '#include <demo/ILate.idl.h>' >solution/store/src/late.c
echo 'set_target_properties (Sensor PROPERTIES LINK_FLAGS "-no-pie -Ttext 0x00200000")' >>solution/sensor/CMakeLists.txt
cat >solution/einit/CMakeLists.txt <<'END'
include (platform/image)
include (${KL_SDK_ROOT_PATH}/common/build-sd-image.cmake)
set (ENTITIES Sensor Store)
set (KERNEL_CLASS kl.core.Core)
set (DEFINITIONS "BOARD=${CMAKE_SYSTEM_BOARD}")
build_kos_hw_image (kos-image EINIT_ENTITY EinitHw CONNECTIONS_CFG "src/init.yaml.in"
    SECURITY_PSL "src/security.psl.in" PACK_DEPS_COPY_ONLY ON PACK_DEPS_COPY_TARGET libraries_hw IMAGE_FILES ${ENTITIES})
add_dependencies (kos-image libraries_hw)
build_sd_image (sd-image KOS_IMAGE_TARGET kos-image IMAGE_FS ${CMAKE_BINARY_DIR}/hdd)
add_custom_target (disk.img COMMAND ${KL_SDK_ROOT_PATH}/common/prepare_hdd_img.sh -s 64 -f fat32 -img disk.img)
if (CMAKE_SYSTEM_BOARD STREQUAL "QEMU")
    build_kos_qemu_image (kos-qemu-image EINIT_ENTITY EinitQemu CONNECTIONS_CFG "src/init.yaml.in"
        SECURITY_PSL "src/security.psl.in" GINGER_ENABLE TRUE GINGER_DEFINITIONS ${DEFINITIONS} EDL_TARGETS Sensor
        PACK_DEPS_COPY_ONLY ON PACK_DEPS_COPY_TARGET libraries_qemu PACK_DEPS_LIBS_PATH ${CMAKE_BINARY_DIR}/hdd/lib
        QEMU_FLAGS "-nographic -monitor none" QEMU_DEPENDENCIES libraries_qemu
        KERNEL_OPTIONS kos.exit=demo.Sensor IMAGE_FILES ${ENTITIES})
endif ()
set_target_properties (EinitHw PROPERTIES LINK_FLAGS ${SAFE_LINK})
set_target_properties (EinitQemu PROPERTIES LINK_FLAGS ${SAFE_LINK})
END

# A library of the solution's own, in a root of its own: found before the SDK's word on it.
mkdir -p own/lib/cmake/clock
echo 'set (clock_FOUND TRUE)' >own/lib/cmake/clock/clockConfig.cmake

cat >cross-build.sh <<'END'
#!/bin/bash
export PATH="$SDK_PREFIX/toolchain/bin:$PATH"
"$SDK_PREFIX/toolchain/bin/cmake" -G "Unix Makefiles" -B out \
    -D CMAKE_BUILD_TYPE:STRING=Debug \
    -D CMAKE_FIND_ROOT_PATH="$PWD/own;/sysroot-aarch64-kos" \
    -D CMAKE_TOOLCHAIN_FILE="$SDK_PREFIX/toolchain/share/toolchain-aarch64-kos.cmake" \
    solution && "$SDK_PREFIX/toolchain/bin/cmake" --build out --parallel 4 --target "$1"
END
sdk_script() {
    SDK_PREFIX=$SDK bash cross-build.sh "$1" >said 2>&1
}

check "the script builds and runs" sdk_script sim
transcript <said >seen
check "and prints what it should" diff "$TESTS/cmake/solution.transcript" seen
check "all calls for a target make its headers" [ -f out/_headers_/demo/ISpare.idl.h ]
for image in kos-image sd-image EinitHw; do
    if sdk_script $image; then fail "$image: it was built"
    else check "$image" says "there is no kernel for boards, only for QEMU"; fi
done
if sdk_script disk.img; then fail "disk image: it was made"
else check "disk image" says "prepare_hdd_img.sh: error: the machine has no disk: put files into IMAGE_FILES"; fi
if PATH=/nowhere "$SDK/toolchain/bin/cmake" --version >said 2>&1; then fail "no CMake"
else check "no CMake" says "cmake: error: there is no CMake in PATH; install the package cmake"; fi

# Packages that the SDK does not have. The rest of the file is not read where one is required.
with_package() {
    printf '%s\n' 'cmake_minimum_required (VERSION 3.12)' 'project (demo NONE)' 'include (platform)' \
        "find_package ($1)" 'message ("and so on")' >solution/CMakeLists.txt
    configure solution missing >said 2>&1
}
for name in vfs precompiled_vfs rump gpio logrr_cpp execution_manager spdlog; do
    if with_package "$name REQUIRED COMPONENTS part"; then fail "$name: it was found"
    else check "$name" says "Reason given by package: the SDK does not have $name, "; fi
    check "$name: what to do" says ". See docs/migration.md."
done
check "without REQUIRED" with_package "vfs"
check "says so as well" says "the SDK does not have vfs, the Virtual File System and its disks: files are there with find_package (fs)"
check "and goes on" says "and so on"

# One that the solution brings is found before.
mv own/lib/cmake/clock own/lib/cmake/spdlog
mv own/lib/cmake/spdlog/clockConfig.cmake own/lib/cmake/spdlog/spdlogConfig.cmake
with_package "spdlog REQUIRED" && fail "spdlog: it was found without its folder"
check "a package of the solution's own" configure solution missing -D CMAKE_FIND_ROOT_PATH="$PWD/own"

# Error parameters of any type, for which the commands of 1.4 need no option.
cp -R "$ROOT/samples/03-errors" errors
awk '/^nk_build_idl/ { print "add_nk_idl (safe_idl safe/IBox.idl NK_MODULE safe LANG C)" }
     /^nk_build_edl/ { print "add_nk_edl (safe_edl safe/Box.edl NK_MODULE safe LANG C)"
                       print "add_nk_edl (owner_edl safe/Owner.edl NK_MODULE safe LANG C)"
                       print "bind_nk_targets (safe_edl safe_idl owner_edl)"; skip = 1 }
     !/^nk_build/ && !skip
     /[)]$/ { skip = 0 }' "$ROOT/samples/03-errors/CMakeLists.txt" >errors/CMakeLists.txt
makes_errors() { configure errors other && cmake --build other --target Box Owner; }
if makes_errors >said 2>&1; then pass "error parameters of any type"
else tail -n 30 said; fail "error parameters of any type"; fi
sed -i 's/IBox.idl NK_MODULE safe LANG C/& --deprecated-no-extended-errors/' errors/CMakeLists.txt
if makes_errors >said 2>&1; then fail "and when asked for, one: it was built"
else check "and when asked for, one" says "at most one without --extended-errors [err-count]"; fi
