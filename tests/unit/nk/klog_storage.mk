# The log storage's implementation on the host; files and threads are those of the host.
UNIT_CFLAGS_klog_storage := -Iruntime/components/klog_storage -idirafter $(SYSROOT)/include
UNIT_SRCS_klog_storage   := $(sort $(wildcard runtime/components/klog_storage/impl/*.c))
UNIT_DEPS_klog_storage   := $(SYSROOT)/include/kl/KlogStorage.idl.h
