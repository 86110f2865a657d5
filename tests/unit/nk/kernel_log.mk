# The kernel's logs on the host; the test includes log.c.
UNIT_CFLAGS_kernel_log := -Ikernel-stub/core -Ikernel-stub/arch/aarch64 -fno-builtin
