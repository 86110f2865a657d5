# The kernel: one relocatable object and the linker script that makes an image of it.

KERNEL_ARCH   := kernel-stub/arch/$(KOS_ARCH)
KERNEL_CC     := $(CROSS)gcc
KERNEL_CFLAGS := -std=c11 -O2 -g -ffreestanding -ffixed-x18 -mgeneral-regs-only -mno-outline-atomics \
                 -fno-pie -fno-common -fno-omit-frame-pointer -fstack-protector-strong \
                 -fno-tree-loop-distribute-patterns -fno-asynchronous-unwind-tables \
                 -Wframe-larger-than=2048 -ffile-prefix-map=$(CURDIR)=. $(WARN) \
                 -DKERNEL_VERSION='"$(VERSION)"' -Ikernel-stub/core \
                 -I$(KERNEL_ARCH) -Iruntime/include -I$(GEN)/kernel -isystem $(GEN)/kos
KERNEL_CSRCS  := $(sort $(wildcard kernel-stub/core/*.c $(KERNEL_ARCH)/*.c \
                   kernel-stub/services/*.c))
KERNEL_SSRCS  := $(sort $(wildcard $(KERNEL_ARCH)/*.S))
KERNEL_OBJS   := $(KERNEL_CSRCS:%.c=$(OBJ)/kernel/%.o) $(KERNEL_SSRCS:%.S=$(OBJ)/kernel/%.o)

# The short way of the system calls has no arrays on its stack; it keeps no frame pointer either, as
# it stands between user mode and one call of the module. Its conditions stay one chain, in the order
# they are written in.
$(OBJ)/kernel/kernel-stub/core/fastpath.o $(OBJ)/kernel/kernel-stub/core/fastlong.o: \
    KERNEL_CFLAGS += -fno-stack-protector -fomit-frame-pointer -fno-tree-reassoc -fno-schedule-insns

$(OBJ)/kernel/%.o: %.c
	$(call say,KCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(KERNEL_CC) $(KERNEL_CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/kernel/%.o: %.S
	$(call say,KAS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(KERNEL_CC) -g -ffile-prefix-map=$(CURDIR)=. -I$(KERNEL_ARCH) -Iruntime/include \
	    -MMD -MP -c $< -o $@

# The endpoints include what nk-gen-c makes of the kernel's description.
$(filter $(OBJ)/kernel/kernel-stub/services/%,$(KERNEL_OBJS)): | $(KL_HEADERS)

$(LIBEXEC)/kos-qemu: $(KERNEL_OBJS)
	$(call say,KLD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)ld -r $^ -o $@

$(LIBEXEC)/kos-qemu.ld: $(KERNEL_ARCH)/kos-qemu.ld
	$(call say,COPY,$@)
	$(Q)mkdir -p $(@D) && cp $< $@

# The kernel and the security module must have been built from the same description of the kernel:
# its hash, and notes that tell makeimg which interface differs.
KERNEL_EDL  := runtime/include/kl/core/Core.edl
KERNEL_IDLS := $(sort $(wildcard runtime/include/kl/core/*.idl))
$(GEN)/kernel/core_hash.h: $(BIN)/nk-gen-c $(sort $(wildcard runtime/include/kl/core/*))
	$(call say,HASH,$@)
	$(Q)mkdir -p $(@D)
	$(Q)bytes() { $(BIN)/nk-gen-c -I runtime/include --emit=hash $$1 | sed "s/../0x&, /g; s/, $$//"; }; \
	    set -e; { echo "#include <nk/model_note.h>"; \
	    echo "#define KERNEL_CORE_HASH $$(bytes $(KERNEL_EDL))"; \
	    for file in $(KERNEL_IDLS); do name=$$(basename $$file .idl); \
	        echo "NK_MODEL_NOTE(note_$$name, NK_MODEL_INTERFACE, \"kl.core.$$name\"," \
	            "$$(bytes $$file));"; \
	    done; } >$@

$(OBJ)/kernel/kernel-stub/core/ksm_hook.o: $(GEN)/kernel/core_hash.h

.PHONY: kernel
kernel: $(LIBEXEC)/kos-qemu $(LIBEXEC)/kos-qemu.ld
all: kernel

# The model of IPC (kernel-stub/model/ipc.pml), checked with spin, an optional package.
.PHONY: model
model:
	$(Q)HOSTCC=$(HOSTCC) kernel-stub/model/run --work $(BUILD)/model
