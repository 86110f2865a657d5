# The module of tests/unit/nk/ksm_regex/security.psl and the header of its description.
KSM_REGEX := $(GEN)/tests/ksm_regex

$(KSM_REGEX)/security.c: $(BIN)/nk-psl-gen-c $(wildcard tests/unit/nk/ksm_regex/*)
	$(call say,PSL,tests/unit/nk/ksm_regex/security.psl)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-psl-gen-c -W none -I runtime/include -I tests/unit/nk/ksm_regex -o $@ \
	  tests/unit/nk/ksm_regex/security.psl

$(KSM_REGEX)/Notes.idl.h: tests/unit/nk/ksm_regex/Notes.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c -I tests/unit/nk/ksm_regex -o $(@D) $<

UNIT_CFLAGS_ksm_regex := -I$(KSM_REGEX)
UNIT_SRCS_ksm_regex   := $(KSM_REGEX)/security.c $(BUILD)/lib/libksm_kss-host.a
UNIT_DEPS_ksm_regex   := $(KSM_REGEX)/Notes.idl.h
