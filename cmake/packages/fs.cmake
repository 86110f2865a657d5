# `find_package (fs)`: files. Link ${fs_IMPL_LIB} for a file system of the program's own, or
# ${fs_CLIENT_LIB} and put ${fs_ENTITY} into the image.
set (fs_INCLUDE "${NK_SYSROOT}/include")
set (fs_IMPL_LIB fs_impl)
set (fs_CLIENT_LIB fs_client)
set (fs_SERVER_LIB fs_server)
set (fs_ENTITY "${NK_SYSROOT}/bin/Fs")
