# Built by `nk run`, or by hand with the toolchain file of the SDK:
#   cmake -G Ninja -B build -D CMAKE_TOOLCHAIN_FILE=$SDK/toolchain/share/toolchain-aarch64-kos.cmake
#   cmake --build build --target sim
cmake_minimum_required (VERSION 3.20)
project ({{name}} C)

include (platform)
initialize_platform (FORCE_STATIC)
include (platform/nk)
include (platform/image)
include (platform/tests)
project_header_default ("STANDARD_GNU_11:YES" "STRICT_WARNINGS:YES")

# Transport code: {{name}}/ICounter.idl becomes <{{name}}/ICounter.idl.h>, and so on.
nk_build_idl_files ({{name}}_idl NK_MODULE {{name}} IDL {{name}}/ICounter.idl)
nk_build_edl_files ({{name}}_edl IDL_TARGET {{name}}_idl NK_MODULE {{name}}
    EDL {{name}}/Client.edl {{name}}/Server.edl)

# One program for each process class. It depends on the headers that it includes.
add_executable (Client src/Client.c)
add_dependencies (Client {{name}}_idl)
add_executable (Server src/Server.c)
add_dependencies (Server {{name}}_edl)

# The image, and the target `sim` that boots it. The machine stops when the client ends.
build_kos_qemu_image (kos-qemu-image
    EINIT_ENTITY EinitQemu
    CONNECTIONS_CFG init.yaml
    SECURITY_PSL security.psl
    KERNEL_OPTIONS kos.exit={{name}}.Client
    IMAGE_FILES Client Server)

# The tests of the policy: the target `pal-test0`, or `nk test`.
add_kss_pal_qemu_tests (TEST_NAME_PREFIX {{name}} PSL_FILES pal_tests.psl)
