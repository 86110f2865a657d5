# `include (test-generator/test_generator)`: programs made of unit tests, which the SDK does not have. The
# rest of a solution builds.

include_guard (GLOBAL)

foreach (command IN ITEMS generate_kos_test get_entity_name)
    cmake_language (EVAL CODE "
        function (${command})
            message (FATAL_ERROR \"${command}: the SDK does not have the generator of test programs: make \"
                     \"the tests a program of an image. See docs/migration.md.\")
        endfunction ()")
endforeach ()
