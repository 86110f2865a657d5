# `include (platform/nk2)`: the commands of 1.4 for transport code.

include_guard (GLOBAL)
include (platform/nk)

# The body of add_nk_{idl,cdl,edl} (TARGET FILE NK_MODULE "a.b" LANG "C" [OPTION...]).
function (nk_add_file command kind target file)
    cmake_parse_arguments (PARSE_ARGV 4 nk "" "NK_MODULE;LANG" "NK_FLAGS")
    if (nk_LANG AND NOT nk_LANG STREQUAL "C")
        message (FATAL_ERROR "${command} (${target}): LANG ${nk_LANG} is not supported: there is no "
                 "generator of C++ classes; C++ programs can include the headers of LANG C")
    endif ()
    nk_build_files (${command} ${kind} ${target} NK_MODULE "${nk_NK_MODULE}"
                    NK_FLAGS ${nk_NK_FLAGS} ${nk_UNPARSED_ARGUMENTS} ${kind} "${file}")
endfunction ()

function (add_nk_idl target file)
    nk_add_file (add_nk_idl IDL ${target} "${file}" ${ARGN})
endfunction ()

function (add_nk_cdl target file)
    nk_add_file (add_nk_cdl CDL ${target} "${file}" ${ARGN})
endfunction ()

function (add_nk_edl target file)
    nk_add_file (add_nk_edl EDL ${target} "${file}" ${ARGN})
endfunction ()

# bind_nk_targets (DEPENDENT TARGET...): DEPENDENT, a program or another of these targets, needs
# the headers of each TARGET.
function (bind_nk_targets dependent)
    if (NOT TARGET ${dependent})
        message (FATAL_ERROR "bind_nk_targets: there is no target ${dependent}")
    endif ()
    foreach (target IN LISTS ARGN)
        if (NOT TARGET ${target})
            message (FATAL_ERROR "bind_nk_targets (${dependent}): there is no target ${target}")
        endif ()
        add_dependencies (${dependent} ${target})
    endforeach ()
endfunction ()
