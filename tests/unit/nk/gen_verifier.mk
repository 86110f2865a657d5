# Verifiers of tests/unit/nk/gen/check/Verify.idl, as nk-gen-c --validators makes them.
GEN_VERIFIER := $(GEN)/tests/gen_verifier
UNIT_CFLAGS_gen_verifier := -I$(GEN_VERIFIER) -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_DEPS_gen_verifier := $(GEN_VERIFIER)/check/Verify.idl.h

$(GEN_VERIFIER)/check/%.h: tests/unit/nk/gen/check/% $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --validators --no-depfile -I tests/unit/nk/gen -o $(@D) $<
