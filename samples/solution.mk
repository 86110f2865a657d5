# Builds one solution into a bootable image, with plain make:
#
#   make -f samples/solution.mk DIR=samples/01-echo OUT=build/samples/01-echo
#
# DIR holds
#   **/*.idl *.cdl *.edl   descriptions; a file's path below DIR is its name
#   src/NAME.c             one program per file, stored in the image as NAME
#   security.psl           the policy
#   init.yaml              the processes and their channels
#   cmdline                optional: kernel options, one line (kos.exit=..., kos.trace=...)
#   system                 optional: names of system programs to put in, as in init.yaml (ns)
# TOOLCHAIN is where the tools are installed (bin/, sysroot-aarch64-kos/, libexec/).
# NAME.c may include what stands beside it. Everything built lands below OUT; the image is OUT/kos-qemu-image.

DIR       ?= .
OUT       ?= out
TOOLCHAIN ?= build
V         ?= 0

TARGET  := aarch64-kos
SYSROOT := $(TOOLCHAIN)/sysroot-$(TARGET)
LIBEXEC := $(TOOLCHAIN)/libexec/$(TARGET)
CC      := $(TOOLCHAIN)/bin/$(TARGET)-gcc
CFLAGS  ?= -std=gnu11 -O2 -Wall -Wextra
LDLIBS  ?=

ifeq ($(V),1)
Q :=
say = @:
else
Q := @
say = @printf '  %-7s %s\n' $(1) $(2)
endif

DESCRIPTIONS := $(shell cd "$(DIR)" 2>/dev/null && find . -name "*.?dl" | sed "s,^\./,," | LC_ALL=C sort)
HEADERS  := $(DESCRIPTIONS:%=$(OUT)/include/%.h)
SOURCES  := $(sort $(wildcard $(DIR)/src/*.c))
PROGRAMS := $(SOURCES:$(DIR)/src/%.c=$(OUT)/%)
INCLUDES := -I $(DIR) -I $(SYSROOT)/include
CMDLINE  := $(wildcard $(DIR)/cmdline)
SYSTEM   := $(addprefix $(SYSROOT)/bin/,$(shell cat "$(DIR)/system" 2>/dev/null))

$(foreach file,security.psl init.yaml,$(if $(wildcard $(DIR)/$(file)),,\
    $(error no `$(file)` in `$(DIR)`: DIR= names the folder of a solution)))
$(if $(wildcard $(TOOLCHAIN)/bin/nk-gen-c),,\
    $(error no tools in `$(TOOLCHAIN)/bin`: TOOLCHAIN= names the folder that holds bin/))

.PHONY: image
.DELETE_ON_ERROR:
image: $(OUT)/kos-qemu-image

# Transport code. A header holds what its description imports and nests: all are made again when
# any description changes, which takes milliseconds.
$(HEADERS): $(DESCRIPTIONS:%=$(DIR)/%)
$(OUT)/include/%.h: $(DIR)/% $(TOOLCHAIN)/bin/nk-gen-c
	$(call say,NK,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(TOOLCHAIN)/bin/nk-gen-c $(INCLUDES) -o $(@D) --no-depfile $(NK_FLAGS) $<

# Programs.
$(PROGRAMS): $(OUT)/%: $(DIR)/src/%.c $(HEADERS) $(CC) $(SYSROOT)/lib/libkos.a
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) -I $(OUT)/include -MMD -MP -MT $@ -MF $@.d -o $@ $< $(LDLIBS)
-include $(PROGRAMS:=.d)

# The security module; makekss notes the files of the policy.
$(OUT)/ksm.module: $(DIR)/security.psl $(HEADERS) $(TOOLCHAIN)/bin/nk-psl-gen-c \
                   $(TOOLCHAIN)/bin/makekss $(SYSROOT)/lib/libksm_kss.a
	$(call say,KSS,$<)
	$(Q)$(TOOLCHAIN)/bin/makekss --target=$(TARGET) --module=-lksm_kss --with-nktype=psl \
	    --with-nkflags="$(INCLUDES)" --output=$@ $<
-include $(OUT)/ksm.module.depends

# The initializing program.
$(OUT)/einit.c: $(DIR)/init.yaml $(HEADERS) $(TOOLCHAIN)/bin/einit
	$(call say,EINIT,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(TOOLCHAIN)/bin/einit $(INCLUDES) -o $@ $<

$(OUT)/einit: $(OUT)/einit.c $(SYSROOT)/lib/libkos.a
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) -I $(OUT)/include -o $@ $<

# The image.
$(OUT)/kos-qemu-image: $(OUT)/einit $(PROGRAMS) $(SYSTEM) $(OUT)/ksm.module $(CMDLINE) \
                       $(LIBEXEC)/kos-qemu $(LIBEXEC)/kos-qemu.ld
	$(call say,IMAGE,$@)
	$(Q)$(TOOLCHAIN)/bin/makeimg --target=$(TARGET) --sys-root=$(SYSROOT) \
	    --with-toolchain=$(TOOLCHAIN) --ldscript=$(LIBEXEC)/kos-qemu.ld \
	    --img-src=$(LIBEXEC)/kos-qemu --img-dst=$@ --with-init=$(OUT)/einit \
	    $(if $(CMDLINE),--cmdline="$$(cat $(CMDLINE))") $(PROGRAMS) $(SYSTEM) $(OUT)/ksm.module
