# Klog on the host: kernel, threads and storage are the test's. AUDIT_LAB is set in ksm_audit.mk.
UNIT_CFLAGS_klog = -Iruntime/components/klog -idirafter $(SYSROOT)/include
UNIT_SRCS_klog   = $(sort $(wildcard runtime/components/klog/impl/*.c \
                     runtime/components/klog/server/*.c)) $(AUDIT_LAB)/audited.audit.c \
                   $(BUILD)/lib/libkssaudit-host.a
UNIT_DEPS_klog   = $(SYSROOT)/include/kl/KlogStorage.idl.h $(SYSROOT)/include/kl/Klog.idl.h
