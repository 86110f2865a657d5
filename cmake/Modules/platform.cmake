# `include (platform)`: the part that every solution needs (einit-and-build 7.1).

include_guard (GLOBAL)

if (NOT NK_SDK)
    message (FATAL_ERROR "the SDK's toolchain file is not in use: configure with "
             "-D CMAKE_TOOLCHAIN_FILE=<SDK>/toolchain/share/toolchain-aarch64-kos.cmake")
endif ()

# Descriptions and generated headers of the whole solution, each below the path of its name.
set (NK_HEADERS "${CMAKE_BINARY_DIR}/_headers_" CACHE INTERNAL "folder of generated headers")
file (MAKE_DIRECTORY "${NK_HEADERS}")

# What an earlier configuration had is gone (nk_note in platform/image.cmake).
file (REMOVE "${CMAKE_BINARY_DIR}/nk-solution")
include_directories ("${NK_HEADERS}")

# A solution may set the module path anew: the folder of these modules stays on it.
set (NK_MODULES "${CMAKE_CURRENT_LIST_DIR}" CACHE INTERNAL "folder of the SDK's modules")
macro (nk_keep_modules variable access)
    if ("${access}" STREQUAL "MODIFIED_ACCESS")
        list (FIND ${variable} "${NK_MODULES}" _nk_found)
        if (_nk_found EQUAL -1)
            list (APPEND ${variable} "${NK_MODULES}")
        endif ()
    endif ()
endmacro ()
variable_watch (CMAKE_MODULE_PATH nk_keep_modules)

# Refuses arguments that a command does not know: nk_no_more_arguments (COMMAND WORD...).
function (nk_no_more_arguments command)
    if (ARGN)
        string (REPLACE ";" " " words "${ARGN}")
        message (FATAL_ERROR "${command}: unknown arguments: ${words}")
    endif ()
endfunction ()

# One text of words for a tool that splits it as a shell does: folders may have blanks in their names.
function (nk_quote out)
    list (JOIN ARGN "' '" text)
    set (${out} "'${text}'" PARENT_SCOPE)
endfunction ()

# initialize_platform ([FORCE_STATIC] [NO_NEW_VERSION_CHECK]): the root file calls it. All linking is
# static here and no version is looked up, so both options say what is so already.
macro (initialize_platform)
    cmake_parse_arguments (_nk "FORCE_STATIC;NO_NEW_VERSION_CHECK" "" "" ${ARGN})
    nk_no_more_arguments (initialize_platform ${_nk_UNPARSED_ARGUMENTS})
    include_directories ("${NK_HEADERS}")
endmacro ()

# project_header_default ("KEY:YES|NO"...): language standard and warnings of the folder.
#   STANDARD_GNU_nn   the GNU dialect of that C (11, 17) or C++ (14, 17, 20) standard
#   STRICT_WARNINGS   warnings are errors
# Other keys are taken and have no effect.
macro (project_header_default)
    foreach (_nk_option IN ITEMS ${ARGN})
        if (NOT "${_nk_option}" MATCHES "^([A-Za-z0-9_+]+):(YES|NO)$")
            message (FATAL_ERROR "project_header_default: `${_nk_option}` is not KEY:YES or KEY:NO")
        endif ()
        set (_nk_key "${CMAKE_MATCH_1}")
        set (_nk_on "${CMAKE_MATCH_2}")
        if (NOT _nk_on)
            continue ()
        elseif (_nk_key MATCHES "^STANDARD_GNU_(11|17)$")
            set (CMAKE_C_STANDARD ${CMAKE_MATCH_1})
            set (CMAKE_CXX_STANDARD ${CMAKE_MATCH_1})
        elseif (_nk_key MATCHES "^STANDARD_GNU_(14|20)$")
            set (CMAKE_CXX_STANDARD ${CMAKE_MATCH_1})
        elseif (_nk_key STREQUAL "STRICT_WARNINGS")
            add_compile_options (-Wall -Wextra -Werror)
        endif ()
    endforeach ()
endmacro ()

# What these ask for holds for every program here.
macro (project_static_executable_header_default)
    project_header_default (${ARGN})
endmacro ()

function (platform_target_force_static)
endfunction ()
