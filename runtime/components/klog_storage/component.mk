PROGRAM_klog_storage := KlogStorage
