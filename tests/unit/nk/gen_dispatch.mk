# Proxies and dispatchers of tests/unit/nk/gen/check, in extended error mode.
GEN_DISPATCH := $(GEN)/tests/gen_dispatch
UNIT_CFLAGS_gen_dispatch := -I$(GEN_DISPATCH) -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_DEPS_gen_dispatch := $(GEN_DISPATCH)/check/Ping.idl.h $(GEN_DISPATCH)/check/Ext.idl.h \
                          $(GEN_DISPATCH)/check/Server.edl.h

$(GEN_DISPATCH)/check/%.h: tests/unit/nk/gen/check/% $(wildcard tests/unit/nk/gen/check/*.?dl) \
                           $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --extended-errors --no-depfile -I tests/unit/nk/gen -o $(@D) $<
