# `find_package (nglog)`: a header alone.
set (nglog_INCLUDE "${NK_SYSROOT}/include")
set (nglog_LIB "")
