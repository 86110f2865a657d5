# `include (test-generator/add_kss_pal_qemu_tests)`: policy tests (PAL) as targets (pal 4).

include_guard (GLOBAL)
include (platform/image)

cmake_policy (PUSH)
cmake_policy (VERSION 3.20)

# The names of the targets of the N-th file. A second call keeps its own by its prefix.
function (nk_pal_names prefix number out_test out_image)
    set (suffix "")
    if (TARGET pal-test${number})
        set (suffix "-${prefix}")
    endif ()
    set (${out_test} "pal-test${number}${suffix}" PARENT_SCOPE)
    set (${out_image} "kos-qemu-image-PalTest${number}${suffix}" PARENT_SCOPE)
endfunction ()

# add_kss_pal_qemu_tests (TEST_NAME_PREFIX P PSL_FILES FILE... [DEPENDS TARGET...]
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
    cmake_parse_arguments (PARSE_ARGV 0 nk "" "TEST_NAME_PREFIX;USE_GENERATE_KOS_TEST;COVERAGE_MIN"
                           "PSL_FILES;DEPENDS;ENTITIES;EXTRA_XDL_DIR;CUSTOM_VFS;ENV_VARS")
    nk_no_more_arguments ("add_kss_pal_qemu_tests" ${nk_UNPARSED_ARGUMENTS})
    foreach (needed IN ITEMS TEST_NAME_PREFIX PSL_FILES)
        if (NOT nk_${needed})
            message (FATAL_ERROR "add_kss_pal_qemu_tests: ${needed} is missing")
        endif ()
    endforeach ()
    set (dir "${CMAKE_BINARY_DIR}/${nk_TEST_NAME_PREFIX}/pal-test")
    file (MAKE_DIRECTORY "${dir}")

    set (INIT_EXTERNAL_ENTITIES "")
    foreach (class IN LISTS nk_ENTITIES)
        string (APPEND INIT_EXTERNAL_ENTITIES "use EDL ${class}\n")
    endforeach ()
    set (coverage)
    if (nk_COVERAGE_MIN)
        set (coverage --coverage --coverage-min ${nk_COVERAGE_MIN})
    endif ()
    get_property (descriptions GLOBAL PROPERTY NK_DESCRIPTIONS)

    set (number 0)
    foreach (file IN LISTS nk_PSL_FILES)
        get_filename_component (source "${file}" ABSOLUTE)
        get_filename_component (source_dir "${source}" DIRECTORY)
        nk_configure (policy "${file}" "${dir}")
        nk_image_paths (paths ${nk_EXTRA_XDL_DIR})
        list (APPEND paths -I "${source_dir}")
        nk_quote (flags ${paths})

        set (name "${nk_TEST_NAME_PREFIX}PalTest${number}")
        nk_pal_names ("${nk_TEST_NAME_PREFIX}" ${number} test image)
        set (output "${dir}/${image}")
        add_custom_command (OUTPUT "${output}" "${dir}/${name}"
            COMMAND "${NK_TOOLCHAIN}/bin/kos-pal-image" "--with-nkflags=${flags}"
                    "--program=${dir}/${name}" "--output=${output}" "--depfile=${output}.d"
                    "${policy}"
            DEPENDS "${policy}" ${descriptions} ${nk_DEPENDS} "${NK_TOOLCHAIN}/bin/kos-pal-image"
                    "${NK_TOOLCHAIN}/bin/nk-psl-gen-c" "${NK_SYSROOT}/lib/libnk_pal.a"
            DEPFILE "${output}.d"
            COMMENT "Building the policy tests ${name}" VERBATIM)
        nk_note (tests ${image} "${output}" "${policy}" ${paths})
        set (run "${NK_TOOLCHAIN}/bin/kos-qemu-run" -t 0 "${output}")
        add_custom_target (${image} DEPENDS "${output}")
        add_custom_target (${image}-sim COMMAND ${run} DEPENDS "${output}" USES_TERMINAL VERBATIM
                           COMMENT "Running the policy tests ${name}")
        add_custom_target (${test}
            COMMAND "${CMAKE_COMMAND}" -E env --unset=CC "${NK_TOOLCHAIN}/bin/nk-psl-gen-c" ${paths}
                    -W none --tests run ${coverage} "${policy}"
            COMMAND ${run}
            DEPENDS "${output}" USES_TERMINAL VERBATIM
            COMMENT "Running the policy tests ${name}, on the host and in QEMU")
        add_test (NAME ${name} COMMAND ${run})
        math (EXPR number "${number} + 1")
    endforeach ()
endfunction ()

cmake_policy (POP)
