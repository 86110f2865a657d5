# The module of tests/unit/nk/ksm_mic/security.psl and the header of its description.
KSM_MIC := $(GEN)/tests/ksm_mic

$(KSM_MIC)/security.c: $(BIN)/nk-psl-gen-c $(wildcard tests/unit/nk/ksm_mic/*)
	$(call say,PSL,tests/unit/nk/ksm_mic/security.psl)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm_mic -o $@ \
	  tests/unit/nk/ksm_mic/security.psl

$(KSM_MIC)/Ops.idl.h: tests/unit/nk/ksm_mic/Ops.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c -I tests/unit/nk/ksm_mic -o $(@D) $<

UNIT_CFLAGS_ksm_mic := -I$(KSM_MIC)
UNIT_SRCS_ksm_mic   := $(KSM_MIC)/security.c $(BUILD)/lib/libksm_kss-host.a
UNIT_DEPS_ksm_mic   := $(KSM_MIC)/Ops.idl.h
