# The kernel's endpoints on the host, over a kernel of the test's own (kernel_fake.c).
UNIT_CFLAGS_kernel_services := -Ikernel-stub/core -Ikernel-stub/arch/aarch64 -Ikernel-stub/services \
                               -I$(SYSROOT)/include -fno-builtin
UNIT_SRCS_kernel_services   := tests/unit/nk/kernel_services/kernel_fake.c \
                               $(sort $(wildcard kernel-stub/services/*.c))
UNIT_DEPS_kernel_services   := $(SYSROOT)/include/kl/core/Core.edl.h
