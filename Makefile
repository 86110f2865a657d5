# OpenNK: tools, kernel, run time, samples and tests. Everything is built below $(BUILD).
# Each directory describes its own part in a build.mk; there is no recursive make.
# V=1 shows the commands.

VERSION := 0.1.0
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=

HOSTCC  ?= gcc
# The ISA of kernel and programs: one folder each in kernel-stub/arch and runtime/arch.
KOS_ARCH ?= aarch64
CROSS   ?= $(KOS_ARCH)-linux-gnu-

V ?= 0
ifeq ($(V),1)
Q :=
say = @:
else
Q := @
say = @printf '  %-7s %s\n' $(1) $(2)
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes \
        -Wstrict-prototypes -Wvla -Werror

BIN     := $(BUILD)/bin
GEN     := $(BUILD)/gen
OBJ     := $(BUILD)/obj
SYSROOT := $(BUILD)/sysroot-$(KOS_ARCH)-kos
LIBEXEC := $(BUILD)/libexec/$(KOS_ARCH)-kos

.PHONY: all check demo clean install golden-update
.DELETE_ON_ERROR:
.SUFFIXES:

all:

# The parts, in pipeline order.
include compiler/build.mk
-include runtime/build.mk
-include runtime/components/build.mk
-include runtime/ksm/build.mk
-include runtime/kssaudit/build.mk
-include runtime/pal/build.mk
-include kernel-stub/build.mk
-include tools/build.mk
-include samples/build.mk
-include tests/build.mk
-include cmake/build.mk
-include man/build.mk
-include bench/build.mk
include packaging/build.mk

clean:
	$(Q)rm -rf $(BUILD)

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)
