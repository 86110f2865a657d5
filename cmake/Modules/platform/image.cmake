# `include (platform/image)`: images to boot (einit-and-build 7.2).

include_guard (GLOBAL)
include (platform)
include (platform/nk)
include (platform/init_template)
cmake_policy (VERSION 3.20)

# nk_configure (OUT CALL FILE FOLDER): the path of FILE or, when it is a template (NAME.in), of
# NAME in FOLDER, made of it now.
function (nk_configure out call path folder)
    get_filename_component (name "${path}" NAME)
    if (name MATCHES "^(.+)[.]in$")
        set (name "${CMAKE_MATCH_1}")
        file (READ "${path}" text)
        if (text MATCHES "{%[^\n]*")
            message (FATAL_ERROR "${call}: ${path} has a block `${CMAKE_MATCH_0}`, which is not "
                     "supported: use CMake variables, or one file for each board")
        endif ()
        # A variable brings its own indentation.
        string (REGEX REPLACE "(^|\n)[ \t]+(@INIT_[A-Za-z0-9_]+_ENTITY_)" "\\1\\2" text "${text}")
        nk_check_variables ("${call}" "${path}" "${text}")
        set_property (DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
        set (path "${folder}/${name}")
        file (CONFIGURE OUTPUT "${path}" CONTENT "${text}" @ONLY)
    endif ()
    set (${out} "${path}" PARENT_SCOPE)
endfunction ()

# Warns of @INIT_<Program>_ENTITY_...@ that no program of the image sets, outside of comments: a misspelt
# name would take the channels of a process away without a word.
function (nk_check_variables call path text)
    string (REGEX REPLACE "#[^\n]*" "" text "${text}")
    string (REGEX MATCHALL "@INIT_[A-Za-z0-9_.+-]+_ENTITY_(CONNECTIONS|ARGS|ENV)[+]?@" names "${text}")
    list (REMOVE_DUPLICATES names)
    foreach (name IN LISTS names)
        string (REPLACE "@" "" variable "${name}")
        if (NOT DEFINED "${variable}")
            message (WARNING "${call}: ${path} has ${name}, which stands for nothing: no program of the "
                     "image has that name as a target")
        endif ()
    endforeach ()
endfunction ()

# Notes a line for `nk` in the build folder, as its KIND and fields with tabs between: the first image
# is the one that `nk run` boots.
function (nk_note)
    list (JOIN ARGN "\t" line)
    file (APPEND "${CMAKE_BINARY_DIR}/nk-solution" "${line}\n")
endfunction ()

# The paths of descriptions: the folders, EXTRA_XDL_DIR of a command, then the solution's and the SDK's.
function (nk_include_paths out)
    set (paths)
    foreach (folder IN LISTS ARGN)
        get_filename_component (folder "${folder}" ABSOLUTE)
        list (APPEND paths -I "${folder}")
    endforeach ()
    set (${out} ${paths} ${NK_PATHS} PARENT_SCOPE)
endfunction ()

# Descriptions that the build makes are there before the rules of `target` read them.
function (nk_after_descriptions target)
    get_property (makers GLOBAL PROPERTY NK_TARGETS)
    if (makers)
        add_dependencies (${target} ${makers})
    endif ()
endfunction ()

# The same for a program of an image and the libraries it links. Solutions forget some of the targets
# whose headers they include, and then the order of a build would be luck.
function (nk_program_after_descriptions program)
    nk_linked_libraries (libraries ${program})
    foreach (target IN LISTS libraries ITEMS ${program})
        if (TARGET ${target})
            get_target_property (aliased ${target} ALIASED_TARGET)
            if (aliased)
                set (target ${aliased})
            endif ()
            nk_after_descriptions (${target})
        endif ()
    endforeach ()
endfunction ()

# What a command that makes an image begins with: its arguments as nk_*, checked; nk_call, itself in
# messages; nk_parts, the folder of what the image is made of; nk_paths, of descriptions. The functions
# nk_image_* below are parts of such a command and read these.
macro (nk_begin_image command image)
    set (nk_single EINIT_ENTITY CONNECTIONS_CFG SECURITY_PSL KLOG_ENTITY IMAGE_BINARY_DIR_BIN
         PACK_DEPS_COPY_TARGET QEMU_AUDIO_DRV QEMU_DISK_IMAGE GINGER_ENABLE)
    set (nk_lists EXTRA_XDL_DIR IMAGE_FILES KERNEL_OPTIONS QEMU_FLAGS QEMU_ENV QEMU_DEPENDENCIES
         QEMU_USER_NETWORK_FLAGS PACK_DEPS_LIBS_PATH PACK_DEPS_EXTRA_LIBRARIES GINGER_DEFINITIONS
         EDL_TARGETS)
    cmake_parse_arguments (PARSE_ARGV 1 nk
        "PERFCNT_KERNEL;GDBSTUB_KERNEL;NO_AUTO_BLOB_CONTAINER;PACK_DEPS;PACK_DEPS_COPY_ONLY"
        "${nk_single}" "${nk_lists}")
    set (nk_free "${nk_UNPARSED_ARGUMENTS}")
    list (REMOVE_ITEM nk_free ON OFF) # the value of a switch
    list (APPEND nk_IMAGE_FILES ${nk_free})
    set (nk_UNPARSED_ARGUMENTS)
    set (nk_call "${command} (${image})")
    nk_check_call ("${nk_call}" "${nk_single}" EINIT_ENTITY CONNECTIONS_CFG SECURITY_PSL)
    nk_image_names ("${image}")
    nk_find_file (nk_CONNECTIONS_CFG "${nk_call}" CONNECTIONS_CFG "${nk_CONNECTIONS_CFG}")
    nk_find_file (nk_SECURITY_PSL "${nk_call}" SECURITY_PSL "${nk_SECURITY_PSL}")
    if (nk_KLOG_ENTITY)
        nk_check_program (${nk_KLOG_ENTITY} KLOG_ENTITY)
    endif ()
    if (nk_PACK_DEPS_COPY_TARGET) # solutions name it; programs have their libraries in them
        nk_check_name ("${nk_call}" PACK_DEPS_COPY_TARGET "${nk_PACK_DEPS_COPY_TARGET}")
        add_custom_target (${nk_PACK_DEPS_COPY_TARGET})
    endif ()
    nk_include_paths (nk_paths ${nk_EXTRA_XDL_DIR})
    set (nk_parts "${CMAKE_CURRENT_BINARY_DIR}/${nk_EINIT_ENTITY}-kss")
    file (MAKE_DIRECTORY "${nk_parts}")
endmacro ()

# Image and initializing program have names of their own.
function (nk_image_names image)
    nk_check_name ("${nk_call}" "the first argument" "${image}")
    get_property (other GLOBAL PROPERTY "NK_EINIT ${nk_EINIT_ENTITY}")
    if (other)
        message (FATAL_ERROR "${nk_call}: EINIT_ENTITY `${nk_EINIT_ENTITY}` is the program that ${other} "
                 "makes: each image makes its own, use another name")
    endif ()
    nk_check_name ("${nk_call}" EINIT_ENTITY "${nk_EINIT_ENTITY}")
    set_property (GLOBAL PROPERTY "NK_EINIT ${nk_EINIT_ENTITY}" ${image})
endfunction ()

# Sorts the words of IMAGE_FILES and the free ones into targets and other files. The name of a supplied
# program stands for its file.
function (nk_image_files out_files out_depends)
    set (files)
    set (depends)
    foreach (item IN LISTS ARGN)
        if (TARGET ${item})
            nk_check_program (${item} IMAGE_FILES)
            list (APPEND files "$<TARGET_FILE:${item}>")
            list (APPEND depends ${item})
            continue ()
        endif ()
        get_filename_component (path "${item}" ABSOLUTE)
        get_property (generated SOURCE "${path}" PROPERTY GENERATED)
        if (NOT generated AND (NOT EXISTS "${path}" OR IS_DIRECTORY "${path}"))
            nk_supplied_program (path "${item}")
        endif ()
        list (APPEND files "${path}")
        list (APPEND depends "${path}")
    endforeach ()
    set (${out_files} "${files}" PARENT_SCOPE)
    set (${out_depends} "${depends}" PARENT_SCOPE)
endfunction ()

# The path of a program of the SDK by its name.
function (nk_supplied_program out name)
    file (GLOB supplied RELATIVE "${NK_SYSROOT}/bin" "${NK_SYSROOT}/bin/*")
    if (NOT name IN_LIST supplied)
        list (JOIN supplied ", " supplied)
        message (FATAL_ERROR "${nk_call}: `${name}` is no argument of the command, no supplied program, "
                 "no target of a folder added before, and no file: mend the name, add what makes it, or "
                 "take it out. Supplied programs: ${supplied}")
    endif ()
    set (${out} "${NK_SYSROOT}/bin/${name}" PARENT_SCOPE)
endfunction ()

# Refuses a target, named by an argument of an image, that makes no file to put into it.
function (nk_check_program target argument)
    if (NOT TARGET ${target})
        message (FATAL_ERROR "${nk_call}: ${argument} names `${target}`, which is no target of a folder "
                 "added before")
    endif ()
    get_target_property (type ${target} TYPE)
    if (NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE)_LIBRARY)$")
        message (FATAL_ERROR "${nk_call}: ${argument} names `${target}`, a target that is no program")
    endif ()
endfunction ()

# The program EINIT_ENTITY, which starts the others, from the file of processes and channels.
function (nk_image_init init)
    set (source "${nk_parts}/einit.c")
    add_custom_command (OUTPUT "${source}"
        COMMAND "${NK_TOOLCHAIN}/bin/einit" ${nk_paths} "--depfile=${source}.d" -o "${source}" "${init}"
        DEPENDS "${init}" "${NK_TOOLCHAIN}/bin/einit"
        DEPFILE "${source}.d"
        COMMENT "Generating ${nk_EINIT_ENTITY}" VERBATIM)
    add_executable (${nk_EINIT_ENTITY} "${source}")
    nk_after_descriptions (${nk_EINIT_ENTITY})
endfunction ()

# The target IMAGE-ksm makes nk_parts/ksm.module from the policy and, for KLOG_ENTITY if there is one, the
# names that decode its audit.
function (nk_image_module image)
    nk_configure (policy "${nk_call}" "${nk_SECURITY_PSL}" "${nk_parts}")
    get_filename_component (name "${policy}" NAME)
    get_filename_component (folder "${policy}" DIRECTORY)
    get_filename_component (source_folder "${nk_SECURITY_PSL}" DIRECTORY)
    nk_quote (flags ${nk_paths} -I "${folder}" -I "${source_folder}")
    set (module "${nk_parts}/ksm.module")
    set (names)
    set (audit)
    if (nk_KLOG_ENTITY)
        set (names "${nk_parts}/${name}.audit.c")
        set (audit "--save-audit-to=${nk_parts}")
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
    nk_after_descriptions (${image}-ksm)
    if (nk_KLOG_ENTITY)
        nk_image_audit (${image} "${names}")
    endif ()
endfunction ()

# Links the names of the policy, which the target IMAGE-ksm makes, into the program that prints its audit.
function (nk_image_audit image names)
    set (entity ${nk_KLOG_ENTITY})
    get_target_property (other ${entity} NK_AUDIT_IMAGE)
    if (other)
        message (FATAL_ERROR "${nk_call}: KLOG_ENTITY `${entity}` is that of ${other} already: a program "
                 "has the names of one policy, so each image needs its own")
    endif ()
    set_target_properties (${entity} PROPERTIES NK_AUDIT_IMAGE ${image})
    add_library (${image}-audit OBJECT "${names}")
    target_compile_options (${image}-audit PRIVATE -w)
    add_dependencies (${image}-audit ${image}-ksm)
    set_property (TARGET ${entity} APPEND PROPERTY SOURCES "$<TARGET_OBJECTS:${image}-audit>")
endfunction ()

# The path of the image, its folder made.
function (nk_image_path out image)
    set (folder "${CMAKE_CURRENT_BINARY_DIR}")
    if (nk_IMAGE_BINARY_DIR_BIN)
        get_filename_component (folder "${nk_IMAGE_BINARY_DIR_BIN}" ABSOLUTE BASE_DIR "${folder}")
        file (MAKE_DIRECTORY "${folder}")
    endif ()
    set (${out} "${folder}/${image}" PARENT_SCOPE)
endfunction ()

# The target of the image itself: kernel, module and files.
function (nk_image_link image path files depends)
    set (module "${nk_parts}/ksm.module")
    list (JOIN nk_KERNEL_OPTIONS " " cmdline)
    # Rules name the file beside it and a link to it: the image itself has the name of its target.
    set (link "${nk_parts}/image")
    add_custom_command (OUTPUT "${path}.stripped" "${link}"
        COMMAND "${NK_TOOLCHAIN}/bin/makeimg" --target=${NK_TARGET} "--sys-root=${NK_SYSROOT}"
                "--with-toolchain=${NK_TOOLCHAIN}" "--ldscript=${NK_LIBEXEC}/kos-qemu.ld"
                "--img-src=${NK_LIBEXEC}/kos-qemu" "--img-dst=${path}"
                "--with-init=$<TARGET_FILE:${nk_EINIT_ENTITY}>" "--cmdline=${cmdline}"
                ${files} "${module}"
        COMMAND "${CMAKE_COMMAND}" -E create_symlink "${path}" "${link}"
        DEPENDS ${nk_EINIT_ENTITY} ${depends} "${module}" "${NK_LIBEXEC}/kos-qemu"
                "${NK_TOOLCHAIN}/bin/makeimg"
        COMMENT "Building the image ${image}" VERBATIM)
    add_custom_target (${image} ALL DEPENDS "${path}.stripped" "${link}")
    nk_want_targets ("${nk_call}" QEMU_DEPENDENCIES ${nk_QEMU_DEPENDENCIES})
    add_dependencies (${image} ${image}-ksm ${nk_QEMU_DEPENDENCIES})
endfunction ()

# The targets that run an image. The first image of a solution owns the plain names.
function (nk_image_run_targets image path)
    foreach (setting IN LISTS nk_QEMU_ENV)
        if (NOT setting MATCHES "^[A-Za-z_][A-Za-z0-9_]*=")
            message (FATAL_ERROR "${nk_call}: QEMU_ENV has `${setting}`: write it as VARIABLE=VALUE")
        endif ()
    endforeach ()
    get_property (taken GLOBAL PROPERTY NK_SIM_IMAGE)
    set (suffix "")
    if (taken)
        set (suffix "-${image}")
    endif ()
    set_property (GLOBAL PROPERTY NK_SIM_IMAGE ${image})
    separate_arguments (flags UNIX_COMMAND "${nk_QEMU_FLAGS}")
    nk_note (image "${image}" "${path}" ${nk_QEMU_ENV} -- ${flags})
    set (run "${CMAKE_COMMAND}" -E env ${nk_QEMU_ENV} "${NK_TOOLCHAIN}/bin/kos-qemu-run" -t 0 "${path}")
    add_custom_target (sim${suffix} COMMAND ${run} -- ${flags} USES_TERMINAL VERBATIM
                       COMMENT "Running ${image}")
    add_custom_target (gdbsim${suffix} COMMAND ${run} -- ${flags} -s -S USES_TERMINAL VERBATIM
                       COMMENT "Running ${image}, halted until a debugger attaches: target gdb${suffix}")
    add_custom_target (gdb${suffix}
                       COMMAND gdb-multiarch -q "${path}" -ex "target remote :1234"
                       USES_TERMINAL VERBATIM COMMENT "Attaching to ${image}")
    foreach (target IN ITEMS sim gdbsim gdb)
        add_dependencies (${target}${suffix} ${image})
    endforeach ()
endfunction ()

# build_kos_qemu_image (NAME EINIT_ENTITY E CONNECTIONS_CFG init.yaml[.in]
#     SECURITY_PSL security.psl[.in] [EXTRA_XDL_DIR DIR...] [KLOG_ENTITY TARGET] [QEMU_FLAGS ...]
#     [QEMU_ENV VAR=VALUE...] [QEMU_DEPENDENCIES TARGET...] [KERNEL_OPTIONS OPTION...]
#     [IMAGE_BINARY_DIR_BIN DIR] IMAGE_FILES PROGRAM|FILE...)
#
# Words that belong to no keyword are image files. Makes the targets NAME, sim, gdbsim and gdb; the
# image is NAME in the folder of the build. KERNEL_OPTIONS, ours, go on the kernel's command line.
# The switches of packing shared libraries are taken: all is static.
function (build_kos_qemu_image image)
    nk_begin_image (build_kos_qemu_image "${image}")
    set (items ${nk_IMAGE_FILES} ${nk_KLOG_ENTITY})
    list (REMOVE_DUPLICATES items)
    nk_image_files (files depends ${items})
    foreach (item IN LISTS items)
        if (TARGET ${item})
            nk_init_variables (${item})
            nk_program_after_descriptions (${item})
        endif ()
    endforeach ()
    nk_external_entities (entries uses ${files})

    set (INIT_EXTERNAL_ENTITIES "${entries}")
    nk_configure (init "${nk_call}" "${nk_CONNECTIONS_CFG}" "${nk_parts}")
    nk_image_init ("${init}")
    set (INIT_EXTERNAL_ENTITIES "${uses}")
    nk_image_module (${image})
    nk_image_path (path ${image})
    nk_image_link (${image} "${path}" "${files}" "${depends}")
    nk_image_run_targets (${image} "${path}")
endfunction ()

# What the target of an image that cannot be does: it says so when it is asked for.
function (nk_no_image out image)
    set (${out} COMMAND "${CMAKE_COMMAND}" -E echo "${image}: there is no kernel for boards, only for QEMU"
         COMMAND "${CMAKE_COMMAND}" -E false VERBATIM PARENT_SCOPE)
endfunction ()

# There is no kernel for boards. The rest of the solution builds, with the audit program of KLOG_ENTITY.
# The program EINIT_ENTITY is there for commands that set its properties.
function (build_kos_hw_image image)
    nk_begin_image (build_kos_hw_image "${image}")
    if (nk_KLOG_ENTITY)
        nk_image_module (${image})
    endif ()
    nk_no_image (refusal ${image})
    add_custom_target (${image} ${refusal})
    add_custom_command (OUTPUT "${nk_parts}/einit.c" ${refusal})
    add_executable (${nk_EINIT_ENTITY} EXCLUDE_FROM_ALL "${nk_parts}/einit.c")
endfunction ()

# build_sd_image (NAME ...): the same.
function (build_sd_image image)
    nk_check_name ("build_sd_image (${image})" "the first argument" "${image}")
    nk_no_image (refusal ${image})
    add_custom_target (${image} ${refusal})
endfunction ()
