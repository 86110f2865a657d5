# The run time: libnk for the host, libkos and start-up code for programs, the sysroot.
#
#   $(BUILD)/lib/libnk-host.a       nk layer and loop-back transport, native
#   $(SYSROOT)/include              our headers, descriptions, and headers of kl.core
#   $(SYSROOT)/lib                  crt0.o, libkos.a, kos.ld
# A program is compiled with -nostdinc, our include folder, picolibc's, the compiler's own, and
# linked: crt0.o OBJECTS --start-group -lkos -lc -lgcc --end-group (platform 6).

PICOLIBC ?= /usr/lib/picolibc/$(KOS_ARCH)-linux-gnu

# ---- host ------------------------------------------------------------------------------------

NK_SRCS := $(wildcard runtime/src/*.c)
NK_OBJS := $(NK_SRCS:%.c=$(OBJ)/host/%.o)
NK_CFLAGS := -std=c11 -O2 -g $(WARN) -Iruntime/include

$(OBJ)/host/runtime/%.o: runtime/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(NK_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/libnk-host.a: $(NK_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

# ---- sysroot: headers ------------------------------------------------------------------------

# Descriptions and policy parts lie beside the headers, so that one -I finds all (platform 5).
KOS_PUBLIC := $(shell find runtime/include -type f \
                \( -name '*.h' -o -name '*.?dl' -o -name '*.psl' -o -name '*.yaml' \) | \
                LC_ALL=C sort)
KOS_LIBC_HEADERS := $(wildcard runtime/kos/include/*.h runtime/kos/include/sys/*.h)
KOS_HEADERS := $(KOS_PUBLIC:runtime/include/%=$(SYSROOT)/include/%) \
               $(KOS_LIBC_HEADERS:runtime/kos/include/%=$(SYSROOT)/include/%)

$(SYSROOT)/include/%: runtime/include/%
	$(Q)mkdir -p $(@D) && cp $< $@

$(SYSROOT)/include/%: runtime/kos/include/%
	$(Q)mkdir -p $(@D) && cp $< $@

# Headers of the descriptions of kernel and components. The dependency files of the tool name
# absolute paths; they stay out of the sysroot.
KL_FILES   := $(shell find runtime/include -mindepth 2 -name '*.?dl' | LC_ALL=C sort)
KL_HEADERS := $(KL_FILES:runtime/include/%=$(SYSROOT)/include/%.h)

$(KL_HEADERS): $(SYSROOT)/include/%.h: runtime/include/% $(BIN)/nk-gen-c $(KL_FILES)
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D) $(dir $(GEN)/kos/$*)
	$(Q)$(BIN)/nk-gen-c -I runtime/include -o $(dir $(GEN)/kos/$*) $<
	$(Q)cp $(GEN)/kos/$*.h $@

# ---- sysroot: libkos, crt0, linker script ----------------------------------------------------

KOS_CC := $(CROSS)gcc
KOS_GCC_INCLUDE := $(shell $(KOS_CC) -print-file-name=include 2>/dev/null)
# Generated headers are for programs of all kinds of taste: -isystem.
# The C library's types depend on the system: as in programs, which aarch64-kos-gcc compiles.
KOS_CPPFLAGS := -nostdinc -Iruntime/include -isystem $(SYSROOT)/include \
                -isystem $(PICOLIBC)/include \
                -isystem $(KOS_GCC_INCLUDE) -D_GNU_SOURCE \
                -U__linux__ -U__linux -Ulinux -U__gnu_linux__ -Uunix -D__KOS__=1
# Outline atomics would ask the C library for CPU features; local-exec needs no table.
KOS_CFLAGS := -std=c11 -O2 -g -ffile-prefix-map=$(CURDIR)=. -ffunction-sections -fdata-sections \
              -fno-pie -ftls-model=local-exec -mno-outline-atomics $(WARN)

# The default tracer is the same on the host and here.
KOS_SRCS := $(wildcard runtime/kos/*.c) runtime/src/trace.c
# Clients that every program has: the name server's, and Env's, which programs ask as they start.
KOS_CLIENTS := env/client/read.c env/texts.c ns/client/ns.c
KOS_OBJS := $(KOS_SRCS:%.c=$(OBJ)/kos/%.o) $(KOS_CLIENTS:%.c=$(OBJ)/components/%.o) \
            $(patsubst %,$(OBJ)/kos/runtime/arch/$(KOS_ARCH)/%.o,memory thread_entry)
KOS_LIBS := $(SYSROOT)/lib/crt0.o $(SYSROOT)/lib/libkos.a $(SYSROOT)/lib/kos.ld

$(OBJ)/kos/runtime/%.o: runtime/%.c | $(KOS_HEADERS) $(KL_HEADERS)
	$(call say,KOSCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(KOS_CC) $(KOS_CPPFLAGS) $(KOS_CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/kos/runtime/arch/%.o: runtime/arch/%.S
	$(call say,KOSAS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(KOS_CC) -ffile-prefix-map=$(CURDIR)=. -MMD -MP -c $< -o $@

$(SYSROOT)/lib/libkos.a: $(KOS_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(CROSS)ar rcsD $@ $^

$(SYSROOT)/lib/crt0.o: $(OBJ)/kos/runtime/arch/$(KOS_ARCH)/crt0.o
	$(Q)mkdir -p $(@D) && cp $< $@

$(SYSROOT)/lib/kos.ld: runtime/arch/$(KOS_ARCH)/kos.ld
	$(Q)mkdir -p $(@D) && cp $< $@

.PHONY: sysroot
sysroot: $(KOS_HEADERS) $(KL_HEADERS) $(KOS_LIBS)

all: $(BUILD)/lib/libnk-host.a $(KOS_HEADERS)

# libkos needs the generator.
ifneq ($(wildcard compiler/main_nk_gen_c.c),)
all: sysroot
endif
