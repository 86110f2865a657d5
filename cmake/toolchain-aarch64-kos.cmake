# CMake toolchain file of the SDK for aarch64-kos:
#
#   cmake -B build -D CMAKE_TOOLCHAIN_FILE=$SDK/toolchain/share/toolchain-aarch64-kos.cmake
#
# Sets the system, the compilers, the SDK's folders (NK_*) and the module path of
# `include (platform)` and its parts. The SDK is found from the place of this file, so it may be moved.

include_guard ()

# The first with dependency files for Make, too.
if (CMAKE_VERSION VERSION_LESS 3.20)
    message (FATAL_ERROR "this is CMake ${CMAKE_VERSION}, and the SDK needs 3.20 or later: install a "
             "newer one")
endif ()

set (CMAKE_SYSTEM_NAME KOS)
set (CMAKE_SYSTEM_PROCESSOR aarch64)
set (CMAKE_LIBRARY_ARCHITECTURE aarch64-kos)
set (NK_TARGET aarch64-kos)

get_filename_component (NK_SDK "${CMAKE_CURRENT_LIST_DIR}/../.." REALPATH)
# What solutions read: the folder of the SDK, and the machine to build for.
set (KL_SDK_ROOT_PATH "${NK_SDK}")
set (CMAKE_SYSTEM_BOARD QEMU)
set (NK_TOOLCHAIN "${NK_SDK}/toolchain")
set (NK_SYSROOT "${NK_SDK}/sysroot-${NK_TARGET}")
set (NK_LIBEXEC "${NK_SDK}/libexec/${NK_TARGET}")

set (CMAKE_C_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-gcc")
set (CMAKE_CXX_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-g++")
set (CMAKE_ASM_COMPILER "${NK_TOOLCHAIN}/bin/${NK_TARGET}-gcc")

foreach (part IN ITEMS "${CMAKE_C_COMPILER}" "${CMAKE_CXX_COMPILER}"
         "${NK_TOOLCHAIN}/bin/nk-gen-c" "${NK_TOOLCHAIN}/bin/nk-psl-gen-c" "${NK_TOOLCHAIN}/bin/einit"
         "${NK_TOOLCHAIN}/bin/makekss" "${NK_TOOLCHAIN}/bin/makeimg"
         "${NK_TOOLCHAIN}/bin/kos-pal-image" "${NK_TOOLCHAIN}/bin/kos-qemu-run"
         "${NK_SYSROOT}/lib/crt0.o" "${NK_SYSROOT}/lib/kos.ld" "${NK_SYSROOT}/lib/libkos.a"
         "${NK_SYSROOT}/lib/libksm_kss.a" "${NK_SYSROOT}/lib/libnk_pal.a"
         "${NK_LIBEXEC}/kos-qemu" "${NK_LIBEXEC}/kos-qemu.ld")
    if (NOT EXISTS "${part}")
        message (FATAL_ERROR "the SDK in ${NK_SDK} is not complete: there is no ${part}. "
                 "Install it again with `make install` or the Debian package.")
    endif ()
endforeach ()

# What the compiler needs of the system: it says what is missing, better here than as the output of a
# test of CMake that failed and is remembered.
execute_process (COMMAND "${CMAKE_C_COMPILER}" -print-libgcc-file-name
                 OUTPUT_QUIET ERROR_VARIABLE error RESULT_VARIABLE status)
if (NOT status EQUAL 0)
    message (FATAL_ERROR "the compiler of the SDK does not work: ${error}")
endif ()

# Packages, headers and libraries are the solution's or the SDK's, programs are the host's.
list (APPEND CMAKE_FIND_ROOT_PATH "${NK_SYSROOT}")
set (CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set (CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# A solution may set the module path anew: the folder of the SDK's modules stays on it.
set (NK_MODULES "${CMAKE_CURRENT_LIST_DIR}/cmake/Modules")
macro (nk_keep_modules variable access)
    if ("${access}" STREQUAL "MODIFIED_ACCESS" AND NOT "${NK_MODULES}" IN_LIST ${variable})
        list (APPEND ${variable} "${NK_MODULES}")
    endif ()
endmacro ()
list (APPEND CMAKE_MODULE_PATH "${NK_MODULES}")
variable_watch (CMAKE_MODULE_PATH nk_keep_modules)
