# `find_package (kss)`: <kss/audit.h> and the library kssaudit, which read the records of the security
# audit. A program of KLOG_ENTITY has them already.
set (kss_INCLUDE "${NK_SYSROOT}/include")
