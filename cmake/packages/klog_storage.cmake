# `find_package (klog_storage)`: storage of the log, over one's own functions or in a file.
set (klog_storage_INCLUDE "${NK_SYSROOT}/include")
set (klog_storage_SERVER_LIB klog_storage_server)
set (klog_storage_FILE_STORAGE_LIB klog_storage_file_storage)
set (klog_storage_CLIENT_LIB klog_storage_client)
set (klog_storage_IMPL_LIB klog_storage_impl)
