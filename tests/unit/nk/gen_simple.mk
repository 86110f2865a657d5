# The interface of tests/unit/nk/gen/check/Ping.idl in simplified error mode, with tracing.
GEN_SIMPLE := $(GEN)/tests/gen_simple
UNIT_CFLAGS_gen_simple := -I$(GEN_SIMPLE) -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_DEPS_gen_simple := $(GEN_SIMPLE)/check/Ping.idl.h

$(GEN_SIMPLE)/check/%.h: tests/unit/nk/gen/check/% $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --trace-client-ipc=headers --trace-server-ipc=dump --no-depfile \
	  -I tests/unit/nk/gen -o $(@D) $<
