# What CMake asks of the platform: programs are static and linked at a fixed address.

set (KOS TRUE)
set (UNIX TRUE)
set_property (GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
set (CMAKE_STATIC_LIBRARY_PREFIX lib)
set (CMAKE_STATIC_LIBRARY_SUFFIX .a)
set (CMAKE_EXECUTABLE_SUFFIX "")
set (CMAKE_FIND_LIBRARY_PREFIXES lib)
set (CMAKE_FIND_LIBRARY_SUFFIXES .a)

# The sysroot is the root of what find_package, find_library and find_path look for.
set (CMAKE_SYSTEM_PREFIX_PATH /)
set (CMAKE_SYSTEM_INCLUDE_PATH /include)
set (CMAKE_SYSTEM_LIBRARY_PATH /lib)

# For find_package (Threads): threads are in every program. CMake's own test asks for more than there is.
set (CMAKE_HAVE_LIBC_PTHREAD TRUE)
