# Builds one solution into a bootable image, with plain make:
#
#   make -f samples/solution.mk DIR=samples/01-echo          the image, OUT/kos-qemu-image
#   make -f samples/solution.mk DIR=samples/01-echo run      boots it
#   make -f samples/solution.mk DIR=samples/02-pump test     runs the tests of its policy
#
# DIR holds
#   **/*.idl *.cdl *.edl   descriptions; a file's path below DIR is its name
#   src/NAME.c NAME.cpp    one program per file, stored in the image as NAME
#   security.psl           the policy
#   init.yaml              the processes and their channels
# and, where a solution needs it,
#   pal_tests.psl          tests of the policy
#   coverage               how much of the policy they must meet, in percent
#   cmdline                kernel options, one line (kos.exit=..., kos.trace=...)
#   system                 names of system programs to put in, as in init.yaml (ns)
#   libs                   libraries to link: `NAME...` for all programs, `PROGRAM: NAME...` for one
#   nkflags                options of nk-gen-c (--extended-errors)
#   klog                   name of the program that prints the audit: the names of the policy are linked in
# NAME.c may include what stands beside it.
#
# A solution with several images has a folder for each, named by IMAGE=. What stands there comes
# before what stands in DIR; descriptions and sources are shared.
#
# TOOLCHAIN is where the tools are (bin/, sysroot-aarch64-kos/, libexec/): the SDK that this file is a part
# of, else `build`. Everything built lands below OUT.

DIR       ?= .
IMAGE     ?=
OUT       ?= out/$(notdir $(abspath $(DIR)))$(IMAGE:%=/%)
SELF      := $(dir $(lastword $(MAKEFILE_LIST)))
TOOLCHAIN ?= $(if $(wildcard $(SELF)../../bin/nk-gen-c),$(SELF)../..,build)
V         ?= 0

TARGET   := aarch64-kos
SYSROOT  := $(TOOLCHAIN)/sysroot-$(TARGET)
LIBEXEC  := $(TOOLCHAIN)/libexec/$(TARGET)
CC       := $(TOOLCHAIN)/bin/$(TARGET)-gcc
CXX      := $(TOOLCHAIN)/bin/$(TARGET)-g++
CFLAGS   ?= -std=gnu11 -O2 -Wall -Wextra
CXXFLAGS ?= -std=gnu++17 -O2 -Wall -Wextra
LDLIBS   ?=

ifeq ($(V),1)
Q :=
say = @:
else
Q := @
say = @printf '  %-7s %s\n' $(1) $(2)
endif

# $(call part,FILE): the file of the image, else of the solution, else nothing.
part  = $(firstword $(wildcard $(IMAGE:%=$(DIR)/%/$(1)) $(DIR)/$(1)))
text = $(if $(1),$(shell cat "$(1)"))

POLICY   := $(call part,security.psl)
INIT     := $(call part,init.yaml)
TESTS    := $(call part,pal_tests.psl)
CMDLINE  := $(call part,cmdline)
LIBS     := $(call part,libs)
COVERAGE := $(call text,$(call part,coverage))
NKFLAGS  := $(call text,$(call part,nkflags)) $(NK_FLAGS)
SYSTEM   := $(addprefix $(SYSROOT)/bin/,$(call text,$(call part,system)))
KLOG     := $(call text,$(call part,klog))
NAMES    := $(if $(KLOG),$(OUT)/$(notdir $(POLICY)).audit.c)

$(if $(POLICY),,$(error no `security.psl` in `$(DIR)`: DIR= names the folder of a solution))
$(if $(wildcard $(DIR)/$(IMAGE)),,$(error no image `$(IMAGE)` in `$(DIR)`: IMAGE= names a folder there))
$(if $(INIT),,$(error no `init.yaml` in `$(DIR)`$(if $(IMAGE), or its `$(IMAGE)`): a solution with \
    several images has a folder for each, which IMAGE= names))
$(if $(wildcard $(TOOLCHAIN)/bin/nk-gen-c),,\
    $(error no tools in `$(TOOLCHAIN)/bin`: TOOLCHAIN= names the folder that holds bin/))

# Links are not looked at: a build of CMake has links to the descriptions.
DESCRIPTIONS := $(shell cd "$(DIR)" && find . -type f -name "*.?dl" | sed "s,^\./,," | LC_ALL=C sort)
HEADERS  := $(DESCRIPTIONS:%=$(OUT)/include/%.h)
SOURCES  := $(sort $(wildcard $(DIR)/src/*.c $(DIR)/src/*.cpp))
PROGRAMS := $(patsubst $(DIR)/src/%,$(OUT)/%,$(basename $(SOURCES)))
INCLUDES := -I $(DIR) -I $(SYSROOT)/include

# $(call libraries,PROGRAM): -l for what `libs` names for this program and for all.
libraries = $(addprefix -l,$(if $(LIBS),$(shell sed -n 's/^$(1)://p; /:/!p' "$(LIBS)")))

.PHONY: image run test
.DELETE_ON_ERROR:
image: $(OUT)/kos-qemu-image

run: image
	$(Q)$(TOOLCHAIN)/bin/kos-qemu-run $(OUT)/kos-qemu-image

# Transport code. A header holds what its description imports and nests: all are made again when
# any description changes, which takes milliseconds.
$(HEADERS): $(DESCRIPTIONS:%=$(DIR)/%)
$(OUT)/include/%.h: $(DIR)/% $(TOOLCHAIN)/bin/nk-gen-c
	$(call say,NK,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(TOOLCHAIN)/bin/nk-gen-c $(INCLUDES) -o $(@D) --no-depfile $(NKFLAGS) $<

# Programs.
DEPENDS = -I $(OUT)/include -MMD -MP -MT $@ -MF $@.d

$(PROGRAMS): $(HEADERS) $(SYSROOT)/lib/libkos.a $(LIBS)
$(KLOG:%=$(OUT)/%): $(NAMES)
$(OUT)/%: $(DIR)/src/%.c $(CC)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) $(DEPENDS) -o $@ $< $(if $(filter $(KLOG),$*),$(NAMES)) $(call libraries,$*) $(LDLIBS)

$(OUT)/%: $(DIR)/src/%.cpp $(CXX)
	$(call say,CXX,$<)
	$(Q)$(CXX) $(CXXFLAGS) $(DEPENDS) -o $@ $< $(call libraries,$*) $(LDLIBS)
-include $(PROGRAMS:=.d)

# The security module; makekss notes the files of the policy.
$(OUT)/ksm.module: $(POLICY) $(HEADERS) $(TOOLCHAIN)/bin/nk-psl-gen-c \
                   $(TOOLCHAIN)/bin/makekss $(SYSROOT)/lib/libksm_kss.a
	$(call say,KSS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(TOOLCHAIN)/bin/makekss --target=$(TARGET) --module=-lksm_kss --with-nktype=psl \
	    --with-nkflags="$(INCLUDES)" --output=$@ $(NAMES:%=--save-audit-to=$(OUT)) $<
-include $(OUT)/ksm.module.depends

# Written with the module.
$(NAMES): $(OUT)/ksm.module
	$(Q)touch $@

# The tests of the policy, on this machine: no kernel and no program takes part.
test: $(TESTS)
	$(Q)$(if $(TESTS),,echo 'no `pal_tests.psl` in `$(DIR)`' >&2; exit 1;) \
	    $(TOOLCHAIN)/bin/nk-psl-gen-c $(INCLUDES) --tests run $(COVERAGE:%=--coverage --coverage-min %) $<

# The initializing program.
$(OUT)/einit.c: $(INIT) $(HEADERS) $(TOOLCHAIN)/bin/einit
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
