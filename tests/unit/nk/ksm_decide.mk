# The module of tests/unit/nk/ksm/security.psl and the headers of its descriptions.
KSM_LAB := $(GEN)/tests/ksm

$(KSM_LAB)/security.c: tests/unit/nk/ksm/security.psl $(BIN)/nk-psl-gen-c \
                       $(wildcard tests/unit/nk/ksm/*/*)
	$(call say,PSL,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm -o $@ $<

$(KSM_LAB)/lab/%.idl.h: tests/unit/nk/ksm/lab/%.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c -I tests/unit/nk/ksm -o $(@D) $<

UNIT_CFLAGS_ksm_decide := -I$(KSM_LAB)
UNIT_SRCS_ksm_decide   := $(KSM_LAB)/security.c $(BUILD)/lib/libksm_kss-host.a
UNIT_DEPS_ksm_decide   := $(patsubst %,$(KSM_LAB)/lab/%.idl.h,Ctl Raw Check)
