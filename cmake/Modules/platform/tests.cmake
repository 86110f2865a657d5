# `include (platform/tests)`: policy tests (PAL) as targets.

include_guard (GLOBAL)
include (platform/image)
include (test-generator/add_kss_pal_qemu_tests)

# The tests of a solution are those of its folders; a target for all of them is that of ctest.
function (add_project_tests_main_target)
endfunction ()
