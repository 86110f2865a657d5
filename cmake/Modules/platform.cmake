# `include (platform)`: the part that every solution needs (einit-and-build 7.1).

if (NOT NK_SDK)
    message (FATAL_ERROR "the SDK's toolchain file is not in use: configure with "
             "-D CMAKE_TOOLCHAIN_FILE=<SDK>/toolchain/share/toolchain-aarch64-kos.cmake")
endif ()

# Descriptions and generated headers of the whole solution, each below the path of its name. They are
# on the include path of the folder that includes this, and of those below it.
set (NK_HEADERS "${CMAKE_BINARY_DIR}/_headers_" CACHE INTERNAL "folder of generated headers")
include_directories ("${NK_HEADERS}")

include_guard (GLOBAL)
include (platform/call)
cmake_policy (VERSION 3.20)

file (MAKE_DIRECTORY "${NK_HEADERS}")

# What an earlier configuration had is gone (nk_note in platform/image.cmake).
file (REMOVE "${CMAKE_BINARY_DIR}/nk-solution")

# One text of words for a tool that splits it as a shell does: folders have blanks and quotes in their
# names.
function (nk_quote out)
    list (TRANSFORM ARGN REPLACE "'" [['\\'']])
    list (JOIN ARGN "' '" text)
    set (${out} "'${text}'" PARENT_SCOPE)
endfunction ()

# initialize_platform ([FORCE_STATIC] [USE_DYNAMIC_LEGACY] [NO_NEW_VERSION_CHECK]): the root file calls it.
# All linking is static here, so PLATFORM_SUPPORTS_DYNAMIC_LINKING is not set, and no version is looked
# up: the options change nothing.
function (initialize_platform)
    set (options FORCE_STATIC USE_DYNAMIC_LEGACY NO_NEW_VERSION_CHECK)
    cmake_parse_arguments (PARSE_ARGV 0 nk "${options}" "" "")
    nk_check_call (initialize_platform "")
endfunction ()

# project_header_default ("KEY:YES|NO"...): language standard and warnings of the folder.
#   STANDARD_GNU_nn   the GNU dialect of that C (11, 17) or C++ (11, 14, 17, 20) standard
#   STRICT_WARNINGS, EXTRA_STRICT_WARNINGS   warnings are errors
macro (project_header_default)
    foreach (_nk_option IN ITEMS ${ARGN})
        if (NOT "${_nk_option}" MATCHES "^([A-Za-z0-9_+]+):(YES|NO)$")
            message (FATAL_ERROR "project_header_default: `${_nk_option}` is not KEY:YES or KEY:NO")
        endif ()
        set (_nk_key "${CMAKE_MATCH_1}")
        set (_nk_on "${CMAKE_MATCH_2}")
        if (NOT _nk_key MATCHES "^(STANDARD_GNU_(11|14|17|20)|(EXTRA_)?STRICT_WARNINGS)$")
            message (WARNING "project_header_default: `${_nk_key}` has no effect here. What has: "
                     "STANDARD_GNU_11, _14, _17, _20 and STRICT_WARNINGS.")
        elseif (NOT _nk_on)
            continue ()
        elseif (_nk_key STREQUAL "STRICT_WARNINGS" OR _nk_key STREQUAL "EXTRA_STRICT_WARNINGS")
            add_compile_options (-Wall -Wextra -Werror)
        else ()
            set (CMAKE_CXX_STANDARD ${CMAKE_MATCH_2})
            if (CMAKE_CXX_STANDARD MATCHES "^1[17]$")
                set (CMAKE_C_STANDARD ${CMAKE_CXX_STANDARD})
            endif ()
        endif ()
    endforeach ()
endmacro ()

# What these ask for holds for every program here.
macro (project_static_executable_header_default)
    project_header_default (${ARGN})
endmacro ()

function (platform_target_force_static)
endfunction ()
