# `include (platform/nk)`: transport code from descriptions (einit-and-build 7.1, nk-gen-c 3).

include_guard (GLOBAL)
include (platform)
cmake_policy (VERSION 3.20)

set (NK_PATHS -I "${NK_HEADERS}" -I "${NK_SYSROOT}/include" CACHE INTERNAL "-I of our tools")

# nk_include_directories (DIR...): more folders with descriptions, for the calls that follow.
function (nk_include_directories)
    foreach (folder IN LISTS ARGN)
        get_filename_component (folder "${folder}" ABSOLUTE)
        if (NOT IS_DIRECTORY "${folder}")
            message (FATAL_ERROR "nk_include_directories: there is no folder ${folder}: mend the name")
        endif ()
        set (NK_PATHS ${NK_PATHS} -I "${folder}" CACHE INTERNAL "")
    endforeach ()
endfunction ()

# Puts the description `source` where its name says, to `link`: a link and no copy, so that tools find all of
# them from the first step on, that no order among the rules is needed, and that an error's place opens
# the source itself. What the build makes is copied by a rule: build tools look through no link.
function (nk_place_description source link)
    get_filename_component (name "${source}" NAME)
    get_property (generated SOURCE "${source}" PROPERTY GENERATED)
    if (generated AND NOT source STREQUAL link)
        add_custom_command (OUTPUT "${link}"
            COMMAND "${CMAKE_COMMAND}" -E rm -f "${link}"
            COMMAND "${CMAKE_COMMAND}" -E copy "${source}" "${link}"
            DEPENDS "${source}" COMMENT "Copying ${name}" VERBATIM)
    elseif (NOT source STREQUAL link)
        file (CREATE_LINK "${source}" "${link}" SYMBOLIC)
    endif ()
endfunction ()

# The rule that makes the header of the description `source`, at `link`.h.
function (nk_add_header_rule source link flags depends)
    nk_place_description ("${source}" "${link}")
    get_filename_component (folder "${link}" DIRECTORY)
    file (RELATIVE_PATH name "${NK_HEADERS}" "${link}")
    add_custom_command (
        OUTPUT "${link}.h"
        COMMAND "${NK_TOOLCHAIN}/bin/nk-gen-c" ${NK_PATHS} -I "${folder}" -o "${folder}"
                "--depfile=${link}.h.d" ${flags} "${link}"
        DEPENDS "${link}" "${NK_TOOLCHAIN}/bin/nk-gen-c" ${depends}
        DEPFILE "${link}.h.d"
        COMMENT "Generating ${name}.h"
        VERBATIM)
endfunction ()

# The target that makes the header of `source` at `link`.h, to `out`: `target`, which gets the rule, or
# one that has the same rule already.
function (nk_header_target out call target source link flags depends)
    get_property (maker GLOBAL PROPERTY "NK_MAKER ${link}")
    get_property (made GLOBAL PROPERTY "NK_MADE ${link}")
    if (NOT maker)
        set (maker ${target})
        nk_add_header_rule ("${source}" "${link}" "${flags}" "${depends}")
        set_property (GLOBAL PROPERTY "NK_MAKER ${link}" ${target})
        set_property (GLOBAL PROPERTY "NK_MADE ${link}" "${source} ${flags}")
    elseif (NOT made STREQUAL "${source} ${flags}")
        file (RELATIVE_PATH name "${NK_HEADERS}" "${link}")
        message (FATAL_ERROR "${call}: the target ${maker} makes <${name}.h> already, from another file or "
                 "with other NK_FLAGS: use another NK_MODULE or the same flags")
    endif ()
    set (${out} ${maker} PARENT_SCOPE)
endfunction ()

# The target that gets the rules of a call, to `out`: `target` or, when an earlier call made that, a part of
# it with a name of its own.
function (nk_rules_target out call target)
    get_property (targets GLOBAL PROPERTY NK_TARGETS)
    set (name "${target}")
    set (part 1)
    while (name IN_LIST targets)
        math (EXPR part "${part} + 1")
        set (name "${target}-${part}")
    endwhile ()
    nk_check_name ("${call}" "the first argument" "${name}")
    set (${out} "${name}" PARENT_SCOPE)
endfunction ()

# Makes the target that nk_rules_target named, with the headers it makes and the targets it comes after.
function (nk_add_rules_target part target headers others)
    add_custom_target (${part} DEPENDS ${headers})
    set_property (TARGET ${part} PROPERTY INTERFACE_INCLUDE_DIRECTORIES "${NK_HEADERS}")
    set_property (GLOBAL APPEND PROPERTY NK_TARGETS ${part})
    list (REMOVE_ITEM others ${target})
    if (others)
        add_dependencies (${part} ${others})
    endif ()
    if (NOT part STREQUAL target)
        add_dependencies (${target} ${part})
    endif ()
endfunction ()

# The body of the three commands below: KIND is IDL, CDL or EDL, in the arguments the keyword of the files.
function (nk_build_files command kind target)
    set (single NK_MODULE WORKING_DIRECTORY)
    cmake_parse_arguments (PARSE_ARGV 3 nk "NOINSTALL" "${single}"
                           "${kind};IDL_TARGET;CDL_TARGET;EDL_TARGET;DEPENDS;NK_FLAGS")
    set (call "${command} (${target})")
    nk_check_call ("${call}" "${single}" ${kind})
    nk_rules_target (part "${call}" "${target}")
    set (word "[A-Za-z_][A-Za-z0-9_]*")
    if (NOT nk_NK_MODULE MATCHES "^(${word}([./]${word})*)?$")
        message (FATAL_ERROR "${call}: NK_MODULE is `${nk_NK_MODULE}`, which is no name of a package: "
                 "use one like `demo.store`")
    endif ()

    if (NOT nk_WORKING_DIRECTORY)
        set (nk_WORKING_DIRECTORY .)
    endif ()
    get_filename_component (work_dir "${nk_WORKING_DIRECTORY}" ABSOLUTE)

    string (REPLACE "." "/" module "${nk_NK_MODULE}")
    file (MAKE_DIRECTORY "${NK_HEADERS}/${module}")
    separate_arguments (flags UNIX_COMMAND "${nk_NK_FLAGS}")
    list (REMOVE_DUPLICATES nk_${kind})
    set (headers)
    set (others ${nk_IDL_TARGET} ${nk_CDL_TARGET} ${nk_EDL_TARGET})
    nk_want_targets ("${call}" "IDL_TARGET, CDL_TARGET or EDL_TARGET" ${others})
    foreach (file IN LISTS nk_${kind})
        get_filename_component (source "${file}" ABSOLUTE BASE_DIR "${work_dir}")
        nk_find_file (source "${call}" ${kind} "${source}")
        get_filename_component (name "${source}" NAME)
        set (link "${NK_HEADERS}/${module}/${name}")
        nk_header_target (maker "${call}" ${part} "${source}" "${link}" "${flags}" "${nk_DEPENDS}")
        if (maker STREQUAL part)
            list (APPEND headers "${link}.h")
        else ()
            list (APPEND others ${maker})
        endif ()
    endforeach ()
    nk_add_rules_target (${part} ${target} "${headers}" "${others}")
endfunction ()

# nk_build_{idl,cdl,edl}_files (TARGET [NOINSTALL] NK_MODULE "a.b" [WORKING_DIRECTORY DIR]
#     [IDL_TARGET T...] [CDL_TARGET T...] [DEPENDS FILE...] [NK_FLAGS OPTION...] IDL|CDL|EDL FILE...)
#
# TARGET makes <a/b/FILE.h> for each FILE, of all calls with that TARGET. Make programs that include the
# headers depend on it: `add_dependencies (Program TARGET)`.
function (nk_build_idl_files target)
    nk_build_files (nk_build_idl_files IDL "${target}" ${ARGN})
endfunction ()

function (nk_build_cdl_files target)
    nk_build_files (nk_build_cdl_files CDL "${target}" ${ARGN})
endfunction ()

function (nk_build_edl_files target)
    nk_build_files (nk_build_edl_files EDL "${target}" ${ARGN})
endfunction ()

# generate_edl_file (NAME [PREFIX a.b]): writes the description of a process class a.b.NAME without
# endpoints; its path is in EDL_FILE.
function (generate_edl_file name)
    cmake_parse_arguments (PARSE_ARGV 1 nk "" "PREFIX" "")
    set (call "generate_edl_file (${name})")
    nk_check_call ("${call}" PREFIX)
    set (class "${name}")
    if (nk_PREFIX)
        set (class "${nk_PREFIX}.${name}")
    endif ()
    set (word "[A-Za-z_][A-Za-z0-9_]*")
    if (NOT name MATCHES "^${word}$" OR NOT class MATCHES "^${word}([.]${word})*$")
        message (FATAL_ERROR "${call}: `${class}` is no name of a class: use a NAME like `Store` and a "
                 "PREFIX like `demo.store`")
    endif ()
    set (file "${CMAKE_CURRENT_BINARY_DIR}/${name}.edl")
    get_property (other GLOBAL PROPERTY "NK_CLASS ${file}")
    if (other AND NOT other STREQUAL class)
        message (FATAL_ERROR "${call}: ${file} describes `${other}` already: use another NAME, or "
                 "another folder")
    endif ()
    set_property (GLOBAL PROPERTY "NK_CLASS ${file}" "${class}")
    file (CONFIGURE OUTPUT "${file}" CONTENT "entity ${class}\n")
    set (EDL_FILE "${file}" PARENT_SCOPE)
endfunction ()

# The body of add_nk_{idl,cdl,edl} (TARGET FILE NK_MODULE "a.b" LANG "C" [OPTION...]). Solutions for these
# commands have error parameters of any type and name no option for them.
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
    if (NOT "${nk_NK_FLAGS}" MATCHES "extended-errors")
        list (APPEND nk_NK_FLAGS --extended-errors)
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
