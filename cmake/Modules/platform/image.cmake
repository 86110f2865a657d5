# `include (platform/image)`: images to boot (einit-and-build 7.2).

include_guard (GLOBAL)
include (platform)
include (platform/nk)
include (platform/init_template)

cmake_policy (PUSH)
cmake_policy (VERSION 3.20)

define_property (TARGET PROPERTY NK_INIT_PATH
                 BRIEF_DOCS "Name of the program in the image"
                 FULL_DOCS "The value of `path` of its processes in init.yaml; default: the file's name.")

# Makes `name` in the folder of the build from the file `source`, a template if it ends in .in;
# its path goes to `out`.
function (nk_configure out source dir)
    get_filename_component (path "${source}" ABSOLUTE)
    if (NOT EXISTS "${path}")
        message (FATAL_ERROR "there is no file ${path}")
    endif ()
    if (path MATCHES "\\.in$")
        file (STRINGS "${path}" blocks REGEX "{%")
        if (blocks)
            list (GET blocks 0 first)
            message (FATAL_ERROR "${path}: blocks like `${first}` are not supported: "
                     "use CMake variables, or one file for each board")
        endif ()
        get_filename_component (name "${path}" NAME)
        string (REGEX REPLACE "\\.in$" "" name "${name}")
        # A variable brings its own indentation.
        file (READ "${path}" text)
        string (REGEX REPLACE "(^|\n)[ \t]+(@INIT_[A-Za-z0-9_]+_ENTITY_)" "\\1\\2" text "${text}")
        set_property (DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
        file (CONFIGURE OUTPUT "${dir}/${name}" CONTENT "${text}" @ONLY)
        set (path "${dir}/${name}")
    endif ()
    set (${out} "${path}" PARENT_SCOPE)
endfunction ()

# Sorts the words of IMAGE_FILES and the free ones into targets and other files. The name of a supplied
# program stands for its file.
function (nk_image_files image out_files out_depends)
    set (files)
    set (depends)
    foreach (item IN LISTS ARGN)
        if (TARGET ${item})
            list (APPEND files "$<TARGET_FILE:${item}>")
            list (APPEND depends ${item} "$<TARGET_FILE:${item}>")
        else ()
            get_filename_component (path "${item}" ABSOLUTE)
            if (NOT EXISTS "${path}" AND EXISTS "${NK_SYSROOT}/bin/${item}")
                set (path "${NK_SYSROOT}/bin/${item}")
            endif ()
            get_property (generated SOURCE "${path}" PROPERTY GENERATED)
            if (NOT EXISTS "${path}" AND NOT generated)
                message (FATAL_ERROR "${image}: `${item}` is no argument of the command, no supplied "
                         "program, no target of a folder added before, and no file")
            endif ()
            list (APPEND files "${path}")
            list (APPEND depends "${path}")
        endif ()
    endforeach ()
    set (${out_files} "${files}" PARENT_SCOPE)
    set (${out_depends} "${depends}" PARENT_SCOPE)
endfunction ()

# Notes a line for `nk` in the build folder, as its KIND and fields with tabs between: the first image
# is the one that `nk run` boots.
function (nk_note)
    list (JOIN ARGN "\t" line)
    set_property (GLOBAL APPEND_STRING PROPERTY NK_NOTES "${line}\n")
    get_property (notes GLOBAL PROPERTY NK_NOTES)
    file (WRITE "${CMAKE_BINARY_DIR}/nk-solution" "${notes}")
endfunction ()

# The targets that run an image. The first image of a solution owns the plain names.
function (nk_add_run_targets image path flags env)
    get_property (taken GLOBAL PROPERTY NK_SIM_IMAGE)
    set (suffix "")
    if (taken)
        set (suffix "-${image}")
    else ()
        set_property (GLOBAL PROPERTY NK_SIM_IMAGE ${image})
    endif ()
    separate_arguments (flags UNIX_COMMAND "${flags}")
    nk_note (image "${image}" "${path}" ${env} -- ${flags})
    set (run "${CMAKE_COMMAND}" -E env ${env} "${NK_TOOLCHAIN}/bin/kos-qemu-run" -t 0 "${path}")
    add_custom_target (sim${suffix} COMMAND ${run} -- ${flags} DEPENDS "${path}.stripped"
                       USES_TERMINAL VERBATIM COMMENT "Running ${image}")
    add_custom_target (gdbsim${suffix} COMMAND ${run} -- ${flags} -s -S DEPENDS "${path}.stripped"
                       USES_TERMINAL VERBATIM
                       COMMENT "Running ${image}, halted until a debugger attaches: target gdb${suffix}")
    add_custom_target (gdb${suffix}
                       COMMAND gdb-multiarch -q "${path}" -ex "target remote :1234"
                       DEPENDS "${path}.stripped" USES_TERMINAL VERBATIM COMMENT "Attaching to ${image}")
endfunction ()

# The paths of descriptions: EXTRA_XDL_DIR of an image, then the solution's and the SDK's.
function (nk_image_paths out)
    set (paths)
    foreach (folder IN LISTS ARGN)
        get_filename_component (folder "${folder}" ABSOLUTE)
        list (APPEND paths -I "${folder}")
    endforeach ()
    set (${out} ${paths} ${NK_PATHS} PARENT_SCOPE)
endfunction ()

# Links the names of the policy into the program that prints its audit. `source` is made by the target
# IMAGE-ksm.
function (nk_link_audit_names image entity source)
    if (NOT TARGET ${entity})
        message (FATAL_ERROR "${image}: KLOG_ENTITY names `${entity}`, which is no target of a folder "
                 "added before")
    endif ()
    get_target_property (other ${entity} NK_AUDIT_IMAGE)
    if (other)
        message (FATAL_ERROR "${image}: KLOG_ENTITY `${entity}` is that of ${other} already: a program "
                 "has the names of one policy, so each image needs its own")
    endif ()
    set_target_properties (${entity} PROPERTIES NK_AUDIT_IMAGE ${image})
    add_library (${image}-audit OBJECT "${source}")
    target_compile_options (${image}-audit PRIVATE -w)
    add_dependencies (${image}-audit ${image}-ksm)
    set_property (TARGET ${entity} APPEND PROPERTY SOURCES "$<TARGET_OBJECTS:${image}-audit>")
endfunction ()

# The target IMAGE-ksm: `parts`/ksm.module from the policy and, for the program `entity` if there is
# one, the names that decode its audit.
function (nk_security_module image policy source_dir parts paths entity)
    get_filename_component (policy_dir "${policy}" DIRECTORY)
    get_filename_component (policy_name "${policy}" NAME)
    nk_quote (flags ${paths} -I "${policy_dir}" -I "${source_dir}")
    set (module "${parts}/ksm.module")
    set (names)
    set (audit)
    if (entity)
        set (names "${parts}/${policy_name}.audit.c")
        set (audit "--save-audit-to=${parts}")
    endif ()
    add_custom_command (OUTPUT "${module}" ${names}
        COMMAND "${NK_TOOLCHAIN}/bin/makekss" --target=${NK_TARGET} --module=-lksm_kss
                "--with-nkflags=${flags}"
                "--output=${module}" "--depfile=${module}.d" ${audit} "${policy}"
        DEPENDS "${policy}" "${NK_TOOLCHAIN}/bin/makekss" "${NK_TOOLCHAIN}/bin/nk-psl-gen-c"
                "${NK_SYSROOT}/lib/libksm_kss.a"
        DEPFILE "${module}.d"
        COMMENT "Building the security module of ${image}" VERBATIM)
    # One target runs the command: image and names would both, at the same time, with Make.
    add_custom_target (${image}-ksm DEPENDS "${module}" ${names})
    if (entity)
        nk_link_audit_names (${image} ${entity} "${names}")
    endif ()
endfunction ()

# The program that starts the others, from the file of processes and channels.
function (nk_init_program entity init parts paths)
    add_custom_command (OUTPUT "${parts}/einit.c"
        COMMAND "${NK_TOOLCHAIN}/bin/einit" ${paths} "--depfile=${parts}/einit.c.d" -o "${parts}/einit.c"
                "${init}"
        DEPENDS "${init}" "${NK_TOOLCHAIN}/bin/einit"
        DEPFILE "${parts}/einit.c.d"
        COMMENT "Generating ${entity}" VERBATIM)
    add_executable (${entity} "${parts}/einit.c")
endfunction ()

# The arguments of a command that makes an image, as nk_*.
macro (nk_parse_image_arguments)
    cmake_parse_arguments (PARSE_ARGV 1 nk
        "PERFCNT_KERNEL;GDBSTUB_KERNEL;NO_AUTO_BLOB_CONTAINER;PACK_DEPS;PACK_DEPS_COPY_ONLY"
        "EINIT_ENTITY;CONNECTIONS_CFG;SECURITY_PSL;KLOG_ENTITY;IMAGE_BINARY_DIR_BIN;PACK_DEPS_COPY_TARGET;QEMU_AUDIO_DRV;QEMU_DISK_IMAGE"
        "EXTRA_XDL_DIR;QEMU_FLAGS;QEMU_ENV;QEMU_DEPENDENCIES;QEMU_USER_NETWORK_FLAGS;PACK_DEPS_LIBS_PATH;PACK_DEPS_EXTRA_LIBRARIES;KERNEL_OPTIONS;IMAGE_FILES")
endmacro ()

# build_kos_qemu_image (NAME EINIT_ENTITY E CONNECTIONS_CFG init.yaml[.in]
#     SECURITY_PSL security.psl[.in] [EXTRA_XDL_DIR DIR...] [KLOG_ENTITY TARGET] [QEMU_FLAGS ...]
#     [QEMU_ENV VAR=VALUE...] [QEMU_DEPENDENCIES TARGET...] [KERNEL_OPTIONS OPTION...]
#     [IMAGE_BINARY_DIR_BIN DIR] IMAGE_FILES PROGRAM|FILE...)
#
# Words that belong to no keyword are image files. Makes the targets NAME, sim, gdbsim and gdb; the
# image is NAME in the folder of the build. KERNEL_OPTIONS, ours, go on the kernel's command line.
# The switches of packing shared libraries are taken: all is static.
function (build_kos_qemu_image image)
    nk_parse_image_arguments ()
    foreach (needed IN ITEMS EINIT_ENTITY CONNECTIONS_CFG SECURITY_PSL)
        if (NOT nk_${needed})
            message (FATAL_ERROR "build_kos_qemu_image (${image}): ${needed} is missing")
        endif ()
    endforeach ()
    set (dir "${CMAKE_CURRENT_BINARY_DIR}")
    set (parts "${dir}/${nk_EINIT_ENTITY}-kss")
    file (MAKE_DIRECTORY "${parts}")
    set (output "${dir}/${image}")
    if (nk_IMAGE_BINARY_DIR_BIN)
        get_filename_component (output "${nk_IMAGE_BINARY_DIR_BIN}/${image}" ABSOLUTE BASE_DIR "${dir}")
        get_filename_component (folder "${output}" DIRECTORY)
        file (MAKE_DIRECTORY "${folder}")
    endif ()

    set (items ${nk_IMAGE_FILES} ${nk_UNPARSED_ARGUMENTS} ${nk_KLOG_ENTITY})
    list (REMOVE_DUPLICATES items)
    nk_image_files (${image} files depends ${items})
    nk_init_variables (${items})
    nk_external_entities ("${nk_CONNECTIONS_CFG}" "${nk_SECURITY_PSL}" INIT_EXTERNAL_ENTITIES uses ${files})
    nk_configure (init "${nk_CONNECTIONS_CFG}" "${parts}")
    set (INIT_EXTERNAL_ENTITIES "${uses}")
    nk_configure (policy "${nk_SECURITY_PSL}" "${parts}")
    get_filename_component (policy_source "${nk_SECURITY_PSL}" ABSOLUTE)
    get_filename_component (policy_source_dir "${policy_source}" DIRECTORY)

    nk_image_paths (paths ${nk_EXTRA_XDL_DIR})

    nk_init_program (${nk_EINIT_ENTITY} "${init}" "${parts}" "${paths}")

    nk_security_module (${image} "${policy}" "${policy_source_dir}" "${parts}" "${paths}"
                        "${nk_KLOG_ENTITY}")
    set (module "${parts}/ksm.module")

    # The image.
    string (REPLACE ";" " " cmdline "${nk_KERNEL_OPTIONS}")
    # Rules name the file beside it: the image itself has the name of its target.
    add_custom_command (OUTPUT "${output}.stripped"
        COMMAND "${NK_TOOLCHAIN}/bin/makeimg" --target=${NK_TARGET} "--sys-root=${NK_SYSROOT}"
                "--with-toolchain=${NK_TOOLCHAIN}" "--ldscript=${NK_LIBEXEC}/kos-qemu.ld"
                "--img-src=${NK_LIBEXEC}/kos-qemu" "--img-dst=${output}"
                "--with-init=$<TARGET_FILE:${nk_EINIT_ENTITY}>" "--cmdline=${cmdline}"
                ${files} "${module}"
        DEPENDS ${nk_EINIT_ENTITY} ${depends} "${module}" "${NK_LIBEXEC}/kos-qemu"
                "${NK_TOOLCHAIN}/bin/makeimg"
        COMMENT "Building the image ${image}" VERBATIM)
    add_custom_target (${image} ALL DEPENDS "${output}.stripped")
    add_dependencies (${image} ${image}-ksm)
    if (nk_QEMU_DEPENDENCIES)
        add_dependencies (${image} ${nk_QEMU_DEPENDENCIES})
    endif ()
    nk_add_run_targets (${image} "${output}" "${nk_QEMU_FLAGS}" "${nk_QEMU_ENV}")
endfunction ()

# There is no kernel for boards: the image of a solution for hardware is not made, and says so when
# it is asked for. The rest of the solution builds, with the audit program of KLOG_ENTITY.
function (build_kos_hw_image image)
    nk_parse_image_arguments ()
    if (nk_KLOG_ENTITY AND nk_SECURITY_PSL)
        set (parts "${CMAKE_CURRENT_BINARY_DIR}/${nk_EINIT_ENTITY}-kss")
        file (MAKE_DIRECTORY "${parts}")
        nk_configure (policy "${nk_SECURITY_PSL}" "${parts}")
        get_filename_component (source "${nk_SECURITY_PSL}" ABSOLUTE)
        get_filename_component (source_dir "${source}" DIRECTORY)
        nk_image_paths (paths ${nk_EXTRA_XDL_DIR})
        nk_security_module (${image} "${policy}" "${source_dir}" "${parts}" "${paths}"
                            "${nk_KLOG_ENTITY}")
    endif ()
    add_custom_target (${image}
        COMMAND "${CMAKE_COMMAND}" -E echo "${image}: there is no kernel for boards, only for QEMU"
        COMMAND "${CMAKE_COMMAND}" -E false VERBATIM)
endfunction ()

function (build_sd_image image)
    build_kos_hw_image (${image})
endfunction ()

cmake_policy (POP)
