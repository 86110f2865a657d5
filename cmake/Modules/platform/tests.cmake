# `include (platform/tests)`: policy tests (PAL) as targets.

include_guard (GLOBAL)
include (platform/image)
include (test-generator/add_kss_pal_qemu_tests)
