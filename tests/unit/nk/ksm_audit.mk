# The module and the decoder of tests/unit/nk/audit/security.psl. The test includes the module, to
# set the level without a rule. KSM_LAB is set in ksm_decide.mk.
AUDIT_LAB := $(GEN)/tests/audit

$(AUDIT_LAB)/audited.c $(AUDIT_LAB)/audited.audit.c &: tests/unit/nk/audit/security.psl \
    $(BIN)/nk-psl-gen-c $(wildcard tests/unit/nk/ksm/*/*)
	$(call say,PSL,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm \
	  -o $(AUDIT_LAB)/audited.c --audit $(AUDIT_LAB)/audited.audit.c $<

UNIT_CFLAGS_ksm_audit = -I$(KSM_LAB) -I$(AUDIT_LAB)
UNIT_SRCS_ksm_audit   = $(AUDIT_LAB)/audited.audit.c $(BUILD)/lib/libksm_kss-host.a \
                         $(BUILD)/lib/libkssaudit-host.a
UNIT_DEPS_ksm_audit   = $(AUDIT_LAB)/audited.c $(patsubst %,$(KSM_LAB)/lab/%.idl.h,Raw Check)
