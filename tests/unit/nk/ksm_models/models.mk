# $(call ksm_model_test,NAME): the program ksm_NAME.c runs events through the module of
# ksm_models/NAME.psl. See ksm_models/steps.h.
KSM_MODELS := $(GEN)/tests/ksm_models

$(KSM_MODELS)/t/Ops.idl.h: tests/unit/nk/ksm_models/t/Ops.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c -I tests/unit/nk/ksm_models -o $(@D) $<

$(KSM_MODELS)/%.c: tests/unit/nk/ksm_models/%.psl $(BIN)/nk-psl-gen-c \
                   $(wildcard tests/unit/nk/ksm_models/t/*)
	$(call say,PSL,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm_models -o $@ $<

define ksm_model_test
UNIT_CFLAGS_ksm_$(1) := -I$$(KSM_MODELS)
UNIT_SRCS_ksm_$(1)   := $$(KSM_MODELS)/$(1).c $$(BUILD)/lib/libksm_kss-host.a
UNIT_DEPS_ksm_$(1)   := $$(KSM_MODELS)/t/Ops.idl.h
endef
