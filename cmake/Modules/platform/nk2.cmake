# `include (platform/nk2)`: the commands of 1.4 for transport code.

include_guard (GLOBAL)
include (platform/nk)
cmake_policy (VERSION 3.20)

# The body of add_nk_{idl,cdl,edl} (TARGET FILE NK_MODULE "a.b" LANG "C" [OPTION...]).
function (nk_add_file command kind target file)
    set (single NK_MODULE LANG)
    cmake_parse_arguments (PARSE_ARGV 4 nk "" "${single}" "NK_FLAGS")
    if (nk_UNPARSED_ARGUMENTS MATCHES "^-") # the words from the first option on are for nk-gen-c
        list (APPEND nk_NK_FLAGS ${nk_UNPARSED_ARGUMENTS})
        set (nk_UNPARSED_ARGUMENTS)
    endif ()
    nk_check_call ("${command} (${target})" "${single}")
    if (nk_LANG AND NOT nk_LANG STREQUAL "C")
        message (FATAL_ERROR "${command} (${target}): LANG ${nk_LANG} is not supported: there is no "
                 "generator of C++ classes; C++ programs can include the headers of LANG C")
    endif ()
    nk_build_files (${command} ${kind} "${target}" NK_MODULE "${nk_NK_MODULE}"
                    NK_FLAGS ${nk_NK_FLAGS} ${kind} "${file}")
endfunction ()

function (add_nk_idl target file)
    nk_add_file (add_nk_idl IDL "${target}" "${file}" ${ARGN})
endfunction ()

function (add_nk_cdl target file)
    nk_add_file (add_nk_cdl CDL "${target}" "${file}" ${ARGN})
endfunction ()

function (add_nk_edl target file)
    nk_add_file (add_nk_edl EDL "${target}" "${file}" ${ARGN})
endfunction ()

# bind_nk_targets (DEPENDENT TARGET...): DEPENDENT, a program or another of these targets, needs
# the headers of each TARGET.
function (bind_nk_targets dependent)
    set (call "bind_nk_targets (${dependent})")
    if (NOT TARGET "${dependent}")
        message (FATAL_ERROR "${call}: there is no target `${dependent}`: add it before")
    elseif (NOT ARGN)
        message (FATAL_ERROR "${call}: no target follows: name those whose headers are needed")
    endif ()
    nk_want_targets ("${call}" "the call" ${ARGN})
    add_dependencies (${dependent} ${ARGN})
endfunction ()
