# `include (test-generator/add_kss_pal_qemu_tests)`: policy tests (PAL) as targets (pal 4).

include_guard (GLOBAL)
include (platform/image)
cmake_policy (VERSION 3.20)

# The targets and the test of ctest that run the program `program` of the policy `policy`, in the image at
# `path`: TEST and IMAGE-sim.
function (nk_pal_run_targets test image program policy path paths)
    set (run "${NK_TOOLCHAIN}/bin/kos-qemu-run" -t 0 "${path}")
    set (coverage)
    if (NOT "${nk_COVERAGE_MIN}" STREQUAL "")
        set (coverage --coverage --coverage-min ${nk_COVERAGE_MIN})
    endif ()
    add_custom_target (${image}-sim COMMAND ${run} USES_TERMINAL VERBATIM
                       COMMENT "Running the policy tests ${program}")
    add_custom_target (${test}
        COMMAND "${CMAKE_COMMAND}" -E env --unset=CC "${NK_TOOLCHAIN}/bin/nk-psl-gen-c" ${paths}
                -W none --tests run ${coverage} "${policy}"
        COMMAND ${run} USES_TERMINAL VERBATIM
        COMMENT "Running the policy tests ${program}, on the host and in QEMU")
    add_dependencies (${image}-sim ${image})
    add_dependencies (${test} ${image})
    add_test (NAME ${program} COMMAND ${run})
endfunction ()

# What there is for one policy with test sets, the N-th of a call: its image in `folder`, and what runs
# it. The targets of a second call have its prefix at the end of their names.
function (nk_pal_add number source folder)
    set (program "${nk_TEST_NAME_PREFIX}PalTest${number}")
    set (suffix "${number}")
    if (TARGET pal-test${number})
        set (suffix "${number}-${nk_TEST_NAME_PREFIX}")
    endif ()
    set (image kos-qemu-image-PalTest${suffix})
    set (path "${folder}/${image}")
    nk_configure (policy "${nk_call}" "${source}" "${folder}")
    get_filename_component (source_folder "${source}" DIRECTORY)
    nk_include_paths (paths ${nk_EXTRA_XDL_DIR})
    list (APPEND paths -I "${source_folder}")
    nk_quote (flags ${paths})
    add_custom_command (OUTPUT "${path}" "${folder}/${program}"
        COMMAND "${NK_TOOLCHAIN}/bin/kos-pal-image" "--with-nkflags=${flags}"
                "--program=${folder}/${program}" "--output=${path}" "--depfile=${path}.d" "${policy}"
        DEPENDS "${policy}" "${NK_TOOLCHAIN}/bin/kos-pal-image" "${NK_TOOLCHAIN}/bin/nk-psl-gen-c"
                "${NK_SYSROOT}/lib/libnk_pal.a"
        DEPFILE "${path}.d"
        COMMENT "Building the policy tests ${program}" VERBATIM)
    add_custom_target (${image} DEPENDS "${path}")
    nk_after_descriptions (${image})
    if (nk_DEPENDS)
        add_dependencies (${image} ${nk_DEPENDS})
    endif ()
    nk_note (tests ${image} "${path}" "${policy}" ${paths})
    nk_pal_run_targets (pal-test${suffix} ${image} ${program} "${policy}" "${path}" "${paths}")
endfunction ()

# What a call says is checked before anything is made.
function (nk_pal_check)
    nk_check_call ("${nk_call}" "${nk_single}" PSL_FILES)
    get_property (prefixes GLOBAL PROPERTY NK_PAL_PREFIXES)
    if (NOT "${nk_TEST_NAME_PREFIX}" MATCHES "^[A-Za-z0-9_.-]*$")
        message (FATAL_ERROR "${nk_call}: TEST_NAME_PREFIX is `${nk_TEST_NAME_PREFIX}`, which cannot "
                 "begin the name of a program: use letters, digits and _ . -")
    elseif ("/${nk_TEST_NAME_PREFIX}" IN_LIST prefixes)
        message (FATAL_ERROR "${nk_call}: TEST_NAME_PREFIX `${nk_TEST_NAME_PREFIX}` is that of another "
                 "call already: use another")
    elseif (NOT "${nk_COVERAGE_MIN}" MATCHES "^([0-9]?[0-9]?|100)$")
        message (FATAL_ERROR "${nk_call}: COVERAGE_MIN is `${nk_COVERAGE_MIN}`, which is no percentage: "
                 "use a number from 0 to 100")
    endif ()
    set_property (GLOBAL APPEND PROPERTY NK_PAL_PREFIXES "/${nk_TEST_NAME_PREFIX}")
    nk_want_targets ("${nk_call}" DEPENDS ${nk_DEPENDS})
endfunction ()

# add_kss_pal_qemu_tests ([TEST_NAME_PREFIX P] PSL_FILES FILE... [DEPENDS TARGET...]
#     [ENTITIES CLASS...] [EXTRA_XDL_DIR DIR...] [COVERAGE_MIN PERCENT]
#     [USE_GENERATE_KOS_TEST ON|OFF] [CUSTOM_VFS ...]
#     [ENV_VARS ...])
#
# For the N-th file, a policy with test sets or a template of one (.psl.in), makes
#   kos-qemu-image-PalTestN       the image whose program PPalTestN runs the tests
#   kos-qemu-image-PalTestN-sim   boots it; fails when a test fails
#   pal-testN                     the same, and runs the tests on the host first
# and a test of ctest where tests are enabled. Everything lies in P/pal-test of the build.
# ENTITIES are the classes that @INIT_EXTERNAL_ENTITIES@ of a template stands for. The last three
# are taken and have no effect: the program needs no file system. COVERAGE_MIN, ours, makes pal-testN
# fail when the tests meet less of the policy (policy-tests: Coverage).
function (add_kss_pal_qemu_tests)
    set (nk_call add_kss_pal_qemu_tests)
    set (nk_single TEST_NAME_PREFIX USE_GENERATE_KOS_TEST COVERAGE_MIN)
    cmake_parse_arguments (PARSE_ARGV 0 nk "" "${nk_single}"
                           "PSL_FILES;DEPENDS;ENTITIES;EXTRA_XDL_DIR;CUSTOM_VFS;ENV_VARS")
    nk_pal_check ()
    get_filename_component (folder "${CMAKE_BINARY_DIR}/${nk_TEST_NAME_PREFIX}/pal-test" ABSOLUTE)
    file (MAKE_DIRECTORY "${folder}")
    set (INIT_EXTERNAL_ENTITIES "")
    foreach (class IN LISTS nk_ENTITIES)
        string (APPEND INIT_EXTERNAL_ENTITIES "use EDL ${class}\n")
    endforeach ()
    set (number 0)
    foreach (file IN LISTS nk_PSL_FILES)
        nk_find_file (source "${nk_call}" PSL_FILES "${file}")
        nk_pal_add (${number} "${source}" "${folder}")
        math (EXPR number "${number} + 1")
    endforeach ()
endfunction ()
