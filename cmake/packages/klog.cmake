# `find_package (klog)`: the audit program. Link ${klog_SYSTEM_AUDIT_LIB} and name the program's target
# as KLOG_ENTITY of its image.
set (klog_INCLUDE "${NK_SYSROOT}/include")
set (klog_SYSTEM_AUDIT_LIB klog_system_audit)
set (klog_CLIENT_LIB klog_client)
