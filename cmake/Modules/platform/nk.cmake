# `include (platform/nk)`: transport code from descriptions (einit-and-build 7.1, nk-gen-c 3).

include_guard (GLOBAL)
include (platform)
cmake_policy (VERSION 3.20)

set (NK_PATHS -I "${NK_HEADERS}" -I "${NK_SYSROOT}/include" CACHE INTERNAL "-I of our tools")

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

# The body of the three commands below: KIND is IDL, CDL or EDL, in the arguments the keyword of the files.
function (nk_build_files command kind target)
    set (single NK_MODULE WORKING_DIRECTORY)
    cmake_parse_arguments (PARSE_ARGV 3 nk "NOINSTALL" "${single}"
                           "${kind};IDL_TARGET;CDL_TARGET;EDL_TARGET;DEPENDS;NK_FLAGS")
    set (call "${command} (${target})")
    nk_check_call ("${call}" "${single}" ${kind})
    nk_check_name ("${call}" "the first argument" "${target}")
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
        nk_header_target (maker "${call}" ${target} "${source}" "${link}" "${flags}" "${nk_DEPENDS}")
        if (maker STREQUAL target)
            list (APPEND headers "${link}.h")
        else ()
            list (APPEND others ${maker})
        endif ()
    endforeach ()
    add_custom_target (${target} DEPENDS ${headers})
    if (others)
        add_dependencies (${target} ${others})
    endif ()
    set_property (TARGET ${target} PROPERTY INTERFACE_INCLUDE_DIRECTORIES "${NK_HEADERS}")
    set_property (GLOBAL APPEND PROPERTY NK_TARGETS ${target})
endfunction ()

# nk_build_{idl,cdl,edl}_files (TARGET [NOINSTALL] NK_MODULE "a.b" [WORKING_DIRECTORY DIR]
#     [IDL_TARGET T...] [CDL_TARGET T...] [DEPENDS FILE...] [NK_FLAGS OPTION...] IDL|CDL|EDL FILE...)
#
# TARGET makes <a/b/FILE.h> for each FILE. Make programs that include the headers depend on it:
# `add_dependencies (Program TARGET)`.
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
