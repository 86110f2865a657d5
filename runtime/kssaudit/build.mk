# libkssaudit: reads the records of the security audit (nk/audit.h). It holds the formatter of the
# security module too, so that a line reads the same everywhere.
#
#   $(SYSROOT)/lib/libkssaudit.a      for programs
#   $(BUILD)/lib/libkssaudit-host.a   for tools and unit tests

KSSAUDIT_SRCS := $(wildcard runtime/kssaudit/*.c)
# What the two libraries share: names and their formatter, the encoder.
KSSAUDIT_KSM  := audit engine explain

$(OBJ)/host/runtime/kssaudit/%.o: runtime/kssaudit/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(KSM_CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/kos/runtime/kssaudit/%.o: runtime/kssaudit/%.c
	$(call say,KOSCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(KSM_CFLAGS) -mno-outline-atomics -fno-pie -MMD -MP -c $< -o $@

$(BUILD)/lib/libkssaudit-host.a: $(KSSAUDIT_SRCS:%.c=$(OBJ)/host/%.o) \
                                 $(KSSAUDIT_KSM:%=$(OBJ)/host/runtime/ksm/%.o)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

$(SYSROOT)/lib/libkssaudit.a: $(KSSAUDIT_SRCS:%.c=$(OBJ)/kos/%.o) \
                              $(KSSAUDIT_KSM:%=$(OBJ)/kos/runtime/ksm/%.o)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(CROSS)ar rcsD $@ $^

all: $(BUILD)/lib/libkssaudit-host.a $(SYSROOT)/lib/libkssaudit.a
