# libksm_kss: the fixed part of the security module.
#
#   $(SYSROOT)/lib/libksm_kss.a     for the module: freestanding AArch64, no FP, no writable data
#   $(BUILD)/lib/libksm_kss-host.a  the same engine for unit tests and the loop-back

KSM_SRCS      := $(wildcard runtime/ksm/*.c runtime/ksm/models/*.c)
KSM_HOST_OBJS := $(KSM_SRCS:%.c=$(OBJ)/host/%.o)
KSM_OBJS      := $(KSM_SRCS:%.c=$(OBJ)/kos/%.o)
# The module calls nothing outside itself: no loop may become a call of memcpy or memset.
KSM_CFLAGS    := -std=c11 -O2 -g -ffile-prefix-map=$(CURDIR)=. $(WARN) -ffreestanding \
                 -fno-tree-loop-distribute-patterns -ffunction-sections -Iruntime/include

$(OBJ)/host/runtime/ksm/%.o: runtime/ksm/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(KSM_CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/kos/runtime/ksm/%.o: runtime/ksm/%.c
	$(call say,KOSCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(KSM_CFLAGS) -ffixed-x18 -mgeneral-regs-only -mno-outline-atomics -fno-pie \
	  -fno-common -fno-asynchronous-unwind-tables -MMD -MP \
	  -c $< -o $@

$(BUILD)/lib/libksm_kss-host.a: $(KSM_HOST_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

$(SYSROOT)/lib/libksm_kss.a: $(KSM_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(CROSS)ar rcsD $@ $^

all: $(BUILD)/lib/libksm_kss-host.a $(SYSROOT)/lib/libksm_kss.a
