# The generator on the host; the kernel's random bytes are the test's.
UNIT_CFLAGS_entropy := -Iruntime/components/entropy
UNIT_SRCS_entropy   := $(sort $(wildcard runtime/components/entropy/impl/*.c))
