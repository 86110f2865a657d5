# libkssaudit: reads the records of the security audit (nk/audit.h). It holds the formatter of the
# security module too, so that a line reads the same everywhere.
#
#   $(SYSROOT)/lib/libkssaudit.a      for programs
#   $(BUILD)/lib/libkssaudit-host.a   for tools and unit tests

KSSAUDIT_SRCS := $(wildcard runtime/kssaudit/*.c)

$(OBJ)/host/runtime/kssaudit/%.o: runtime/kssaudit/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(KSM_CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/kos/runtime/kssaudit/%.o: runtime/kssaudit/%.c
	$(call say,KOSCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(KSM_CFLAGS) -mno-outline-atomics -fno-pie -MMD -MP -c $< -o $@

$(BUILD)/lib/libkssaudit-host.a: $(KSSAUDIT_SRCS:%.c=$(OBJ)/host/%.o) \
                                 $(KSM_HOST_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

$(SYSROOT)/lib/libkssaudit.a: $(KSSAUDIT_SRCS:%.c=$(OBJ)/kos/%.o) \
                              $(KSM_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(CROSS)ar rcsD $@ $^

all: $(BUILD)/lib/libkssaudit-host.a $(SYSROOT)/lib/libkssaudit.a

# For nk-audit: with the program that prints JSON. Hosted, so apart from the rest.
KSSAUDIT_HOST := $(wildcard runtime/kssaudit/host/*.c)

$(OBJ)/host/runtime/kssaudit/host/%.o: runtime/kssaudit/host/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=c11 -O2 -g -ffile-prefix-map=$(CURDIR)=. $(WARN) -Iruntime/include -MMD -MP \
	  -c $< -o $@

$(BUILD)/libexec/host/libkssaudit.a: $(KSSAUDIT_HOST:%.c=$(OBJ)/host/%.o) \
    $(KSSAUDIT_SRCS:%.c=$(OBJ)/host/%.o) $(KSM_HOST_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

all: $(BUILD)/libexec/host/libkssaudit.a
