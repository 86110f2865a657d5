# How commands check the calls of them. A message begins with the call, `command (first argument)`, and
# says which argument is wrong and what to do.

include_guard (GLOBAL)
cmake_policy (VERSION 3.20)

# nk_check_call (CALL SINGLE [NEEDED...]): what cmake_parse_arguments left in the caller's nk_*. Refuses
# words that the command does not know, keywords of the list SINGLE without a value, and the lack of
# what is NEEDED.
function (nk_check_call call single)
    if (nk_UNPARSED_ARGUMENTS)
        string (REPLACE ";" " " words "${nk_UNPARSED_ARGUMENTS}")
        message (FATAL_ERROR "${call}: unknown arguments: ${words}")
    endif ()
    foreach (keyword IN LISTS nk_KEYWORDS_MISSING_VALUES)
        if (keyword IN_LIST single)
            message (FATAL_ERROR "${call}: ${keyword} has no value: add it, or leave the keyword out")
        endif ()
    endforeach ()
    foreach (needed IN LISTS ARGN)
        if ("${nk_${needed}}" STREQUAL "")
            message (FATAL_ERROR "${call}: ${needed} is missing: add it and its value")
        endif ()
    endforeach ()
endfunction ()

# nk_check_name (CALL ARGUMENT NAME): NAME may be that of a new target.
function (nk_check_name call argument name)
    if (NOT name MATCHES "^[A-Za-z0-9_.+-]+$")
        message (FATAL_ERROR "${call}: ${argument} is `${name}`, which cannot be a target: "
                 "use letters, digits and _ . + -")
    elseif (TARGET ${name})
        get_target_property (folder ${name} SOURCE_DIR)
        message (FATAL_ERROR "${call}: ${argument} is `${name}`, and ${folder} has a target of that "
                 "name already: use another")
    endif ()
endfunction ()

# nk_find_file (OUT CALL ARGUMENT FILE): the path of a file that is there or that the build makes.
function (nk_find_file out call argument file)
    get_filename_component (path "${file}" ABSOLUTE)
    get_property (generated SOURCE "${path}" PROPERTY GENERATED)
    if ((NOT EXISTS "${path}" AND NOT generated) OR IS_DIRECTORY "${path}")
        message (FATAL_ERROR "${call}: ${argument} names ${path}, and there is no such file: write it "
                 "or mend the name")
    endif ()
    set (${out} "${path}" PARENT_SCOPE)
endfunction ()

# nk_want_targets (CALL ARGUMENT [TARGET...]): they may be made later, by any folder of the solution;
# the one that is not there when all is read is refused.
function (nk_want_targets call argument)
    foreach (target IN LISTS ARGN)
        if (NOT TARGET ${target})
            set_property (GLOBAL APPEND PROPERTY NK_WANTED "${target}" "${call}: ${argument}")
        endif ()
    endforeach ()
endfunction ()

function (nk_check_wanted)
    get_property (wanted GLOBAL PROPERTY NK_WANTED)
    while (wanted)
        list (POP_FRONT wanted target argument)
        if (NOT TARGET ${target})
            message (FATAL_ERROR "${argument} names `${target}`, which no folder of the solution has "
                     "as a target: mend the name or add the target")
        endif ()
    endwhile ()
endfunction ()

cmake_language (DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL nk_check_wanted)
