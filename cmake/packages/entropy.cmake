# `find_package (entropy)`: random bytes, from a generator of the program's own (${entropy_IMPL_LIB}) or
# of the process kl.EntropyEntity (${entropy_CLIENT_LIB}).
set (entropy_INCLUDE "${NK_SYSROOT}/include")
set (entropy_IMPL_LIB entropy_impl)
set (entropy_CLIENT_LIB entropy_client)
