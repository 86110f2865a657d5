# `include (platform/nk)`: transport code from descriptions (einit-and-build 7.1, nk-gen-c 3).

include_guard (GLOBAL)
include (platform)

# With it, the paths of a dependency file are relative to the folder that the tool ran in.
cmake_policy (PUSH)
cmake_policy (VERSION 3.20)

set (NK_PATHS -I "${NK_HEADERS}" -I "${NK_SYSROOT}/include" CACHE INTERNAL "-I of our tools")

# Adds the descriptions FILES to the solution under the folder of the package `module`, and the
# rules that make their headers there; appends the headers to the list named by `out`.
#
# Descriptions are linked, not copied, into the folder: tools find all of them from the first step
# on, so that no order among the rules is needed, and an error's place opens the source itself.
function (nk_generate out module work_dir flags depends)
    string (REPLACE "." "/" folder "${module}")
    set (folder "${NK_HEADERS}/${folder}")
    file (MAKE_DIRECTORY "${folder}")
    foreach (file IN LISTS ARGN)
        get_filename_component (source "${file}" ABSOLUTE BASE_DIR "${work_dir}")
        get_filename_component (name "${source}" NAME)
        get_property (generated SOURCE "${source}" PROPERTY GENERATED)
        if (NOT EXISTS "${source}" AND NOT generated)
            message (FATAL_ERROR "there is no description ${source}")
        endif ()
        set (link "${folder}/${name}")
        set (header "${link}.h")
        if (NOT source STREQUAL link)
            file (CREATE_LINK "${source}" "${link}" SYMBOLIC)
        endif ()
        add_custom_command (
            OUTPUT "${header}"
            COMMAND "${NK_TOOLCHAIN}/bin/nk-gen-c" ${NK_PATHS} -I "${folder}" -o "${folder}"
                    "--depfile=${header}.d" ${flags} "${link}"
            DEPENDS "${source}" "${NK_TOOLCHAIN}/bin/nk-gen-c" ${depends}
            DEPFILE "${header}.d"
            COMMENT "Generating ${module} ${name}.h"
            VERBATIM)
        list (APPEND ${out} "${header}")
        set_property (GLOBAL APPEND PROPERTY NK_DESCRIPTIONS "${source}")
    endforeach ()
    set (${out} "${${out}}" PARENT_SCOPE)
endfunction ()

# The body of the three commands below: KIND is IDL, CDL or EDL, in the arguments the keyword of the files.
function (nk_build_files command kind target)
    cmake_parse_arguments (PARSE_ARGV 3 nk "NOINSTALL" "NK_MODULE;WORKING_DIRECTORY"
                           "${kind};IDL_TARGET;CDL_TARGET;EDL_TARGET;DEPENDS;NK_FLAGS")
    nk_no_more_arguments ("${command} (${target})" ${nk_UNPARSED_ARGUMENTS})
    if (NOT nk_${kind})
        message (FATAL_ERROR "${command} (${target}): ${kind} with the descriptions is missing")
    endif ()
    if (NOT nk_WORKING_DIRECTORY)
        set (nk_WORKING_DIRECTORY .)
    endif ()
    get_filename_component (work_dir "${nk_WORKING_DIRECTORY}" ABSOLUTE)
    set (headers)
    nk_generate (headers "${nk_NK_MODULE}" "${work_dir}" "${nk_NK_FLAGS}" "${nk_DEPENDS}"
                 ${nk_${kind}})
    add_custom_target (${target} DEPENDS ${headers})
    set (others ${nk_IDL_TARGET} ${nk_CDL_TARGET} ${nk_EDL_TARGET})
    if (others)
        add_dependencies (${target} ${others})
    endif ()
    set_property (TARGET ${target} PROPERTY INTERFACE_INCLUDE_DIRECTORIES "${NK_HEADERS}")
endfunction ()

# nk_build_{idl,cdl,edl}_files (TARGET [NOINSTALL] NK_MODULE "a.b" [WORKING_DIRECTORY DIR]
#     [IDL_TARGET T...] [CDL_TARGET T...] [DEPENDS FILE...] [NK_FLAGS OPTION...] IDL|CDL|EDL FILE...)
#
# TARGET makes <a/b/FILE.h> for each FILE. Make programs that include the headers depend on it:
# `add_dependencies (Program TARGET)`.
function (nk_build_idl_files target)
    nk_build_files (nk_build_idl_files IDL ${target} ${ARGN})
endfunction ()

function (nk_build_cdl_files target)
    nk_build_files (nk_build_cdl_files CDL ${target} ${ARGN})
endfunction ()

function (nk_build_edl_files target)
    nk_build_files (nk_build_edl_files EDL ${target} ${ARGN})
endfunction ()

# generate_edl_file (NAME PREFIX a.b): writes the description of a process class a.b.NAME without
# endpoints; its path is in EDL_FILE.
function (generate_edl_file name)
    cmake_parse_arguments (PARSE_ARGV 1 nk "" "PREFIX" "")
    nk_no_more_arguments ("generate_edl_file (${name})" ${nk_UNPARSED_ARGUMENTS})
    set (class "${name}")
    if (nk_PREFIX)
        set (class "${nk_PREFIX}.${name}")
    endif ()
    set (EDL_FILE "${CMAKE_CURRENT_BINARY_DIR}/${name}.edl")
    file (CONFIGURE OUTPUT "${EDL_FILE}" CONTENT "entity ${class}\n")
    set (EDL_FILE "${EDL_FILE}" PARENT_SCOPE)
endfunction ()

cmake_policy (POP)
