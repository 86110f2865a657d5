# `find_package (ns)`: names of servers. The library of clients is part of every program; put
# ${ns_ENTITY} into the image.
set (ns_INCLUDE "${NK_SYSROOT}/include")
set (ns_IMPL_LIB ns_impl)
set (ns_CLIENT_LIB ns_client)
set (ns_SERVER_LIB ns_server)
set (ns_ENTITY "${NK_SYSROOT}/bin/ns")
