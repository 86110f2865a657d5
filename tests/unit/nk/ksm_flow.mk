# The module of tests/unit/nk/ksm_flow/security.psl and the headers of its descriptions.
KSM_FLOW := $(GEN)/tests/ksm_flow

$(KSM_FLOW)/security.c: $(BIN)/nk-psl-gen-c $(wildcard tests/unit/nk/ksm_flow/*)
	$(call say,PSL,tests/unit/nk/ksm_flow/security.psl)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm_flow -o $@ \
	  tests/unit/nk/ksm_flow/security.psl

$(KSM_FLOW)/Door.idl.h: tests/unit/nk/ksm_flow/Door.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c -I tests/unit/nk/ksm_flow -o $(@D) $<

UNIT_CFLAGS_ksm_flow := -I$(KSM_FLOW)
UNIT_SRCS_ksm_flow   := $(KSM_FLOW)/security.c $(BUILD)/lib/libksm_kss-host.a
UNIT_DEPS_ksm_flow   := $(KSM_FLOW)/Door.idl.h
