# CMake toolchain file of the SDK for aarch64-kos:
#
#   cmake -B build -D CMAKE_TOOLCHAIN_FILE=$SDK/toolchain/share/toolchain-aarch64-kos.cmake
#
# Sets the system, the compilers, the SDK's folders (NK_*) and the module path of
# `include (platform)` and its parts. The SDK is found from the place of this file, so it may be moved.

include_guard ()

set (CMAKE_SYSTEM_NAME KOS)
set (CMAKE_SYSTEM_PROCESSOR aarch64)
set (CMAKE_LIBRARY_ARCHITECTURE aarch64-kos)
set (NK_TARGET aarch64-kos)

get_filename_component (NK_SDK "${CMAKE_CURRENT_LIST_DIR}/../.." REALPATH)
set (NK_TOOLCHAIN "${NK_SDK}/toolchain")
set (NK_SYSROOT "${NK_SDK}/sysroot-${NK_TARGET}")
set (NK_LIBEXEC "${NK_SDK}/libexec/${NK_TARGET}")

foreach (part IN ITEMS toolchain/bin/nk-gen-c toolchain/bin/nk-psl-gen-c toolchain/bin/einit
         toolchain/bin/makekss toolchain/bin/makeimg toolchain/bin/${NK_TARGET}-gcc
         toolchain/bin/${NK_TARGET}-g++ sysroot-${NK_TARGET}/lib/libkos.a
         libexec/${NK_TARGET}/kos-qemu libexec/${NK_TARGET}/kos-qemu.ld)
    if (NOT EXISTS "${NK_SDK}/${part}")
        message (FATAL_ERROR "the SDK in ${NK_SDK} is not complete: no ${part}. "
                             "Install it again with `make install` or the Debian package.")
    endif ()
endforeach ()

set (CMAKE_C_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-gcc")
set (CMAKE_CXX_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-g++")
set (CMAKE_ASM_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-gcc")

# Packages, headers and libraries are the SDK's or the solution's, programs are the host's.
set (CMAKE_FIND_ROOT_PATH "${NK_SYSROOT}")
set (CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set (CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

list (APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}/cmake/Modules")
